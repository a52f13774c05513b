import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createImportKeeper } from './kept-import';
import { createPickedFiles } from './picked-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('after a crash the files of an import can be read again, also by their place in a folder', async () => {
  const before = createPickedFiles();
  await writeFile(join(folder, 'a.txt'), 'one');
  const file = await before.add(join(folder, 'a.txt'), 'week/a.txt');
  const gone = await before.add(join(folder, 'gone.txt'));
  const keeper = createImportKeeper(folder, before);
  const tokens = [file.token, 'unknown', gone.token];
  expect(await keeper.keep({ name: '“week”', batchId: 'b1', tokens })).toMatchObject({ ok: true });

  const after = createPickedFiles();
  const again = await createImportKeeper(folder, after).interrupted();
  expect(again).toMatchObject({
    name: '“week”',
    batchId: 'b1',
    files: [
      { name: 'week/a.txt', size: 3 },
      { name: 'gone.txt', size: 0 },
    ],
  });
  expect(await after.read(again!.files[0]!.token)).toMatchObject({ ok: true });
  expect(await after.read(again!.files[1]!.token)).toMatchObject({ code: 'file/not-found' });
});

test('nothing is left of an import that has ended, and what is damaged is none', async () => {
  const keeper = createImportKeeper(folder, createPickedFiles());
  expect(await keeper.interrupted()).toBeNull();
  await keeper.keep({ name: 'x', batchId: 'b1', tokens: [] });
  await keeper.keep(null);
  expect(await keeper.interrupted()).toBeNull();
  for (const text of [
    '',
    '{',
    'null',
    '{"version":1,"name":"x","batchId":"b","files":[{"path":"relative","name":"x"}]}',
  ]) {
    await writeFile(join(folder, 'import.json'), text);
    expect(await keeper.interrupted()).toBeNull();
  }
});
