import { describe, expect, it } from 'vitest';
import { checkCanonical } from '$domain/text/canonical';
import { buildRichDraft } from '../rich';
import { htmlBlocks } from './html-blocks';

const ORIGIN = { name: 'a.html', encoding: 'utf-8', notes: [], metadata: {} };

const pages = import.meta.glob<string>('../../../../../../shared/data/html/footnotes/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const expected = import.meta.glob<string>('../../../../../../shared/data/html/footnotes/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Footnotes of a page, each with how often the text points at it. */
function notesOf(html: string): { text: string; mentions: number }[] {
  const draft = buildRichDraft(htmlBlocks(html).blocks, ORIGIN);
  expect(checkCanonical(draft)).toEqual([]);
  return draft.blocks.flatMap((block) =>
    block.kind === 'footnote'
      ? [{ text: draft.text.slice(block.span.start, block.span.end), mentions: block.mentions.length }]
      : [],
  );
}

const flat = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

it.each([
  [
    'that links lead to',
    '<p>Ships left.<sup><a href="#n" id="r">1</a></sup></p><ol><li id="n">At noon. <a href="#r">↩</a></li></ol>',
    ['[1] At noon.'],
  ],
  [
    'of a word processor',
    '<p>Ships left <sup><a href="#_ftn1">[1]</a></sup>.</p><hr><p><sup><a href="//x#_ftnref1">[1]</a></sup> At noon.</p>',
    ['[1] At noon.'],
  ],
  [
    'that begin with the raised figure, with what goes on below',
    '<p>Ships left.<sup>1</sup></p><p>Men stayed.<sup>2</sup></p><hr><p><sup>1</sup> At noon.</p><p>Or later.</p><p><sup>2</sup> Not all.</p>',
    ['[1] At noon. Or later.', '[2] Not all.'],
  ],
  [
    'within the text, shown on demand',
    '<p>Ships left.<span class="inline-footnote">1<span class="footnoteContent" style="display:none">At noon.</span></span></p>',
    ['[1] At noon.'],
  ],
  [
    'in the margin behind a switch',
    '<p>Ships left.<label for="s" class="margin-toggle"></label><input id="s" class="margin-toggle"><span class="sidenote">At noon.</span></p>',
    ['[1] At noon.'],
  ],
  [
    'but not what a figure in the text refers to',
    '<p>See <a href="#t">1</a>.</p><h3 id="t">Theorem one</h3>',
    [],
  ],
])('footnotes %s', (_what, html, texts) => {
  const notes = notesOf(html);
  expect(notes.map(({ text }) => text)).toEqual(texts);
  expect(notes.every(({ mentions }) => mentions === 1)).toBe(true);
});

const files = Object.keys(pages);

describe.skipIf(files.length === 0)('footnotes of pages (skipped when absent)', () => {
  it.each(files.length === 0 ? [''] : files)('every note of %s is kept and linked', (path) => {
    const markdown = expected[path.replace(/html$/u, 'md')]!;
    const wanted = [...markdown.matchAll(/^\[\^([^\]]+)\]: (.*)$/gmu)];
    const notes = notesOf(pages[path]!);
    expect(notes).toHaveLength(wanted.length);
    for (const [i, [, , text]] of wanted.entries()) {
      const words = flat(text!.replace(/\]\([^)]*\)/gu, ']')).slice(0, 30);
      expect(flat(notes[i]!.text)).toContain(words);
      expect(notes[i]!.mentions).toBeGreaterThan(0);
    }
  });
});
