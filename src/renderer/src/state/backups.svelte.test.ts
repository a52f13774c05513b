import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Archive } from '../usecases/archive';
import { backUpWhenDue } from '../usecases/automatic-backups';
import { backUp } from '../usecases/back-up';
import { readBackupFolder } from '../usecases/backup-folder';
import type { SaveState } from '../usecases/keep-journal';
import { WriteGate } from '../usecases/write-gate';
import { BackupsState } from './backups.svelte';
import { Messages } from './messages.svelte';

vi.mock('../usecases/automatic-backups', () => ({ backUpWhenDue: vi.fn() }));
vi.mock('../usecases/back-up', () => ({ backUp: vi.fn() }));
vi.mock('../usecases/backup-folder', () => ({
  readBackupFolder: vi.fn(),
  summariseArchive: vi.fn().mockResolvedValue({ storeId: 's' }),
}));

const failed = { ok: false as const, error: { code: 'backup/disk-full', message: 'The disk is full.' } };
let gate: WriteGate;
let messages: Messages;
let backups: BackupsState;
let saved: (seq: number) => void;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  vi.mocked(readBackupFolder).mockResolvedValue({
    ok: true,
    value: { settings: { folder: '/b', automatic: true }, backups: [] },
  });
  gate = new WriteGate();
  messages = new Messages();
  const journal = {
    state: { kind: 'saved', seq: 100 } as SaveState,
    onState(listener: (state: SaveState) => void) {
      saved = (seq) => {
        journal.state = { kind: 'saved', seq };
        listener(journal.state);
      };
      return () => undefined;
    },
  };
  const host = { onProgress: () => () => undefined };
  backups = new BackupsState({ gate, journal, host } as unknown as Archive, messages);
  end = backups.keepUp();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

test('looks a few seconds after the start, and again after some changes', async () => {
  vi.mocked(backUpWhenDue).mockResolvedValue(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(backUpWhenDue).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5000);
  expect(backUpWhenDue).toHaveBeenCalledTimes(1);
  saved(110);
  expect(backUpWhenDue).toHaveBeenCalledTimes(1);
  saved(125);
  expect(backUpWhenDue).toHaveBeenCalledTimes(2);
});

test('a failure is told once, not at every look', async () => {
  vi.mocked(backUpWhenDue).mockResolvedValue(failed);
  await vi.advanceTimersByTimeAsync(6000);
  saved(200);
  await vi.advanceTimersByTimeAsync(10);
  saved(300);
  await vi.advanceTimersByTimeAsync(10);
  expect(backUpWhenDue).toHaveBeenCalledTimes(3);
  expect(messages.list.map(({ message }) => message)).toEqual(['No automatic backup: The disk is full.']);
});

test('nothing is backed up by itself while the archive may not be written', async () => {
  gate.bar('read-only', { code: 'archive/read-only', message: 'For reading only.' });
  await vi.advanceTimersByTimeAsync(6000);
  expect(backUpWhenDue).not.toHaveBeenCalled();
});

test('one that was stopped is not told as a failure', async () => {
  vi.mocked(backUp).mockImplementation((_archive, { signal }) => {
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () =>
        resolve({ ok: false, error: { code: 'backup/stopped', message: 'The backup was stopped.' } }),
      );
    });
  });
  const asked = backups.backUpNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(backups.isAsked).toBe(true);
  backups.cancel();
  await asked;
  expect(backups.isAsked).toBe(false);
  expect(messages.list).toEqual([]);
});
