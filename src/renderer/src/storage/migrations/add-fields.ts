import type { Transaction } from 'dexie';
import type { Change, TableName } from '$domain/change/change';

const PAGE = 500;

/**
 * Gives the rows of a table, whose key is `key`, the fields they lack, also where the log remembers them: undo compares a row with what the
 * log says it was.
 */
export async function addFields(
  transaction: Transaction,
  table: TableName,
  fields: object,
  key = 'id',
): Promise<void> {
  await eachPage<Record<string, unknown>>(transaction, table, key, (row) => ({ ...fields, ...row }));
  await eachPage<Change>(transaction, 'changes', 'seq', (change) => {
    if (!change.ops.some((op) => op.table === table)) return null;
    const ops = change.ops.map((op) =>
      op.table === table
        ? {
            ...op,
            before: op.before && { ...fields, ...op.before },
            after: op.after && { ...fields, ...op.after },
          }
        : op,
    );
    return { ...change, ops };
  });
}

/** Rewrites the rows of a table, a page at a time; null from `upgrade` leaves a row as it is. */
async function eachPage<R extends object>(
  transaction: Transaction,
  name: string,
  key: keyof R & string,
  upgrade: (row: R) => object | null,
): Promise<void> {
  const table = transaction.table<R, string | number>(name);
  let page = await table.orderBy(key).limit(PAGE).toArray();
  while (page.length > 0) {
    const changed = page.map(upgrade).filter((row) => row !== null);
    if (changed.length > 0) await table.bulkPut(changed as R[]);
    const last = page.at(-1)![key] as string | number;
    page = await table.where(key).above(last).limit(PAGE).toArray();
  }
}
