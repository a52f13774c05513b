import { describe, expect, it } from 'vitest';
import type { ReportId, Sha256 } from '$domain/ids';
import type { Block, ReportDraft, ReportMetadata } from '$domain/report/report';
import type { PreviewItem } from '../../state/importing.svelte';
import { candidateLine, draftParts, importSummary, needsCorrection } from './candidate-words';

const metadata: ReportMetadata = {
  title: 'T',
  author: '',
  source: '',
  sourceUrl: '',
  published: '2022',
  captured: '',
  language: 'en',
};
const FROM = { source: 0 };
const at = { span: { start: 0, end: 1 }, section: [] };
const bullet: Block = { ...at, kind: 'list-item', level: 1 };
const footnote = (...mentions: Block['span'][]): Block => ({ ...at, kind: 'footnote', label: '1', mentions });

function draft(blocks: Block[], notes: ReportDraft['notes'] = []): ReportDraft {
  return { text: 'a', blocks, metadata, encoding: 'utf-8', notes };
}

function ready(of: ReportDraft, corrected = metadata): PreviewItem {
  const textHash = '0'.repeat(64) as Sha256;
  const original = { name: 'a.txt', bytes: new Uint8Array() };
  const candidate = {
    ...FROM,
    kind: 'ready',
    name: 'a.txt',
    draft: of,
    original,
    textHash,
    keys: [],
    like: null,
  } as const;
  return { key: 0, candidate, metadata: corrected, corrected: {}, isOwnStory: false };
}
const refused: PreviewItem = {
  key: 1,
  candidate: {
    ...FROM,
    kind: 'refused',
    name: 'b.pdf',
    failure: { code: 'x', message: 'It holds no text.' },
  },
  metadata: null,
  corrected: {},
  isOwnStory: false,
};
const duplicate: PreviewItem = {
  key: 2,
  candidate: {
    ...FROM,
    kind: 'duplicate',
    name: 'c.txt',
    draft: draft([]),
    of: { kind: 'report', reportId: 'r1' as ReportId, title: 'Old', story: 'r1' as ReportId },
  },
  metadata: null,
  corrected: {},
  isOwnStory: false,
};

describe('draftParts', () => {
  it('counts what there is, singular and plural', () => {
    expect(draftParts(draft([{ ...at, kind: 'heading', level: 1 }, bullet, bullet]))).toEqual([
      '1 heading',
      '2 bullets',
    ]);
    expect(
      draftParts(
        draft([
          { ...bullet, label: '1.' },
          { ...at, kind: 'title' },
        ]),
      ),
    ).toEqual(['1 numbered item']);
  });

  it('says how many footnotes are linked', () => {
    expect(draftParts(draft([footnote(at.span)]))).toEqual(['1 footnote, linked']);
    expect(draftParts(draft([footnote(at.span), footnote()]))).toEqual(['2 footnotes, 1 linked']);
  });
});

describe('the words about files', () => {
  it('sums up an import and leaves out what there is none of', () => {
    const from = (source: number, item: PreviewItem): PreviewItem => ({
      ...item,
      candidate: { ...item.candidate, source },
    });
    const several = [
      from(0, ready(draft([]))),
      from(0, ready(draft([]))),
      from(1, refused),
      from(2, duplicate),
    ];
    expect(importSummary(several)).toBe('3 files · 2 ready, 1 already here, 1 cannot be read');
    expect(importSummary([refused])).toBe('1 file · 1 cannot be read');
  });

  it('tells what becomes of each file', () => {
    const note = { code: 'n', message: 'One image was left out.' };
    expect(candidateLine(ready(draft([bullet], [note])))).toBe('1 bullet · One image was left out.');
    expect(candidateLine(duplicate)).toBe('same text as “Old”');
    expect(candidateLine(refused)).toBe('It holds no text.');
  });

  it('asks for a correction of dates and language codes that cannot be', () => {
    expect(needsCorrection(ready(draft([])))).toBe(false);
    expect(needsCorrection(ready(draft([]), { ...metadata, published: '2022-02-30' }))).toBe(true);
    expect(needsCorrection(ready(draft([]), { ...metadata, language: 'en_US' }))).toBe(true);
    expect(needsCorrection(refused)).toBe(false);
  });
});
