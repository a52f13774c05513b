import { afterEach, expect, test } from 'vitest';
import Dexie from 'dexie';
import { ArchiveDb, openAgain } from './archive-db';

const shapeOf = (opened: Dexie): unknown =>
  opened.tables.map(({ name, schema }) => [name, schema.primKey.src, schema.indexes.map(({ src }) => src)]);

test('opened again it has the same tables, and one of another version is not touched', async () => {
  const first = new ArchiveDb('opened-twice');
  await first.open();
  const again = await openAgain('opened-twice');
  expect(shapeOf(again)).toEqual(shapeOf(first));
  expect(again.verno).toBe(first.verno);
  again.close();
  await first.delete();

  const older = new Dexie('older');
  older.version(5).stores({ meta: 'key' });
  await older.open();
  older.close();
  await expect(openAgain('older')).rejects.toThrow('another version');
  await older.open();
  expect(older.tables.map(({ name }) => name)).toEqual(['meta']);
  await older.delete();
});

const db = new ArchiveDb('opens-once');
afterEach(() => new ArchiveDb('opens-once').delete());

test('a store that was closed under the page is not opened again behind its back', async () => {
  expect(await db.reports.count()).toBe(0);
  // As Dexie does when Chromium closes the store.
  (db as Dexie).close({ disableAutoOpen: false });
  await expect(db.reports.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
  await expect(db.open()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
});
