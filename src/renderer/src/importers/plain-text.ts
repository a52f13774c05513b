import type { ImportNote, ReportDraft } from '$domain/report/report';
import { cleanText } from '$domain/text/canonical';
import { readLines } from './lines';
import { buildDraft } from './structure';

/** Text as it was decoded, with what is known about the file. */
export interface SourceText {
  readonly text: string;
  /** File name. */
  readonly name: string;
  /** WHATWG encoding label. */
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Reads a plain text: every word stays in the canonical text; bullets, quote and heading marks and lines of dashes go.
 * Numbers of list items and marks of footnotes stay.
 */
export function parsePlainText(source: SourceText): ReportDraft {
  const { text, notes } = cleanText(source.text);
  return buildDraft(
    readLines(text),
    { name: source.name, encoding: source.encoding, notes: [...source.notes, ...notes], metadata: {} },
    { flowing: false },
  );
}
