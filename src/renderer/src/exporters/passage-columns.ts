import { storyOf } from '$domain/report/report';
import type { NamedPair, PassageRow } from '$domain/tabulate/passage-row';
import type { CsvColumn } from './csv-table';

/** Raised when a column changes its meaning, or goes; not when one is added. */
export const PASSAGES_SCHEMA_VERSION = '1';

/** Parts are kept when empty, so that the n-th part of each column belongs to the n-th pair. */
const perPair = (row: PassageRow, part: (pair: NamedPair) => string | undefined): string =>
  row.pairs.map((pair) => part(pair) ?? '').join('|');

const codeOf = ({ country }: NamedPair): string | undefined => country?.exportedAs ?? country?.code;

const pairText = (pair: NamedPair): string =>
  `${codeOf(pair) ?? ''}:${pair.country?.role ?? ''}:${pair.actor ?? ''}`;

/** The columns of the passages table, in order. */
export const PASSAGE_COLUMNS: readonly CsvColumn<PassageRow>[] = [
  {
    key: 'excerpt_id',
    value: ({ excerpt }) => excerpt.id,
    definition: 'UUID of the passage; it never changes.',
  },
  {
    key: 'report_id',
    value: ({ report }) => report.id,
    definition: 'UUID of the report the passage is from.',
  },
  { key: 'report_title', value: ({ report }) => report.title, definition: 'Title of the report.' },
  {
    key: 'source_name',
    value: ({ report }) => report.source,
    definition: 'Who published the report, as entered; empty when unknown.',
  },
  {
    key: 'source_url',
    value: ({ report }) => report.sourceUrl,
    definition: 'Address of the report, as entered; empty when unknown.',
  },
  {
    key: 'published_date',
    value: ({ report }) => report.published,
    definition:
      'When the report was published: ISO 8601 to the precision known (`2022`, `2022-01` or `2022-01-06`); empty when unknown.',
  },
  {
    key: 'accessed_at',
    value: ({ report }) => report.importedAt,
    definition: 'When the report was imported; ISO 8601, UTC.',
  },
  {
    key: 'language',
    value: ({ report }) => report.language,
    definition: 'Language of the report as a BCP 47 tag, such as `ru`; empty when unknown.',
  },
  {
    key: 'section_path',
    value: ({ section }) => section.join(' > '),
    definition:
      'Headings above the place where the passage begins, outermost first, joined by `>` between spaces; empty before the first heading.',
  },
  {
    key: 'in_footnote',
    value: ({ inFootnote }) => String(inFootnote),
    definition: '`true` when the passage begins in a footnote, otherwise `false`.',
  },
  {
    key: 'excerpt_text',
    value: ({ excerpt }) => excerpt.quote.exact,
    definition: 'The words of the passage, exactly as in the canonical text; may hold line breaks.',
  },
  {
    key: 'context_before',
    value: ({ excerpt }) => excerpt.quote.prefix,
    definition: 'Up to 32 characters (grapheme clusters) that stand before the passage.',
  },
  {
    key: 'context_after',
    value: ({ excerpt }) => excerpt.quote.suffix,
    definition: 'Up to 32 characters (grapheme clusters) that stand after the passage.',
  },
  {
    key: 'start_cp',
    value: ({ position }) => String(position.start),
    definition:
      'Where the passage begins in the canonical text: Unicode code points before it (not bytes, not UTF-16 units).',
  },
  {
    key: 'end_cp',
    value: ({ position }) => String(position.end),
    definition: 'Where it ends, not included; in Python `text[start_cp:end_cp]` is `excerpt_text`.',
  },
  {
    key: 'actors',
    value: (row) => perPair(row, ({ actor }) => actor ?? undefined),
    definition: 'Actor of each pair, joined by `|`; an empty part where a pair has no actor.',
  },
  {
    key: 'countries',
    value: (row) => perPair(row, ({ country }) => country?.name),
    definition: 'Country of each pair by its English name, joined by `|`; an empty part where there is none.',
  },
  {
    key: 'country_iso3',
    value: (row) => perPair(row, codeOf),
    definition:
      'Country of each pair as ISO 3166-1 alpha-3, joined by `|`. Codes that begin with `X`, and from `AAA` to `AAZ`, `QMA` to `QZZ` and `ZZA` to `ZZZ`, are not ISO: Kosovo is `XKX`, the Soviet Union `XSU`; Settings can give these another code or none. Countries that were added have such codes as well.',
  },
  {
    key: 'country_roles',
    value: (row) => perPair(row, ({ country }) => country?.role),
    definition:
      'How the country belongs to the pair, joined by `|`: `affiliation` (the actor’s own), `location` (where it happened) or `mentioned`.',
  },
  {
    key: 'pairs',
    value: (row) => row.pairs.map(pairText).join('|'),
    definition:
      'The pairs themselves as `ISO3:role:Actor name`, joined by `|`, empty parts kept: `KAZ:location:` has no actor, `::CSTO` no country; the code is the one in `country_iso3`. The actor’s name comes last and may hold colons, never `|`.',
  },
  {
    key: 'note',
    value: ({ memo }) => memo,
    definition: 'The memo on the passage; may hold line breaks.',
  },
  {
    key: 'status',
    value: ({ excerpt }) => excerpt.status ?? '',
    definition: '`claimed`, `confirmed`, `denied` or `planned`; empty when not set.',
  },
  {
    key: 'confidence',
    value: ({ excerpt }) => excerpt.confidence ?? '',
    definition: 'How sure the coder is: `low`, `medium` or `high`; empty when not set.',
  },
  {
    key: 'important',
    value: ({ excerpt }) => String(excerpt.important),
    definition: '`true` when the coder marked the passage as important, otherwise `false`.',
  },
  {
    key: 'event_date',
    value: ({ excerpt }) => excerpt.eventDate,
    definition:
      'When what the passage tells of happened: ISO 8601 to the precision known (`2022`, `2022-01` or `2022-01-06`); empty when unknown.',
  },
  { key: 'tagged_by', value: ({ excerpt }) => excerpt.createdBy, definition: 'Who tagged the passage.' },
  {
    key: 'tagged_at',
    value: ({ excerpt }) => excerpt.createdAt,
    definition: 'When the passage was tagged; ISO 8601, UTC.',
  },
  {
    key: 'updated_at',
    value: ({ excerpt }) => excerpt.modifiedAt,
    definition: 'When the passage last changed; ISO 8601, UTC.',
  },
  {
    key: 'report_sha256',
    value: ({ textHash }) => textHash,
    definition:
      'SHA-256 of the canonical text in UTF-8, in hexadecimal: the text that `start_cp` and `end_cp` count in. That of an earlier revision where the passage is lost since the report was corrected.',
  },
  {
    key: 'schema_version',
    value: () => PASSAGES_SCHEMA_VERSION,
    definition: 'Version of this table, the same in every row. Columns may be added without a new version.',
  },
  {
    key: 'anchoring',
    value: ({ excerpt }) => excerpt.anchoring,
    definition:
      'Whether the place is certain: `anchored`; `moved` when the report was corrected, the passage was put where its words are now, and nobody has looked at it yet; `orphaned` when they are not in the corrected text.',
  },
  {
    key: 'revision',
    value: ({ excerpt }) => String(excerpt.revision),
    definition: 'Which revision of the report’s text the passage stands in, from 1.',
  },
  {
    key: 'codes',
    value: ({ codes }) => codes.map(({ path }) => path).join('|'),
    definition:
      'Codes of the passage, joined by `|`, each with what it is a kind of: `Protest > Strike`. Empty when it has none.',
  },
  {
    key: 'report_author',
    value: ({ report }) => report.author,
    definition: 'Who wrote the report, as printed; several by commas; empty when unknown.',
  },
  {
    key: 'story_id',
    value: ({ report }) => storyOf(report),
    definition:
      'The same for reports of one story, such as wire copy that several papers printed: `report_id` of the first of them. Count distinct values of it to count stories rather than reports.',
  },
  {
    key: 'captured_date',
    value: ({ report }) => report.captured,
    definition:
      'When the copy was made that was imported, such as a saved web page: ISO 8601 to the precision known; empty when unknown.',
  },
  {
    key: 'page',
    value: ({ page }) => (page === null ? '' : String(page)),
    definition:
      'Page of the document on which the paragraph of the passage begins, from 1; empty where the document has no pages.',
  },
];
