import { BEFORE_HEADER, follow, NEWER_JOURNAL, type Line } from '../archive/chain';
import { splitLines } from '../archive/line-reader';
import { done, type Outcome } from '../outcome';
import { MAX_LINE_BYTES } from './backup-format';
import { damaged, newer, refusalForReading } from './backup-refusals';

const BATCH_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a journal from its header on, checked against the hash chain. Throws refusals. */
export async function* readJournal(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  let last = BEFORE_HEADER;
  for await (const { bytes, whole } of splitLines(withoutEndlessLines(chunks))) {
    const line = follow(last, bytes);
    if ('code' in line) {
      throw line.code === NEWER_JOURNAL.code
        ? newer()
        : damaged(`its journal is damaged at line ${last.n + 2}`);
    }
    if (!whole) throw damaged('its journal ends in the middle of a line');
    yield line;
    last = { n: line.n, hash: line.hash };
  }
}

async function* withoutEndlessLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let lineBytes = 0;
  for await (const chunk of chunks) {
    const newline = chunk.lastIndexOf(NEWLINE);
    lineBytes = newline === -1 ? lineBytes + chunk.length : chunk.length - newline - 1;
    if (lineBytes > MAX_LINE_BYTES) throw damaged('a line of its journal is longer than it can be');
    yield chunk;
  }
}

export interface Changes {
  bodies: string[];
  /** There are no more after these. */
  done: boolean;
}

export interface ChangeReader {
  /** Bodies of the changes after the one numbered `after`, about 4 MiB. Going on is fast, going back starts anew. */
  read(after: number): Promise<Outcome<Changes>>;
  close(): Promise<void>;
}

/** Reads a journal of `changes` changes; `open` starts its bytes from the beginning. */
export function createChangeReader(open: () => AsyncIterable<Uint8Array>, changes: number): ChangeReader {
  let lines: AsyncGenerator<Line, void, undefined> | null = null;
  let last = -1;
  let idle: Promise<unknown> = Promise.resolve();

  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const run = idle.then(job);
    idle = run.catch(() => undefined);
    return run;
  }

  async function restart(): Promise<void> {
    await lines?.return();
    lines = null;
    last = -1;
  }

  async function batch(after: number): Promise<Changes> {
    const bodies: string[] = [];
    let bytes = 0;
    if (last > after) await restart();
    lines ??= readJournal(open());
    while (last < changes && bytes < BATCH_BYTES) {
      const step = await lines.next();
      if (step.done === true) throw damaged('its journal ends too early');
      last = step.value.n;
      if (last <= after) continue;
      bodies.push(step.value.body.toString());
      bytes += step.value.body.length;
    }
    return { bodies, done: last >= changes };
  }

  return {
    read: (after) =>
      inTurn(async () => {
        if (after >= changes) return done({ bodies: [], done: true });
        try {
          return done(await batch(after));
        } catch (error) {
          await restart();
          return refusalForReading(error);
        }
      }),
    close: () => inTurn(restart),
  };
}
