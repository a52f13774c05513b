import {
  docx,
  p,
  STYLES as WORD_STYLES,
  styled,
} from '../src/renderer/src/importers/docx/__fixtures__/docx-parts';
import {
  AUTOMATIC,
  h,
  odtFiles,
  p as odtP,
  STYLES as ODT_STYLES,
} from '../src/renderer/src/importers/odt/__fixtures__/odt-parts';
import { buildPdf, type Placed } from '../src/renderer/src/importers/pdf/__fixtures__/build-pdf';
import { IMPORTERS, readFile } from '../src/renderer/src/importers/registry';
import { inline, xlsxFiles } from '../src/renderer/src/importers/table/__fixtures__/xlsx-parts';
import { pack } from '../src/renderer/src/importers/zip/__fixtures__/pack';

export { pack };

/** A report as its writer sees it: blocks in their order, headings told from paragraphs. */
export interface Manuscript {
  readonly title: string;
  readonly blocks: readonly { readonly kind: 'heading' | 'paragraph'; readonly text: string }[];
}

export const extensions = (): string[] => IMPORTERS.flatMap((importer) => [...importer.extensions]);

/** What came of a file: texts of the reports, and why others are none. */
export async function read(name: string, bytes: Uint8Array): Promise<{ texts: string[]; refused: string[] }> {
  const texts: string[] = [];
  const refused: string[] = [];
  for await (const { result } of readFile({ name, bytes })) {
    if (result.ok) texts.push(result.value.text);
    else refused.push(result.error.message);
  }
  return { texts, refused };
}

const xml = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

export async function docxOf({ title, blocks }: Manuscript): Promise<Uint8Array> {
  const body = blocks.map(({ kind, text }) =>
    kind === 'heading' ? styled('berschrift2', xml(text)) : p(xml(text)),
  );
  return docx({ body: styled('Titel', xml(title)) + body.join(''), styles: WORD_STYLES });
}

export async function odtOf({ title, blocks }: Manuscript): Promise<Uint8Array> {
  const body = blocks.map(({ kind, text }) => (kind === 'heading' ? h(2, xml(text)) : odtP(xml(text))));
  return pack(
    odtFiles({ text: odtP(xml(title), 'P1') + body.join(''), automatic: AUTOMATIC, styles: ODT_STYLES }),
  );
}

const LINE = 88;
const TOP = 730;
const BOTTOM = 70;

/** Lines of a page in one column, set as a word processor sets them. */
export function pdfOf({ title, blocks }: Manuscript): Uint8Array {
  const pages: Placed[][] = [[]];
  let y = TOP;
  const set = (text: string, size: number, bold: boolean): void => {
    const lines = wrapped(text, Math.floor((LINE * 11) / size));
    for (const line of lines) {
      if (y < BOTTOM) {
        pages.push([]);
        y = TOP;
      }
      pages.at(-1)!.push({ x: 72, y, size, bold, text: line });
      y -= size * 1.3;
    }
    y -= 8;
  };
  set(title, 20, true);
  for (const { kind, text } of blocks) set(text, kind === 'heading' ? 14 : 11, kind === 'heading');
  return buildPdf(pages);
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

export async function xlsxOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const sheet = [columns, ...rows].map(
    (cells, row) =>
      `<row r="${row + 1}">${cells
        .map((cell, at) => inline(`${String.fromCharCode(65 + at)}${row + 1}`, xml(cell)))
        .join('')}</row>`,
  );
  return pack(xlsxFiles({ sheets: [{ name: 'Reports', rows: sheet.join('') }] }));
}
