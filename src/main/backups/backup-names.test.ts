import { expect, it } from 'vitest';
import { formatBackupName, parseBackupName, type BackupName } from './backup-names';

const NAME: BackupName = {
  store: '1a2b3c4d',
  at: new Date('2025-01-31T09:45:00Z'),
  kind: 'before-restore',
  copy: 1,
  encrypted: false,
};

it.each<[Partial<BackupName>, string]>([
  [{}, 'commonplace-1a2b3c4d-20250131T094500Z-before-restore.zip'],
  [{ copy: 2 }, 'commonplace-1a2b3c4d-20250131T094500Z-before-restore-2.zip'],
  [{ copy: 12, encrypted: true, kind: 'manual' }, 'commonplace-1a2b3c4d-20250131T094500Z-manual-12.zip.age'],
])('names and reads names alike: %o', (part, name) => {
  expect(formatBackupName({ ...NAME, ...part })).toBe(name);
  expect(parseBackupName(name)).toEqual({ ...NAME, ...part });
});

it.each([
  '',
  'backup.zip',
  '../commonplace-1a2b3c4d-20250131T094500Z-daily.zip',
  'commonplace-1a2b3c4d-20250131T094500Z-daily.zip/..',
  'commonplace-1a2b3c4d-20250131T094500Z-daily.zip\n',
  'commonplace-1a2b3c4d-20250231T094500Z-daily.zip',
  'commonplace-1a2b3c4d-20251301T094500Z-daily.zip',
  'commonplace-1a2b3c4d-20250131T094500Z-daily-1.zip',
  'commonplace-1a2b3c4d-20250131T094500Z-hourly.zip',
  'commonplace-1A2B3C4D-20250131T094500Z-daily.zip',
  '.commonplace-1a2b3c4d-20250131T094500Z-daily.zip.part',
])('takes no other name: %j', (name) => {
  expect(parseBackupName(name)).toBeNull();
});
