import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AddedCountryFields } from '$domain/coding/added-country';
import type { CountryCode } from '$domain/ids';
import { listAddedCountries } from '../storage/reads';
import { addActor } from './actors';
import type { Archive } from './archive';
import { historyNames, stepHistory } from './change-archive';
import { addCountry, deleteCountry, editCountry } from './countries';
import { findPassages } from './find-passages';
import { anArchive, importTexts, must, tag } from './testing/test-archive';

let archive: Archive & { close(): Promise<void> };
beforeEach(() => {
  archive = anArchive();
});
afterEach(() => archive.close());

const ZOMIA: AddedCountryFields = { name: 'Zomia', names: ['Зомия'], demonyms: [], from: '', to: '' };
const XZO = 'XZO' as CountryCode;

test('a country is added, asked for, edited and deleted, each in one step', async () => {
  expect(must(await addCountry(archive, 'xzo', { ...ZOMIA, name: ' Zomia ' }))).toBe(XZO);
  const [report] = await importTexts(archive, { 'a.txt': 'A title\n\nThey live in the hills.' });
  const id = await tag(archive, report!, 'the hills', ['/XZO']);
  expect(must(await findPassages(archive, 'country:зомия'))).toEqual([id]);

  must(
    await editCountry(archive, XZO, { ...ZOMIA, name: 'Upland Zomia', names: ['Zomia', ''], from: '1950' }),
  );
  expect(await listAddedCountries(archive.db)).toMatchObject([
    { id: XZO, name: 'Upland Zomia', names: ['Zomia'], from: '1950' },
  ]);
  expect(await deleteCountry(archive, XZO)).toMatchObject({ ok: false, error: { code: 'country/in-use' } });

  expect(must(await stepHistory(archive, 'undo'))).toBe('Edit country');
  expect(must(await stepHistory(archive, 'undo'))).toBe('Tag passage');
  expect(must(await deleteCountry(archive, XZO))).toBe(true);
  expect((await historyNames(archive)).undo).toBe('Delete country');
  expect(must(await stepHistory(archive, 'undo'))).toBe('Delete country');
  expect(await listAddedCountries(archive.db)).toHaveLength(1);

  must(await addActor(archive, { name: 'Hill people', country: XZO }));
  expect(await deleteCountry(archive, XZO)).toMatchObject({ ok: false, error: { code: 'country/in-use' } });
});

test.each<[string, Partial<AddedCountryFields>, string]>([
  ['KAZ', {}, 'country/code'],
  ['XKX', {}, 'country/code-taken'],
  ['XZO', { name: ' ' }, 'country/empty-name'],
  ['XZO', { name: 'a|b' }, 'country/bad-name'],
  ['XZO', { name: 'Казахстан' }, 'country/name-taken'],
  ['XZO', { names: ['Kosova'] }, 'country/name-taken'],
  ['XZO', { from: '1950-13' }, 'country/date'],
  ['XZO', { from: '1960', to: '1950' }, 'country/date'],
])('%s with %j is refused as %s', async (code, fields, expected) => {
  expect(await addCountry(archive, code, { ...ZOMIA, ...fields })).toMatchObject({
    ok: false,
    error: { code: expected },
  });
  expect(await listAddedCountries(archive.db)).toEqual([]);
});
