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

describe('footnotes of pages', () => {
  it.skipIf(Object.keys(pages).length === 0).each(Object.keys(pages))(
    'every note of %s is kept and linked (skipped when absent)',
    (path) => {
      const markdown = expected[path.replace(/html$/u, 'md')]!;
      const wanted = [...markdown.matchAll(/^\[\^([^\]]+)\]: (.*)$/gmu)];
      const notes = notesOf(pages[path]!);
      expect(notes).toHaveLength(wanted.length);
      for (const [i, [, , text]] of wanted.entries()) {
        const words = flat(text!.replace(/\]\([^)]*\)/gu, ']')).slice(0, 30);
        expect(flat(notes[i]!.text)).toContain(words);
        expect(notes[i]!.mentions).toBeGreaterThan(0);
      }
    },
  );
});
