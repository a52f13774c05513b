import type { Actor } from '../coding/actor';
import { codePath, type Code } from '../coding/code';
import type { Country } from '../coding/country';
import type { Assignment, CountryRole, Excerpt, Memo } from '../coding/excerpt';
import type { ActorId, CodeId, CountryCode, Sha256 } from '../ids';
import { blockAt, type Report, type ReportText } from '../report/report';
import { contextOf, type Context } from './context';
import { toPositionSelector, type TextPositionSelector } from '../text/offsets';

/** Everything a table of passages shows or exports about one excerpt. */
export interface PassageRow {
  readonly excerpt: Excerpt;
  readonly report: Report;
  /** SHA-256 of the text that the excerpt stands in: the report's, but for one that is lost since it was corrected. */
  readonly textHash: Sha256;
  /** Where the excerpt lies in that text; code points, half-open. */
  readonly position: TextPositionSelector;
  /** The words around it, for screens. */
  readonly context: Context;
  /** Headings above the place where the excerpt begins, outermost first. */
  readonly section: readonly string[];
  /** True when the excerpt begins in a footnote. */
  readonly inFootnote: boolean;
  /** Printed page on which its paragraph begins, from 1; null where the document has none. */
  readonly page: number | null;
  /** In the order the researcher gave them. */
  readonly pairs: readonly NamedPair[];
  /** In the order the researcher gave them. */
  readonly codes: readonly NamedCode[];
  /** The memo's text; empty when there is none. */
  readonly memo: string;
}

/** A pair with its names looked up; never without both. */
export interface NamedPair {
  readonly actor: string | null;
  readonly country: NamedCountry | null;
}

export interface NamedCode {
  readonly name: string;
  /** With what it is a kind of: `Protest > Strike`. */
  readonly path: string;
}

export interface NamedCountry {
  readonly code: CountryCode;
  readonly name: string;
  readonly role: CountryRole;
  /** The code for tables that leave the archive; empty for none. Missing where it is `code`. */
  readonly exportedAs?: string;
}

export interface PassageSource {
  readonly report: Report;
  /** The revision that the excerpt is anchored in. */
  readonly text: ReportText;
  /** Of that text; the report's own when missing. */
  readonly textHash?: Sha256;
  readonly excerpt: Excerpt;
  /** The excerpt's assignments, in any order. */
  readonly assignments: readonly Assignment[];
  readonly actorsById: ReadonlyMap<ActorId, Actor>;
  readonly codesById: ReadonlyMap<CodeId, Code>;
  readonly countriesByCode: ReadonlyMap<CountryCode, Pick<Country, 'name'>>;
  readonly memo: Memo | undefined;
  /** Codes for tables that leave the archive, where they differ; none when the row stays inside. */
  readonly exportedAs?: ReadonlyMap<CountryCode, string>;
}

/**
 * Joins an excerpt with what belongs to it. O(length of the report's text).
 * A country code that the authority does not hold is shown as the code itself: archives may bring codes of their own.
 * Throws when the text is of another report or revision, or it names an actor or a code that is not there.
 */
export function passageRow(source: PassageSource): PassageRow {
  const { report, text, excerpt, assignments, memo } = source;
  if (
    text.reportId !== excerpt.reportId ||
    text.revision !== excerpt.revision ||
    report.id !== text.reportId
  ) {
    throw new Error(`Excerpt ${excerpt.id} is not anchored in this text`);
  }
  const block = blockAt(text.blocks, excerpt.span.start);
  return {
    excerpt,
    report,
    textHash: source.textHash ?? report.textHash,
    position: toPositionSelector(text.text, excerpt.span),
    context: contextOf(text.text, excerpt.span),
    section: block?.section ?? [],
    inFootnote: block?.kind === 'footnote',
    page: block?.page ?? null,
    pairs: assignments
      .toSorted((a, b) => a.position - b.position)
      .map((assignment) => namedPair(assignment, source)),
    codes: excerpt.codes.map((id) => namedCode(id, source)),
    memo: memo?.text ?? '',
  };
}

function namedCode(id: CodeId, { excerpt, codesById }: PassageSource): NamedCode {
  const code = codesById.get(id);
  if (code === undefined) throw new Error(`Excerpt ${excerpt.id} has a code that does not exist`);
  return { name: code.name, path: codePath(codesById, id) };
}

function namedPair(
  { id, pair }: Assignment,
  { actorsById, countriesByCode, exportedAs }: PassageSource,
): NamedPair {
  const actor = pair.actorId === null ? null : actorsById.get(pair.actorId);
  if (actor === undefined) throw new Error(`Assignment ${id} names an actor that does not exist`);
  const exported = pair.country ? exportedAs?.get(pair.country.code) : undefined;
  return {
    actor: actor?.name ?? null,
    country: pair.country && {
      code: pair.country.code,
      name: countriesByCode.get(pair.country.code)?.name ?? pair.country.code,
      role: pair.country.role,
      ...(exported === undefined ? {} : { exportedAs: exported }),
    },
  };
}
