import Dexie from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { openArchive, SCHEMA_VERSION } from '../storage/archive-db';
import { openToRead } from './open-archive';

const NAME = 'to-read';
afterEach(() => Dexie.delete(NAME));

async function versionOf(name: string): Promise<number | undefined> {
  return (await indexedDB.databases()).find((database) => database.name === name)?.version;
}

test('a store of this version is opened to look at', async () => {
  (await openArchive(NAME)).close();
  const opened = await openToRead(NAME);
  expect(opened.ok).toBe(true);
  if (opened.ok) opened.value.close();
});

test.each([SCHEMA_VERSION - 1, SCHEMA_VERSION + 1])(
  'a store of version %i is left as it is',
  async (version) => {
    const other = new Dexie(NAME);
    other.version(version).stores({ reports: 'id' });
    await other.open();
    other.close();
    expect(await openToRead(NAME)).toMatchObject({ ok: false, error: { code: 'store/other-version' } });
    expect(await versionOf(NAME)).toBe(10 * version);
  },
);

test('a store that is not there is not made', async () => {
  expect(await openToRead(NAME)).toMatchObject({ ok: false, error: { code: 'store/missing' } });
  expect(await versionOf(NAME)).toBeUndefined();
});
