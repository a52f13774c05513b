import type { Result } from '$domain/result';
import type { Archive } from '../usecases/archive';
import {
  chooseWatchedFolder,
  newFiles,
  stopWatching,
  takeFiles,
  watchedFolder,
} from '../usecases/watched-folder';
import type { BulkImport } from './bulk-import.svelte';
import type { Messages } from './messages.svelte';

/** Milliseconds between looks into the folder. */
const LOOK_EVERY_MS = 10_000;

/** Imports by itself what is put into a folder, where a person chose one. */
export class Watching {
  #folder = $state<string | null>(null);
  #isLooking = false;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #bulk: BulkImport;

  constructor(archive: Archive, messages: Messages, bulk: BulkImport) {
    this.#archive = archive;
    this.#messages = messages;
    this.#bulk = bulk;
  }

  /** Path for people; null when no folder is watched. */
  get folder(): string | null {
    return this.#folder;
  }

  /** Looks once `ready` is, and from then on until the returned function is called. */
  begin(ready: Promise<void>): () => void {
    void Promise.all([this.#set(watchedFolder(this.#archive)), ready]).then(() => this.#look());
    const timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  async choose(): Promise<void> {
    await this.#set(chooseWatchedFolder(this.#archive));
    await this.#look();
  }

  async stop(): Promise<void> {
    await this.#set(stopWatching(this.#archive));
  }

  async #set(asked: Promise<Result<string | null>>): Promise<void> {
    const folder = await asked;
    if (folder.ok) this.#folder = folder.value;
    else this.#messages.fail(folder.error);
  }

  /** What cannot be read is refused once, and taken up again when it changes. */
  async #look(): Promise<void> {
    if (this.#folder === null || this.#isLooking || this.#bulk.isBusy) return;
    if (this.#bulk.isShown || this.#archive.gate.barred !== null) return;
    // One at a time: what was cut off is decided on first.
    if (this.#bulk.interrupted !== null) return;
    this.#isLooking = true;
    try {
      const sources = await newFiles(this.#archive);
      if (!sources.ok || sources.value.length === 0 || this.#bulk.isBusy) return;
      await this.#bulk.start('from the watched folder', sources.value, { quiet: true });
      const { refused } = this.#bulk.counts;
      if (this.#bulk.wasStopped) return;
      await takeFiles(this.#archive, sources.value);
      if (refused > 0) {
        this.#messages.inform(
          `${refused === 1 ? '1 file' : `${refused} files`} of the watched folder could not be imported. The status bar lists why.`,
        );
      }
    } finally {
      this.#isLooking = false;
    }
  }
}
