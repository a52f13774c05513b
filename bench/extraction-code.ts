import { Readability } from '@mozilla/readability';
import { parsePage } from '../src/renderer/src/importers/html/dom';
import { blocksOf, noLosses } from '../src/renderer/src/importers/html/html-blocks';
import { readPage } from '../src/renderer/src/importers/html/html-importer';

/** What was taken for the article of a page. */
export interface Extracted {
  readonly text: string;
  readonly title: string;
  readonly published: string;
  readonly author: string;
  readonly language: string;
}

/** As the app reads it; the text is that of the body, without title and dek. */
export function ours(html: string): Extracted {
  const { draft } = readPage(html, 'page.html', { encoding: 'utf-8', notes: [], stated: {} }, {});
  if (!draft.ok) return { text: '', title: '', published: '', author: '', language: '' };
  const { text, blocks, metadata } = draft.value;
  const body = blocks
    .filter(({ kind }) => kind !== 'title' && kind !== 'dek')
    .map(({ span }) => text.slice(span.start, span.end))
    .join('\n');
  return { ...metadata, text: body };
}

/** Readability as it comes, on the same parser. */
export function readability(html: string): Extracted {
  const document = parsePage(html);
  const parsed = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const text = parsed?.content
    ? blocksOf(parsed.content, noLosses())
        .map((block) => block.text)
        .join('\n')
    : '';
  return {
    text,
    title: parsed?.title ?? '',
    published: (parsed?.publishedTime ?? '').slice(0, 10),
    author: parsed?.byline ?? '',
    language: parsed?.lang ?? '',
  };
}

/** The words of the expected article, as the app reads HTML. */
export function expectedText(html: string): string {
  return blocksOf(parsePage(html).querySelector('body')!, noLosses())
    .map((block) => block.text)
    .join('\n');
}
