import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Dexie from 'dexie';
import type { HostApi } from '$contract/host-api';
import { createFakeHost, type FakeHost } from '../platform/fake-host';
import { systemPorts } from '../platform/ports';
import { ARCHIVE_DB, ArchiveDb } from '../storage/archive-db';
import { aReport } from '../storage/testing/arbitrary-commands';
import { change } from '../usecases/change-archive';
import { assembleTestArchive } from '../usecases/testing/test-archive';
import { BuildSession } from './building.svelte';

let host: FakeHost;
beforeEach(async () => {
  host = createFakeHost();
  const archive = assembleTestArchive(new ArchiveDb('before'), host);
  for (const n of [1, 2]) await change(archive, { kind: 'add-reports', reports: [aReport(n)] });
  await archive.close();
  await archive.db.delete();
  await host.startBuild('recovery', 'journal');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Dexie.delete(ARCHIVE_DB);
});

async function aSession(over: Partial<HostApi> = {}): Promise<BuildSession> {
  const { archive: state } = await host.launch();
  if (state.kind !== 'build') throw new Error('nothing is built');
  return new BuildSession({ ...host, ...over }, systemPorts, state);
}

test('a page that was loaded again in the middle begins anew', async () => {
  const left = new ArchiveDb();
  await left.reports.bulkAdd([aReport(1).report, aReport(9).report]);
  await left.reportTexts.add(aReport(9).text);
  left.close();
  const built = await (await aSession()).run();
  expect(await built?.db.reports.toCollection().primaryKeys()).toEqual(['report-1', 'report-2']);
  expect(await built?.db.reportTexts.count()).toBe(2);
  built?.db.close();
});

test('a store that fails is told, and the way back is open', async () => {
  const cancelBuild = vi.fn(() => Promise.resolve());
  const session = await aSession({ cancelBuild });
  const full = Object.assign(new Error('/home/x: full'), { name: 'QuotaExceededError' });
  vi.spyOn(ArchiveDb.prototype, 'transaction').mockRejectedValue(full);
  expect(await session.run()).toBeNull();
  expect(session.failure?.code).toBe('build/failed');
  expect(session.failure?.message).toContain('QuotaExceededError');
  session.cancel();
  expect(cancelBuild).toHaveBeenCalledOnce();
});
