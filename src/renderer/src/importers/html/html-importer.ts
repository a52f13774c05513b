import { ok, type Result } from '$domain/result';
import type { ImportNote, ReportDraft } from '$domain/report/report';
import {
  oneReport,
  refused,
  undecoded,
  type Importer,
  type Offer,
  type ReadChoices,
  type Reading,
  type SourceFile,
} from '../importer';
import type { LineMetadata } from '../metadata';
import { buildRichDraft, noteMark, type RichBlock } from '../rich';
import { findArticle } from './article';
import { decodePage } from './decode-page';
import { parsePage, words } from './dom';
import { takeFootnotes, type PageNote } from './footnotes';
import { blocksOf, lossNotes, noLosses, noteBlocks } from './html-blocks';
import { isMhtml, openMhtml } from './mhtml';
import { isAlike, pageMetadata } from './page-metadata';

/** Web pages saved as one file: HTML and MHTML. Nothing in them is run, and nothing they name is fetched. */
export const htmlImporter: Importer = {
  id: 'html',
  label: 'Web page',
  extensions: ['html', 'htm', 'xhtml', 'mhtml', 'mht'],
  async *read(file, choices): Reading {
    let page: SourceFile = file;
    let stated: LineMetadata = {};
    let charset = choices.encoding;
    const isArchive = isMhtml(file.bytes);
    if (isArchive) {
      const opened = await openMhtml(file.bytes);
      if (!opened.ok) return yield* refused(opened.error);
      page = { name: file.name, bytes: opened.value.bytes };
      stated = opened.value.metadata;
      charset = opened.value.charset;
    }
    const decoded = decodePage(page.bytes, charset);
    if (!decoded.ok) return yield* undecoded(decoded.error, choices);
    const { text, encoding, notes } = decoded.value;
    const { draft, extent } = readPage(text, file.name, { encoding, notes, stated }, choices);
    const offers: Offer[] = [{ kind: 'extent', taken: extent }];
    // Parts of a web archive say each for itself how they are encoded.
    return yield* oneReport(draft, isArchive ? offers : [...offers, { kind: 'encoding', taken: encoding }]);
  },
};

interface PageOrigin {
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
  /** What was said outside of the page. */
  readonly stated: LineMetadata;
}

/** The draft of a page, of its article or of all its text. */
export function readPage(
  html: string,
  name: string,
  { encoding, notes, stated }: PageOrigin,
  choices: ReadChoices,
): { readonly draft: Result<ReportDraft>; readonly extent: 'article' | 'page' } {
  const document = parsePage(html);
  const { articleBody, ...said } = pageMetadata(document, html);
  const metadata = { ...stated, ...said };
  const footnotes = takeFootnotes(document);
  const losses = noLosses();
  const printed = printedTitle(document, metadata.title ?? '');
  const dek = dekOf(document, printed);
  const article = choices.extent === 'page' ? null : findArticle(document, articleBody);
  const root = article?.root ?? parsedBody(document, html, article === null && choices.extent !== 'page');
  const body = blocksOf(root, losses);
  const head = article ? headBlocks(printed, dek, body) : { blocks: [], body };
  const marks = new Set(head.body.flatMap((block) => block.text.match(/\[[^[\]]{1,40}\]/gu) ?? []));
  const own = article ? footnotes.filter(({ label }) => marks.has(noteMark(label))) : footnotes;
  const lost = [...notes, ...lossNotes(losses), ...extentNotes(article?.leftOut, choices, footnotes, own)];
  return {
    draft: ok(
      buildRichDraft([...head.blocks, ...head.body, ...noteBlocks(own)], {
        name,
        encoding,
        notes: lost,
        metadata,
      }),
    ),
    extent: article ? 'article' : 'page',
  };
}

/** What looking for an article in vain has changed is read again. */
function parsedBody(document: Document, html: string, again: boolean): Element {
  if (!again) return document.querySelector('body')!;
  const fresh = parsePage(html);
  takeFootnotes(fresh);
  return fresh.querySelector('body')!;
}

function extentNotes(
  leftOut: number | undefined,
  choices: ReadChoices,
  all: readonly PageNote[],
  kept: readonly PageNote[],
): ImportNote[] {
  if (leftOut === undefined) {
    return choices.extent === 'page'
      ? []
      : [
          {
            code: 'import/whole-page',
            message: 'No article was found in the page; all of its text was read.',
          },
        ];
  }
  const notes: ImportNote[] = [];
  if (leftOut > 0) {
    notes.push({
      code: 'import/article-only',
      message: `Only the article was read; other paragraphs of the page were left out: ${leftOut}.`,
    });
  }
  if (kept.length < all.length) {
    notes.push({
      code: 'import/footnotes-elsewhere',
      message: `Footnotes to text outside of the article were left out: ${all.length - kept.length}.`,
    });
  }
  return notes;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Title and dek stand first and once. `body` without what repeats them at its beginning. */
function headBlocks(
  title: string,
  dek: string,
  body: readonly RichBlock[],
): { readonly blocks: RichBlock[]; readonly body: readonly RichBlock[] } {
  if (title === '') return { blocks: [], body };
  const printed = new Set([plain(title), ...(dek === '' ? [] : [plain(dek)])]);
  const rest = body.filter((block, i) => i > 5 || !printed.has(plain(block.text)));
  const blocks: RichBlock[] = [{ kind: 'title', text: title }];
  if (dek !== '') blocks.push({ kind: 'dek', text: dek });
  return { blocks, body: rest };
}

/** The title as the page prints it, which may be another than it tells other sites; empty when it prints none. */
function printedTitle(document: Document, title: string): string {
  if (title === '') return '';
  const headings = [...document.querySelectorAll('h1')].map(words).filter((text) => text !== '');
  const heading =
    headings.find((text) => plain(text) === plain(title)) ?? headings.find((text) => isAlike(text, title));
  return heading ?? (plain(words(document.querySelector('body'))).includes(plain(title)) ? title : '');
}

const DEK =
  /(?:^|[-_\s])(?:dek|deck|standfirst|subtitle|sub-?title|sub-?head(?:ing|line)?|summary|teaser|article-?lead|lede)(?:$|[-_\s])/iu;
const MAX_DEK = 400;

/** The lines under the title that sum the article up, where the page marks them; empty otherwise. */
function dekOf(document: Document, title: string): string {
  const heading = [...document.querySelectorAll('h1')].find((each) => plain(words(each)) === plain(title));
  const near = heading?.parentElement?.parentElement ?? heading?.parentElement;
  if (!near) return '';
  for (const element of near.querySelectorAll('p, h2, h3, div, span')) {
    const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
    const text = DEK.test(marks) ? words(element) : '';
    if (text.length > 20 && text.length <= MAX_DEK) return text;
  }
  const next = heading?.nextElementSibling;
  const isLine = next?.localName === 'h2' && words(next).length > 20 && words(next).length <= MAX_DEK;
  return isLine ? words(next) : '';
}
