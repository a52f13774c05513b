import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCanonical } from '$domain/text/canonical';
import { parseFile } from '../registry';
import { outline } from '../zip/__fixtures__/outline';
import { readAll, readOne } from '../zip/__fixtures__/read';
import { epubImporter } from './epub-importer';

const folder = resolve(import.meta.dirname, '../../../../../../shared/data/files');
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(resolve(folder, name)));

describe.skipIf(!existsSync(folder))(
  'books of other programs (skipped when ../shared/data is absent)',
  () => {
    it('a novel of several chapters, of which cover and contents are none', async () => {
      const { found, offers } = await readAll(epubImporter, bytesOf('epub/alice.epub'));
      expect(found.map(({ within }) => within)).toMatchInlineSnapshot(`
        [
          "Alice's Adventures In Wonderland",
          "Down The Rabbit-Hole",
          "The Pool Of Tears",
          "A Caucus-Race And A Long Tale",
          "The Rabbit Sends In A Little Bill",
          "Advice From A Caterpillar",
          "Pig And Pepper",
          "A Mad Tea-Party",
          "The Queen's Croquet Ground",
          "Who Stole The Tarts?",
          "Alice's Evidence",
        ]
      `);
      expect(offers).toEqual([{ kind: 'chapters', taken: 'each', count: 11 }]);
      const drafts = found.map(({ result }) => (result.ok ? result.value : null));
      expect(drafts.flatMap((draft) => (draft === null ? ['refused'] : checkCanonical(draft)))).toEqual([]);
    });

    it('the same as one report', async () => {
      const draft = await readOne(epubImporter, bytesOf('epub/alice.epub'), { chapters: 'one' });
      expect(outline(draft).filter((line) => /^(?:title|heading)/u.test(line))).toMatchInlineSnapshot(`
        [
          "title: Alice's Adventures In Wonderland",
          "heading 2: Copyright, 1916, By Sam'l Gabriel Sons & Company New York",
          "heading 1: Down The Rabbit-Hole",
          "heading 1: The Pool Of Tears",
          "heading 1: A Caucus-Race And A Long Tale",
          "heading 1: The Rabbit Sends In A Little Bill",
          "heading 1: Advice From A Caterpillar",
          "heading 1: Pig And Pepper",
          "heading 1: A Mad Tea-Party",
          "heading 1: The Queen's Croquet Ground",
          "heading 1: Who Stole The Tarts?",
          "heading 1: Alice's Evidence",
        ]
      `);
      expect(draft.metadata).toMatchInlineSnapshot(`
        {
          "author": "Lewis Carroll",
          "captured": "",
          "language": "en-US",
          "published": "",
          "source": "",
          "sourceUrl": "http://www.gutenberg.org/files/19033/19033-h/19033-h.htm",
          "title": "Alice's Adventures in Wonderland",
        }
      `);
    });

    it('a book of a title page', async () => {
      expect(outline(await readOne(epubImporter, bytesOf('epub/alice_without_cover.epub'))))
        .toMatchInlineSnapshot(`
        [
          "title: Alice's Adventures In Wonderland",
          "heading 1: Copyright, 1916, By Sam'l Gabriel Sons & Company New York",
          "paragraph: Alice in the Room of the Duchess.",
        ]
      `);
    });

    it('a text that is the same as a text file', async () => {
      const name = 'same-text/eng_spa_mult';
      const draft = await readOne(epubImporter, bytesOf(`${name}.epub`), { name: 'eng_spa_mult.epub' });
      const plain = await parseFile('eng_spa_mult.txt', bytesOf(`${name}.txt`));
      expect(plain.ok && plain.value.text).toBe(draft.text);
    });
  },
);
