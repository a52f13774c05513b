import { readFile, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { filesIn } from './fixtures/archive-files';
import { test } from './fixtures/command-line';
import { writeFiles } from './fixtures/reports';

/** How every part of the index begins: `CPSH`. */
const MAGIC = Buffer.from('CPSH');

test('the index is kept in files of the profile, and made anew when they are damaged or gone', async ({
  cli,
}) => {
  test.setTimeout(120_000);
  const reports = Array.from({ length: 60 }, (_, n): [string, string] => [
    `crane-${n}.txt`,
    `Crane number ${n}\n\nThe crane stood still${n % 3 === 0 ? ' in the fog' : ''}. Watchman ${n} left.`,
  ]);
  await writeFiles(cli.folder, Object.fromEntries(reports));
  expect((await cli.run('import', ...reports.map(([name]) => name))).code).toBe(0);

  const answers = async () => {
    const found: [query: string, count: number, titles: string[]][] = [];
    for (const query of ['"stood still in the fog"', 'crane -fog']) {
      const { code, records } = await cli.run('search', query, '--limit', '5');
      expect(code).toBe(0);
      const { reports: count } = records.at(-1) as unknown as { reports: number };
      found.push([query, count, records.slice(0, -1).map(({ title }) => title)]);
    }
    return found;
  };
  const shards = async (): Promise<string[]> => {
    const kept: string[] = [];
    for (const path of await filesIn(cli.archive)) {
      const bytes = await readFile(path);
      if (bytes.subarray(0, MAGIC.length).equals(MAGIC)) kept.push(path);
    }
    return kept;
  };

  const first = await answers();
  expect(first.map(([query, count]) => [query, count])).toEqual([
    ['"stood still in the fog"', 20],
    ['crane -fog', 40],
  ]);
  expect(await shards()).toHaveLength(1);
  expect(await answers()).toEqual(first);

  for (const share of [0, 0.9]) {
    for (const path of await shards()) {
      const bytes = await readFile(path);
      bytes.fill(0x55, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + 64);
      await writeFile(path, bytes);
    }
    expect(await answers(), `damaged at ${share}`).toEqual(first);
  }
  for (const path of await shards()) await writeFile(path, '');
  expect(await answers()).toEqual(first);
});
