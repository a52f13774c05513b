import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, type Append, type Journal, type OpenedJournal } from '../journal';

export const STORE = '5f0c6c0a-1f0e-4a53-9a55-3f0b0f2a8a01';
export const now = (): Date => new Date('2026-03-04T05:06:07.008Z');
export const STAMP = '2026-03-04T05-06-07.008Z';

/** A profile folder of its own, and the journal in it. */
export class JournalFixture {
  readonly profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  readonly folder = join(this.profile, 'journal');
  readonly aside = join(this.profile, 'aside');
  #opened: Journal[] = [];

  async open(): Promise<OpenedJournal> {
    const opened = await openJournal(this.folder, this.aside, now);
    this.#opened.push(opened.journal);
    return opened;
  }

  /** A journal that holds these changes, closed again. */
  async write(...bodies: string[]): Promise<void> {
    const { journal } = await this.open();
    const outcome = await journal.append(changes(journal, ...bodies));
    await journal.close();
    if (!outcome.ok) throw new Error(outcome.message);
  }

  segments(): string[] {
    return readdirSync(this.folder).sort();
  }

  segment(first = 0): string {
    return join(this.folder, `${String(first).padStart(12, '0')}.jsonl`);
  }

  bytes(): Buffer {
    return Buffer.concat(this.segments().map((name) => readFileSync(join(this.folder, name))));
  }

  async remove(): Promise<void> {
    for (const journal of this.#opened) await journal.close();
    rmSync(this.profile, { recursive: true });
  }
}

/** What appends these bodies at the end of the journal. */
export function changes(journal: Journal, ...bodies: string[]): Append {
  return { storeId: STORE, after: journal.head.seq, bodies, now };
}

/** Every body that the journal gives, and how the reading ended. */
export async function readAllBodies(journal: Journal): Promise<{ bodies: string[]; code: string | null }> {
  const bodies: string[] = [];
  for (;;) {
    const outcome = await journal.read(bodies.length);
    if (!outcome.ok) return { bodies, code: outcome.code };
    bodies.push(...outcome.value.bodies);
    if (outcome.value.done) return { bodies, code: null };
  }
}

/** What every file handle inherits, to spy on. */
export async function handlePrototype(): Promise<FileHandle> {
  const handle = await open(process.execPath, 'r');
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}
