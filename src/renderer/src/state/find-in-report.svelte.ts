import type { ReportText } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';

type Find = (needle: string) => readonly Span[];

/** Find in the open report: what is sought, where it stands, and which place is shown. */
export class FindInReport {
  #needle = $state('');
  #open = $state(false);
  #at = $state(0);
  /** Of the report that is open; null until it is ready to be searched in. */
  #find = $state.raw<Find | null>(null);
  readonly #found = $derived(this.#find?.(this.#needle) ?? []);

  /** Create while a component initialises. */
  constructor(report: () => { readonly text: ReportText; readonly language: string } | null) {
    $effect(() => {
      const open = this.#open ? report() : null;
      let isCurrent = true;
      this.#find = null;
      if (open) {
        // Its code comes only once it is needed.
        void import('../usecases/find-in-report')
          .then(({ findInReport }) => findInReport(open.text, open.language))
          .then((find) => {
            if (isCurrent) this.#find = find;
          });
      }
      return () => {
        isCurrent = false;
      };
    });
  }

  get isOpen(): boolean {
    return this.#open;
  }
  get needle(): string {
    return this.#needle;
  }
  set needle(needle: string) {
    this.#needle = needle;
    this.#at = 0;
  }
  get hits(): readonly Span[] {
    return this.#found;
  }
  /** Index of the place shown; -1 when there is none. */
  get current(): number {
    return this.#found.length === 0 ? -1 : this.#at % this.#found.length;
  }

  open(): void {
    this.#open = true;
  }
  close(): void {
    this.#open = false;
  }
  step(by: 1 | -1): void {
    const count = this.#found.length;
    if (count > 0) this.#at = (this.current + by + count) % count;
  }
}
