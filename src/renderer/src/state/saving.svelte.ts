import type { SpaceState } from '$contract/schemas';
import type { Failure } from '$domain/result';
import { lastChangeAt } from '../storage/reads';
import type { Archive } from '../usecases/archive';
import type { SaveState } from '../usecases/keep-journal';
import { LiveQuery } from './live-query.svelte';

/** Something about the archive that the person must know while it lasts. */
export interface Notice {
  readonly kind: 'warning' | 'trouble';
  readonly message: string;
  readonly dismissible: boolean;
}

const MEGABYTE = 1000 * 1000;

/** Whether what was done is saved, and what stands in the way: the journal's word, not the store's. */
export class SavingState {
  #save = $state.raw<SaveState>() as SaveState;
  #barred = $state.raw<Failure | null>(null);
  #space = $state.raw<SpaceState | null>(null);
  #dismissed = $state(false);
  /** UTC instant at which the last change of this run became saved. */
  #savedAt = $state<string | null>(null);
  #savedSeq = 0;
  /** Whether all that was saved is known to be there. */
  #isChecked = $state(false);
  readonly #lastChange: LiveQuery<string | null>;

  /** Create while a component initialises. `space`: as it was when the window opened. */
  constructor(archive: Archive, space: SpaceState | null) {
    const { journal, gate, host, ports } = archive;
    this.#save = journal.state;
    this.#barred = gate.barred;
    this.#space = space;
    this.#lastChange = new LiveQuery(() => () => lastChangeAt(archive.db));
    this.#savedSeq = journal.state.seq;
    void archive.checked.then((isWhole) => (this.#isChecked = isWhole));
    const follow = (state: SaveState): void => {
      if (state.kind === 'saved' && state.seq > this.#savedSeq) {
        this.#savedSeq = state.seq;
        this.#savedAt = ports.now();
      }
      this.#save = state;
    };
    const ask = (): void => {
      this.#barred = gate.barred;
    };
    $effect(() => {
      // What happened before anybody listened counts too.
      follow(journal.state);
      ask();
      const ends = [
        journal.onState(follow),
        gate.onChange(ask),
        host.onSpace((now) => {
          if (now.level === 'ok') this.#dismissed = false;
          this.#space = now;
        }),
      ];
      return () => {
        for (const end of ends) end();
      };
    });
  }

  /** `reading`: opened to look at only. `opening`: not known yet. `nothing`: nothing was ever changed. */
  get kind(): SaveState['kind'] | 'reading' | 'opening' | 'nothing' {
    if (this.isReadOnly) return 'reading';
    if (!this.#isChecked) return 'opening';
    if (this.#save.kind !== 'saved' || this.#savedAt !== null) return this.#save.kind;
    const last = this.#lastChange.value;
    if (last === undefined) return 'opening';
    return last === null ? 'nothing' : 'saved';
  }
  /** The last change that is in the journal; null until it is known that what was saved before is there. */
  get seq(): number | null {
    return this.#isChecked ? this.#save.seq : null;
  }
  /** When the last change was saved; null when there was none. */
  get at(): string | null {
    return this.#savedAt ?? this.#lastChange.value ?? null;
  }
  /** Why the last change is not saved; null when it is, or is about to be. */
  get failure(): Failure | null {
    return this.#save.kind === 'not-saved' ? this.#save.failure : null;
  }
  /** Why nothing can be changed just now; null when it can. */
  get barred(): Failure | null {
    return this.#barred;
  }
  get isReadOnly(): boolean {
    return this.#barred?.code === 'archive/read-only';
  }

  /** What is to stand above the views, the weightiest only. */
  get notice(): Notice | null {
    if (this.#barred) return { kind: 'trouble', message: this.#barred.message, dismissible: false };
    if (this.failure) return { kind: 'trouble', message: this.failure.message, dismissible: false };
    if (this.#space?.level !== 'low' || this.#dismissed) return null;
    const free = Math.floor(this.#space.freeBytes / MEGABYTE);
    return {
      kind: 'warning',
      message: `Only ${free} MB are free where the archive lies. Saving still works. Free some space soon: under 100 MB the archive can only be read.`,
      dismissible: true,
    };
  }
  dismiss(): void {
    this.#dismissed = true;
  }
}
