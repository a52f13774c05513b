import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedBytes, damagedXml } from '../zip/__fixtures__/damage';
import { pack } from '../zip/__fixtures__/pack';
import { faultsOf, readAll } from '../zip/__fixtures__/read';
import { docxFiles, item, NUMBERING, p, r, styled, STYLES } from './__fixtures__/docx-parts';
import { docxImporter } from './docx-importer';

const SETTINGS = { seed: 20220106, numRuns: 150 };
const files = docxFiles({
  styles: STYLES,
  numbering: NUMBERING,
  comments: `<w:comment w:id="5" w:author="Aru">${p('Check.')}</w:comment>`,
  footnotes: `<w:footnote w:id="2">${p('In a letter.')}</w:footnote>`,
  endnotes: `<w:endnote w:id="2">${p('Archive.')}</w:endnote>`,
  body:
    styled('Titel', 'Cranes') +
    styled('berschrift1', 'Who struck') +
    item(1, 0, 'Pay') +
    item(2, 1, 'Rest') +
    item(3, 0, 'Boots') +
    p(
      `${r('They ')}<w:commentRangeStart w:id="5"/>${r('left')}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r><w:ins w:id="1">${r(' soon')}</w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r>${r('x')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ) +
    `<w:tbl><w:tr><w:tc>${p('Pier')}</w:tc><w:tc>${p('Ships')}</w:tc></w:tr></w:tbl>`,
});
const XML = Object.keys(files);

it('stands damaged parts', async () => {
  const edited = fc
    .constantFrom(...XML)
    .chain((name) => damagedXml(files[name]!).map((xml) => ({ ...files, [name]: xml })));
  await fc.assert(
    fc.asyncProperty(edited, async (damaged) => {
      expect(await faultsOf(docxImporter, await pack(damaged), { comments: true })).toEqual([]);
    }),
    SETTINGS,
  );
}, 60_000);

it('stands damaged bytes', async () => {
  const sound = await pack(files);
  await fc.assert(
    fc.asyncProperty(damagedBytes(sound), async (bytes) => {
      expect(await faultsOf(docxImporter, bytes)).toEqual([]);
    }),
    SETTINGS,
  );
}, 60_000);

const folder = resolve(import.meta.dirname, '../../../../../../shared/data/files/docx');

describe.skipIf(!existsSync(folder))(
  'documents of other programs (skipped when ../shared/data is absent)',
  () => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    it.each(names)('%s', async (name) => {
      const bytes = new Uint8Array(readFileSync(resolve(folder, name)));
      const started = performance.now();
      const { found } = await readAll(docxImporter, bytes, { name, comments: true });
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(await faultsOf(docxImporter, bytes)).toEqual([]);
      for (const { result } of found) if (!result.ok) expect(result.error).toBe('read');
    });
  },
);
