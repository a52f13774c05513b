import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createBackupSettings, type BackupSettingsStore } from './backup-settings';

let profile: string;
let path: string;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  path = join(profile, 'backups.json');
});
afterEach(() => {
  rmSync(profile, { recursive: true });
});

function load(): BackupSettingsStore {
  return createBackupSettings({
    path,
    defaultFolder: '/default',
    now: () => new Date('2025-03-01T12:00:00Z'),
  });
}

it('starts with automatic backups in the default folder', () => {
  const settings = load();
  expect(settings.get()).toEqual({ folder: '/default', automatic: true });
  expect(settings.wasDamaged).toBe(false);
  expect(readdirSync(profile)).toEqual([]);
});

it('keeps what was chosen', () => {
  expect(load().setFolder('/elsewhere')).toEqual({ folder: '/elsewhere', automatic: true });
  expect(load().setAutomatic(false)).toEqual({ folder: '/elsewhere', automatic: false });
  expect(load().get()).toEqual({ folder: '/elsewhere', automatic: false });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    version: 1,
    folder: '/elsewhere',
    automatic: false,
  });
  expect(load().setFolder(null)).toEqual({ folder: '/default', automatic: false });
});

it.each([
  '',
  'null',
  '[]',
  '{"version":2,"folder":null,"automatic":true}',
  '{"version":1,"folder":null}',
  '{"version":1,"folder":"relative","automatic":true}',
  '{"version":1,"folder":7,"automatic":true}',
  '{"version":1,"folder":null,"automatic":"yes"}',
  '{"version":1,"folder":null,"automatic":true,"more":1}',
  '{"version":1,"folder":null,"automatic":tr',
])('keeps a damaged file aside: %s', (text) => {
  writeFileSync(path, text);
  const settings = load();
  expect(settings.get()).toEqual({ folder: '/default', automatic: true });
  expect(settings.wasDamaged).toBe(true);
  expect(readdirSync(profile)).toEqual(['backups.json.corrupt-2025-03-01T12-00-00.000Z']);
});
