import { beforeEach, describe, expect, it } from 'vitest';
import { offsetOfPoint, pointInRuns, rangesOfSpan, spanOfRange, textRuns } from './span-range';

//                 0         10        20         31
const first = 'The square was cleared (1) late.';
const second = 'Two hospitals 👩‍👩‍👧 were surrounded.';
const text = `${first}\n\n${second}`;
const SECOND = first.length + 2;

let root: HTMLElement;
let runs: Text[];

/** Two paragraphs, the first cut by a footnote button, with chrome around the text. */
beforeEach(() => {
  document.body.innerHTML = '';
  root = document.createElement('article');
  root.append(element('p', {}, 'Meduza, 6 January'));
  const before = element('span', { 'data-start': '0' }, first.slice(0, 26));
  const after = element('span', { 'data-start': '26' }, first.slice(26));
  root.append(
    element('p', {}, before, element('button', {}, '1'), after, element('button', {}, '2 passages')),
  );
  root.append(element('p', {}, element('span', { 'data-start': String(SECOND) }, second)));
  document.body.append(element('nav', {}, 'Outline'), root, element('aside', {}, 'Passages'));
  runs = textRuns(root).map((run) => run.node);
});

function element(
  tag: string,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function selected(from: Node, fromOffset: number, to: Node, toOffset: number): string | null {
  const range = document.createRange();
  range.setStart(from, fromOffset);
  range.setEnd(to, toOffset);
  const span = spanOfRange(root, range, text);
  return span && text.slice(span.start, span.end);
}

describe('spanOfRange', () => {
  it('reads a range inside one run', () => {
    expect(selected(runs[0]!, 4, runs[0]!, 10)).toBe('square');
  });

  it('reads a range over a footnote button without its label', () => {
    expect(selected(runs[0]!, 15, runs[1]!, 6)).toBe('cleared (1) late.');
  });

  it('reads a range over two blocks with the separator of the canonical text', () => {
    expect(selected(runs[1]!, 1, runs[2]!, 3)).toBe('late.\n\nTwo');
  });

  it('drops white space at both ends', () => {
    expect(selected(runs[0]!, 3, runs[0]!, 11)).toBe('square');
  });

  it('ends a triple click, whose end is the start of the next block, with its own block', () => {
    const [, paragraph, next] = root.children;
    expect(selected(runs[0]!, 0, next!, 0)).toBe(first);
    expect(selected(paragraph!, 0, next!, 0)).toBe(first);
    expect(selected(runs[0]!, 0, runs[2]!, 0)).toBe(first);
  });

  it('moves ends that lie in buttons inwards', () => {
    const [footnote, chip] = root.querySelectorAll('button');
    expect(selected(footnote!.firstChild!, 0, runs[1]!, 5)).toBe('late');
    expect(selected(runs[0]!, 15, footnote!.firstChild!, 1)).toBe('cleared (1)');
    expect(selected(chip!.firstChild!, 2, runs[2]!, 3)).toBe('Two');
  });

  it('cuts a range at the article', () => {
    const [nav, , aside] = document.body.children;
    expect(selected(nav!.firstChild!, 0, runs[0]!, 3)).toBe('The');
    expect(selected(runs[2]!, 28, aside!.firstChild!, 3)).toBe('surrounded.');
    expect(selected(document.body, 0, document.body, 3)).toBe(text);
  });

  it('finds nothing in chrome, in a caret or outside', () => {
    const [nav, , aside] = document.body.children;
    expect(selected(root.firstChild!.firstChild!, 0, root.firstChild!.firstChild!, 6)).toBeNull();
    expect(selected(runs[0]!, 4, runs[0]!, 4)).toBeNull();
    expect(selected(runs[0]!, 3, runs[0]!, 4)).toBeNull();
    expect(selected(nav!.firstChild!, 0, nav!.firstChild!, 4)).toBeNull();
    expect(selected(aside!.firstChild!, 0, aside!.firstChild!, 4)).toBeNull();
  });

  it('takes whole graphemes', () => {
    const emoji = second.indexOf('👩');
    expect(selected(runs[2]!, emoji + 2, runs[2]!, emoji + 4)).toBe('👩‍👩‍👧');
  });
});

describe('rangesOfSpan', () => {
  it('covers a span with one range for each run', () => {
    const start = text.indexOf('(1)');
    const ranges = rangesOfSpan(root, { start, end: text.indexOf('hospitals') });
    expect(ranges.map((range) => range.toString())).toEqual(['(1)', ' late.', 'Two ']);
  });

  it('is undone by spanOfRange', () => {
    for (const exact of ['square', '(1) late.', 'late.\n\nTwo hospitals', '👩‍👩‍👧']) {
      const start = text.indexOf(exact);
      const ranges = rangesOfSpan(root, { start, end: start + exact.length });
      const whole = document.createRange();
      whole.setStart(ranges[0]!.startContainer, ranges[0]!.startOffset);
      whole.setEnd(ranges.at(-1)!.endContainer, ranges.at(-1)!.endOffset);
      expect(spanOfRange(root, whole, text)).toEqual({ start, end: start + exact.length });
    }
  });
});

describe('points', () => {
  it('gives the offset of a point in a run only', () => {
    expect(offsetOfPoint(runs[1]!, 3)).toBe(29);
    expect(offsetOfPoint(root, 1)).toBeNull();
    expect(offsetOfPoint(root.firstChild!.firstChild!, 1)).toBeNull();
  });

  it('gives the point of an offset, also between blocks', () => {
    expect(pointInRuns(textRuns(root), 29)).toEqual({ node: runs[1], offset: 3 });
    expect(pointInRuns(textRuns(root), first.length + 1)).toEqual({ node: runs[1], offset: 6 });
    expect(pointInRuns([], 3)).toBeNull();
  });
});
