import fc from 'fast-check';
import { describeQuote } from '$domain/anchor/selectors';
import { NO_ACTOR_DETAILS, type Actor, type ActorFields } from '$domain/coding/actor';
import { NO_CODE_DETAILS, type Code, type CodeFields } from '$domain/coding/code';
import {
  CONFIDENCES,
  COUNTRY_ROLES,
  EXCERPT_STATUSES,
  NOT_ASSESSED,
  type Excerpt,
  type Pair,
  type Assessment,
} from '$domain/coding/excerpt';
import type { PassagePlace } from '$domain/anchor/place';
import type { Coding, Command, NewReport } from '$domain/change/command';
import type {
  ActorId,
  CodeId,
  CountryCode,
  ExcerptId,
  IsoInstant,
  RejectionId,
  ReportId,
  SavedSearchId,
  Sha256,
} from '$domain/ids';
import type { SavedSearch, SavedSearchFields } from '$domain/query/saved-search';

/** Beyond the basic plane at its start, so that code points and UTF-16 units differ everywhere after it. */
export const TEXT = '🚢 A heading\n\nCrowds filled the square. The ministry answered.';
const AT = '2022-01-07T00:00:00.000Z' as IsoInstant;
const HASH = 'ab'.repeat(32) as Sha256;

export function aReport(n: number, sample = false): NewReport {
  const id = `report-${n}` as ReportId;
  return {
    report: {
      id,
      title: `Report ${n}`,
      dek: '',
      source: 'Fixture Press',
      sourceUrl: '',
      author: '',
      captured: '',
      published: '2022-01-06',
      language: 'en',
      revision: 1,
      textHash: HASH,
      blockCount: 2,
      wordCount: 10,
      story: '',
      importedAt: AT,
      sample,
    },
    text: {
      reportId: id,
      revision: 1,
      text: TEXT,
      blocks: [
        { kind: 'title', span: { start: 0, end: 12 }, section: [] },
        {
          kind: 'footnote',
          label: '1',
          span: { start: 14, end: TEXT.length },
          section: ['A heading'],
          mentions: [{ start: 3, end: 12 }],
        },
      ],
    },
    original: {
      reportId: id,
      sha256: HASH,
      fileName: `${n}.txt`,
      size: 9,
      encoding: 'utf-8',
      foundIn: '',
      notes: [],
    },
  };
}

export function anExcerpt(id: string, report: number, start = 14, end = 20): Excerpt {
  return {
    id: id as ExcerptId,
    reportId: `report-${report}` as ReportId,
    revision: 1,
    span: { start, end },
    quote: describeQuote(TEXT, { start, end }),
    codes: [],
    anchoring: 'anchored',
    ...NOT_ASSESSED,
    createdBy: 'Coder 1',
    createdAt: AT,
    modifiedAt: AT,
  };
}

/** A stretch of the text as a passage is to stand on it; UTF-16. */
export const aPlace = (start: number, end: number): PassagePlace => ({
  span: { start, end },
  quote: describeQuote(TEXT, { start, end }),
});

export const anActor = (id: string, sample = false): Actor => ({
  id: id as ActorId,
  name: id,
  colour: 1,
  createdAt: AT,
  sample,
  ...NO_ACTOR_DETAILS,
});

export const aCode = (id: string, parentId: string | null = null): Code => ({
  ...NO_CODE_DETAILS,
  id: id as CodeId,
  name: id,
  parentId: parentId as CodeId | null,
  createdAt: AT,
});

export const aSearch = (id: string, name = id): SavedSearch => ({
  id: id as SavedSearchId,
  name,
  query: 'crowds "the square"',
  order: null,
  createdAt: AT,
  modifiedAt: AT,
});

export const coding = (over: Partial<Coding> = {}): Coding => ({
  pairs: [],
  codes: [],
  memo: '',
  ...NOT_ASSESSED,
  newActors: [],
  newCodes: [],
  ...over,
});

/** The text of every report, corrected: what was about the crowds is at the end, and nothing is left of the ministry. */
const CORRECTED = '🚢 A new heading\n\nTrams stood still. Crowds filled the square.';

/** A correction of the first text of a report; of any other it is refused. */
function aCorrection(n: number, revision: number): Command {
  const { report, text } = aReport(n);
  return {
    kind: 'revise-report',
    reportId: report.id,
    from: 1,
    fields: { title: report.title, dek: '', textHash: HASH, blockCount: 2, wordCount: 9 },
    text: {
      reportId: report.id,
      revision,
      text: CORRECTED,
      blocks: [
        { kind: 'title', span: { start: 0, end: 16 }, section: [] },
        { kind: 'paragraph', span: { start: 18, end: CORRECTED.length }, section: [] },
      ],
    },
    earlier: [text],
  };
}

const ACTORS = ['a1', 'a2', 'a3'];
const CODES = ['c1', 'c2', 'c3'] as CodeId[];
const someCodes = fc.uniqueArray(fc.constantFrom(...CODES), { maxLength: 2 });

const somePair = fc
  .record({
    actor: fc.option(fc.constantFrom(...ACTORS)),
    country: fc.option(fc.constantFrom('KAZ', 'RUS')),
    role: fc.constantFrom(...COUNTRY_ROLES),
  })
  .filter(({ actor, country }) => actor !== null || country !== null)
  .map(
    ({ actor, country, role }) =>
      ({ actorId: actor, country: country === null ? null : { code: country, role } }) as unknown as Pair,
  );

const someCoding = fc.record({
  pairs: fc.array(somePair, { maxLength: 3 }),
  codes: someCodes,
  memo: fc.constantFrom('', 'first', 'second 🚢'),
  status: fc.constantFrom(null, ...EXCERPT_STATUSES),
  confidence: fc.constantFrom(null, ...CONFIDENCES),
  important: fc.boolean(),
  eventDate: fc.constantFrom('', '2022', '2022-01', '2022-01-05'),
  newActors: fc.constant([]),
  newCodes: fc.constant([]),
});

const seedSpan = (n: number): [start: number, end: number] => [n + 2, n + 9];

const SEARCHES = ['s1', 's2'];

/** Everything the archive begins with: three reports, three actors, three codes each a kind of the one before, two searches, seven passages. */
export const SEED: readonly Command[] = [
  { kind: 'add-reports', reports: [aReport(1), aReport(2), aReport(3, true)] },
  { kind: 'add-codes', codes: CODES.map((id, n) => aCode(id, CODES[n - 1] ?? null)) },
  ...SEARCHES.map((id): Command => ({ kind: 'save-search', search: aSearch(id) })),
  ...Array.from({ length: 7 }, (_, n): Command => ({
    kind: 'tag-passage',
    excerpt: anExcerpt(`seed-${n}`, 1 + (n % 3), ...seedSpan(n)),
    coding: coding({
      pairs: [
        {
          actorId: ACTORS[n % 3] as ActorId,
          country: n % 2 ? ({ code: 'KAZ', role: 'location' } as Pair['country']) : null,
        },
      ],
      codes: n % 2 ? [CODES[n % 3]!] : [],
      memo: n % 3 ? 'seed memo' : '',
      newActors: n < 3 ? [anActor(ACTORS[n]!, n === 2)] : [],
    }),
  })),
];

/** A command on the seeded archive, or on what earlier commands made of it; some find their target gone. */
export const someCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(someCoding, fc.nat()).map(([code, n]): Command => ({
    kind: 'tag-passage',
    excerpt: anExcerpt(`e${n}`, 1 + (n % 3)),
    coding: code,
  })),
  fc
    .record({
      created: fc.uniqueArray(fc.nat(), { maxLength: 3 }),
      extended: fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 3 }),
      pairs: fc.uniqueArray(somePair, { maxLength: 2, selector: (pair) => JSON.stringify(pair) }),
      codes: someCodes,
      newActor: fc.option(fc.nat()),
      newCode: fc.option(fc.nat()),
    })
    .map(({ created, extended, pairs, codes, newActor, newCode }): Command => ({
      kind: 'tag-passages',
      passages: created.map((n) => ({ excerpt: anExcerpt(`many-${n}`, 1 + (n % 3)), pairs })),
      added: extended.map((n) => ({ excerptId: `seed-${n}` as ExcerptId, pairs, codes })),
      newActors: newActor === null ? [] : [anActor(`suggested-${newActor}`)],
      newCodes: newCode === null ? [] : [aCode(`tagged-${newCode}`)],
    })),
  fc.tuple(fc.nat({ max: 6 }), someCoding).map(([n, code]): Command => ({
    kind: 'edit-passage',
    excerptId: `seed-${n}` as ExcerptId,
    coding: code,
  })),
  fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 3 }).map((ns): Command => ({
    kind: 'delete-passages',
    excerptIds: ns.map((n) => `seed-${n}` as ExcerptId),
  })),
  fc
    .record({
      ns: fc.uniqueArray(fc.nat({ max: 8 }), { maxLength: 5 }),
      remove: fc.oneof(fc.constant('all' as const), fc.array(somePair, { maxLength: 2 })),
      add: fc.array(somePair, { maxLength: 2 }),
      removeCodes: someCodes,
      addCodes: someCodes,
      assess: fc.constantFrom<Partial<Assessment>>(
        {},
        { status: 'denied' },
        { important: true, eventDate: '2022-01' },
      ),
      fresh: fc.option(fc.nat()),
    })
    .map(({ ns, remove, add, removeCodes, addCodes, assess, fresh }): Command => {
      const actor = fresh === null ? null : anActor(`new-${fresh}`);
      const code = fresh === null ? null : aCode(`new-code-${fresh}`);
      return {
        kind: 'retag-passages',
        excerptIds: ns.map((n) => `seed-${n}` as ExcerptId),
        retag: {
          remove,
          add: actor ? [...add, { actorId: actor.id, country: null }] : add,
          removeCodes,
          addCodes: code ? [...addCodes, code.id] : addCodes,
          assess,
        },
        newActors: actor ? [actor] : [],
        newCodes: code ? [code] : [],
      };
    }),
  fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 20 }), fc.nat({ max: 20 })).map(([n, start, more]): Command => ({
    kind: 'resize-passage',
    excerptId: `seed-${n}` as ExcerptId,
    place: aPlace(start + 2, start + 3 + more),
  })),
  // These two find the passage moved when it was resized before.
  fc.tuple(fc.nat({ max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat()).map(([n, at, id]): Command => {
    const [start, end] = seedSpan(n);
    return {
      kind: 'split-passage',
      excerptId: `seed-${n}` as ExcerptId,
      first: aPlace(start, start + at),
      second: aPlace(start + at, end),
      secondId: `part-${id}` as ExcerptId,
      coder: 'Coder 2',
    };
  }),
  fc.tuple(fc.nat({ max: 3 }), fc.boolean()).map(([n, backwards]): Command => ({
    kind: 'join-passages',
    excerptIds: (backwards ? [n + 3, n] : [n, n + 3]).map((each) => `seed-${each}` as ExcerptId),
    place: aPlace(seedSpan(n)[0], seedSpan(n + 3)[1]),
  })),
  // Each correction has a number of its own, as no text is ever written over.
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.noBias(fc.integer({ min: 2, max: 2 ** 31 })))
    .map(([n, revision]) => aCorrection(n, revision)),
  fc.tuple(fc.nat({ max: 6 }), fc.constantFrom(1, 2)).map(([n, revision]): Command => ({
    kind: 'place-passage',
    excerptId: `seed-${n}` as ExcerptId,
    revision,
    place: aPlace(3, 12),
  })),
  fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 4 }).map((ns): Command => ({
    kind: 'confirm-passages',
    excerptIds: ns.map((n) => `seed-${n}` as ExcerptId),
  })),
  fc.nat({ max: 2 }).map((n): Command => ({
    kind: 'remove-reports',
    reportIds: [`report-${n + 1}` as ReportId],
  })),
  fc.nat().map((n): Command => ({ kind: 'add-reports', reports: [aReport(10 + n)] })),
  fc.constant<Command>({ kind: 'remove-sample' }),
  fc
    .constantFrom<Partial<ActorFields>>(
      { name: 'One' },
      { name: 'Two', aliases: ['One'] },
      { parentId: 'a2' as ActorId },
      { deprecated: true },
    )
    .chain((fields) =>
      fc.subarray(ACTORS as ActorId[], { minLength: 1 }).map((ids): Command => ({
        kind: 'edit-actors',
        edits: ids.map((actorId) => ({ actorId, fields })),
      })),
    ),
  fc.nat().map((n): Command => ({ kind: 'add-actors', actors: [anActor(`added-${n}`)] })),
  fc.constantFrom(...ACTORS).map((id): Command => ({ kind: 'delete-actor', actorId: id as ActorId })),
  fc.tuple(fc.nat(), fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 4 })).map(([n, ns]): Command => ({
    kind: 'split-actor',
    from: 'a1' as ActorId,
    part: anActor(`part-${n}`),
    excerptIds: ns.map((each) => `seed-${each}` as ExcerptId),
  })),
  fc.tuple(fc.nat({ max: 3 }), fc.boolean()).map(([n, everywhere]): Command => ({
    kind: 'reject-suggestions',
    rejections: [
      {
        id: `r-${n}` as RejectionId,
        reportId: everywhere ? null : ('report-1' as ReportId),
        form: 'georgia',
        target: 'country:GEO',
      },
    ],
  })),
  fc.nat({ max: 3 }).map((n): Command => ({
    kind: 'forget-rejections',
    rejectionIds: [`r-${n}` as RejectionId],
  })),
  fc.constantFrom(...ACTORS).map((into): Command => ({
    kind: 'merge-actors',
    from: ACTORS.filter((id) => id !== into).slice(0, 1) as ActorId[],
    into: into as ActorId,
  })),
  fc
    .constantFrom<Partial<CodeFields>>(
      { name: 'Theme' },
      { parentId: 'c3' as CodeId },
      { parentId: null },
      { deprecated: true },
    )
    .map((fields): Command => ({ kind: 'edit-code', codeId: 'c2' as CodeId, fields })),
  fc.nat().map((n): Command => ({ kind: 'add-codes', codes: [aCode(`code-${n}`, 'c1')] })),
  fc.constantFrom(...CODES).map((id): Command => ({ kind: 'delete-code', codeId: id })),
  fc.constantFrom(...CODES).chain((into) =>
    fc
      .subarray(
        CODES.filter((id) => id !== into),
        { minLength: 1 },
      )
      .map((from): Command => ({ kind: 'merge-codes', from, into })),
  ),
  fc.constantFrom('XZA', 'XZB').map((code): Command => ({
    kind: 'add-country',
    country: {
      id: code as CountryCode,
      name: `Land ${code}`,
      names: [],
      demonyms: [],
      from: '',
      to: '',
      createdAt: AT,
    },
  })),
  fc.constantFrom('XZA', 'XZB').map((code): Command => ({
    kind: 'edit-country',
    code: code as CountryCode,
    fields: { names: ['Realm'] },
  })),
  fc
    .constantFrom('XZA', 'XZB')
    .map((code): Command => ({ kind: 'delete-country', code: code as CountryCode })),
  // A name that another search has is refused.
  fc.tuple(fc.nat(), fc.constantFrom('Crowds', 'S1')).map(([n, name]): Command => ({
    kind: 'save-search',
    search: aSearch(`search-${n}`, name),
  })),
  fc
    .tuple(
      fc.constantFrom(...SEARCHES),
      fc.constantFrom<Partial<SavedSearchFields>>(
        { name: 'Crowds' },
        { query: 'ministry', order: { by: 'actor', descending: false } },
        { order: null },
      ),
    )
    .map(([id, fields]): Command => ({
      kind: 'edit-search',
      searchId: id as SavedSearchId,
      fields,
    })),
  fc.constantFrom(...SEARCHES).map((id): Command => ({
    kind: 'delete-search',
    searchId: id as SavedSearchId,
  })),
  fc.constantFrom<ReportId | ''>('', 'report-1' as ReportId).map((story): Command => ({
    kind: 'edit-report',
    reportId: 'report-2' as ReportId,
    fields: { story },
  })),
  fc.constantFrom('2021', '2022-01').map((published): Command => ({
    kind: 'edit-report',
    reportId: 'report-2' as ReportId,
    fields: { published },
  })),
);
