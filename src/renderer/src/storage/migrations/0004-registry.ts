import type { Transaction } from 'dexie';
import type { RowCounts } from '$domain/change/change';
import { addFields } from './add-fields';

/** Codes have had their table from the first version on, and nobody used it. */
export const REGISTRY = {
  rejections: 'id, reportId',
  countries: 'id',
  excerpts: 'id, reportId, *codes',
} as const;

/** What an actor of an earlier version says beyond its name: nothing. Fixed for good, whatever later versions add. */
const NO_DETAILS = {
  aliases: [],
  kind: null,
  country: null,
  parentId: null,
  roles: [],
  acledType: '',
  cameo: '',
  wikidata: '',
  definition: '',
  include: '',
  exclude: '',
  example: '',
  deprecated: false,
};

/** What a passage of an earlier version says of codes. */
const NO_CODES = { codes: [] };

/**
 * Actors become entries of a registry, passages can have codes, countries can be added, and suggestions turned down.
 * Runs inside Dexie's upgrade transaction: the old store or the whole new one.
 */
export async function addRegistry(transaction: Transaction): Promise<void> {
  await addFields(transaction, 'actors', NO_DETAILS);
  await addFields(transaction, 'excerpts', NO_CODES);
  const meta = transaction.table('meta');
  const row = (await meta.get('counts')) as { key: 'counts'; counts: RowCounts } | undefined;
  if (row) await meta.put({ ...row, counts: { ...row.counts, codes: 0, countries: 0, rejections: 0 } });
}
