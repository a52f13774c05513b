import { NOT_ASSESSED } from '$domain/coding/excerpt';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { describeQuote } from '$domain/anchor/selectors';
import type { Command, NewReport } from '$domain/change/command';
import type {
  ActorId,
  BatchId,
  ChangeId,
  CountryCode,
  ExcerptId,
  IsoInstant,
  ReportId,
  Sha256,
} from '$domain/ids';
import { parseQuery } from '$domain/query/parse';
import { ArchiveDb } from '../storage/archive-db';
import { commit, step, type Writer } from '../storage/commit';
import { ArchiveIndex, INDEX_FORMAT } from './index';
import type { SearchReply, SearchResult } from './protocol';
import { createSearchClient, type SearchClient } from './search-client';
import { SearchEngine, type EngineOptions } from './search-engine';
import { crc32 } from './shards/bytes';
import { filesInRows } from './shards/shard-files';
import { readSnapshot, shardsInDatabase, writeSnapshot } from './snapshot';

const databases: ArchiveDb[] = [];
const engines: SearchEngine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  for (const db of databases.splice(0)) await db.delete();
});

let archives = 0;
function aWriter(): Writer {
  let ids = 0;
  let clock = Date.UTC(2022, 0, 6);
  const db = new ArchiveDb(`engine-${++archives}`);
  databases.push(db);
  return {
    db,
    coder: () => 'Coder 1',
    barred: () => null,
    ports: {
      newId: () => `id-${archives}-${++ids}`,
      now: () => new Date((clock += 1000)).toISOString() as IsoInstant,
    },
  };
}

/** As a disk that does not answer. */
function unreadable(db: ArchiveDb): MockInstance {
  return vi.spyOn(db.meta, 'get').mockImplementation(() => Dexie.Promise.reject(new Error('not read')));
}

const TEXTS = ['Crowds filled the square.', 'Troops left the airport.', 'Banks stayed shut on Monday.'];

function aReport(n: number): NewReport {
  const id = `report-${n}` as ReportId;
  const text = TEXTS[n % TEXTS.length]!;
  return {
    report: {
      id,
      title: `Bulletin ${n}`,
      dek: '',
      author: '',
      captured: '',
      source: 'Fixture Press',
      sourceUrl: '',
      published: `2022-01-0${1 + (n % 9)}`,
      language: 'en',
      revision: 1,
      textHash: `hash-${n}` as Sha256,
      blockCount: 1,
      wordCount: 4,
      story: '',
      importedAt: '2022-01-07T00:00:00.000Z' as IsoInstant,
      sample: false,
    },
    text: {
      reportId: id,
      revision: 1,
      text,
      blocks: [{ kind: 'paragraph', span: { start: 0, end: text.length }, section: [] }],
    },
    original: {
      reportId: id,
      sha256: `o-${n}` as Sha256,
      fileName: `${n}.txt`,
      size: 9,
      encoding: 'utf-8',
      foundIn: '',
      notes: [],
    },
  };
}

function aTag(
  id: string,
  report: number,
  end: number,
  memo: string,
  pairs: readonly [string, string][],
): Command {
  const text = TEXTS[report % TEXTS.length]!;
  const span = { start: 0, end };
  return {
    kind: 'tag-passage',
    excerpt: {
      id: id as ExcerptId,
      reportId: `report-${report}` as ReportId,
      revision: 1,
      span,
      quote: describeQuote(text, span),
      codes: [],
      anchoring: 'anchored',
      ...NOT_ASSESSED,
      createdBy: 'Coder 1',
      createdAt: '2022-01-07T00:00:00.000Z' as IsoInstant,
      modifiedAt: '2022-01-07T00:00:00.000Z' as IsoInstant,
    },
    coding: {
      memo,
      ...NOT_ASSESSED,
      codes: [],
      newActors: [],
      newCodes: [],
      pairs: pairs.map(([actor, code]) => ({
        actorId: actor as ActorId,
        country: { code: code as CountryCode, role: 'location' },
      })),
    },
  };
}

let batches = 0;
async function run(writer: Writer, command: Command): Promise<void> {
  const result = await commit(writer, command, { batchId: `b-${++batches}` as BatchId, undoable: true });
  if (!result.ok && result.error.code !== 'command/gone') throw new Error(result.error.message);
}

async function anArchive(reports = 3): Promise<Writer> {
  const writer = aWriter();
  await run(writer, { kind: 'add-reports', reports: Array.from({ length: reports }, (_, n) => aReport(n)) });
  await run(writer, aTag('e0', 0, 6, 'compare', [['a1', 'KAZ']]));
  await run(writer, aTag('e1', 1, 11, '', [['a1', 'RUS']]));
  return writer;
}

interface Started {
  readonly client: SearchClient;
  readonly engine: SearchEngine;
  /** States the engine has told, without repetitions in a row. */
  readonly states: string[];
}

/** Client and engine wired together as window and worker are, each message cloned. */
function start(db: ArchiveDb, options: EngineOptions = { persist: true }): Started {
  let receive: ((event: { data: SearchReply }) => void) | undefined;
  const states: string[] = [];
  const engine = new SearchEngine(
    db,
    (reply) => {
      if (reply.type === 'status' && states.at(-1) !== reply.status.state) states.push(reply.status.state);
      queueMicrotask(() => receive?.({ data: structuredClone(reply) }));
    },
    options,
  );
  engines.push(engine);
  const client = createSearchClient(
    () =>
      ({
        postMessage: (request: Parameters<SearchEngine['handle']>[0] | { type: 'open' }) => {
          if (request.type !== 'open') engine.handle(structuredClone(request));
        },
        addEventListener: (type: string, listener: typeof receive) => {
          if (type === 'message') receive = listener;
        },
        terminate: () => undefined,
      }) as never,
    db.name,
  );
  return { client, engine, states };
}

async function find(client: SearchClient, text: string): Promise<SearchResult> {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.error.message);
  return (await client.query(query.value))!;
}

const reportIds = async (client: SearchClient, text: string): Promise<string[]> =>
  (await find(client, text)).hits.map((hit) => hit.reportId);

describe('the index follows the archive', () => {
  test('built from nothing, it answers and says when it is ready', async () => {
    const { db } = await anArchive();
    const { client, states } = start(db);
    await client.sync();
    expect(states).toEqual(['loading', 'indexing', 'ready']);
    expect(client.status).toEqual({ state: 'ready', done: 5, total: 5 });
    const result = await find(client, 'troops');
    expect(result).toMatchObject({
      reports: 1,
      passages: 1,
      passageIds: ['e1'],
      hits: [{ reportId: 'report-1' }],
    });
    expect(result.indexing).toBeUndefined();
    expect(result.ms).toBeGreaterThan(0);
  });

  test('changes, deletions and undo are found after a sync', async () => {
    const writer = await anArchive();
    const { client } = start(writer.db);
    await run(writer, aTag('e2', 2, 5, 'ledger', [['a2', 'KAZ']]));
    await client.sync();
    expect((await find(client, 'ledger')).passageIds).toEqual(['e2']);
    await run(writer, { kind: 'remove-reports', reportIds: ['report-2' as ReportId] });
    await client.sync();
    expect(await find(client, 'banks')).toMatchObject({ reports: 0, passages: 0 });
    await step(writer, 'undo');
    await client.sync();
    expect(await find(client, 'ledger')).toMatchObject({ reports: 1, passageIds: ['e2'] });
    await run(writer, {
      kind: 'edit-report',
      reportId: 'report-0' as ReportId,
      fields: { title: 'Renamed' },
    });
    await client.sync();
    expect(await reportIds(client, 'renamed')).toEqual(['report-0']);
  });

  test('it counts what it holds, even when the archive holds something else', async () => {
    const writer = await anArchive();
    const { client } = start(writer.db);
    expect(await client.counts()).toEqual({ reports: 3, passages: 2 });
    await run(writer, aTag('e2', 2, 5, '', [['a2', 'KAZ']]));
    await writer.db.excerpts.delete('e0');
    expect(await client.counts()).toEqual({ reports: 3, passages: 3 });
  });

  test('queries are answered while it is built, and say so', async () => {
    const { db } = await anArchive(300);
    const { client } = start(db);
    const early = await find(client, 'bulletin');
    expect(early.indexing).toMatchObject({ total: 302 });
    expect(early.reports).toBeLessThan(300);
    await client.sync();
    expect((await find(client, 'bulletin')).reports).toBe(300);
  });

  test('incremental equals rebuilt', async () => {
    const someCommand: fc.Arbitrary<Command> = fc.oneof(
      fc.nat({ max: 8 }).map((n): Command => ({ kind: 'add-reports', reports: [aReport(n)] })),
      fc
        .tuple(
          fc.nat({ max: 9 }),
          fc.nat({ max: 3 }),
          fc.integer({ min: 3, max: 20 }),
          fc.constantFrom('', 'memo'),
        )
        .map(([n, report, end, memo]) => aTag(`t${n}-${report}`, report, end, memo, [['a1', 'KAZ']])),
      fc
        .nat({ max: 3 })
        .map((n): Command => ({ kind: 'remove-reports', reportIds: [`report-${n}` as ReportId] })),
      fc
        .constantFrom('e0', 'e1')
        .map((id): Command => ({ kind: 'delete-passages', excerptIds: [id as ExcerptId] })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(someCommand, { minLength: 1, maxLength: 8 }), async (commands) => {
        const writer = await anArchive();
        const { client } = start(writer.db);
        for (const command of commands) {
          await run(writer, command);
          await client.sync();
        }
        const { client: fresh } = start(writer.db);
        await fresh.sync();
        for (const text of ['', 'square', 'troops memo', '"banks stayed"', 'country:KAZ']) {
          const [followed, rebuilt] = [await find(client, text), await find(fresh, text)];
          expect(followed.passageIds).toEqual(rebuilt.passageIds);
          expect(followed.facets).toEqual(rebuilt.facets);
          expect(followed.hits.map((hit) => hit.reportId).sort()).toEqual(
            rebuilt.hits.map((hit) => hit.reportId).sort(),
          );
        }
      }),
      { seed: 4, numRuns: 15 },
    );
  });
});

describe('the snapshot', () => {
  interface Manifest {
    readonly format: number;
    readonly seq: number;
    readonly lastChange: string;
    readonly passages: { readonly name: string };
    readonly shards: readonly [{ readonly name: string }];
  }
  interface Stored {
    readonly writer: Writer;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly manifest: Manifest;
  }
  const SUM = 4;

  async function manifestOf(db: ArchiveDb): Promise<Omit<Stored, 'writer'>> {
    const files = shardsInDatabase(db);
    const [name, ...others] = (await files.names()).filter((each) => each.startsWith('index-'));
    expect(others).toEqual([]);
    const source = (await files.open(name!))!;
    const bytes = source.read(0, source.size);
    const manifest = JSON.parse(new TextDecoder().decode(bytes.subarray(SUM))) as Manifest;
    return { name: name!, bytes, manifest };
  }

  async function stored(): Promise<Stored> {
    const writer = await anArchive();
    const { client } = start(writer.db);
    await client.persist();
    return { writer, ...(await manifestOf(writer.db)) };
  }

  /** A manifest with a right checksum. */
  function sealed(content: string): Uint8Array<ArrayBuffer> {
    const text = new TextEncoder().encode(content);
    const bytes = new Uint8Array(SUM + text.length);
    new DataView(bytes.buffer).setUint32(0, crc32(text), true);
    bytes.set(text, SUM);
    return bytes;
  }

  const again = (manifest: object): Uint8Array<ArrayBuffer> => sealed(JSON.stringify(manifest));

  test('of an archive that nothing may be written to is not stored', async () => {
    const writer = await anArchive();
    const { client } = start(writer.db, { persist: false });
    await client.sync();
    expect((await find(client, 'troops')).passageIds).toEqual(['e1']);
    await client.persist();
    expect(await writer.db.searchSnapshot.count()).toBe(0);
  });

  test('is loaded at the next start, with what changed since', async () => {
    const { writer, manifest } = await stored();
    expect(manifest).toMatchObject({ format: INDEX_FORMAT, seq: 3 });
    const before = start(writer.db);
    await before.client.sync();
    expect(before.states).toEqual(['loading', 'ready']);
    await run(writer, aTag('e2', 2, 5, 'ledger', []));
    const { client } = start(writer.db);
    expect((await find(client, 'ledger')).passageIds).toEqual(['e2']);
    expect((await find(client, 'troops')).passageIds).toEqual(['e1']);
  });

  test.each<[string, (bytes: Uint8Array) => Uint8Array | null]>([
    ['changed in one letter', (bytes) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['cut short', (bytes) => bytes.slice(0, -7)],
    ['gone', () => null],
  ])('whose passages are %s is made anew', async (_how, damage) => {
    const { writer, manifest } = await stored();
    const { name } = manifest.passages;
    const files = shardsInDatabase(writer.db);
    const source = (await files.open(name))!;
    const damaged = damage(source.read(0, source.size));
    if (damaged === null) await writer.db.searchSnapshot.delete(`shard:${name}`);
    else await files.write(name, damaged.slice());
    const { client, states } = start(writer.db);
    await client.sync();
    expect((await find(client, 'troops')).passageIds).toEqual(['e1']);
    expect((await find(client, 'country:KAZ')).passageIds).toEqual(['e0']);
    expect(states).toContain('indexing');
    await client.persist();
    expect((await read(writer.db))?.index.passagesInOrder()).toHaveLength(2);
  });

  // A report that is read again at the start is looked for in the shard that may have it.
  test.each([[[]], [['report-0']]])(
    'of which any part is damaged answers right, made anew where that is noticed; open: %j',
    async (open) => {
      const { writer, name: ofManifest, manifest } = await stored();
      await shardsInDatabase(writer.db).write(ofManifest, again({ ...manifest, open }));
      const [{ name }] = manifest.shards;
      const files = shardsInDatabase(writer.db);
      const whole = (await files.open(name))!;
      const bytes = whole.read(0, whole.size);
      const outcomes = new Set<boolean>();
      for (let at = 0; at < bytes.length; at += 97) {
        await files.write(
          name,
          bytes.map((byte, i) => (i === at ? byte ^ 4 : byte)),
        );
        const { client, states } = start(writer.db, { persist: false });
        await client.sync();
        expect((await find(client, 'troops')).passageIds).toEqual(['e1']);
        const square = await find(client, 'squares');
        expect(square.hits.map(({ reportId, title }) => [reportId, title])).toEqual([
          ['report-0', 'Bulletin 0'],
        ]);
        expect(square.facets.source).toMatchObject([{ value: 'Fixture Press', count: 1 }]);
        expect((await find(client, 'country:KAZ language:en')).passageIds).toEqual(['e0']);
        expect(states).not.toContain('failed');
        outcomes.add(states.includes('indexing'));
        client.dispose();
      }
      expect(outcomes).toContain(true);
    },
  );

  const read = (db: ArchiveDb) => readSnapshot(db, shardsInDatabase(db));

  test.each<[string, (stored: Stored) => Uint8Array | Promise<Uint8Array>]>([
    ['of another format', ({ manifest }) => again({ ...manifest, format: manifest.format + 1 })],
    ['cut short', ({ bytes }) => bytes.slice(0, -7)],
    ['cut to nothing', () => new Uint8Array(2)],
    ['changed in one letter', ({ bytes }) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))],
    ['without shards', ({ manifest }) => again({ ...manifest, shards: undefined })],
    [
      'of a shard that is gone',
      ({ manifest }) => again({ ...manifest, shards: [{ name: 'x', removed: [] }] }),
    ],
    ['of a later state', ({ manifest }) => again({ ...manifest, seq: manifest.seq + 1 })],
    [
      'of an earlier state than it says',
      async ({ writer: { db } }) => {
        await writeSnapshot(db, shardsInDatabase(db), new ArchiveIndex(), [], 3);
        return (await manifestOf(db)).bytes;
      },
    ],
  ])('%s is made anew', async (_how, damage) => {
    const before = await stored();
    const { writer, name } = before;
    await shardsInDatabase(writer.db).write(name, (await damage(before)).slice());
    const { client, states } = start(writer.db);
    await client.sync();
    expect(states).toContain('indexing');
    expect((await find(client, 'troops')).passageIds).toEqual(['e1']);
    await client.persist();
    expect(await read(writer.db)).not.toBeNull();
    expect((await find(client, 'square')).reports).toBe(1);
  });

  test('whole but no index at all is made anew', async () => {
    const { writer, name, manifest } = await stored();
    const { format, seq, lastChange } = manifest;
    for (const content of ['not json', 'null', '{}', JSON.stringify({ format, seq, lastChange })]) {
      await shardsInDatabase(writer.db).write(name, sealed(content));
      expect(await read(writer.db)).toBeNull();
    }
  });

  test('of which storing broke off before the one before was removed is the newest that is whole', async () => {
    const { writer, name, bytes } = await stored();
    await run(writer, aTag('e2', 2, 5, 'ledger', []));
    const { client } = start(writer.db);
    await client.persist();
    const newer = await manifestOf(writer.db);
    const files = shardsInDatabase(writer.db);
    await files.write(name, bytes.slice());
    const both = start(writer.db);
    await both.client.sync();
    expect(both.states).toEqual(['loading', 'ready']);
    expect((await find(both.client, 'ledger')).passageIds).toEqual(['e2']);
    await files.write(newer.name, new Uint8Array(9));
    expect(await read(writer.db)).toBeNull();
  });

  test('of a store that was built anew since is made anew, and nothing of it is kept', async () => {
    const { writer } = await stored();
    const before = await shardsInDatabase(writer.db).names();
    const createdAt = '2022-01-06T00:00:00.000Z' as IsoInstant;
    await writer.db.meta.put({ key: 'archive', storeId: 'another', device: 'here', createdAt });
    const { client, states } = start(writer.db);
    await client.sync();
    expect(states).toContain('indexing');
    const left = await shardsInDatabase(writer.db).names();
    expect(left.filter((name) => before.includes(name))).toEqual([]);
    await client.persist();
    expect(await read(writer.db)).not.toBeNull();
  });

  test('in files of its own leaves nothing behind of what an older version kept in the database', async () => {
    const writer = await anArchive();
    await writer.db.searchSnapshot.put({ key: 'shard:old', bytes: new Uint8Array(3) });
    const rows = new Map<string, Uint8Array>();
    const files = filesInRows({
      put: (name, bytes) => Promise.resolve(void rows.set(name, bytes)),
      get: (name) => Promise.resolve(rows.get(name)),
      names: () => Promise.resolve([...rows.keys()]),
      delete: (name) => Promise.resolve(void rows.delete(name)),
    });
    const { client } = start(writer.db, { persist: true, stored: { files, snapshot: null } });
    await client.persist();
    expect(await writer.db.searchSnapshot.count()).toBe(0);
    expect(await readSnapshot(writer.db, files)).toMatchObject({ seq: 3 });
  });

  test('of the archive that was here before is made anew', async () => {
    const { writer } = await stored();
    const change = (await writer.db.changes.get(3))!;
    await writer.db.changes.put({ ...change, id: 'another' as ChangeId });
    expect(await read(writer.db)).toBeNull();
  });
});

describe('many queries', () => {
  test('the newest of a caller wins, callers do not disturb each other', async () => {
    const { db } = await anArchive();
    const { client } = start(db);
    await client.sync();
    const query = parseQuery('troops');
    if (!query.ok) throw new Error(query.error.message);
    const [older, newer, other] = await Promise.all([
      client.query(query.value),
      client.query(query.value),
      client.query(query.value, { caller: 'other' }),
    ]);
    expect(older).toBeNull();
    expect(newer).toMatchObject({ reports: 1 });
    expect(other).toMatchObject({ reports: 1 });
  });

  test('an aborted query is answered with nothing, at once', async () => {
    const { db } = await anArchive();
    const { client } = start(db);
    const controller = new AbortController();
    const answer = client.query(null, { signal: controller.signal });
    controller.abort();
    expect(await answer).toBeNull();
    client.dispose();
    await expect(client.sync()).resolves.toBeUndefined();
  });

  test('a first reading that failed is made up for at the next sync', async () => {
    const { db } = await anArchive();
    const reading = unreadable(db);
    const { client } = start(db);
    await expect(client.query(null)).resolves.toMatchObject({
      reports: 0,
    });
    expect(client.status).toMatchObject({ state: 'failed', message: expect.any(String) as string });
    reading.mockRestore();
    await client.sync();
    expect(await reportIds(client, 'troops')).toEqual(['report-1']);
  });

  test('an archive that cannot be read is told as a failure', async () => {
    const { db } = await anArchive();
    const { client } = start(db);
    await client.sync();
    const reading = unreadable(db);
    await expect(client.sync()).rejects.toThrow();
    expect(client.status.state).toBe('failed');
    reading.mockRestore();
    await client.sync();
    expect(client.status.state).toBe('ready');
  });
});
