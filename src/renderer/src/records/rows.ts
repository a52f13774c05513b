import * as v from 'valibot';
import { isPublished } from '$domain/report/published';
import { PASSAGE_ORDERS } from '$domain/query/order';
import { BLOCK_KINDS } from '$domain/report/report';
import { ACTOR_KINDS } from '$domain/coding/actor';
import { CONFIDENCES, COUNTRY_ROLES, EXCERPT_STATUSES } from '$domain/coding/excerpt';

/**
 * The rows as they stand in files: those of the domain, except that places in a text are code points (`position`)
 * and not UTF-16 offsets. Every file that is read is checked against these before anything of it is used.
 */

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
const instant = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Code points, half-open. @see https://www.w3.org/TR/annotation-model/#text-position-selector */
const position = v.pipe(
  v.strictObject({ start: count, end: count }),
  v.check(({ start, end }) => start <= end, 'ends before it starts'),
);

export const reportRow = v.strictObject({
  id,
  title: v.string(),
  author: v.optional(v.string(), ''),
  source: v.string(),
  sourceUrl: v.string(),
  published: v.string(),
  captured: v.optional(v.string(), ''),
  language: v.string(),
  dek: v.string(),
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  textHash: sha256,
  blockCount: count,
  wordCount: count,
  story: v.optional(v.union([id, v.literal('')]), ''),
  importedAt: instant,
  sample: v.boolean(),
});

export const originalRow = v.strictObject({
  reportId: id,
  sha256,
  fileName: v.string(),
  size: count,
  encoding: v.string(),
  foundIn: v.optional(v.string(), ''),
  notes: v.optional(v.array(v.strictObject({ code: v.string(), message: v.string() })), []),
});

export const excerptRow = v.strictObject({
  id,
  reportId: id,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  position,
  quote: v.strictObject({ exact: v.string(), prefix: v.string(), suffix: v.string() }),
  anchoring: v.picklist(['anchored', 'moved', 'orphaned']),
  status: v.nullable(v.picklist(EXCERPT_STATUSES)),
  // Version 0.2.0 did not write these three.
  confidence: v.optional(v.nullable(v.picklist(CONFIDENCES)), null),
  important: v.optional(v.boolean(), false),
  eventDate: v.optional(v.pipe(v.string(), v.check(isPublished, 'is no date')), ''),
  // Versions before 0.4.0 did not write this.
  codes: v.optional(v.array(id), []),
  createdBy: v.string(),
  createdAt: instant,
  modifiedAt: instant,
});
export type ExcerptRow = v.InferOutput<typeof excerptRow>;

const countryOfPair = v.strictObject({ code: id, role: v.picklist(COUNTRY_ROLES) });

export const assignmentRow = v.strictObject({
  id,
  excerptId: id,
  reportId: id,
  position: count,
  pair: v.pipe(
    v.strictObject({ actorId: v.nullable(id), country: v.nullable(countryOfPair) }),
    v.check(({ actorId, country }) => actorId !== null || country !== null, 'neither actor nor country'),
  ),
});

export const memoRow = v.strictObject({
  id,
  excerptId: id,
  reportId: id,
  text: v.string(),
  modifiedAt: instant,
});

const partialDate = v.pipe(v.string(), v.check(isPublished, 'is no date'));
const rolePeriod = v.strictObject({ title: v.string(), from: partialDate, to: partialDate });
const optionalText = v.optional(v.string(), '');

export const actorRow = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1)),
  colour: count,
  createdAt: instant,
  sample: v.boolean(),
  // Versions before 0.4.0 wrote no more than these.
  aliases: v.optional(v.array(v.string()), []),
  kind: v.optional(v.nullable(v.picklist(ACTOR_KINDS)), null),
  country: v.optional(v.nullable(id), null),
  parentId: v.optional(v.nullable(id), null),
  roles: v.optional(v.array(rolePeriod), []),
  acledType: optionalText,
  cameo: optionalText,
  wikidata: optionalText,
  definition: optionalText,
  include: optionalText,
  exclude: optionalText,
  example: optionalText,
  deprecated: v.optional(v.boolean(), false),
});

export const codeRow = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1)),
  createdAt: instant,
  aliases: v.array(v.string()),
  parentId: v.nullable(id),
  definition: v.string(),
  include: v.string(),
  exclude: v.string(),
  example: v.string(),
  deprecated: v.boolean(),
});

export const countryRow = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1)),
  names: v.array(v.string()),
  demonyms: v.array(v.string()),
  from: partialDate,
  to: partialDate,
  createdAt: instant,
});

export const rejectionRow = v.strictObject({
  id,
  reportId: v.nullable(id),
  form: v.string(),
  target: v.string(),
});

export const savedSearchRow = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1)),
  query: v.pipe(v.string(), v.minLength(1)),
  // What was ever an order stays one here, or journals could not be read any more.
  order: v.nullable(v.strictObject({ by: v.picklist(PASSAGE_ORDERS), descending: v.boolean() })),
  createdAt: instant,
  modifiedAt: instant,
});

export const blockRow = v.strictObject({
  kind: v.picklist(BLOCK_KINDS),
  position,
  section: v.array(v.string()),
  level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  label: v.optional(v.string()),
  mentions: v.optional(v.array(position)),
  page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type BlockRow = v.InferOutput<typeof blockRow>;

export const textRow = v.strictObject({
  reportId: id,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  textHash: sha256,
  text: v.string(),
  blocks: v.array(blockRow),
});
export type TextRow = v.InferOutput<typeof textRow>;

const op = <T extends string, R extends v.GenericSchema>(table: T, row: R) =>
  v.pipe(
    v.strictObject({ table: v.literal(table), key: id, before: v.nullable(row), after: v.nullable(row) }),
    v.check(({ before, after }) => before !== null || after !== null, 'neither before nor after'),
  );

export const changeRecord = v.strictObject({
  id,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  batchId: id,
  at: instant,
  hlc: v.pipe(v.string(), v.regex(/^[0-9a-z]{9}-[0-9a-z]{4}-./u)),
  device: id,
  deviceSeq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  coder: v.string(),
  kind: v.picklist(['do', 'undo', 'redo']),
  target: v.nullable(id),
  command: v.string(),
  label: v.string(),
  /** False for what undo does not offer. */
  undoable: v.boolean(),
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ops: v.array(
    v.variant('table', [
      op('reports', reportRow),
      op('originals', originalRow),
      op('excerpts', excerptRow),
      op('assignments', assignmentRow),
      op('memos', memoRow),
      op('actors', actorRow),
      op('codes', codeRow),
      op('countries', countryRow),
      op('rejections', rejectionRow),
      op('savedSearches', savedSearchRow),
    ]),
  ),
  texts: v.array(textRow),
});
export type ChangeRecord = v.InferOutput<typeof changeRecord>;
