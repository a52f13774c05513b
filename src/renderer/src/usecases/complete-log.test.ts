import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { missingChanges } from '../storage/log-completion';
import { aReport } from '../storage/testing/arbitrary-commands';
import { change } from './change-archive';
import { keepLogComplete } from './complete-log';
import { anArchive, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeEach(async () => {
  archive = anArchive();
  for (const n of [1, 2, 3]) await change(archive, { kind: 'add-reports', reports: [aReport(n)] });
  await archive.db.changes.bulkDelete([1, 2]);
  await archive.db.meta.put({ key: 'missing', from: 1, to: 2 });
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await archive.close();
  await archive.db.delete();
});

async function comesToAnEnd(completing: Promise<void>): Promise<void> {
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  await completing;
  expect(await missingChanges(archive.db)).toBeNull();
  expect(await archive.db.changes.count()).toBe(3);
}

test('a bar only puts off the completing of the log', async () => {
  archive.gate.bar('space', { code: 'archive/disk-full', message: 'The disk is full.' });
  const completing = keepLogComplete(archive, new AbortController().signal);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  expect(await missingChanges(archive.db)).toEqual({ from: 1, to: 2 });
  archive.gate.lift('space');
  await comesToAnEnd(completing);
});

test('so does a journal that cannot be read', async () => {
  vi.spyOn(archive.host, 'readChanges').mockRejectedValueOnce(new Error('journal/unreadable: Not now.'));
  const completing = keepLogComplete(archive, new AbortController().signal);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  expect(await missingChanges(archive.db)).toEqual({ from: 1, to: 2 });
  await comesToAnEnd(completing);
});
