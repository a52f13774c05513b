import {
  NOT_ASSESSED,
  samePair,
  type Assessment,
  type Assignment,
  type Excerpt,
  type Memo,
  type Pair,
} from '../coding/excerpt';
import type { Actor } from '../coding/actor';
import type { Code } from '../coding/code';
import { roleDates } from '../coding/registry';
import type { ActorId, CodeId, ExcerptId } from '../ids';
import type { SavedSearch } from '../query/saved-search';
import type { Report, ReportMetadata } from '../report/report';
import { shortQuote } from '../text/short-quote';
import type { Change, RowOp, Rows, TableName } from './change';

/** One thing that a change did to its subject. */
export interface ChangeNote {
  readonly text: string;
  /** Of a memo, its whole text before and after; null where there was or is none. */
  readonly memo?: { readonly before: string | null; readonly after: string | null };
}

/** Looks the name of an actor or a code up; null when nothing knows it any more. */
export type EntryNames = (id: ActorId | CodeId) => string | null;

/** What the researcher did: "Tag passage", or "Undo: Tag passage". */
export function changeTitle({ kind, label }: Change): string {
  return { do: label, undo: `Undo: ${label}`, redo: `Redo: ${label}` }[kind];
}

/**
 * What a change did to a report, a passage, an actor, a code or a saved search, in words. `names` is asked for actors and codes that the
 * change itself does not name. Empty when the change only touched what hangs on the subject in ways that are not shown.
 */
export function describeChange(change: Change, subject: string, names: EntryNames): ChangeNote[] {
  const words = new Words(change, names);
  const own = change.ops.find((op) => op.key === subject && op.table !== 'originals');
  if (own?.table === 'actors') return entryNotes(words, own, ACTOR_FIELDS);
  if (own?.table === 'codes') return entryNotes(words, own, CODE_FIELDS);
  if (own?.table === 'savedSearches') return entryNotes(words, own, SEARCH_FIELDS, 'Saved');
  const passages = passagesIn(change.ops);
  const passage = passages.get(subject as ExcerptId);
  if (passage) return passageNotes(words, passage);
  return [
    ...(own?.table === 'reports' ? reportNotes(words, own) : []),
    ...passagesOfReport(
      words,
      [...passages.values()].filter((each) => each.reportId === subject),
    ),
  ];
}

type Op<T extends TableName> = Extract<RowOp, { table: T }>;

/** The operations of a change on one passage and what hangs on it. */
interface PassageOps {
  readonly reportId: string;
  excerpt: Op<'excerpts'> | null;
  readonly assignments: Op<'assignments'>[];
  readonly memos: Op<'memos'>[];
}

function passagesIn(ops: readonly RowOp[]): Map<ExcerptId, PassageOps> {
  const passages = new Map<ExcerptId, PassageOps>();
  const of = (id: ExcerptId, reportId: string): PassageOps => {
    const found = passages.get(id) ?? { reportId, excerpt: null, assignments: [], memos: [] };
    passages.set(id, found);
    return found;
  };
  for (const op of ops) {
    if (op.table === 'excerpts') of(op.key as ExcerptId, rowOf(op).reportId).excerpt = op;
    if (op.table === 'assignments') of(rowOf(op).excerptId, rowOf(op).reportId).assignments.push(op);
    if (op.table === 'memos') of(rowOf(op).excerptId, rowOf(op).reportId).memos.push(op);
  }
  return passages;
}

function rowOf<T extends TableName>(op: {
  readonly table: T;
  readonly before: Rows[T] | null;
  readonly after: Rows[T] | null;
}): Rows[T] {
  return (op.after ?? op.before)!;
}

/** The words of one change: names as it knew them, and what coming and going is called in it. */
class Words {
  readonly change: Change;
  readonly #names: EntryNames;

  constructor(change: Change, names: EntryNames) {
    this.change = change;
    this.#names = names;
  }

  came(done: string): string {
    return { do: done, undo: 'Restored by undo', redo: 'Restored by redo' }[this.change.kind];
  }

  went(done = 'Deleted'): string {
    return { do: done, undo: 'Taken back by undo', redo: 'Deleted again by redo' }[this.change.kind];
  }

  get isFirstHand(): boolean {
    return this.change.kind === 'do';
  }

  /** What bringing a passage into being is called. */
  get began(): string {
    return this.change.command === 'split-passage' ? 'Split from another' : 'Tagged';
  }

  /** What giving a passage another extent is called; taken back, it is only another extent. */
  get reshaped(): string {
    const names: Readonly<Record<string, string>> = {
      'split-passage': 'Split',
      'join-passages': 'Joined',
      'revise-report': 'Words',
      'place-passage': 'Put in place',
    };
    return names[this.change.command] ?? 'Extent';
  }

  /** A pair in words: "Police, KAZ affiliation". */
  pair({ actorId, country }: Pair): string {
    const actor = actorId === null ? null : this.actor(actorId);
    return [actor, country && `${country.code} ${country.role}`].filter((part) => part !== null).join(', ');
  }

  actor(id: ActorId): string {
    const named = this.change.ops.find((op) => op.table === 'actors' && op.key === id);
    const row = (named?.before ?? named?.after ?? null) as Actor | null;
    return row?.name ?? this.#names(id) ?? 'an actor that is gone';
  }

  code(id: CodeId): string {
    const named = this.change.ops.find((op) => op.table === 'codes' && op.key === id);
    const row = (named?.before ?? named?.after ?? null) as Code | null;
    return row?.name ?? this.#names(id) ?? 'a code that is gone';
  }
}

function entryNotes<E extends Actor | Code | SavedSearch>(
  words: Words,
  { before, after }: { readonly before: E | null; readonly after: E | null },
  fields: readonly EntryField<E>[],
  began = 'Added',
): ChangeNote[] {
  if (before === null) return [{ text: words.came(began) }];
  if (after === null) {
    const isMerged = words.change.command === 'merge-actors' || words.change.command === 'merge-codes';
    return [{ text: words.went(isMerged ? 'Merged into another' : 'Deleted') }];
  }
  return fields.flatMap(([label, say]) => {
    const [was, is] = [say(before, words), say(after, words)];
    return was === is ? [] : [{ text: `${label}: ${was || 'none'} → ${is || 'none'}` }];
  });
}

const quotedList = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

type EntryField<E> = readonly [label: string, say: (entry: E, words: Words) => string];

/** What of an actor is told, and how. */
const ACTOR_FIELDS: readonly EntryField<Actor>[] = [
  ['Name', ({ name }) => `“${name}”`],
  ['Aliases', ({ aliases }) => quotedList(aliases)],
  ['Kind', ({ kind }) => kind ?? ''],
  ['Home country', ({ country }) => country ?? ''],
  ['Part of', ({ parentId }, words) => (parentId === null ? '' : `“${words.actor(parentId)}”`)],
  [
    'Roles',
    ({ roles }) => roles.map((role) => [role.title, roleDates(role)].filter(Boolean).join(', ')).join('; '),
  ],
  ['ACLED actor type', ({ acledType }) => acledType],
  ['PLOVER or CAMEO code', ({ cameo }) => cameo],
  ['Wikidata', ({ wikidata }) => wikidata],
  ['Definition', ({ definition }) => shortText(definition)],
  ['Include', ({ include }) => shortText(include)],
  ['Exclude', ({ exclude }) => shortText(exclude)],
  ['Example', ({ example }) => shortText(example)],
  ['Colour', ({ colour }) => String(colour)],
  ['Deprecated', ({ deprecated }) => (deprecated ? 'yes' : 'no')],
];

const CODE_FIELDS: readonly EntryField<Code>[] = [
  ['Name', ({ name }) => `“${name}”`],
  ['Aliases', ({ aliases }) => quotedList(aliases)],
  ['Kind of', ({ parentId }, words) => (parentId === null ? '' : `“${words.code(parentId)}”`)],
  ['Definition', ({ definition }) => shortText(definition)],
  ['Include', ({ include }) => shortText(include)],
  ['Exclude', ({ exclude }) => shortText(exclude)],
  ['Example', ({ example }) => shortText(example)],
  ['Deprecated', ({ deprecated }) => (deprecated ? 'yes' : 'no')],
];

const SEARCH_FIELDS: readonly EntryField<SavedSearch>[] = [
  ['Name', ({ name }) => `“${name}”`],
  ['Query', ({ query }) => shortQuote(query)],
  [
    'Order',
    ({ order }) => (order === null ? '' : `${order.by}, ${order.descending ? 'descending' : 'ascending'}`),
  ],
];

const shortText = (text: string): string => (text === '' ? '' : shortQuote(text));

const FIELDS: Readonly<Record<keyof ReportMetadata, string>> = {
  title: 'Title',
  author: 'Author',
  source: 'Source',
  sourceUrl: 'Address',
  published: 'Date',
  captured: 'Copy made',
  language: 'Language',
};

function reportNotes(words: Words, { before, after }: Op<'reports'>): ChangeNote[] {
  if (before === null) return [{ text: words.came('Imported') }];
  if (after === null) return [{ text: words.went() }];
  const quoted = (report: Report, field: keyof ReportMetadata) =>
    report[field] === '' ? 'none' : `“${report[field]}”`;
  const text = before.revision === after.revision ? [] : [{ text: revisionNote(before, after) }];
  return [
    ...text,
    ...(Object.keys(FIELDS) as (keyof ReportMetadata)[])
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ text: `${FIELDS[field]}: ${quoted(before, field)} → ${quoted(after, field)}` })),
    ...(before.story === after.story
      ? []
      : [
          {
            text: after.story === '' ? 'Told as a story of its own' : 'Told as one story with another report',
          },
        ]),
  ];
}

function revisionNote(before: Report, after: Report): string {
  const words = (report: Report): string => report.wordCount.toLocaleString('en');
  return `Text: revision ${before.revision} (${words(before)} words) → ${after.revision} (${words(after)} words)`;
}

/** Passages told one by one in the history of their report; more are only counted. */
const TOLD_SINGLY = 3;

function passagesOfReport(words: Words, touched: readonly PassageOps[]): ChangeNote[] {
  // A text that is corrected takes along passages of which there is nothing to tell.
  const passages = touched.filter((passage) => passageNotes(words, passage).length > 0);
  if (passages.length <= TOLD_SINGLY) {
    return passages.flatMap((passage) =>
      passageNotes(words, passage).map((note) => ({
        ...note,
        text: `${passage.excerpt ? shortQuote(rowOf(passage.excerpt).quote.exact) : 'A passage'}: ${note.text}`,
      })),
    );
  }
  const came = passages.filter(({ excerpt }) => excerpt?.before === null).length;
  const went = passages.filter(({ excerpt }) => excerpt?.after === null).length;
  const edited = passages.length - came - went;
  return [
    ...(came > 0 ? [{ text: `${came} passages: ${words.came('Tagged')}` }] : []),
    ...(went > 0 ? [{ text: `${went} passages: ${words.went()}` }] : []),
    ...(edited > 0 ? [{ text: `${edited} passages: Changed` }] : []),
  ];
}

function passageNotes(words: Words, { excerpt, assignments, memos }: PassageOps): ChangeNote[] {
  if (excerpt?.before === null) {
    if (!words.isFirstHand) return [{ text: words.came('Tagged') }];
    const pairs = assignments
      .flatMap(({ after }) => after ?? [])
      .toSorted((a, b) => a.position - b.position)
      .map(({ pair }) => words.pair(pair));
    return [
      { text: [words.began, pairs.join('; ')].filter((part) => part !== '').join(': ') },
      ...(excerpt.after ? codeNotes(words, [], excerpt.after.codes) : []),
      ...(excerpt.after ? assessmentNotes(null, excerpt.after) : []),
      ...memos.map(memoNote),
    ];
  }
  if (excerpt?.after === null) {
    return [
      { text: words.went(words.change.command === 'join-passages' ? 'Joined with another' : 'Deleted') },
    ];
  }
  return [
    ...(excerpt ? placeNotes(words, excerpt.before, excerpt.after) : []),
    ...pairNotes(words, assignments),
    ...(excerpt ? codeNotes(words, excerpt.before.codes, excerpt.after.codes) : []),
    ...(excerpt ? assessmentNotes(excerpt.before, excerpt.after) : []),
    ...memos.map(memoNote),
  ];
}

function placeNotes(words: Words, before: Excerpt, after: Excerpt): ChangeNote[] {
  if (before.anchoring !== 'orphaned' && after.anchoring === 'orphaned') {
    return [{ text: 'Its words are not in the corrected text' }];
  }
  if (before.quote.exact !== after.quote.exact) {
    const [from, to] = [before, after].map(({ quote }) => shortQuote(quote.exact));
    return [{ text: `${words.reshaped}: ${from} → ${to}` }];
  }
  if (before.anchoring !== after.anchoring) return [{ text: ANCHORED[after.anchoring] }];
  // The same words elsewhere in the same text.
  const isMoved = before.revision === after.revision && before.span.start !== after.span.start;
  return isMoved ? [{ text: `${words.reshaped}: ${shortQuote(after.quote.exact)}, at another place` }] : [];
}

const ANCHORED: Readonly<Record<Excerpt['anchoring'], string>> = {
  anchored: 'Its place is certain',
  moved: 'Its words are at another place; to be looked at',
  orphaned: 'Its words are not in the text',
};

const ASSESSED: Readonly<Record<keyof Assessment, string>> = {
  status: 'Status',
  confidence: 'Confidence',
  important: 'Important',
  eventDate: 'Event date',
};

/** What is judged otherwise than before; `before` is null for a passage that is new. */
function assessmentNotes(before: Assessment | null, after: Assessment): ChangeNote[] {
  const was = before ?? NOT_ASSESSED;
  return (Object.keys(ASSESSED) as (keyof Assessment)[])
    .filter((field) => was[field] !== after[field])
    .map((field) => {
      const words = (value: Assessment): string =>
        field === 'important' ? (value.important ? 'yes' : 'no') : value[field]?.toString() || 'none';
      const text = before === null ? words(after) : `${words(before)} → ${words(after)}`;
      return { text: `${ASSESSED[field]}: ${text}` };
    });
}

function pairNotes(words: Words, ops: readonly Op<'assignments'>[]): ChangeNote[] {
  const notes = ops.flatMap(({ before, after }): ChangeNote[] => {
    const pair = (row: Assignment) => words.pair(row.pair);
    if (before === null) return after === null ? [] : [{ text: `Added: ${pair(after)}` }];
    if (after === null) return [{ text: `Removed: ${pair(before)}` }];
    if (samePair(before.pair, after.pair)) return [];
    return [{ text: `Pair: ${pair(before)} → ${pair(after)}` }];
  });
  return notes.length === 0 && ops.length > 0 ? [{ text: 'Order of pairs changed' }] : notes;
}

function codeNotes(words: Words, before: readonly CodeId[], after: readonly CodeId[]): ChangeNote[] {
  if (before.length === after.length && before.every((code, i) => code === after[i])) return [];
  const said = (codes: readonly CodeId[]): string =>
    codes.map((code) => words.code(code)).join(', ') || 'none';
  return [{ text: `Codes: ${before.length === 0 ? said(after) : `${said(before)} → ${said(after)}`}` }];
}

function memoNote({ before, after }: { before: Memo | null; after: Memo | null }): ChangeNote {
  const what = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return {
    text: `Memo ${what}`,
    memo: { before: before?.text ?? null, after: after?.text ?? null },
  };
}
