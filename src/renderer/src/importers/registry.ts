import { fail, ok, type Failure, type Result } from '$domain/result';
import type { ReportDraft } from '$domain/report/report';
import { decode } from './decode';
import {
  oneReport,
  refused,
  undecoded,
  type Importer,
  type ReadChoices,
  type Reading,
  type SourceFile,
} from './importer';
import { looksLikeHtml } from './known-formats';
import { parseMarkdown } from './markdown';
import { parsePlainText, type SourceText } from './plain-text';

/** An importer of text whose bytes are decoded before. */
function textImporter(
  about: Pick<Importer, 'id' | 'label' | 'extensions'>,
  parse: (source: SourceText) => ReportDraft,
): Importer {
  return {
    ...about,
    async *read({ name, bytes }, choices) {
      const decoded = decode(bytes, choices.encoding);
      if (!decoded.ok) return yield* undecoded(decoded.error, choices);
      const { encoding } = decoded.value;
      return yield* oneReport(ok(parse({ ...decoded.value, name })), [{ kind: 'encoding', taken: encoding }]);
    },
  };
}

/** An importer that is loaded when it is needed: parsers of documents are large. */
function laterImporter(
  about: Pick<Importer, 'id' | 'label' | 'extensions'>,
  load: () => Promise<Importer>,
): Importer {
  return {
    ...about,
    async *read(file, choices) {
      return yield* (await load()).read(file, choices);
    },
  };
}

const webPage = laterImporter(
  { id: 'html', label: 'Web page', extensions: ['html', 'htm', 'xhtml', 'mhtml', 'mht'] },
  async () => (await import('./html/html-importer')).htmlImporter,
);

export const IMPORTERS: readonly Importer[] = [
  textImporter({ id: 'plain-text', label: 'Plain text', extensions: ['txt', 'text'] }, parsePlainText),
  textImporter({ id: 'markdown', label: 'Markdown', extensions: ['md', 'markdown'] }, parseMarkdown),
  webPage,
  laterImporter(
    { id: 'docx', label: 'Word document', extensions: ['docx', 'docm', 'dotx', 'dotm', 'doc'] },
    async () => (await import('./docx/docx-importer')).docxImporter,
  ),
  laterImporter(
    { id: 'odt', label: 'OpenDocument text', extensions: ['odt', 'ott'] },
    async () => (await import('./odt/odt-importer')).odtImporter,
  ),
  laterImporter(
    { id: 'rtf', label: 'RTF document', extensions: ['rtf'] },
    async () => (await import('./rtf/rtf-importer')).rtfImporter,
  ),
  laterImporter(
    { id: 'epub', label: 'E-book', extensions: ['epub'] },
    async () => (await import('./epub/epub-importer')).epubImporter,
  ),
  laterImporter(
    { id: 'pdf', label: 'PDF', extensions: ['pdf'] },
    async () => (await import('./pdf/pdf-importer')).pdfImporter,
  ),
  laterImporter(
    { id: 'mail', label: 'Mail message', extensions: ['eml'] },
    async () => (await import('./mail/mail-importer')).mailImporter,
  ),
  laterImporter(
    {
      id: 'table',
      label: 'Table of reports',
      extensions: ['csv', 'tsv', 'xlsx', 'json', 'jsonl', 'ndjson', 'xlsm', 'xls'],
    },
    async () => (await import('./table/table-importer')).tableImporter,
  ),
  laterImporter(
    { id: 'references', label: 'References', extensions: ['ris'] },
    async () => (await import('./references/references-importer')).referencesImporter,
  ),
  laterImporter({ id: 'zip', label: 'ZIP archive', extensions: ['zip'] }, async () =>
    (await import('./zip/zip-importer')).zipImporter(readFile),
  ),
];

/**
 * Reads a file. Never throws, whatever the bytes: every refusal is a failure with a code `import/…` and a sentence for
 * people. The importer is told by the file's extension; a name without one is read as plain text.
 */
export async function* readFile(file: SourceFile, choices: ReadChoices = {}): Reading {
  const importer = importerFor(file);
  if (importer === null) return yield* refused(unknownExtension(file.name));
  try {
    const reading = importer.read(file, choices);
    for (;;) {
      const next = await reading.next();
      if (next.done) return next.value;
      const { result } = next.value;
      yield result.ok && result.value.text === ''
        ? { ...next.value, result: fail({ code: 'import/empty', message: 'The file holds no text.' }) }
        : next.value;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return yield* refused({
      code: 'import/failed',
      message: `The file could not be read as a report (${reason}).`,
    });
  }
}

/** The one report of a file. Fails with the first failure, or `import/several` when there is more than one. */
export async function parseFile(
  name: string,
  bytes: Uint8Array,
  choices: ReadChoices = {},
): Promise<Result<ReportDraft>> {
  let only: Result<ReportDraft> | null = null;
  for await (const { result } of readFile({ name, bytes }, choices)) {
    if (only !== null) return fail({ code: 'import/several', message: 'The file holds several reports.' });
    only = result;
  }
  return only ?? fail({ code: 'import/empty', message: 'The file holds no report.' });
}

const extensionOf = (name: string): string => /\.([^./\\]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/** A text file that holds a web page is read as one. */
function importerFor({ name, bytes }: SourceFile): Importer | null {
  const extension = extensionOf(name);
  const importer = /^[a-z]/u.test(extension)
    ? (IMPORTERS.find(({ extensions }) => extensions.includes(extension)) ?? null)
    : IMPORTERS[0]!;
  return importer?.id === 'plain-text' && looksLikeHtml(bytes) ? webPage : importer;
}

function unknownExtension(name: string): Failure {
  const known = IMPORTERS.flatMap((importer) => importer.extensions.map((extension) => `.${extension}`)).join(
    ', ',
  );
  return {
    code: 'import/unsupported',
    message: `Files of the kind “.${extensionOf(name)}” cannot be imported yet. Reports can be read from ${known}.`,
  };
}
