import { expect, test } from 'vitest';
import type { BackupInfo } from '$contract/schemas';
import { isBackupDue, type BackupAge } from './automatic-backups';

const STORE = 'store';
const NOON = '2026-03-10T12:00:00.000Z';
const backup = (at: string, changes: number, storeId = STORE): BackupInfo => ({
  id: at,
  name: at,
  at,
  bytes: 1,
  encrypted: false,
  summary: { storeId, changes } as BackupInfo['summary'],
});
const age = (over: Partial<BackupAge>): BackupAge => ({
  now: NOON,
  archiveCreatedAt: '2026-03-10T11:00:00.000Z',
  seq: 10,
  backups: [],
  storeId: STORE,
  ...over,
});

test.each<[string, Partial<BackupAge>, ReturnType<typeof isBackupDue>]>([
  ['an archive of an hour', {}, null],
  ['an archive of a day without a backup', { archiveCreatedAt: '2026-03-09T12:00:00.000Z' }, 'daily'],
  ['a backup of an hour ago', { backups: [backup('2026-03-10T11:00:00.000Z', 10)] }, null],
  ['a backup of a day ago', { backups: [backup('2026-03-09T12:00:00.000Z', 10)] }, 'daily'],
  ['500 changes and no backup', { seq: 500 }, 'changes'],
  ['499 changes since', { seq: 509, backups: [backup('2026-03-10T11:00:00.000Z', 10)] }, null],
  ['500 changes since', { seq: 510, backups: [backup('2026-03-10T11:00:00.000Z', 10)] }, 'changes'],
  [
    'an older state that was restored, which no backup is of',
    { seq: 8, backups: [backup('2026-03-10T11:00:00.000Z', 10)] },
    'changes',
  ],
  [
    'a backup from the future, as after a clock that was wrong',
    { archiveCreatedAt: '2026-03-01T00:00:00.000Z', backups: [backup('2027-01-01T00:00:00.000Z', 10)] },
    'daily',
  ],
  [
    'a backup of another archive',
    {
      archiveCreatedAt: '2026-03-01T00:00:00.000Z',
      backups: [backup('2026-03-10T11:59:00.000Z', 10, 'other')],
    },
    'daily',
  ],
])('%s', (_name, over, due) => {
  expect(isBackupDue(age(over))).toBe(due);
});
