import { withKinds } from '$domain/coding/code';
import type { Pair } from '$domain/coding/excerpt';
import type { CodeId } from '$domain/ids';
import { isWithin } from '$domain/query/date-range';
import { entriesNamed, type Named } from '$domain/query/names';
import {
  anyOf,
  leaves,
  mapLeaves,
  NAMED_FIELDS,
  type FieldLeaf,
  type Havable,
  type Leaf,
  type NamedField,
  type Query,
} from '$domain/query/query';
import { languageNames } from '$domain/report/language-name';
import type { PassageEntry, ReportColumn } from '../entries';
import type { ArchiveIndex } from '../index';
import type { ArchiveSource } from '../source';
import { authorsOf, baseLanguage } from './report-names';

/** What a condition of a query is about, and whether something answers it. */
export type FieldTest =
  | { readonly of: 'pair'; readonly side: PairSide; readonly holds: (pair: Pair) => boolean }
  | { readonly of: 'passage'; readonly holds: (passage: PassageEntry) => boolean; readonly ofNone: boolean }
  | {
      readonly of: 'report';
      readonly column: ReportColumn;
      readonly holds: (value: string) => boolean;
    };

/** The parts of a pair that can be asked for. */
export type PairSide = 'actor' | 'country' | 'role';

/** A name in a query that nothing bears. */
export interface UnknownName {
  readonly field: NamedField;
  readonly value: string;
}

/** A passage's codes with all that they are kinds of, each once. */
export type CodesOf = (passage: PassageEntry) => readonly CodeId[];

/** A query with ids in the place of the names of actors and codes, and whole names in that of parts of others. */
export interface ResolvedQuery {
  readonly query: Query;
  readonly unknown: readonly UnknownName[];
  readonly codesOf: CodesOf;
}

/**
 * Looks the names of a query up; one that means several becomes an `or` of those. What is asked for and not known finds
 * nothing; what is excluded and not known excludes nothing.
 */
export async function resolveNames(
  source: ArchiveSource,
  query: Query,
  index: ArchiveIndex,
): Promise<ResolvedQuery> {
  const asks = (kind: FieldLeaf['kind']): boolean => leaves(query).some((leaf) => leaf.kind === kind);
  const actors = asks('actor') ? await source.actors() : [];
  const codes = asks('code') || index.hasCodes ? await source.codes() : [];
  const { sources, authors, languages } = index.reportNames();
  const plain = (names: readonly string[]): Entry[] => names.map((name) => ({ name, value: name }));
  const entriesOf: Readonly<Record<NamedField, () => readonly Entry[]>> = {
    actor: () => actors.map(({ id, ...entry }) => ({ ...entry, value: id })),
    code: () => codes.map(({ id, ...entry }) => ({ ...entry, value: id })),
    section: () => plain(index.sections()),
    source: () => plain(sources),
    author: () => plain(authors),
    language: () => languages.map((code) => ({ name: code, aliases: languageNames(code), value: code })),
  };
  const unknown: UnknownName[] = [];
  const resolved = mapLeaves(query, (leaf) => {
    if (!isNamed(leaf)) return leaf;
    const { kind, value } = leaf;
    const found = entriesNamed(entriesOf[kind](), value);
    if (found.length === 0) unknown.push({ field: kind, value });
    return anyOf(found.map((entry) => ({ kind, value: entry.value }))) ?? leaf;
  });
  return { query: resolved, unknown, codesOf: withAllAbove(codes) };
}

interface Entry extends Named {
  readonly value: string;
}

function isNamed(leaf: Leaf): leaf is Extract<FieldLeaf, { kind: NamedField }> {
  return (NAMED_FIELDS as readonly string[]).includes(leaf.kind);
}

/** The test that a condition of a resolved query makes. */
export function testFor(leaf: FieldLeaf, codesOf: CodesOf): FieldTest {
  const passage = (holds: (passage: PassageEntry) => boolean, ofNone = false): FieldTest => ({
    of: 'passage',
    holds,
    ofNone,
  });
  switch (leaf.kind) {
    case 'actor':
      return { of: 'pair', side: 'actor', holds: ({ actorId }) => actorId === leaf.value };
    case 'country':
      return { of: 'pair', side: 'country', holds: ({ country }) => country?.code === leaf.value };
    case 'role':
      return { of: 'pair', side: 'role', holds: ({ country }) => country?.role === leaf.value };
    case 'code':
      return passage((each) => codesOf(each).includes(leaf.value as CodeId));
    case 'section':
      return passage(({ section }) => section.includes(leaf.value));
    case 'status':
      return passage(({ assessment }) => assessment.status === leaf.value);
    case 'confidence':
      return passage(({ assessment }) => assessment.confidence === leaf.value);
    case 'place':
      return passage(({ assessment }) => assessment.place === leaf.value);
    case 'important':
      return passage(({ assessment }) => assessment.important === leaf.value);
    case 'event':
      return passage(({ assessment }) => isWithin(assessment.eventDate, leaf.value));
    case 'untagged':
      return passage(({ pairs, codes }) => pairs.length === 0 && codes.length === 0, true);
    case 'has':
      return hasTest(leaf.value);
    case 'source':
      return report('source', (source) => source === leaf.value);
    case 'author':
      return report('author', (author) => authorsOf(author).includes(leaf.value));
    case 'language':
      return report('language', (language) => baseLanguage(language) === leaf.value);
    case 'date':
      return report('published', (published) => isWithin(published, leaf.value));
  }
}

function report(column: ReportColumn, holds: (value: string) => boolean): FieldTest {
  return { of: 'report', column, holds };
}

function isGiven(value: string): boolean {
  return value !== '';
}

function hasTest(what: Havable): FieldTest {
  const passage = (holds: (passage: PassageEntry) => boolean): FieldTest => ({
    of: 'passage',
    holds,
    ofNone: false,
  });
  switch (what) {
    case 'passage':
      return passage(() => true);
    case 'actor':
      return passage(({ pairs }) => pairs.some(({ actorId }) => actorId !== null));
    case 'country':
      return passage(({ pairs }) => pairs.some(({ country }) => country !== null));
    case 'code':
      return passage(({ codes }) => codes.length > 0);
    case 'memo':
      return passage(({ hasMemo }) => hasMemo);
    case 'status':
      return passage(({ assessment }) => assessment.status !== null);
    case 'confidence':
      return passage(({ assessment }) => assessment.confidence !== null);
    case 'event':
      return passage(({ assessment }) => assessment.eventDate !== '');
    case 'footnote':
      return report('footnotes', isGiven);
    case 'date':
      return report('published', isGiven);
    case 'source':
      return report('source', isGiven);
    case 'author':
      return report('author', isGiven);
  }
}

const NO_CODES: readonly never[] = [];

function withAllAbove(codes: Awaited<ReturnType<ArchiveSource['codes']>>): CodesOf {
  const above = new Map<CodeId, CodeId[]>(codes.map(({ id }) => [id, []]));
  for (const [id, kinds] of withKinds(codes)) for (const kind of kinds) above.get(kind)?.push(id);
  return ({ codes: own }) => {
    if (own.length === 0) return NO_CODES;
    if (own.length === 1) return above.get(own[0]!) ?? NO_CODES;
    return [...new Set(own.flatMap((id): readonly CodeId[] => above.get(id) ?? NO_CODES))];
  };
}
