import type { Transaction } from 'dexie';
import type { RowCounts } from '$domain/change/change';
import { addFields } from './add-fields';

/** The table of what was turned down. */
export const REGISTRY = { rejections: 'id, reportId' } as const;

/** What an actor of an earlier version says beyond its name: nothing. Fixed for good, whatever later versions add. */
const NOTHING = {
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

/**
 * Actors become entries of a registry, and suggestions can be turned down. Runs inside Dexie's upgrade transaction: the
 * old store or the whole new one.
 */
export async function addRegistry(transaction: Transaction): Promise<void> {
  await addFields(transaction, 'actors', NOTHING);
  const meta = transaction.table('meta');
  const row = (await meta.get('counts')) as { key: 'counts'; counts: RowCounts } | undefined;
  if (row) await meta.put({ ...row, counts: { ...row.counts, rejections: 0 } });
}
