import type { Transaction } from 'dexie';

const PAGE = 500;

/** Rewrites the rows of a table, a page at a time; null from `upgrade` leaves a row as it is. */
export async function eachPage<R extends object>(
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
