/** How far back the pace of a work is looked at, milliseconds. */
const LATELY = 15_000;
/** Nothing is told of a work before it has gone on for so long, milliseconds. */
const SETTLED = 4000;

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** How fast a work goes, from what it got done lately: what went before says little about what is still to come. */
export class Pace {
  #samples: Sample[] = [];

  /** Takes in how much is done at a time in milliseconds. Less than before means that the work began anew. */
  note(done: number, at: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && done < last.done) this.#samples = [];
    this.#samples.push({ at, done });
    // One sample before the stretch is kept, so that a work that stands still is seen to.
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - LATELY) this.#samples.shift();
  }

  /** Milliseconds that a work of so much in all still takes; null while that cannot be told. */
  left(total: number): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < SETTLED) return null;
    const done = last.done - first.done;
    return done === 0 ? null : (Math.max(0, total - last.done) * (last.at - first.at)) / done;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `about 3 minutes left`: in whole minutes, and in hours from two on. */
export function timeLeft(ms: number): string {
  if (ms < MINUTE) return 'less than a minute left';
  if (ms >= 2 * HOUR) return `about ${Math.round(ms / HOUR)} hours left`;
  const minutes = Math.round(ms / MINUTE);
  return `about ${minutes} minute${minutes === 1 ? '' : 's'} left`;
}
