import type { Span } from '$domain/text/offsets';
import { findInText } from '$domain/text/find-in-text';

/** Find in the open report: what is sought, where it stands, and which place is shown. */
export class FindInReport {
  #needle = $state('');
  #open = $state(false);
  #at = $state(0);
  readonly #text: () => string;
  readonly #found = $derived.by(() => (this.#open ? findInText(this.#text(), this.#needle) : []));

  constructor(text: () => string) {
    this.#text = text;
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
