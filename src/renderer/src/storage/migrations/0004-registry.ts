import type { Transaction } from 'dexie';
import type { Change, RowCounts } from '$domain/change/change';
import { eachPage } from './each-page';

/** The table of what was turned down. */
export const REGISTRY = { rejections: 'id, reportId' } as const;

/** What an actor of an earlier version says beyond its name: nothing. */
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
 * Actors become entries of a registry, also where the log remembers them, and suggestions can be turned down. Runs inside
 * Dexie's upgrade transaction: the old store or the whole new one.
 */
export async function addRegistry(transaction: Transaction): Promise<void> {
  await eachPage<{ id: string }>(transaction, 'actors', 'id', (row) => ({ ...NOTHING, ...row }));
  await eachPage<Change>(transaction, 'changes', 'seq', (change) => {
    if (!change.ops.some(({ table }) => table === 'actors')) return null;
    const ops = change.ops.map((op) =>
      op.table === 'actors'
        ? {
            ...op,
            before: op.before && { ...NOTHING, ...op.before },
            after: op.after && { ...NOTHING, ...op.after },
          }
        : op,
    );
    return { ...change, ops };
  });
  const meta = transaction.table('meta');
  const row = (await meta.get('counts')) as { key: 'counts'; counts: RowCounts } | undefined;
  if (row) await meta.put({ ...row, counts: { ...row.counts, rejections: 0 } });
}
