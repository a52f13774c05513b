import type { JournalAppend } from '$contract/host-api';
import type { Fault, JournalCheck, JournalHead, RowCounts } from '$contract/schemas';
import { sha256 } from './ports';

/** A line of a journal in memory: what main writes to a file, one object a line. */
export interface FakeLine {
  readonly n: number;
  readonly prev: string;
  readonly hash: string;
  readonly body: string;
}

export interface FakeJournalContent {
  readonly storeId: string | null;
  /** Line 0 is the header, the change numbered `n` is line `n`. */
  readonly lines: readonly FakeLine[];
  /** The row numbers of the last append that gave them. */
  readonly rows: RowCounts | null;
}

export const EMPTY_JOURNAL: FakeJournalContent = { storeId: null, lines: [], rows: null };

const GENESIS = '0'.repeat(64);
/** Bodies a reading gives at most: small, so that tests see more than one. */
const BODIES_AT_ONCE = 3;

/** The journal that main keeps, in memory: the same chain of hashes and the same refusals, as coded errors. */
export class FakeJournal {
  content: FakeJournalContent;
  /** Why appending fails just now, as `code: message`; null when it works. */
  refusal: string | null = null;
  readonly #kept: (content: FakeJournalContent) => void;

  constructor(
    content: FakeJournalContent = EMPTY_JOURNAL,
    kept: (content: FakeJournalContent) => void = () => undefined,
  ) {
    this.content = content;
    this.#kept = kept;
  }

  get head(): JournalHead {
    const { storeId, lines } = this.content;
    const last = lines.at(-1);
    return { seq: last?.n ?? 0, hash: last?.hash ?? GENESIS, storeId };
  }

  replace(content: FakeJournalContent): void {
    this.content = content;
    this.#kept(content);
  }

  async append({ storeId, after, bodies, rows }: JournalAppend): Promise<JournalHead> {
    if (this.refusal !== null) throw new Error(this.refusal);
    const { content, head } = this;
    if (content.storeId !== null && content.storeId !== storeId) {
      throw new Error('journal/other-archive: The journal belongs to another archive.');
    }
    if (after !== head.seq) throw new Error('journal/not-next: Other changes come first.');
    const lines = [...content.lines];
    const added = lines.length === 0 ? [JSON.stringify({ storeId }), ...bodies] : bodies;
    for (const body of added) {
      const prev = lines.at(-1)?.hash ?? GENESIS;
      const n = lines.length;
      lines.push({ n, prev, hash: await hashOf(n, prev, body), body });
    }
    this.replace({ storeId, lines, rows });
    return this.head;
  }

  async read(after: number): Promise<{ bodies: string[]; done: boolean }> {
    const bodies: string[] = [];
    for (const line of this.content.lines.slice(Math.max(after, 0) + 1).slice(0, BODIES_AT_ONCE)) {
      if (!(await this.#isWhole(line))) break;
      bodies.push(line.body);
    }
    const end = after + bodies.length >= this.head.seq;
    if (bodies.length === 0 && !end) throw new Error(`journal/damaged: ${damagedAt(after + 1).message}`);
    return { bodies, done: end };
  }

  async check(): Promise<JournalCheck> {
    for (const line of this.content.lines) {
      if (!(await this.#isWhole(line))) {
        return { changes: Math.max(line.n - 1, 0), fault: damagedAt(line.n) };
      }
    }
    return { changes: this.head.seq, fault: null };
  }

  /** Drops everything from the first bad line on. */
  async cut(): Promise<JournalHead> {
    const { changes, fault } = await this.check();
    if (fault !== null) this.replace({ ...this.content, lines: this.content.lines.slice(0, changes + 1) });
    return this.head;
  }

  async #isWhole({ n, prev, hash, body }: FakeLine): Promise<boolean> {
    const before = n === 0 ? GENESIS : this.content.lines[n - 1]?.hash;
    return prev === before && hash === (await hashOf(n, prev, body));
  }
}

function damagedAt(n: number): Fault {
  return { code: 'journal/damaged', message: `The journal is damaged at change ${n}.` };
}

function hashOf(n: number, prev: string, body: string): Promise<string> {
  return sha256(`${prev}\n${n}\n${body}`);
}
