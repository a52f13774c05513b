import { fail, ok, type Failure, type Result } from '$domain/result';
import type { ImportNote, ReportDraft } from '$domain/report/report';
import { oneReport, refused, type Importer, type SourceFile } from '../importer';
import { buildRichDraft } from '../rich';
import { findBlocks, type FoundBlocks } from './blocks';
import { readInfo } from './info';
import { DAMAGED, isCutOff, openDocument, type OpenDocument } from './library';
import { MAX_CHARACTERS } from './limits';
import { readPages, type PagesRead } from './pages';

/** PDF with a text layer. Pictures of pages are refused, since their text is not read. */
export const pdfImporter: Importer = {
  id: 'pdf',
  label: 'PDF',
  extensions: ['pdf'],
  async *read(file, choices) {
    const opened = await openDocument(file, choices.password);
    if (!opened.ok) return yield* refused(opened.error);
    const { value: open } = opened;
    try {
      return yield* oneReport(await readDocument(open, file));
    } finally {
      await open.close();
    }
  },
};

async function readDocument({ document }: OpenDocument, file: SourceFile): Promise<Result<ReportDraft>> {
  const read = await readPages(document);
  if (read.tooLarge) return fail(TOO_MUCH_TEXT);
  if (read.damaged.length === document.numPages) return fail(DAMAGED);
  if (!read.pages.some(({ cells }) => cells.some(({ text }) => /[\p{L}\p{N}]/u.test(text))))
    return fail(NO_TEXT);
  const found = findBlocks(read.pages);
  const draft = buildRichDraft(found.blocks, {
    name: file.name,
    encoding: 'utf-8',
    notes: notesOf(read, found, isCutOff(file.bytes)),
    metadata: await infoOf(document),
  });
  return ok(draft);
}

async function infoOf(document: OpenDocument['document']): Promise<ReturnType<typeof readInfo>> {
  try {
    const { info } = await document.getMetadata();
    return readInfo(info as Record<string, unknown>);
  } catch {
    return {};
  }
}

const NO_TEXT: Failure = {
  code: 'import/pdf-no-text',
  message:
    'The PDF holds no text, only pictures of it, as scans do. Have a program for text recognition (OCR) add the text first.',
};

const TOO_MUCH_TEXT: Failure = {
  code: 'import/pdf-too-large',
  message: `The PDF holds more text than can be imported (${MAX_CHARACTERS / 1_000_000} million characters). Split it into parts first.`,
};

function notesOf(read: PagesRead, found: FoundBlocks, cutOff: boolean): ImportNote[] {
  const notes: ImportNote[] = [];
  const add = (code: string, message: string): void => void notes.push({ code: `import/${code}`, message });
  if (cutOff) {
    add('pdf-truncated', 'The end of the file is missing; what could be found of its text was read.');
  }
  if (found.removed > 0) {
    add(
      'pdf-furniture',
      `Running heads, feet and page numbers were left out (${found.removed}), such as “${found.sample}”.`,
    );
  }
  if (found.offset !== 0) {
    add(
      'pdf-page-numbers',
      `Pages are numbered as printed: the first page of the file is ${found.offset + 1}.`,
    );
  }
  if (found.rotated > 0) {
    add('pdf-rotated', `Text in another direction was put at the end of its page (${found.rotated}).`);
  }
  if (read.empty.length > 0) {
    add('pdf-empty-pages', `No text was found on ${pageList(read.empty)}; there may be pictures of text.`);
  }
  if (read.damaged.length > 0) {
    add(
      'pdf-damaged-pages',
      `What stands on ${pageList(read.damaged)} could not be read: the file is damaged there.`,
    );
  }
  return notes;
}

const MAX_LISTED = 20;

/** `page 3`, `pages 3, 5, 8`, by their place in the file. */
function pageList(pages: readonly number[]): string {
  const more = pages.length > MAX_LISTED ? ` and ${pages.length - MAX_LISTED} more` : '';
  return `page${pages.length === 1 ? '' : 's'} ${pages.slice(0, MAX_LISTED).join(', ')}${more}`;
}
