import type { Change } from '$domain/change/change';
import { reportsAfter } from '$domain/change/reports-after';
import type { Report } from '$domain/report/report';
import { listReportsAt } from '../storage/reads';
import type { Archive } from '../usecases/archive';

/**
 * All reports, newest first. They are read once, and then follow the changes: reading thousands again whenever fifty are
 * imported would hold up the window. Create while a component initialises.
 */
export class ReportList {
  #reports = $state.raw<readonly Report[]>();
  #error = $state.raw<unknown>(null);
  /** The last change that is in the list. */
  #seq = 0;
  /** What was committed while the reports were read. */
  readonly #waiting: Change[] = [];

  constructor({ db, feed }: Pick<Archive, 'db' | 'feed'>) {
    $effect(() => feed.listen((change) => this.#take(change)));
    listReportsAt(db).then(
      ({ seq, reports }) => {
        this.#reports = reports;
        this.#seq = seq;
        for (const change of this.#waiting.splice(0)) this.#take(change);
      },
      (error: unknown) => {
        this.#error = error;
        // The root component tells the person.
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** What went wrong when they were read; null when all is well. */
  get error(): unknown {
    return this.#error;
  }
  /** Undefined until they are read. */
  get all(): readonly Report[] | undefined {
    return this.#reports;
  }

  #take(change: Change): void {
    if (this.#reports === undefined) this.#waiting.push(change);
    else if (change.seq > this.#seq) {
      this.#reports = reportsAfter(this.#reports, change.ops);
      this.#seq = change.seq;
    }
  }
}
