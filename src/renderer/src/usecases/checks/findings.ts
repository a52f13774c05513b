/** The stable names of the checks, in the order they run. */
export const CHECKS = [
  'counts',
  'references',
  'quotes',
  'texts',
  'originals',
  'journal',
  'store',
  'index',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What one check came to. */
export interface ArchiveCheck {
  readonly check: CheckName;
  readonly ok: boolean;
  /** How many things were looked at. */
  readonly count: number;
  /** What is wrong, in sentences; empty when nothing is. */
  readonly details: readonly string[];
}

/** Sentences kept of one check; the rest is only counted. */
const MOST_DETAILS = 20;

/** Gathers what one check looks at and finds wrong. */
export class Findings {
  #count = 0;
  #faults = 0;
  readonly #details: string[] = [];

  looked(things = 1): void {
    this.#count += things;
  }

  fault(sentence: string): void {
    this.#faults += 1;
    if (this.#details.length < MOST_DETAILS) this.#details.push(sentence);
  }

  result(check: CheckName): ArchiveCheck {
    const more = this.#faults - this.#details.length;
    return {
      check,
      ok: this.#faults === 0,
      count: this.#count,
      details: more === 0 ? this.#details : [...this.#details, `And ${more.toLocaleString('en')} more.`],
    };
  }
}
