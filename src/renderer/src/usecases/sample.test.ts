import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { passageCounts } from '../storage/reads';
import { loadCountries } from './load-countries';
import { bringSample } from './sample';
import { anArchive, type TestArchive } from './testing/test-archive';

const FULL = { code: 'archive/disk-full', message: 'The disk is full.' };

let archive: TestArchive;
beforeAll(loadCountries, 60_000);
beforeEach(() => {
  archive = anArchive();
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const passages = async (): Promise<number[]> => [...(await passageCounts(archive.db)).values()];

test('a new archive gets the sample, once', async () => {
  await bringSample(archive);
  expect(await passages()).toEqual([11]);
  await bringSample(archive);
  expect(await passages()).toEqual([11]);
});

test('an archive that cannot be written to yet gets it when it can', async () => {
  archive.gate.bar('space', FULL);
  await bringSample(archive);
  expect(await passages()).toEqual([]);
  archive.gate.lift('space');
  await bringSample(archive);
  expect(await passages()).toEqual([11]);
});

test('a disk that fills up meanwhile does not keep the archive from being opened', async () => {
  const { host, gate } = archive;
  const append = host.appendChanges.bind(host);
  let appends = 0;
  host.appendChanges = (changes) => {
    if ((appends += 1) === 3) gate.bar('space', FULL);
    return append(changes);
  };
  await bringSample(archive);
  expect(await passages()).toEqual([2]);
});
