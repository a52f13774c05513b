import { findQuote } from '$domain/anchor/selectors';
import { NOT_ASSESSED, type Assessment } from '$domain/coding/excerpt';
import type { CountryCode, ExcerptId, IsoInstant, Ports } from '$domain/ids';
import type { Report } from '$domain/report/report';
import { ok, type Result } from '$domain/result';
import { readFile } from '../../importers/registry';
import { createFakeHost, type FakeHost } from '../../platform/fake-host';
import type { SearchReply } from '../../search/protocol';
import { createSearchClient, type SearchClient } from '../../search/search-client';
import { SearchEngine } from '../../search/search-engine';
import { ArchiveDb } from '../../storage/archive-db';
import { reportsByIds, textOf } from '../../storage/reads';
import { suggesterFor } from '../../suggesters/dictionary';
import type { Archive } from '../archive';
import { ChangeFeed } from '../change-feed';
import { draftReports } from '../draft-reports';
import { importReports } from '../import-reports';
import { JournalKeeper } from '../keep-journal';
import { tagPassage } from '../tag-passage';
import { WriteGate } from '../write-gate';

export interface TestArchive extends Archive {
  readonly host: FakeHost;
}

/** A clock that goes on by a second with every look, and ids that are UUIDs. */
export function testPorts(): Ports {
  let clock = Date.UTC(2022, 0, 6);
  return {
    newId: () => crypto.randomUUID(),
    now: () => new Date((clock += 1000)).toISOString() as IsoInstant,
  };
}

/** The archive's parts put together as `main.ts` does, with the workers in the same thread. */
export function assembleTestArchive(db: ArchiveDb, host: FakeHost, journalSeq = 0): TestArchive {
  const ports = testPorts();
  const gate = new WriteGate();
  const journal = new JournalKeeper(db, host, gate, journalSeq);
  let search: { client: SearchClient; engine: SearchEngine } | undefined;
  return {
    db,
    host,
    ports,
    gate,
    checked: Promise.resolve(true),
    writer: { db, ports, coder: () => 'Coder 1', barred: () => gate.barred },
    journal,
    feed: new ChangeFeed(),
    suggester: {
      async suggest(known, inputs) {
        const suggester = await suggesterFor(known);
        return ok(inputs.map((input) => suggester.suggest(input)));
      },
      dispose: () => undefined,
    },
    importer: {
      async read(file, onFound, { choices } = {}) {
        const reading = readFile(file, choices);
        for (;;) {
          const next = await reading.next();
          if (next.done) return ok(next.value);
          await onFound(next.value);
        }
      },
      dispose: () => undefined,
    },
    get search() {
      search ??= startSearch(db);
      return search.client;
    },
    broke() {
      throw new Error('The store broke off.');
    },
    async close() {
      journal.stop();
      await search?.engine.stop();
    },
  };
}

let archives = 0;

export function anArchive(): TestArchive {
  return assembleTestArchive(new ArchiveDb(`test-archive-${++archives}`), createFakeHost());
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Imports texts, one undo step in all. */
export async function importTexts(
  archive: Archive,
  files: Readonly<Record<string, string>>,
): Promise<Report[]> {
  const sources = Object.entries(files).map(([name, text]) => ({
    name,
    read: () => Promise.resolve({ ok: true as const, value: new TextEncoder().encode(text) }),
  }));
  const candidates = await draftReports(archive, sources);
  const ready = candidates.filter((candidate) => candidate.kind === 'ready');
  const outcomes = await importReports(
    archive,
    ready.map((candidate) => ({ candidate, metadata: candidate.draft.metadata })),
  );
  return outcomes.map((outcome) => {
    if (outcome.kind === 'refused') throw new Error(outcome.failure.message);
    return outcome.report;
  });
}

/** Tags the first place of `quote`. A pair is `Actor/KAZ`; either side may be empty. Codes are names or paths. */
export async function tag(
  archive: Archive,
  { id }: Report,
  quote: string,
  pairs: readonly string[],
  more: Partial<Assessment> & { readonly memo?: string; readonly codes?: readonly string[] } = {},
): Promise<ExcerptId> {
  const [report] = await reportsByIds(archive.db, [id]);
  const text = await textOf(archive.db, report!);
  const span = findQuote(text!.text, quote)[0]!;
  return must(
    await tagPassage(archive, text!, span, {
      pairs: pairs.map((pair) => {
        const [actor = '', country = ''] = pair.split('/');
        return {
          actor: actor === '' ? null : { kind: 'new', name: actor },
          country: country === '' ? null : { code: country as CountryCode, role: 'location' },
        };
      }),
      memo: '',
      ...NOT_ASSESSED,
      ...more,
      codes: (more.codes ?? []).map((name) => ({ kind: 'new', name })),
    }),
  );
}

function startSearch(db: ArchiveDb): { client: SearchClient; engine: SearchEngine } {
  let receive: ((event: { data: SearchReply }) => void) | undefined;
  const engine = new SearchEngine(db, (reply) => {
    queueMicrotask(() => receive?.({ data: structuredClone(reply) }));
  });
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
  return { client, engine };
}
