import MiniSearch from 'minisearch';
import { findQuote } from '$domain/anchor/selectors';
import { NOT_ASSESSED, type CountryRole } from '$domain/coding/excerpt';
import type { CountryCode } from '$domain/ids';
import { parseQuery } from '$domain/query/parse';
import type { Report, ReportText } from '$domain/report/report';
import { host } from '../src/renderer/src/platform/host';
import { systemPorts } from '../src/renderer/src/platform/ports';
import type { SearchReply, SearchRequest, SearchStatus } from '../src/renderer/src/search/protocol';
import { openArchive } from '../src/renderer/src/storage/archive-db';
import { textOf } from '../src/renderer/src/storage/reads';
import type { Archive } from '../src/renderer/src/usecases/archive';
import { ChangeFeed } from '../src/renderer/src/usecases/change-feed';
import { JournalKeeper } from '../src/renderer/src/usecases/keep-journal';
import { tagPassage } from '../src/renderer/src/usecases/tag-passage';
import { WriteGate } from '../src/renderer/src/usecases/write-gate';
import { timePainting } from './paint';

/**
 * The half of the benchmarks that runs in the app's page, as one script put there from outside: the app has no door
 * for it. All times are in milliseconds.
 */

export interface PassageToSeed {
  readonly fileName: string;
  readonly quote: string;
  /** Which occurrence of the quote, from 1, overlapping ones counted. */
  readonly nth: number;
  readonly actor: string | null;
  readonly country: string | null;
  readonly role: CountryRole;
  readonly memo: string;
}

export interface Answered {
  /** In the worker, as it says itself. */
  readonly worker: number;
  /** From sending the query to having the answer in the page. */
  readonly roundTrip: number;
  readonly reports: number;
  readonly passages: number;
}

/** Reports with hits that the window asks for. */
const REPORTS_SHOWN = 50;

const workers: Worker[] = [];
const statuses: { readonly at: number; readonly worker: Worker; readonly status: SearchStatus }[] = [];
const NativeWorker = globalThis.Worker;
globalThis.Worker = class extends NativeWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(this);
    this.addEventListener('message', ({ data }: MessageEvent<SearchReply | undefined>) => {
      if (data?.type === 'status')
        statuses.push({ at: performance.now(), worker: this, status: data.status });
    });
  }
};

/** Tags passages one by one through the app's own use case. Gives the time of each, store and journal included. */
async function seed(passages: readonly PassageToSeed[]): Promise<number[]> {
  const db = await openArchive();
  const machine = host();
  const gate = new WriteGate();
  const { archive: state } = await machine.launch();
  const head = state.kind === 'open' ? state.journal.seq : 0;
  const archive: Pick<
    Archive,
    'db' | 'host' | 'ports' | 'gate' | 'journal' | 'feed' | 'writer' | 'checked' | 'broke'
  > = {
    db,
    checked: Promise.resolve(true),
    broke: () => undefined,
    host: machine,
    ports: systemPorts,
    gate,
    journal: new JournalKeeper(db, machine, gate, head),
    feed: new ChangeFeed(),
    writer: { db, ports: systemPorts, coder: () => 'Bench', barred: () => gate.barred },
  };
  const reportOf = new Map<string, Report>();
  const reports = new Map((await db.reports.toArray()).map((report) => [report.id, report]));
  await db.originals.each(({ fileName, reportId }) => {
    reportOf.set(fileName, reports.get(reportId)!);
  });
  const times: number[] = [];
  let open: { fileName: string; text: ReportText } | undefined;
  for (const { fileName, quote, nth, actor, country, role, memo } of passages) {
    if (open?.fileName !== fileName) {
      open = { fileName, text: (await textOf(db, reportOf.get(fileName)!))! };
    }
    const span = findQuote(open.text.text, quote)[nth - 1];
    if (span === undefined) throw new Error(`${fileName} does not say: ${quote}`);
    const began = performance.now();
    const tagged = await tagPassage(archive as Archive, open.text, span, {
      pairs: [
        {
          actor: actor === null ? null : { kind: 'new', name: actor },
          country: country === null ? null : { code: country as CountryCode, role },
        },
      ],
      codes: [],
      memo,
      ...NOT_ASSESSED,
    });
    times.push(performance.now() - began);
    if (!tagged.ok) throw new Error(tagged.error.message);
  }
  db.close();
  return times;
}

/** The instants of every commit so far, oldest first, and how many rows each wrote: `[ISO instant, rows]`. */
async function commits(): Promise<[string, number][]> {
  const db = await openArchive();
  const changes = await db.changes.orderBy('seq').toArray();
  db.close();
  return changes.map(({ at, ops }) => [at, ops.length]);
}

/** Waits until the search worker of this page is ready; the time since its first status. */
async function indexReady(): Promise<{ ms: number; rebuilt: boolean }> {
  for (;;) {
    const ready = statuses.find(({ status }) => status.state === 'ready');
    const failed = statuses.find(({ status }) => status.state === 'failed');
    if (failed) throw new Error(failed.status.message);
    if (ready) {
      const mine = statuses.filter(({ worker }) => worker === ready.worker);
      return {
        ms: ready.at - mine[0]!.at,
        rebuilt: mine.some(({ at, status }) => at < ready.at && status.state === 'indexing'),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Forgets the stored search index, so that the next start makes it anew. */
async function dropIndex(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (await root.getDirectoryHandle('search')).getDirectoryHandle('archive');
  // The files that it names are open.
  for await (const name of folder.keys()) if (name.startsWith('index-')) await folder.removeEntry(name);
}

let lastId = 1_000_000;

function request(message: SearchRequest & { id: number }): Promise<SearchReply> {
  const worker = statuses[0]!.worker;
  return new Promise((resolve) => {
    const receive = ({ data }: MessageEvent<SearchReply>): void => {
      if (data.type === 'status' || data.id !== message.id) return;
      worker.removeEventListener('message', receive);
      resolve(data);
    };
    worker.addEventListener('message', receive);
    worker.postMessage(message);
  });
}

/** Asks the search worker of the app as the window does. */
async function ask(text: string): Promise<Answered> {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(`${text}: ${query.error.message}`);
  const began = performance.now();
  const reply = await request({
    type: 'query',
    id: (lastId += 1),
    caller: 'bench',
    query: query.value,
    limit: REPORTS_SHOWN,
  });
  const roundTrip = performance.now() - began;
  if (reply.type !== 'result') throw new Error(`${text}: ${reply.type}`);
  const { ms, reports, passages } = reply.result;
  return { worker: ms, roundTrip, reports, passages };
}

async function persistIndex(): Promise<void> {
  await request({ type: 'persist', id: (lastId += 1) });
}

let peer: MiniSearch | undefined;

/** Indexes titles and texts of all reports with MiniSearch as its documentation shows it. */
async function buildPeer(): Promise<void> {
  const db = await openArchive();
  const texts = new Map((await db.reportTexts.toArray()).map(({ reportId, text }) => [reportId, text]));
  const documents = (await db.reports.toArray()).map(({ id, title }) => ({ id, title, text: texts.get(id) }));
  db.close();
  peer = new MiniSearch({ fields: ['title', 'text'], searchOptions: { boost: { title: 3 } } });
  peer.addAll(documents);
}

/** The time of one plain MiniSearch query over the reports: all words, last one a beginning, typos allowed. */
function askPeer(text: string): number {
  const began = performance.now();
  peer!.search(text, { combineWith: 'AND', prefix: (_term, i, all) => i === all.length - 1, fuzzy: 0.2 });
  return performance.now() - began;
}

/** Selects some words of the open report that no passage has yet; null when there are none. */
function selectWords(nth: number): string | null {
  const article = document.querySelector('article')!;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const long: Node[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node.nodeValue ?? '').length > 120) long.push(node);
  }
  const node = long[nth % long.length];
  if (!node) return null;
  const text = node.nodeValue ?? '';
  const start = text.indexOf(' ') + 1;
  const end = text.indexOf(' ', start + 40);
  node.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' });
  getSelection()!.setBaseAndExtent(node, start, node, end);
  return text.slice(start, end);
}

/** Calls `done` after the first change of the page for which it holds; the time since the next click on `button`. */
function timeFromClick(button: string, done: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    let clicked = NaN;
    document.addEventListener(
      'click',
      (event) => {
        const target = (event.target as Element).closest('button');
        if (target?.textContent.trim() === button) clicked = event.timeStamp;
      },
      { capture: true, once: true },
    );
    const observer = new MutationObserver(() => {
      if (Number.isNaN(clicked) || !done()) return;
      observer.disconnect();
      resolve(performance.now() - clicked);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** From the next click on “Save passage” until it is in the list beside the report and the status bar says Saved. */
function timeTagging(): Promise<number> {
  const count = (): number =>
    document.querySelectorAll('ul[aria-label="Passages in this report"] > li').length;
  const saved = (): number => Number(document.querySelector<HTMLElement>('[data-saved]')?.dataset.saved);
  const before = { count: count(), saved: saved() };
  return timeFromClick('Save passage', () => count() > before.count && saved() > before.saved);
}

/** From the next click on “Export” to the message that the file is written. */
function timeExport(fileName: string): Promise<number> {
  return timeFromClick('Export', () => document.body.textContent.includes(`written to ${fileName}`));
}

const bench = {
  seed,
  commits,
  indexReady,
  dropIndex,
  ask,
  persistIndex,
  buildPeer,
  askPeer,
  selectWords,
  timeTagging,
  timeExport,
  timePainting,
};
Object.assign(globalThis, { bench });
