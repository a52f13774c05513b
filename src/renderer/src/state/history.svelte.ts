import type { ExcerptId, ReportId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import {
  isLogComplete,
  namedSteps,
  subjectHistory,
  type NamedSteps,
  type SubjectChange,
} from '../usecases/read-history';
import { LiveQuery } from './live-query.svelte';

/** Whose history is shown. `name` is a title or the words of a passage. */
export type HistoryOf =
  | { readonly kind: 'archive' }
  | { readonly kind: 'report'; readonly id: ReportId; readonly name: string }
  | { readonly kind: 'passage'; readonly id: ExcerptId; readonly name: string };

/** Steps and changes shown; older ones stay in the log. */
export const SHOWN = 200;

/** The history on screen: of one report or passage, or the steps of the whole archive. Follows every change. */
export class HistorySession {
  #of = $state.raw<HistoryOf | null>(null);
  readonly #steps: LiveQuery<NamedSteps>;
  readonly #changes: LiveQuery<readonly SubjectChange[]>;
  readonly #complete: LiveQuery<boolean>;

  /** Create while a component initialises. */
  constructor(archive: Archive) {
    this.#steps = new LiveQuery(() => {
      return this.#of?.kind === 'archive' ? () => namedSteps(archive, SHOWN) : null;
    });
    this.#changes = new LiveQuery(() => {
      const of = this.#of;
      return of === null || of.kind === 'archive' ? null : () => subjectHistory(archive, of.id, SHOWN);
    });
    this.#complete = new LiveQuery(() => (this.#of === null ? null : () => isLogComplete(archive)));
  }

  /** Whose history is open; null for none. */
  get of(): HistoryOf | null {
    return this.#of;
  }
  /** The archive's steps; undefined until loaded. */
  get steps(): NamedSteps | undefined {
    return this.#steps.value;
  }
  /** The changes of a report or passage, newest first; undefined until loaded. */
  get changes(): readonly SubjectChange[] | undefined {
    return this.#changes.value;
  }
  /** Whether older changes are still being read back after a restore. */
  get isIncomplete(): boolean {
    return this.#complete.value === false;
  }
  /** Whether the log could not be read. */
  get failed(): boolean {
    return (this.#steps.error ?? this.#changes.error) !== undefined;
  }

  open(of: HistoryOf): void {
    this.#of = of;
  }
  close(): void {
    this.#of = null;
  }
}
