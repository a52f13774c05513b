import { afterEach, expect, test } from 'vitest';
import type Dexie from 'dexie';
import { ArchiveDb } from './archive-db';

const db = new ArchiveDb('opens-once');
afterEach(() => new ArchiveDb('opens-once').delete());

test('a store that was closed under the page is not opened again behind its back', async () => {
  expect(await db.reports.count()).toBe(0);
  // As Dexie does when Chromium closes the store.
  (db as Dexie).close({ disableAutoOpen: false });
  await expect(db.reports.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
  await expect(db.open()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
});
