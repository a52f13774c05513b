import type { ReportDraft } from '$domain/report/report';
import type { Failure, Result } from '$domain/result';

/** A file to import: its name without folders, and its bytes as they are. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a table says what is in its columns: names of columns by field; a field that is absent is in no column. */
export interface ColumnMapping {
  /** Columns whose texts follow each other, joined by a blank line. */
  readonly text: readonly string[];
  readonly title?: string;
  readonly dek?: string;
  readonly author?: string;
  readonly source?: string;
  readonly sourceUrl?: string;
  readonly published?: string;
  readonly language?: string;
}

/** What a researcher can choose for a file before it is read again; what is absent is left to the importer. */
export interface ReadChoices {
  /** Of a web page: the article only, or every text of the page. */
  readonly extent?: 'article' | 'page';
  /** WHATWG label of the encoding, in place of what is detected. */
  readonly encoding?: string;
  /** Comments of a word processor's document become passages with a memo. */
  readonly comments?: boolean;
  /** Of an e-book: one report in all, or one a chapter. */
  readonly chapters?: 'one' | 'each';
  readonly columns?: ColumnMapping;
  readonly password?: string;
  /** Rows of a table after which reading ends, to show what the others are like. */
  readonly rows?: number;
}

/** What of {@link ReadChoices} makes a difference for a file, with what was taken. */
export type Offer =
  | { readonly kind: 'extent'; readonly taken: 'article' | 'page' }
  /** `taken` is empty when none was recognised. */
  | { readonly kind: 'encoding'; readonly taken: string }
  | { readonly kind: 'comments'; readonly taken: boolean; readonly count: number }
  | { readonly kind: 'chapters'; readonly taken: 'one' | 'each'; readonly count: number }
  | {
      readonly kind: 'columns';
      readonly taken: ColumnMapping;
      readonly columns: readonly string[];
      /** The first rows, each with a text a column. */
      readonly sample: readonly (readonly string[])[];
    };

/** A report found in a file, or why there is none. */
export interface FoundReport {
  /** Where in the file: a path in an archive, a chapter, `row 12`; empty when the whole file is the report. */
  readonly within: string;
  readonly result: Result<ReportDraft>;
  /** The file to keep as its original, where that is not the whole one: an entry of an archive. */
  readonly original?: SourceFile;
}

/**
 * Yields what is found in a file, in its order, and returns what can be chosen. A file that is refused as a whole yields
 * one failure with an empty `within`. May throw on a bug only, never because of the bytes.
 */
export type Reading = AsyncGenerator<FoundReport, readonly Offer[], void>;

/** A format that can be imported. */
export interface Importer {
  readonly id: string;
  /** For people: file dialogs and messages. */
  readonly label: string;
  /** Lower case, without the dot, the usual one first. */
  readonly extensions: readonly string[];
  read(file: SourceFile, choices: ReadChoices): Reading;
}

/** The reading of a file that holds one report. */
export async function* oneReport(
  result: Result<ReportDraft> | Promise<Result<ReportDraft>>,
  offers: readonly Offer[] = [],
): Reading {
  yield { within: '', result: await result };
  return offers;
}

/** The reading of a file that is refused as a whole. */
export function refused(failure: Failure): Reading {
  return oneReport({ ok: false, error: failure });
}

/** The same for bytes that could not be decoded: another encoding can be chosen where that may help. */
export function undecoded(failure: Failure, { encoding }: ReadChoices): Reading {
  const mayHelp = failure.code === 'import/encoding' || encoding !== undefined;
  return oneReport(
    { ok: false, error: failure },
    mayHelp ? [{ kind: 'encoding', taken: encoding ?? '' }] : [],
  );
}
