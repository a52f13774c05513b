import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tick } from 'svelte';
import type { Sha256 } from '$domain/ids';
import type { Block } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';
import { textRuns } from '../../reading/span-range';
import type { ArticlePassage } from './article-model';
import ReportArticle from './ReportArticle.svelte';

const pieces = [
  'Ferry strike ends',
  'Crews returned to work after talks with the harbour board.',
  'What the crews did',
  'They left the quay. Then they sailed at noon!',
  'Two boats stayed.',
  'The board runs four harbours.',
];
const text = pieces.join('\n\n');
const spanOf = (part: string): Span => {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
};
const at = (index: number): { span: Span; section: string[] } => ({
  span: spanOf(pieces[index]!),
  section: [],
});
const blocks: Block[] = [
  { ...at(0), kind: 'title' },
  { ...at(1), kind: 'dek' },
  { ...at(2), kind: 'heading', level: 1 },
  { ...at(3), kind: 'list-item', level: 1 },
  { ...at(4), kind: 'list-item', level: 2 },
  { ...at(5), kind: 'footnote', label: 'note', mentions: [spanOf('harbour board')] },
];
const passages: ArticlePassage[] = [
  {
    id: 'p1',
    span: spanOf('left the quay'),
    colours: [1],
    hasCountry: true,
    mark: 'NOR',
    label: 'Crews, Norway',
  },
  { id: 'p2', span: spanOf('sailed at noon'), colours: [2], hasCountry: false, mark: 'Cre', label: 'Crews' },
];

const onSelectionChange = vi.fn();
const onOpenExcerpt = vi.fn();
const onPlaceChange = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(() => {
  cleanup();
  document.getSelection()?.removeAllRanges();
});

function show(more: { findHits?: Span[]; findCurrent?: number; passages?: ArticlePassage[] } = {}) {
  return render(ReportArticle, {
    report: {
      title: 'Ferry strike ends',
      source: 'Harbour Post',
      published: '2021-03-04',
      language: 'en',
      textHash: `9f2c${'0'.repeat(60)}` as Sha256,
    },
    blocks,
    text,
    passages: more.passages ?? passages,
    activeExcerptId: null,
    pending: null,
    searchHits: [],
    suggestions: [],
    suggested: null,
    findHits: more.findHits ?? [],
    findCurrent: more.findCurrent ?? -1,
    fontSize: 18,
    measure: 66,
    onSelectionChange,
    onOpenExcerpt,
    onTextClick: vi.fn(),
    onPlaceChange,
    onResize: vi.fn(),
    onLetGo: vi.fn(),
    onSectionChange: vi.fn(),
    onRest: vi.fn(),
  });
}

const article = (): HTMLElement => screen.getByRole('article', { name: 'Ferry strike ends' });
const selected = (): string => document.getSelection()?.toString() ?? '';
const key = (name: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(article(), { key: name, ...more });

describe('ReportArticle', () => {
  it('holds the canonical text exactly, one text node per run', () => {
    show();
    const runs = textRuns(article());
    for (const run of runs) {
      expect(run.node.data).toBe(text.slice(run.start, run.end));
      expect(run.node.parentElement!.childNodes).toHaveLength(1);
    }
    for (const { span } of blocks) {
      const own = runs.filter((run) => run.start >= span.start && run.end <= span.end);
      expect(own.map((run) => run.node.data).join('')).toBe(text.slice(span.start, span.end));
    }
  });

  it('shows the structure: headings, list, metadata and footnotes', () => {
    show();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ferry strike ends');
    expect(screen.getByRole('heading', { level: 2, name: 'What the crews did' })).toBeTruthy();
    const [outer] = screen.getAllByRole('listitem');
    expect(within(outer!).getByRole('listitem').textContent).toContain('Two boats stayed.');
    expect(article().textContent).toContain('sha-256 9f2c…');
    expect(
      within(screen.getByRole('region', { name: 'Footnotes' })).getByText('The board runs four harbours.'),
    ).toBeTruthy();
  });

  it('opens a footnote at its mention and gives the focus back', async () => {
    show();
    const button = screen.getByRole('button', { name: 'Footnote 1' });
    button.focus();
    await fireEvent.click(button);
    const popup = screen.getByRole('dialog', { name: 'Footnote 1' });
    expect(popup.textContent).toContain('The board runs four harbours.');
    expect(document.activeElement).toBe(popup);
    await fireEvent.keyDown(popup, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button);
    await fireEvent.click(button);
    await fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('has a chip in the margin for each passage of a block, which opens it', async () => {
    show();
    const group = within(screen.getByRole('group', { name: '2 passages: Crews, Norway; Crews' }));
    expect(group.getAllByRole('button').map((chip) => chip.textContent)).toEqual(['NOR', 'Cre']);
    await fireEvent.click(group.getByRole('button', { name: 'Passage: Crews' }));
    expect(onOpenExcerpt).toHaveBeenCalledWith('p2');
  });

  it('keeps more than eight chips of a block behind a button, but never the active one', async () => {
    const many = Array.from({ length: 10 }, (_, n) => ({ ...passages[0]!, id: `m${n}`, label: `Crew ${n}` }));
    const { rerender } = show({ passages: many });
    const chips = () => screen.getAllByRole('button', { name: /^Passage: / });
    expect(chips()).toHaveLength(7);
    await rerender({ activeExcerptId: 'm9' });
    expect(chips()).toHaveLength(10);
    expect(screen.getByRole('button', { name: 'Passage: Crew 9', current: true })).toBeTruthy();
    await rerender({ activeExcerptId: null });
    await fireEvent.click(screen.getByRole('button', { name: '3 more passages' }));
    expect(chips()).toHaveLength(10);
  });

  it('moves the selection by sentence, extends it and clears it', async () => {
    show();
    await key('ArrowDown');
    expect(selected()).toBe('Ferry strike ends');
    await key('ArrowDown');
    await key('ArrowRight');
    await key('ArrowDown');
    expect(selected()).toBe('They left the quay.');
    expect(screen.getByText('They left the quay.', { selector: '[aria-live]' })).toBeTruthy();
    await key('ArrowRight', { shiftKey: true });
    expect(selected()).toBe('They left the quay. Then');
    await key('ArrowDown', { shiftKey: true });
    expect(selected()).toBe('They left the quay. Then they sailed at noon!');
    await key('ArrowUp');
    expect(selected()).toBe('What the crews did');
    await key('Escape');
    expect(selected()).toBe('');
  });

  it('tells what is selected, but not while the focus is in a field elsewhere', async () => {
    show();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await key('ArrowDown');
    document.dispatchEvent(new Event('selectionchange'));
    await frame();
    expect(onSelectionChange).toHaveBeenLastCalledWith(spanOf('Ferry strike ends'));
    expect(onPlaceChange).toHaveBeenLastCalledWith(spanOf('Ferry strike ends'));
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    document.getSelection()?.removeAllRanges();
    document.dispatchEvent(new Event('selectionchange'));
    await frame();
    expect(onSelectionChange).not.toHaveBeenLastCalledWith(null);
    input.remove();
  });

  it('goes on from where it was when a field elsewhere took the selection away', async () => {
    show();
    await key('ArrowDown');
    await key('ArrowDown');
    document.getSelection()?.removeAllRanges();
    await key('ArrowDown');
    expect(selected()).toBe('What the crews did');
  });

  it('leaves keys with modifiers and keys on its buttons alone', async () => {
    show();
    await key('ArrowDown', { ctrlKey: true });
    await fireEvent.keyDown(screen.getByRole('button', { name: 'Footnote 1' }), { key: 'ArrowDown' });
    expect(selected()).toBe('');
  });

  it('renders another report with fresh text nodes', async () => {
    const { rerender } = show();
    const before = textRuns(article())[0]!.node;
    const span = { start: 0, end: 8 };
    await rerender({ text: 'New text', blocks: [{ kind: 'paragraph', span, section: [] }], passages: [] });
    await tick();
    expect(textRuns(article()).map((run) => run.node.data)).toEqual(['New text']);
    expect(before.data).toBe('Ferry strike ends');
  });
});
