import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenedBackup } from '$contract/schemas';
import { aReport } from '../storage/testing/arbitrary-commands';
import { change } from './change-archive';
import { purge, restore } from './restore';
import { anArchive, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeEach(async () => {
  archive = anArchive();
  await add(1);
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const add = (n: number): ReturnType<typeof change> =>
  change(archive, { kind: 'add-reports', reports: [aReport(n)] });
const backup = { token: 'journal' } as OpenedBackup;

test.each([
  ['restore', () => restore(archive, backup)],
  ['purge', () => purge(archive)],
])('nothing is changed between the last saving and the switch of a %s', async (_what, leave) => {
  const leaving = leave();
  expect(await add(2)).toMatchObject({ ok: false, error: { code: 'archive/being-replaced' } });
  expect(await leaving).toEqual({ ok: true, value: undefined });
  expect(await add(3)).toMatchObject({ ok: false, error: { code: 'archive/being-replaced' } });
});

test.each([
  ['restore', () => restore(archive, backup)],
  ['purge', () => purge(archive)],
])('a %s that cannot begin leaves the archive open', async (_what, leave) => {
  vi.spyOn(archive.host, 'startBuild').mockRejectedValue(new Error('build/disk-full: The disk is full.'));
  expect(await leave()).toMatchObject({ ok: false, error: { code: 'build/disk-full' } });
  expect(await add(2)).toMatchObject({ ok: true });
});
