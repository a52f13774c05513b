import type { Table } from 'dexie';

/**
 * The rows of a table by primary key, up to `size` at a time, so that no more of them are in memory. Rows that are
 * written meanwhile may or may not be among them.
 */
export async function* pagesOf<R, K>(table: Table<R, K>, size: number): AsyncGenerator<R[], void, void> {
  const { keyPath } = table.schema.primKey;
  const keyOf = (row: R): unknown => {
    const fields = row as Record<string, unknown>;
    return Array.isArray(keyPath) ? keyPath.map((path) => fields[path]) : fields[keyPath as string];
  };
  let page = await table.orderBy(':id').limit(size).toArray();
  while (page.length > 0) {
    yield page;
    page = await table
      .where(':id')
      .above(keyOf(page.at(-1)!))
      .limit(size)
      .toArray();
  }
}
