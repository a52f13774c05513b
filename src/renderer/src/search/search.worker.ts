import { openAgain } from '../storage/archive-db';
import type { SearchReply, SearchRequest } from './protocol';
import type { SearchEngine } from './search-engine';
import { privateFiles } from './shards/shard-files';

/** Loaded while the archive is opened, which is waiting for the most part. */
const code = import('./search-engine');

function post(reply: SearchReply): void {
  self.postMessage(reply);
}

type Opening = Extract<SearchRequest, { type: 'open' }>;

/** Requests wait here until the archive is open. */
let engine: Promise<SearchEngine> | undefined;

async function open({ archive, persist }: Opening): Promise<SearchEngine> {
  try {
    const opening = openAgain(archive);
    const [files, { SearchEngine, readSnapshot }] = await Promise.all([
      persist ? privateFiles(archive) : null,
      code,
    ]);
    const [db, snapshot] = await Promise.all([opening, files && readSnapshot(opening, files)]);
    return new SearchEngine(
      db,
      post,
      files === null ? { persist } : { persist, stored: { files, snapshot } },
    );
  } catch (error) {
    post({ type: 'status', status: { state: 'failed', done: 0, total: 0, message: String(error) } });
    throw error;
  }
}

self.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  if (data.type === 'open') {
    engine = open(data);
    return;
  }
  engine?.then(
    (opened) => {
      opened.handle(data);
    },
    (error: unknown) => {
      post({ type: 'failed', id: data.id, message: String(error) });
    },
  );
});
