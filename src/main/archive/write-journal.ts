import { readdir, rm } from 'node:fs/promises';
import type { JournalHead } from '$contract/schemas';
import { done, refuse, systemCode, type Outcome } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { BEFORE_HEADER, damagedAt, follow, GENESIS, storeIdOf, type Link } from './chain';
import { isDiskFull, makeFolder } from './files';
import { splitLines } from './line-reader';
import { createSegmentWriter, type NumberedLine } from './segment-writer';

const WRITE_BYTES = 8 * 1024 * 1024;

/**
 * Makes the journal of an archive that is built anew from the bytes of another one, in chunks of any size; each line is
 * checked before it is written. An empty stream makes an empty journal. Refuses with `journal/damaged`,
 * `journal/newer`, `journal/disk-full` or `journal/not-written`, and then leaves no journal behind. An error of the
 * stream itself is thrown, with the same care. Throws when `folder` holds anything already.
 */
export async function writeJournal(
  folder: string,
  lines: AsyncIterable<Uint8Array | string>,
): Promise<Outcome<JournalHead>> {
  if (!(await isMissingOrEmpty(folder))) throw new Error('a journal is only built in an empty folder');
  let outcome: Outcome<JournalHead> | null = null;
  try {
    outcome = await copyLines(folder, lines);
    return outcome;
  } finally {
    if (outcome?.ok !== true) await rm(folder, { recursive: true, force: true });
  }
}

async function copyLines(
  folder: string,
  lines: AsyncIterable<Uint8Array | string>,
): Promise<Outcome<JournalHead>> {
  const writer = createSegmentWriter(folder, null);
  let last: Link = BEFORE_HEADER;
  let storeId: string | null = null;
  let pending: NumberedLine[] = [];
  let pendingBytes = 0;

  async function flush(): Promise<Outcome<void>> {
    try {
      await makeFolder(folder);
      if (pending.length > 0) await writer.append(pending);
    } catch (error) {
      if (isDiskFull(error)) return DISK_FULL;
      reportUnexpected('building a journal', error);
      return NOT_WRITTEN;
    }
    pending = [];
    pendingBytes = 0;
    return done(undefined);
  }

  try {
    for await (const { bytes, whole } of splitLines(lines)) {
      const line = whole ? follow(last, bytes) : damagedAt(last.n + 1);
      if ('code' in line) return refuse(line.code, line.message);
      if (line.n === 0) storeId = storeIdOf(line.body);
      last = { n: line.n, hash: line.hash };
      pending.push({ n: line.n, bytes });
      pendingBytes += bytes.length;
      if (pendingBytes < WRITE_BYTES) continue;
      const flushed = await flush();
      if (!flushed.ok) return flushed;
    }
    const flushed = await flush();
    if (!flushed.ok) return flushed;
    return done(last.n < 0 ? { seq: 0, hash: GENESIS, storeId } : { seq: last.n, hash: last.hash, storeId });
  } finally {
    await writer.close();
  }
}

async function isMissingOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  }
}

const DISK_FULL = refuse(
  'journal/disk-full',
  'The disk is full, so the archive could not be built anew. The archive in use was not touched. ' +
    'Free some space and try again.',
);
const NOT_WRITTEN = refuse(
  'journal/not-written',
  'The archive could not be built anew, because its journal could not be written. The archive in use was not ' +
    'touched. Check that the archive folder can be written to and try again.',
);
