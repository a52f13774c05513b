import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageText } from './layout';
import { MAX_CHARACTERS, MAX_ITEMS } from './limits';
import { isBoldName, readItems } from './page-items';
import { layOutCells } from './rows';

/** The text of a document's pages, and which pages have none. Numbers are places in the file, from 1. */
export interface PagesRead {
  readonly pages: readonly PageText[];
  readonly empty: readonly number[];
  readonly damaged: readonly number[];
  /** True when there is more text than is read. */
  readonly tooLarge: boolean;
}

/** Reads the text of every page. A page that is damaged is left out. */
export async function readPages(document: PDFDocumentProxy): Promise<PagesRead> {
  const fonts = new FontBook();
  const pages: PageText[] = [];
  const empty: number[] = [];
  const damaged: number[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const read = await readPage(document, number, fonts);
    if (read === null) {
      damaged.push(number);
      continue;
    }
    characters += read.characters;
    if (read.items > MAX_ITEMS || characters > MAX_CHARACTERS)
      return { pages, empty, damaged, tooLarge: true };
    if (read.page.cells.length === 0) empty.push(number);
    else pages.push(read.page);
  }
  return { pages, empty, damaged, tooLarge: false };
}

async function readPage(
  document: PDFDocumentProxy,
  number: number,
  fonts: FontBook,
): Promise<{ page: PageText; items: number; characters: number } | null> {
  try {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ includeMarkedContent: false });
    const items = content.items.length;
    if (items > MAX_ITEMS)
      return { page: { number, height: 0, cells: [], rotated: [] }, items, characters: 0 };
    await fonts.learn(page, Object.keys(content.styles));
    const { height, main, others } = readItems(page, content, fonts.bold);
    const cells = layOutCells(main, number);
    const rotated = others.flatMap((group) => layOutCells(group, number));
    page.cleanup();
    const characters = [...cells, ...rotated].reduce((sum, { text }) => sum + text.length, 0);
    return { page: { number, height, cells, rotated }, items, characters };
  } catch {
    // The library throws errors of many kinds for what is wrong with a page's bytes.
    return null;
  }
}

/** Which fonts are bold. The library tells their names only once it has read how a page is drawn. */
class FontBook {
  readonly bold = new Set<string>();
  readonly #known = new Set<string>();

  async learn(page: PDFPageProxy, fonts: readonly string[]): Promise<void> {
    const unknown = fonts.filter((font) => !this.#known.has(font));
    if (unknown.length === 0) return;
    for (const font of unknown) this.#known.add(font);
    try {
      await page.getOperatorList();
    } catch {
      return;
    }
    for (const font of unknown) {
      if (!page.commonObjs.has(font)) continue;
      const { name, bold, black } = page.commonObjs.get(font) as Partial<Record<string, unknown>>;
      if (bold === true || black === true || (typeof name === 'string' && isBoldName(name))) {
        this.bold.add(font);
      }
    }
  }
}
