import { fail, ok, type Result } from '$domain/result';
import type { ReportDraft } from '$domain/report/report';
import { hasText, MAX_FILE_BYTES } from '../decode';
import { isRealTitle } from '../docx/core-properties';
import { withoutTitleBeside } from '../docx/docx-importer';
import { oneReport, refused, type Importer, type SourceFile } from '../importer';
import { knownFormat, looksLikeHtml } from '../known-formats';
import type { LineMetadata } from '../metadata';
import { buildRichDraft } from '../rich';
import { wrongKind } from '../zip/container';
import { encodingOf } from './code-pages';
import type { Header } from './header';
import { readRtf, type RtfDocument } from './rtf-reader';

/** Rich Text Format, as Word, WordPad, TextEdit, LibreOffice and others write it. */
export const rtfImporter: Importer = {
  id: 'rtf',
  label: 'RTF document',
  extensions: ['rtf'],
  async *read(file, choices) {
    const checked = check(file);
    if (!checked.ok) return yield* refused(checked.error);
    const taken = choices.comments ?? false;
    const document = readRtf(checked.value, taken);
    const count = document.comments;
    return yield* oneReport(draftOf(document, file), count === 0 ? [] : [{ kind: 'comments', taken, count }]);
  },
};

/** The bytes from where the document begins. */
function check({ name, bytes }: SourceFile): Result<Uint8Array> {
  if (bytes.length === 0) return fail({ code: 'import/empty', message: 'The file is empty.' });
  if (bytes.length > MAX_FILE_BYTES) {
    return fail({
      code: 'import/too-large',
      message: `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB.`,
    });
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 64));
  const start = /^(?:\u00ef\u00bb\u00bf)?\s*(?=\{\\rtf)/u.exec(head);
  if (start !== null) return ok(bytes.subarray(start[0].length));
  const is = looksLikeHtml(bytes) ? 'a web page' : knownFormat(bytes);
  return fail(wrongKind(name, is, 'an RTF document'));
}

function draftOf({ blocks, header, losses }: RtfDocument, { name }: SourceFile): Result<ReportDraft> {
  if (!blocks.some(({ text }) => hasText(text))) {
    return fail({ code: 'import/empty', message: 'The file holds no text.' });
  }
  return ok(
    buildRichDraft(blocks, {
      name,
      encoding: encodingOf(header.codePage),
      notes: losses.notes(),
      metadata: withoutTitleBeside(blocks, propertiesOf(header, name)),
    }),
  );
}

/** Title and author; the dates are those of the file, not of what it reports. */
function propertiesOf({ info }: Header, fileName: string): LineMetadata {
  const [title, author] = ['title', 'author'].map((name) =>
    (info.get(name) ?? '').replace(/\s+/gu, ' ').trim(),
  ) as [string, string];
  return {
    ...(isRealTitle(title, fileName) ? { title } : {}),
    ...(author === '' ? {} : { author }),
  };
}
