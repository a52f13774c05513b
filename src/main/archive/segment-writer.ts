import { open, rm, type FileHandle } from 'node:fs/promises';
import { syncFolder } from '../durable-file';
import { cutFile, makeFolder } from './files';
import { SEGMENT_BYTES, segmentPath } from './segments';

/** The segment that is being written and its length in bytes. */
export interface Tail {
  first: number;
  bytes: number;
}

export interface NumberedLine {
  n: number;
  bytes: Buffer;
}

export interface SegmentWriter {
  /**
   * Appends lines and syncs them to the disk, all or none of them: what a failed write left behind is removed at once,
   * or else before anything is ever appended again. Throws system errors.
   */
  append(lines: NumberedLine[]): Promise<void>;
  /** Lets go of the file; a later `append` opens it again. */
  close(): Promise<void>;
}

/** Continues the journal in `folder` after `tail`; null starts a new one. One call at a time. */
export function createSegmentWriter(folder: string, tail: Tail | null): SegmentWriter {
  /** What is on the disk for certain. */
  let kept = tail;
  let handle: FileHandle | null = null;
  /** Segments that an append which did not finish has started; null when there was none. */
  let unfinished: number[] | null = null;

  async function close(): Promise<void> {
    const open = handle;
    handle = null;
    await open?.close();
  }

  async function restore(started: number[]): Promise<void> {
    await close();
    for (const first of started.toReversed()) await rm(segmentPath(folder, first), { force: true });
    if (kept !== null) await cutFile(segmentPath(folder, kept.first), kept.bytes);
    if (started.length > 0) await syncFolder(folder);
    unfinished = null;
  }

  async function write(lines: NumberedLine[], started: number[]): Promise<Tail | null> {
    let at = kept;
    for (const group of groupBySegment(lines, kept)) {
      if (at?.first !== group.first) {
        await close();
        if (at === null) await makeFolder(folder);
        started.push(group.first);
        at = { first: group.first, bytes: 0 };
      }
      handle ??= await open(segmentPath(folder, group.first), 'a', 0o600);
      await writeAll(handle, group.bytes);
      await handle.datasync();
      if (started.includes(group.first)) await syncFolder(folder);
      at = { first: group.first, bytes: at.bytes + group.bytes.length };
    }
    return at;
  }

  return {
    append: async (lines) => {
      if (unfinished !== null) await restore(unfinished);
      const started: number[] = [];
      unfinished = started;
      try {
        kept = await write(lines, started);
        unfinished = null;
      } catch (error) {
        // When this fails too, the next append tries it again before it writes.
        await restore(started).catch(() => undefined);
        throw error;
      }
    },
    close,
  };
}

function groupBySegment(lines: NumberedLine[], tail: Tail | null): { first: number; bytes: Buffer }[] {
  const groups: { first: number; lines: Buffer[] }[] = [];
  let size = tail?.bytes ?? SEGMENT_BYTES;
  for (const { n, bytes } of lines) {
    const starts = size >= SEGMENT_BYTES;
    if (starts || groups.length === 0) groups.push({ first: starts ? n : tail!.first, lines: [] });
    if (starts) size = 0;
    groups.at(-1)!.lines.push(bytes);
    size += bytes.length;
  }
  return groups.map((group) => ({ first: group.first, bytes: Buffer.concat(group.lines) }));
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}
