import type { HostApi } from '$contract/host-api';
import { fail, type Failure, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { writeChange } from '../records/change-record';
import { textKey } from '$domain/report/report';
import { SCHEMA_VERSION, type ArchiveDb } from '../storage/archive-db';
import { clearOutbox, readOutbox, type OutgoingChange } from '../storage/outbox';
import { within, WRITE_DEADLINE_MS } from './deadline';
import type { WriteGate } from './write-gate';

/** Whether what was done is on the disk twice: in the store and in the journal. */
export type SaveState =
  | { readonly kind: 'saved'; readonly seq: number }
  | { readonly kind: 'saving'; readonly seq: number }
  | { readonly kind: 'not-saved'; readonly seq: number; readonly failure: Failure };

/** Changes sent at a time, and the UTF-16 units after which a sending is closed. */
const AT_ONCE = { changes: 200, units: 16 * 1024 * 1024 };
/** Time between two tries while the disk refuses, milliseconds. */
const RETRY_MS = 2000;

const SLOW: Failure = {
  code: 'journal/slow',
  message:
    'The disk takes longer than ten seconds to save. What was saved before is safe; the last change is kept and saved as soon as the disk answers. Until then nothing can be changed.',
};

/**
 * Brings every committed change to the journal, in order, and only then calls it saved. While the journal cannot be
 * written, the gate stays barred and the outbox keeps what is waiting; it goes on by itself once the disk allows it.
 */
export class JournalKeeper {
  readonly #db: ArchiveDb;
  readonly #host: HostApi;
  readonly #gate: WriteGate;
  readonly #listeners = new Set<(state: SaveState) => void>();
  #state: SaveState;
  /** The last change that is known to be in the journal. */
  #sent: number;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #reloaded = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `seq`: the last change that is in the journal already. */
  constructor(db: ArchiveDb, host: HostApi, gate: WriteGate, seq: number) {
    this.#db = db;
    this.#host = host;
    this.#gate = gate;
    this.#state = { kind: 'saved', seq };
    this.#sent = seq;
  }

  get state(): SaveState {
    return this.#state;
  }

  onState(listener: (state: SaveState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Sends what waits. Resolves when all of it is saved, or with why it is not; after ten seconds in any case. An archive
   * that is only looked at sends nothing. Never rejects.
   */
  async flush(): Promise<SaveState> {
    const { readOnly } = this.#gate;
    if (readOnly) return { kind: 'not-saved', seq: this.#state.seq, failure: readOnly };
    this.#again = true;
    this.#running ??= this.#run();
    if (this.#state.kind === 'saved') this.#tell({ kind: 'saving', seq: this.#state.seq });
    const running = this.#running;
    if ((await within(running, WRITE_DEADLINE_MS)) === null) {
      this.#gate.bar('journal', SLOW);
      this.#tell({ kind: 'not-saved', seq: this.#state.seq, failure: SLOW });
    }
    return this.#state;
  }

  /** Stops trying again by itself, before the archive is closed. What waits stays in the outbox. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      while (this.#again) {
        this.#again = false;
        const sent = await this.#sendAll().catch(notPassedOn);
        if (!sent.ok) {
          this.#gate.bar('journal', sent.error);
          this.#tell({ kind: 'not-saved', seq: this.#state.seq, failure: sent.error });
          if (sent.error.code === 'journal/damaged') this.#reloadOnce();
          if (!this.#stopped) this.#retry = setTimeout(() => void this.flush(), RETRY_MS);
          return;
        }
        if (!this.#isAsked() && this.#state.kind !== 'saved') this.#saved(sent.value);
      }
    } finally {
      // In the same turn as the last look at `#again`: a flush that came in between would wait for what is over.
      this.#running = null;
    }
  }

  async #sendAll(): Promise<Result<number>> {
    for (;;) {
      const waiting = await readOutbox(this.#db, AT_ONCE);
      if (waiting === null) return { ok: true, value: this.#sent };
      const bodies = encode(waiting.changes);
      const all = bodies.length === waiting.changes.length;
      const first = waiting.changes[0]!.change.seq;
      const head = await attempt(
        this.#host.appendChanges({
          storeId: waiting.storeId,
          after: first - 1,
          bodies,
          rows: all ? waiting.rows : null,
          schema: SCHEMA_VERSION,
        }),
      );
      if (head.ok) this.#sent = head.value.seq;
      else if (head.error.code === 'journal/not-next' && (await this.#isThere(waiting.changes[0]!)))
        this.#sent = first;
      else return head;
      const isLast = head.ok && all && waiting.rows !== null;
      // It is saved now: that the outbox still names it costs no more than asking the journal once.
      if (isLast && !this.#isAsked()) this.#saved(this.#sent);
      await clearOutbox(this.#db, this.#sent);
      if (isLast) return { ok: true, value: this.#sent };
    }
  }

  /** Whether something came in since the last look. */
  #isAsked(): boolean {
    return this.#again;
  }

  #saved(seq: number): void {
    this.#gate.lift('journal');
    this.#tell({ kind: 'saved', seq });
  }

  /** Whether the journal has this very change already: its answer can be lost with a page that stopped. */
  async #isThere({ change }: OutgoingChange): Promise<boolean> {
    const found = await attempt(this.#host.readChanges('journal', change.seq - 1));
    if (!found.ok) return false;
    const [body] = found.value.bodies;
    return body !== undefined && (JSON.parse(body) as { id?: unknown }).id === change.id;
  }

  /** Main found the journal damaged under the app and keeps it as it is: the page that comes next offers the recovery. */
  #reloadOnce(): void {
    if (this.#reloaded) return;
    this.#reloaded = true;
    // A page that cannot be loaded again goes on telling that nothing is saved.
    void this.#host.reload().catch(() => undefined);
  }

  #tell(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** What nobody foresaw must not leave the person waiting: it is told and tried again like a refusal. */
function notPassedOn(error: unknown): Result<never> {
  const reason = error instanceof Error ? error.name : 'unknown error';
  return fail({
    code: 'journal/not-passed-on',
    message: `The last change is in the archive, but could not be passed on to its journal (${reason}). It is kept and tried again every two seconds. What was saved before is safe; until then nothing can be changed.`,
  });
}

/** Why what was done last is not in the journal; null when it is, and so is saved. */
export function unsaved({ journal }: { readonly journal: JournalKeeper }): Failure | null {
  const { state } = journal;
  return state.kind === 'not-saved' ? state.failure : null;
}

/** As many of the changes, from the first on, as go into one sending. */
function encode(changes: readonly OutgoingChange[]): string[] {
  const bodies: string[] = [];
  let units = 0;
  for (const { change, texts, passageTexts } of changes) {
    const known = new Map(
      [...texts, ...passageTexts].map((text) => [textKey(text.reportId, text.revision), text.text]),
    );
    const body = writeChange(
      change,
      texts,
      (reportId, revision) => known.get(textKey(reportId, revision)),
      SCHEMA_VERSION,
    );
    bodies.push(body);
    units += body.length;
    if (units >= AT_ONCE.units) break;
  }
  return bodies;
}
