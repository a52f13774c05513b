import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { NO_ROWS } from '$domain/change/change';
import type { BatchId, IsoInstant } from '$domain/ids';
import { STORE_SCHEMA } from '$contract/store-schema';
import { ArchiveDb, readMeta, SCHEMA_VERSION } from '../archive-db';
import { checkStore, countStore } from '../check-store';
import { readOutbox } from '../outbox';
import { anActor, aReport, aSearch, anExcerpt } from '../testing/arbitrary-commands';
import { commit, step } from '../commit';
import { FIRST } from './0001-first';
import { JOURNAL } from './0002-journal';
import { REGISTRY } from './0004-registry';
import { PROVENANCE } from './0005-provenance';

test('main refuses what is newer than the store’s own version, and nothing older', () => {
  expect(STORE_SCHEMA).toBe(SCHEMA_VERSION);
});

/** A store as version 0.1.0 left it: the sample, which was no step, a passage, and its deletion taken back. */
async function aFirstStore(name: string): Promise<void> {
  const db = new Dexie(name);
  db.version(1).stores(FIRST);
  const { report, text, original } = aReport(1, true);
  const excerpt = anExcerpt('e1', 1);
  const head = { coder: 'Coder 1', device: 'device', target: null, texts: [] };
  const steps = [
    {
      id: 'c1',
      batchId: 'sample',
      kind: 'do',
      command: 'add-reports',
      label: 'Import report',
      at: '2026-01-01T00:00:02.000Z',
      ops: [
        { table: 'reports', key: report.id, before: null, after: report },
        { table: 'originals', key: report.id, before: null, after: original },
      ],
      texts: [{ reportId: report.id, revision: 1, textHash: report.textHash }],
    },
    {
      id: 'c2',
      batchId: 'tag',
      kind: 'do',
      command: 'tag-passage',
      label: 'Tag passage',
      // The clock was set back in between.
      at: '2026-01-01T00:00:01.000Z',
      ops: [{ table: 'excerpts', key: 'e1', before: null, after: excerpt }],
    },
  ];
  await db.table('reports').add(report);
  await db.table('reportTexts').add(text);
  await db.table('originals').add(original);
  await db.table('excerpts').add(excerpt);
  await db.table('changes').bulkAdd(steps.map((step, i) => ({ ...head, ...step, seq: i + 1 })));
  await db.table('meta').bulkAdd([
    { key: 'archive', storeId: 'store', device: 'device', createdAt: '2026-01-01T00:00:00.000Z', schema: 1 },
    { key: 'seq', value: 2 },
    { key: 'history', undo: [{ batchId: 'tag', label: 'Tag passage' }], redo: [] },
  ]);
  db.close();
}

test('a store of version 1 keeps every row and gets clocks, counts and an outbox', async () => {
  await aFirstStore('migrate-1');
  const db = new ArchiveDb('migrate-1');
  const changes = await db.changes.orderBy('seq').toArray();
  expect(changes.map(({ deviceSeq, undoable }) => [deviceSeq, undoable])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(changes[1]!.hlc > changes[0]!.hlc).toBe(true);
  expect(await db.changes.where('subjects').equals('report-1').count()).toBe(2);
  expect(await db.changes.where('subjects').equals('e1').count()).toBe(1);
  expect(await readMeta(db, 'counts')).toMatchObject({
    counts: { reports: 1, originals: 1, excerpts: 1, reportTexts: 1, changes: 2, memos: 0 },
  });
  expect((await readOutbox(db, { changes: 10, units: Infinity }))?.changes).toHaveLength(2);
  const nothing = { storeId: null, seq: 0, ledgerSeq: 0, changeId: null, rows: null };
  expect(await checkStore(db, nothing)).toEqual({ kind: 'whole', seq: 2, unsent: 2 });
  expect(await countStore(db, nothing)).toBeNull();
  await db.delete();
});

test('passages of version 2 are judged to be nothing, also in the log, so that undo goes on', async () => {
  const second = new Dexie('migrate-2');
  second.version(1).stores(FIRST);
  second.version(2).stores(JOURNAL);
  const { confidence: _c, important: _i, eventDate: _e, ...before } = { ...anExcerpt('e1', 1) };
  const after = { ...before, status: 'claimed' };
  await second.table('reports').add(aReport(1).report);
  await second.table('excerpts').add(after);
  await second.table('changes').add({
    seq: 1,
    id: 'c1',
    batchId: 'edit',
    at: '2026-01-01T00:00:00.000Z',
    hlc: null,
    device: 'device',
    deviceSeq: 1,
    coder: 'Coder 1',
    kind: 'do',
    target: null,
    command: 'edit-passage',
    label: 'Edit passage',
    undoable: true,
    subjects: ['e1'],
    texts: [],
    ops: [{ table: 'excerpts', key: 'e1', before, after }],
  });
  await second.table('meta').bulkAdd([
    { key: 'archive', storeId: 'store', device: 'device', createdAt: '2026-01-01T00:00:00.000Z' },
    { key: 'seq', value: 1, deviceSeq: 1, hlc: null },
    { key: 'history', undo: [{ batchId: 'edit', label: 'Edit passage' }], redo: [] },
  ]);
  second.close();

  const db = new ArchiveDb('migrate-2');
  expect(await db.excerpts.get('e1')).toEqual({ ...anExcerpt('e1', 1), status: 'claimed' });
  let ids = 0;
  const ports = { newId: () => `id-${++ids}`, now: () => '2026-01-02T00:00:00.000Z' as IsoInstant };
  const writer = { db, ports, coder: () => 'Coder 1', barred: () => null };
  expect(await step(writer, 'undo')).toMatchObject({ ok: true, value: [{ label: 'Edit passage' }] });
  expect(await db.excerpts.get('e1')).toEqual(anExcerpt('e1', 1));
  await db.delete();
});

test('an empty store of version 1 stays empty', async () => {
  const first = new Dexie('migrate-empty');
  first.version(1).stores(FIRST);
  await first.open();
  first.close();
  const db = new ArchiveDb('migrate-empty');
  expect(await db.meta.count()).toBe(0);
  await db.delete();
});

test('actors of version 3 become entries of the registry, also in the log, so that undo goes on', async () => {
  const third = new Dexie('migrate-3');
  third.version(1).stores(FIRST);
  third.version(2).stores(JOURNAL);
  third.version(3).stores({});
  const { id, colour, createdAt, sample } = anActor('a1');
  const before = { id, name: 'Police', colour, createdAt, sample };
  const after = { ...before, name: 'City police' };
  await third.table('actors').add(after);
  await third.table('changes').add({
    seq: 1,
    id: 'c1',
    batchId: 'rename',
    at: '2026-01-01T00:00:00.000Z',
    hlc: null,
    device: 'device',
    deviceSeq: 1,
    coder: 'Coder 1',
    kind: 'do',
    target: null,
    command: 'rename-actor',
    label: 'Rename actor',
    undoable: true,
    subjects: ['a1'],
    texts: [],
    ops: [{ table: 'actors', key: 'a1', before, after }],
  });
  const { rejections: _r, codes: _c, countries: _n, savedSearches: _s, ...counted } = NO_ROWS;
  await third.table('meta').bulkAdd([
    { key: 'archive', storeId: 'store', device: 'device', createdAt: '2026-01-01T00:00:00.000Z' },
    { key: 'seq', value: 1, deviceSeq: 1, hlc: null },
    { key: 'counts', counts: { ...counted, actors: 1, changes: 1 } },
    { key: 'history', undo: [{ batchId: 'rename', label: 'Rename actor' }], redo: [] },
  ]);
  third.close();

  const db = new ArchiveDb('migrate-3');
  expect(await db.actors.get('a1')).toEqual({ ...anActor('a1'), name: 'City police' });
  expect(await countStore(db, { seq: 1, rows: { ...counted, actors: 1, changes: 1 } })).toBeNull();
  let ids = 0;
  const ports = { newId: () => `id-${++ids}`, now: () => '2026-01-02T00:00:00.000Z' as IsoInstant };
  const writer = { db, ports, coder: () => 'Coder 1', barred: () => null };
  expect(await step(writer, 'undo')).toMatchObject({ ok: true, value: [{ label: 'Rename actor' }] });
  expect(await db.actors.get('a1')).toEqual({ ...anActor('a1'), name: 'Police' });
  await db.delete();
});

test('reports and originals of version 4 say nothing of author, copy and changes, also in the log', async () => {
  const fourth = new Dexie('migrate-4');
  fourth.version(1).stores(FIRST);
  fourth.version(2).stores(JOURNAL);
  fourth.version(3).stores({});
  fourth.version(4).stores(REGISTRY);
  const { report, text, original } = aReport(1);
  const { author: _a, captured: _c, ...oldReport } = report;
  const { foundIn: _f, notes: _n, ...oldOriginal } = original;
  await fourth.table('reports').add(oldReport);
  await fourth.table('reportTexts').add(text);
  await fourth.table('originals').add(oldOriginal);
  await fourth.table('changes').add({
    seq: 1,
    id: 'c1',
    batchId: 'import',
    at: '2026-01-01T00:00:00.000Z',
    hlc: null,
    device: 'device',
    deviceSeq: 1,
    coder: 'Coder 1',
    kind: 'do',
    target: null,
    command: 'add-reports',
    label: 'Import report',
    undoable: true,
    subjects: [report.id],
    texts: [{ reportId: report.id, revision: 1, textHash: report.textHash }],
    ops: [
      { table: 'reports', key: report.id, before: null, after: oldReport },
      { table: 'originals', key: report.id, before: null, after: oldOriginal },
    ],
  });
  await fourth.table('meta').bulkAdd([
    { key: 'archive', storeId: 'store', device: 'device', createdAt: '2026-01-01T00:00:00.000Z' },
    { key: 'seq', value: 1, deviceSeq: 1, hlc: null },
    { key: 'history', undo: [{ batchId: 'import', label: 'Import report' }], redo: [] },
  ]);
  fourth.close();

  const db = new ArchiveDb('migrate-4');
  expect(await db.reports.toArray()).toEqual([report]);
  expect(await db.originals.toArray()).toEqual([original]);
  let ids = 0;
  const ports = { newId: () => `id-${++ids}`, now: () => '2026-01-02T00:00:00.000Z' as IsoInstant };
  const writer = { db, ports, coder: () => 'Coder 1', barred: () => null };
  expect(await step(writer, 'undo')).toMatchObject({ ok: true, value: [{ label: 'Import report' }] });
  expect(await db.originals.count()).toBe(0);
  await db.delete();
});

test('a store of version 5 can keep searches, counts them, and goes on where it was', async () => {
  const fifth = new Dexie('migrate-5');
  fifth.version(1).stores(FIRST);
  fifth.version(2).stores(JOURNAL);
  fifth.version(3).stores({});
  fifth.version(4).stores(REGISTRY);
  fifth.version(5).stores(PROVENANCE);
  const { report, text, original } = aReport(1);
  await fifth.table('reports').add(report);
  await fifth.table('reportTexts').add(text);
  await fifth.table('originals').add(original);
  await fifth.table('changes').add({
    seq: 1,
    id: 'c1',
    batchId: 'import',
    at: '2026-01-01T00:00:00.000Z',
    hlc: null,
    device: 'device',
    deviceSeq: 1,
    coder: 'Coder 1',
    kind: 'do',
    target: null,
    command: 'add-reports',
    label: 'Import report',
    undoable: true,
    subjects: [report.id],
    texts: [{ reportId: report.id, revision: 1, textHash: report.textHash }],
    ops: [
      { table: 'reports', key: report.id, before: null, after: report },
      { table: 'originals', key: report.id, before: null, after: original },
    ],
  });
  const { savedSearches: _s, ...counted } = NO_ROWS;
  const counts = { ...counted, reports: 1, originals: 1, reportTexts: 1, changes: 1 };
  await fifth.table('meta').bulkAdd([
    { key: 'archive', storeId: 'store', device: 'device', createdAt: '2026-01-01T00:00:00.000Z' },
    { key: 'seq', value: 1, deviceSeq: 1, hlc: null },
    { key: 'counts', counts },
    { key: 'history', undo: [{ batchId: 'import', label: 'Import report' }], redo: [] },
  ]);
  fifth.close();

  const db = new ArchiveDb('migrate-5');
  expect(await db.reports.toArray()).toEqual([report]);
  expect(await countStore(db, { seq: 1, rows: counts })).toBeNull();
  let ids = 0;
  const ports = { newId: () => `id-${++ids}`, now: () => '2026-01-02T00:00:00.000Z' as IsoInstant };
  const writer = { db, ports, coder: () => 'Coder 1', barred: () => null };
  const context = { batchId: 'save' as BatchId, undoable: true };
  expect(await commit(writer, { kind: 'save-search', search: aSearch('s1') }, context)).toMatchObject({
    ok: true,
  });
  expect(await readMeta(db, 'counts')).toMatchObject({ counts: { savedSearches: 1, changes: 2 } });
  expect(await countStore(db, { seq: 2, rows: null })).toBeNull();
  for (const label of ['Save search', 'Import report']) {
    expect(await step(writer, 'undo')).toMatchObject({ ok: true, value: [{ label }] });
  }
  expect(await db.savedSearches.count()).toBe(0);
  await db.delete();
});
