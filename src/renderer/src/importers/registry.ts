import type { ReportDraft } from '$domain/report/report';
import { fail, type Failure, type Result } from '$domain/result';
import { decode } from './decode';
import { parseMarkdown } from './markdown';
import { parsePlainText, type SourceText } from './plain-text';

/** A format that can be imported. */
export interface Importer {
  readonly id: string;
  /** For people: file dialogs and messages. */
  readonly label: string;
  /** Lower case, without the dot, the usual one first. */
  readonly extensions: readonly string[];
  parse(source: SourceText): ReportDraft;
}

export const IMPORTERS: readonly Importer[] = [
  { id: 'plain-text', label: 'Plain text', extensions: ['txt', 'text'], parse: parsePlainText },
  { id: 'markdown', label: 'Markdown', extensions: ['md', 'markdown'], parse: parseMarkdown },
];

/**
 * Turns a file into the draft of a report. Never throws, whatever the bytes: every refusal is a failure with a code
 * `import/…` and a sentence for people (see `decode`). A name without an extension is read as plain text.
 */
export function parseFile(name: string, bytes: Uint8Array): Result<ReportDraft> {
  try {
    return parseBytes(name, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({ code: 'import/failed', message: `The file could not be read as a report (${reason}).` });
  }
}

function parseBytes(name: string, bytes: Uint8Array): Result<ReportDraft> {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const importer = importerFor(name);
  if (importer === null) return fail(unknownExtension(name));
  const draft = importer.parse({ ...decoded.value, name });
  return draft.text === ''
    ? fail({ code: 'import/empty', message: 'The file holds no text.' })
    : { ok: true, value: draft };
}

const extensionOf = (name: string): string => /\.([^./\\]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

function importerFor(name: string): Importer | null {
  const extension = extensionOf(name);
  if (!/^[a-z]/u.test(extension)) return IMPORTERS[0]!;
  return IMPORTERS.find((importer) => importer.extensions.includes(extension)) ?? null;
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
