import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackupFolder, type BackupFolder } from './backup-folder';
import { formatBackupName } from './backup-names';
import { beginBackup } from './backup-writer';
import {
  makePlace,
  NOW,
  optionsFor,
  STORE_ID,
  value,
  writeSample,
  writeTables,
  type Place,
} from './testing/sample-backup';

const MINUTE = 60_000;
const DAY = 86_400_000;

let place: Place;
let folder: BackupFolder;

beforeEach(() => {
  place = makePlace();
  folder = createBackupFolder(place.backups);
});
afterEach(() => {
  place.remove();
});

function nameAt(ms: number): string {
  const at = new Date(NOW.getTime() + ms);
  return formatBackupName({ store: STORE_ID.slice(0, 8), at, kind: 'daily', copy: 1, encrypted: false });
}

describe('listing', () => {
  it('has nothing where there is no folder', async () => {
    expect(await folder.list(NOW)).toEqual([]);
  });

  it('gives backups newest first, with what their manifests say', async () => {
    const first = await writeSample(place);
    const later = new Date(NOW.getTime() + MINUTE);
    const second = await writeSample(place, { passphrase: 'secret', options: { now: later } });
    const third = await writeSample(place);
    writeFileSync(join(place.backups, 'notes.txt'), 'x');
    writeFileSync(join(place.backups, nameAt(-MINUTE)), 'no backup');
    mkdirSync(join(place.backups, nameAt(2 * MINUTE)));
    const listed = await folder.list(NOW);
    expect(listed.map(({ name }) => name)).toEqual([second.name, third.name, first.name, nameAt(-MINUTE)]);
    expect(listed.map(({ summary }) => summary)).toEqual([null, third.summary, first.summary, null]);
    expect(listed[0]).toEqual({
      id: second.name,
      name: second.name,
      at: '2025-03-01T12:01:00.000Z',
      bytes: second.bytes,
      encrypted: true,
      summary: null,
    });
  });

  it('notices files that changed or went', async () => {
    const { path, name } = await writeSample(place);
    expect((await folder.list(NOW))[0]?.summary).not.toBeNull();
    writeFileSync(path, 'cut');
    expect((await folder.list(NOW))[0]?.summary).toBeNull();
    rmSync(path);
    expect(await folder.list(NOW)).toEqual([]);
    expect(folder.pathFor(name)).toBe(path);
  });

  it('shows nothing of a backup that a crash cut off, and removes it after a day', async () => {
    const writer = value(await beginBackup(optionsFor(place)));
    await writeTables(writer);
    const [left] = readdirSync(place.backups);
    const crashed = join(place.root, 'crashed');
    mkdirSync(crashed);
    copyFileSync(join(place.backups, left!), join(crashed, left!));
    await writer.abort();

    const after = createBackupFolder(crashed);
    utimesSync(join(crashed, left!), NOW, NOW);
    writeFileSync(join(crashed, 'mine.part'), '');
    utimesSync(join(crashed, 'mine.part'), NOW, NOW);
    expect(await after.list(new Date(NOW.getTime() + DAY))).toEqual([]);
    expect(readdirSync(crashed)).toContain(left);
    expect(await after.list(new Date(NOW.getTime() - 400 * DAY))).toEqual([]);
    expect(readdirSync(crashed)).toContain(left);
    expect(await after.list(new Date(NOW.getTime() + DAY + 1))).toEqual([]);
    expect(readdirSync(crashed)).toEqual(['mine.part']);
  });
});

it.each(['', 'notes.txt', '../x', '..', '/etc/passwd', `../${nameAt(0)}`])('gives no path for %j', (id) => {
  expect(folder.pathFor(id)).toBeNull();
});

describe('thinning', () => {
  beforeEach(() => {
    mkdirSync(place.backups);
    for (let minute = 0; minute < 6; minute += 1)
      writeFileSync(join(place.backups, nameAt(minute * MINUTE)), 'x');
  });

  it('removes what newer backups stand for', async () => {
    const removed = await folder.thin(new Date(NOW.getTime() + 10 * MINUTE), nameAt(5 * MINUTE));
    expect(removed.sort()).toEqual([nameAt(0), nameAt(MINUTE), nameAt(2 * MINUTE)]);
    expect(readdirSync(place.backups).sort()).toEqual([3, 4, 5].map((minute) => nameAt(minute * MINUTE)));
  });

  it.each(['notes.txt', nameAt(7 * MINUTE), ''])(
    'removes nothing without the new backup: %j',
    async (newest) => {
      expect(await folder.thin(new Date(NOW.getTime() + 10 * MINUTE), newest)).toEqual([]);
      expect(readdirSync(place.backups).length).toBe(6);
    },
  );

  it('never removes the new backup, even when the clock has gone back', async () => {
    for (const minute of [0, 1, 2, 3, 4, 5]) {
      await folder.thin(new Date(NOW.getTime() + 10 * MINUTE), nameAt(0));
      expect(readFileSync(join(place.backups, nameAt(0)), 'utf8'), String(minute)).toBe('x');
    }
  });
});
