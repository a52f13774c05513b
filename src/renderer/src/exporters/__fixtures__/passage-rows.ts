import { NO_ACTOR_DETAILS, type Actor } from '$domain/coding/actor';
import { NO_CODE_DETAILS, type Code } from '$domain/coding/code';
import type { Country } from '$domain/coding/country';
import { NOT_ASSESSED, type Assignment, type Excerpt, type Memo, type Pair } from '$domain/coding/excerpt';
import { describeQuote } from '$domain/anchor/selectors';
import type {
  ActorId,
  AssignmentId,
  CodeId,
  CountryCode,
  ExcerptId,
  IsoInstant,
  MemoId,
  ReportId,
  Sha256,
} from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import { passageRow, type PassageRow } from '$domain/tabulate/passage-row';

const reportId = '00000000-0000-4000-8000-000000000001' as ReportId;

const report: Report = {
  id: reportId,
  title: 'Harbour strike, day 3: "We stay"',
  author: '',
  captured: '',
  source: 'Coast Courier, Ltd',
  sourceUrl: 'https://example.org/news/strike?day=3&lang=en',
  published: '2021-05',
  language: 'en',
  dek: '',
  revision: 1,
  textHash: 'c0ffee'.padEnd(64, '0') as Sha256,
  blockCount: 6,
  wordCount: 40,
  story: '',
  importedAt: '2021-06-01T08:00:00.000Z' as IsoInstant,
  sample: false,
};

const parts = [
  { kind: 'title', text: 'Harbour strike, day 3: "We stay"', section: [] },
  { kind: 'heading', level: 1, text: 'On the docks 🚢', section: [] },
  {
    kind: 'paragraph',
    text: 'Dockers, joined by students, blocked the gate; “=no talks” was painted on it.',
    section: ['On the docks 🚢'],
  },
  { kind: 'heading', level: 2, text: 'Билік', section: ['On the docks 🚢'] },
  {
    kind: 'paragraph',
    text: '- Полиция қақпаны босатты, said a spokesman: "nobody was hurt".',
    section: ['On the docks 🚢', 'Билік'],
  },
  {
    kind: 'footnote',
    label: '1',
    mentions: [],
    text: '+ The union counts 2 injured,\nthe port none.',
    section: [],
  },
] as const;

let text = '';
const blocks = parts.map(({ text: words, ...block }) => {
  if (text !== '') text += '\n\n';
  const start = text.length;
  text += words;
  return { ...block, span: { start, end: text.length } };
});
const reportText: ReportText = { reportId, revision: 1, text, blocks };

const actor = (n: number, name: string): Actor => ({
  id: `00000000-0000-4000-8000-00000000010${n}` as ActorId,
  name,
  colour: n,
  createdAt: '2021-06-01T08:10:00.000Z' as IsoInstant,
  sample: false,
  ...NO_ACTOR_DETAILS,
});
const dockers = actor(1, 'Dockers: Local 7');
const police = actor(2, 'Полиция');
const actorsById = new Map([dockers, police].map((a) => [a.id, a]));

const code = (n: number, name: string, parentId: CodeId | null): Code => ({
  ...NO_CODE_DETAILS,
  id: `00000000-0000-4000-8000-00000000040${n}` as CodeId,
  name,
  parentId,
  createdAt: '2021-06-01T08:10:00.000Z' as IsoInstant,
});
const protest = code(1, 'Protest', null);
const strike = code(2, 'Ереуіл', protest.id);
const codesById = new Map([protest, strike].map((c) => [c.id, c]));

const country = (code: string, alpha2: string, name: string): Country => ({
  code: code as CountryCode,
  alpha2,
  name,
  names: [name],
  demonyms: [],
  kind: 'iso',
});
const countriesByCode = new Map(
  [country('KAZ', 'KZ', 'Kazakhstan'), country('CIV', 'CI', "Côte d'Ivoire")].map((c) => [c.code, c]),
);
const KAZ = 'KAZ' as CountryCode;
const CIV = 'CIV' as CountryCode;

function row(
  n: number,
  quote: string,
  pairs: readonly Pair[],
  memo: string,
  status: Excerpt['status'],
): PassageRow {
  const id = `00000000-0000-4000-8000-00000000020${n}` as ExcerptId;
  const start = text.indexOf(quote);
  const span = { start, end: start + quote.length };
  const excerpt: Excerpt = {
    id,
    reportId,
    revision: 1,
    span,
    quote: describeQuote(text, span),
    codes: n === 1 ? [strike.id] : n === 2 ? [protest.id, strike.id] : [],
    anchoring: 'anchored',
    ...NOT_ASSESSED,
    ...(n === 2 ? { confidence: 'high', important: true, eventDate: '2021-05-30' } : {}),
    status,
    createdBy: 'A. Coder',
    createdAt: `2021-06-02T09:0${n}:00.000Z` as IsoInstant,
    modifiedAt: `2021-06-03T09:0${n}:00.000Z` as IsoInstant,
  };
  const assignments = pairs.map((pair, position): Assignment => ({
    id: `00000000-0000-4000-8000-00000000${n}30${position}` as AssignmentId,
    excerptId: id,
    reportId,
    position,
    pair,
  }));
  const note: Memo | undefined =
    memo === ''
      ? undefined
      : { id: `m${n}` as MemoId, excerptId: id, reportId, text: memo, modifiedAt: excerpt.modifiedAt };
  return passageRow({
    report,
    text: reportText,
    excerpt,
    assignments: assignments.toReversed(),
    actorsById,
    codesById,
    countriesByCode,
    memo: note,
  });
}

/** Four passages of one report: pairs of every shape, a footnote, two scripts, and cells that need quoting. */
export function sampleRows(): PassageRow[] {
  return [
    row(
      1,
      'Dockers, joined by students, blocked the gate',
      [
        { actorId: dockers.id, country: { code: KAZ, role: 'affiliation' } },
        { actorId: police.id, country: null },
        { actorId: null, country: { code: CIV, role: 'mentioned' } },
      ],
      'Two sources,\r\nboth "named"',
      'confirmed',
    ),
    row(2, '=no talks', [{ actorId: dockers.id, country: null }], '', 'claimed'),
    row(
      3,
      '- Полиция қақпаны босатты, said a spokesman: "nobody was hurt".',
      [{ actorId: police.id, country: { code: 'XYZ' as CountryCode, role: 'location' } }],
      '@check',
      'denied',
    ),
    row(4, '+ The union counts 2 injured,\nthe port none.', [], '', null),
  ];
}

/** A passage whose words and memo are the given text, whatever it holds. */
export function withWords(words: string): PassageRow {
  const base = sampleRows()[3]!;
  return {
    ...base,
    memo: words,
    excerpt: { ...base.excerpt, quote: { ...base.excerpt.quote, exact: words } },
  };
}
