import type { HostApi } from '$contract/host-api';
import type { Ports } from '$domain/ids';
import type { ImportClient } from '../importers/import-client';
import type { SearchClient } from '../search/search-client';
import type { SuggestClient } from '../suggesters/suggest-client';
import type { ArchiveDb } from '../storage/archive-db';
import type { Writer } from '../storage/commit';
import type { ChangeFeed } from './change-feed';
import type { JournalKeeper } from './keep-journal';
import type { WriteGate } from './write-gate';

/** The open archive and the services a user's job needs. */
export interface Archive {
  readonly db: ArchiveDb;
  readonly host: HostApi;
  readonly ports: Ports;
  readonly writer: Writer;
  readonly search: SearchClient;
  readonly gate: WriteGate;
  /** Settles when all rows were counted; writes wait for it. False when some are missing: then nothing may be written. */
  readonly checked: Promise<boolean>;
  readonly journal: JournalKeeper;
  readonly feed: ChangeFeed;
  /** The store broke off under the app: what is on screen is not all that was saved. Called once. */
  broke(): void;
  /** Stores what would be stored a little later anyway, before the app ends. */
  close(): Promise<void>;
  readonly importer: ImportClient;
  readonly suggester: SuggestClient;
}
