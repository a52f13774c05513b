import type { BatchId } from '$domain/ids';
import type { PassageUnit } from '$domain/suggest/proposal';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import type { Progress } from '../usecases/progress';
import {
  acceptEverywhere,
  findOccurrences,
  type Occurrences,
  type Wanted,
} from '../usecases/suggest-passages';
import { LongWork } from './long-work.svelte';
import type { Messages } from './messages.svelte';

/** Accepting the same words all over the archive: looked for first, then accepted, both with a way to stop. */
export class EverywhereSession {
  #phase = $state<'closed' | 'looking' | 'ready' | 'accepting'>('closed');
  #found = $state.raw<readonly Occurrences[]>([]);
  #wanted = $state.raw<Wanted | null>(null);
  #exact = $state('');
  #unit: PassageUnit = 'sentence';
  readonly #work = new LongWork();
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tell: (text: string, batchId: BatchId) => void;

  /** @param tell says what was done, with a way to take it back */
  constructor(archive: Archive, messages: Messages, tell: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tell = tell;
  }

  get phase(): 'closed' | 'looking' | 'ready' | 'accepting' {
    return this.#phase;
  }
  get progress(): Progress {
    return this.#work.progress;
  }
  /** The words, and what they are to be accepted as. */
  get exact(): string {
    return this.#exact;
  }
  get wanted(): Wanted | null {
    return this.#wanted;
  }
  get reports(): number {
    return this.#found.length;
  }
  get suggestions(): number {
    return this.#found.reduce((sum, { count }) => sum + count, 0);
  }

  /** Counts where in the archive it is suggested, and asks. */
  async look(wanted: Wanted, exact: string, unit: PassageUnit): Promise<void> {
    if (this.#phase !== 'closed') return;
    this.#phase = 'looking';
    const work = this.#work.begin();
    this.#wanted = wanted;
    this.#exact = exact;
    this.#unit = unit;
    this.#found = [];
    const found = await findOccurrences(this.#archive, wanted.group, work);
    if (work.signal.aborted) return;
    if (found.ok) {
      this.#found = found.value;
      this.#phase = 'ready';
    } else {
      this.#phase = 'closed';
      this.#messages.fail(found.error);
    }
  }

  /** Accepts what was found. */
  async accept(): Promise<void> {
    const wanted = this.#wanted;
    if (this.#phase !== 'ready' || !wanted) return;
    this.#phase = 'accepting';
    const work = this.#work.begin();
    const batchId = newBatch(this.#archive);
    const { suggestions, reports, failure } = await acceptEverywhere(
      this.#archive,
      wanted,
      this.#found.map(({ reportId }) => reportId),
      { batchId, unit: this.#unit, ...work },
    );
    this.#phase = 'closed';
    const in_ = reports === 1 ? 'one report' : `${reports.toLocaleString('en')} reports`;
    const many = suggestions === 1 ? 'one suggestion' : `${suggestions.toLocaleString('en')} suggestions`;
    if (suggestions > 0) this.#tell(`Accepted ${many} in ${in_}.`, batchId);
    if (failure && !work.signal.aborted) this.#messages.fail(failure);
    else if (failure) this.#messages.inform('Stopped. What was accepted before stays.');
  }

  /** Stops what is going on; what was accepted already stays. */
  cancel(): void {
    this.#work.stop();
    // What is being saved is told once it is.
    if (this.#phase !== 'accepting') this.#phase = 'closed';
  }
}
