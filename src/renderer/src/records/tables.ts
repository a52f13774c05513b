import type { Actor } from '$domain/coding/actor';
import type { AddedCountry } from '$domain/coding/added-country';
import type { Code } from '$domain/coding/code';
import type { Assignment, Excerpt, Memo } from '$domain/coding/excerpt';
import type { SavedSearch } from '$domain/query/saved-search';
import type { Original, Report, ReportText } from '$domain/report/report';
import { excerptOut, textOut, type FindText } from './change-record';

/** The readable tables of a backup: one JSON object a line, places in code points of the report's text. */

export function reportLine(report: Report, text: ReportText, original: Original | undefined): string {
  const { reportId: _id, revision: _revision, textHash: _hash, ...body } = textOut(text, report.textHash);
  return line({ ...report, original: original ?? null, ...body });
}

export function passageLine(
  excerpt: Excerpt,
  assignments: readonly Assignment[],
  memo: Memo | null,
  nameOf: Readonly<Record<'actor' | 'code', (id: string) => string | null>>,
  findText: FindText,
): string {
  return line({
    ...excerptOut(excerpt, findText),
    codes: excerpt.codes.map((id) => ({ id, name: nameOf.code(id) })),
    assignments: assignments.map(({ pair }) => ({
      actorId: pair.actorId,
      actor: pair.actorId === null ? null : nameOf.actor(pair.actorId),
      country: pair.country?.code ?? null,
      role: pair.country?.role ?? null,
    })),
    memo: memo?.text ?? '',
  });
}

/** An actor, a code, a country that was added or a saved search, as it is. */
export function rowLine(row: Actor | Code | AddedCountry | SavedSearch): string {
  return line(row);
}

export const BACKUP_README = `This is a backup of a Commonplace archive. It can be read without Commonplace.

reports.jsonl   one report a line: its details, its text, and the text's blocks (headings, paragraphs, footnotes ...)
passages.jsonl  one coded passage a line: the words, where they stand, actors and countries, codes, memo, status
actors.jsonl    the actors
codes.jsonl     the codes: themes and types of events
countries.jsonl countries that were added to those of Commonplace
searches.jsonl  the saved searches
originals/      every imported file as it was, named by its SHA-256
journal.jsonl   every change ever made to the archive, oldest first, as a chain of hashes
manifest.json   what is in this backup and when it was made
SHA256SUMS      checksums of all of it; check them with: sha256sum -c SHA256SUMS

All files are UTF-8. A .jsonl file has one JSON value a line. Places ("position") count Unicode code points from 0 and
end before the last: in Python, text[start:end]. The format of the journal is described in docs/journal-format.md of
Commonplace. To bring the archive back, choose Restore in Commonplace, or run: commonplace restore FILE
A file that ends in .age is encrypted; the age tool (https://age-encryption.org) opens it with the passphrase.
`;

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
