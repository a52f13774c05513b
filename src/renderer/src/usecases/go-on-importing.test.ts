import { afterEach, expect, test } from 'vitest';
import type { PickedFile } from '$contract/schemas';
import { newBatch, stepHistory } from './change-archive';
import { restOfImport } from './go-on-importing';
import { importInBulk } from './import-in-bulk';
import type { ImportSource } from './import-sources';
import { listReports } from '../storage/reads';
import { anArchive, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const source = (name: string, n: number): ImportSource => ({
  name,
  read: () =>
    Promise.resolve({
      ok: true,
      value: new TextEncoder().encode(`Report ${n}\n\nWhat was said on day ${n} of the strike.`),
    }),
});
const picked = (name: string): PickedFile => ({ token: name, name, size: 1 });

test('an import goes on where it was cut off, in the same undo step', async () => {
  archive = anArchive();
  const batchId = newBatch(archive);
  const options = {
    batchId,
    signal: new AbortController().signal,
    ready: () => Promise.resolve(),
    onOutcomes: () => undefined,
    onProgress: () => undefined,
  };
  await importInBulk(
    archive,
    [source('week/0.txt', 0), source('week/1.txt', 1), source('twice.txt', 2)],
    options,
  );
  // Imported before, by another step: it says nothing of the file of that name in this one.
  await importInBulk(archive, [source('week/3.txt', 99)], { ...options, batchId: newBatch(archive) });

  const files = ['week/0.txt', 'week/1.txt', 'twice.txt', 'twice.txt', 'week/3.txt', 'week/4.txt'].map(
    picked,
  );
  const rest = await restOfImport(archive, { name: '“week”', batchId, files });
  expect(rest).toMatchObject({ name: '“week”', batchId, already: 3 });
  expect(rest.sources.map(({ name }) => name)).toEqual([
    'twice.txt',
    'twice.txt',
    'week/3.txt',
    'week/4.txt',
  ]);

  await importInBulk(archive, [source('week/3.txt', 3), source('week/4.txt', 4)], {
    ...options,
    already: rest.already,
  });
  const last = await archive.db.changes.orderBy('seq').last();
  expect(last).toMatchObject({ batchId, label: 'Import 5 reports' });
  must(await stepHistory(archive, 'undo'));
  expect((await listReports(archive.db)).map(({ title }) => title)).toEqual(['Report 99']);
});
