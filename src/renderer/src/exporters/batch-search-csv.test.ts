import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { COUNT_COLUMNS, REPORT_COLUMNS } from './batch-search-csv';

const listed = (columns: readonly { readonly key: string; readonly definition: string }[]): string =>
  columns.map(({ key, definition }) => `- \`${key}\`: ${definition}`).join('\n');

const dictionary = `# Tables of a batch search

What the queries of a list found, as two CSV tables. Both are written as [csv-columns.md](csv-columns.md) describes, with the
same two profiles and the same apostrophe before what would run as a formula. Columns keep their order and names; new ones
may be added.

The list is a table with a column \`query\` and, if wanted, \`name\`, or a text with one query a line. A line that cannot be read has
its reason in \`error\` and stops nothing.

## Numbers: a row for each query

${listed(COUNT_COLUMNS)}

## Reports: a row for each report that a query found

${listed(REPORT_COLUMNS)}
`;

test('columns are described in docs/batch-search.md', async () => {
  await expect(dictionary).toMatchFileSnapshot(
    resolve(import.meta.dirname, '../../../../docs/batch-search.md'),
  );
});
