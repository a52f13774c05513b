import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { ExcerptId } from '$domain/ids';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { Archive } from '../usecases/archive';
import { passageRows } from '../usecases/passage-rows';
import { PassageTable } from './passage-table.svelte';

vi.mock('../usecases/passage-rows', () => ({ passageRows: vi.fn() }));

let version = 0;
vi.mocked(passageRows).mockImplementation(async function* (_archive, ids) {
  version += 1;
  if (version > 10) throw new Error('The rows are read again and again.');
  await Promise.resolve();
  for (const id of ids) yield { excerpt: { id }, memo: `read ${version}` } as PassageRow;
});
afterEach(() => {
  vi.mocked(passageRows).mockClear();
});

const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns++) {
    await Promise.resolve();
    flushSync();
  }
};

test('a page is read once, and once more when the passages change', async () => {
  let ids = $state.raw(['a', 'b'] as unknown as readonly ExcerptId[]);
  let table!: PassageTable;
  const stop = $effect.root(() => {
    table = new PassageTable({} as Archive, () => ids);
    $effect(() => {
      table.at(0);
      table.at(1);
    });
  });
  await settled();
  expect(vi.mocked(passageRows)).toHaveBeenCalledTimes(1);
  expect(table.at(1)?.excerpt.id).toBe('b');

  ids = ['b', 'c'] as unknown as readonly ExcerptId[];
  await settled();
  expect(vi.mocked(passageRows)).toHaveBeenCalledTimes(2);
  expect(table.at(1)?.excerpt.id).toBe('c');
  stop();
});

test('of a long list only the pages around are kept, and only they are read again', async () => {
  version = -100;
  const all = Array.from({ length: 5000 }, (_, n) => `p${n}` as ExcerptId);
  let ids = $state.raw<readonly ExcerptId[]>(all);
  let table!: PassageTable;
  const stop = $effect.root(() => {
    table = new PassageTable({} as Archive, () => ids);
  });
  await settled();
  for (let at = 0; at < 5000; at += 100) {
    table.at(at);
    await settled();
  }
  expect(vi.mocked(passageRows)).toHaveBeenCalledTimes(50);
  expect(table.at(4900)?.excerpt.id).toBe('p4900');
  ids = [...all];
  await settled();
  expect(vi.mocked(passageRows)).toHaveBeenCalledTimes(58);
  expect(table.at(0)).toBeUndefined();
  await settled();
  expect(table.at(0)?.excerpt.id).toBe('p0');
  stop();
});
