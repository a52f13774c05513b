import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Fault, JournalCheck, JournalHead } from '$contract/schemas';
import { syncFolder } from '../durable-file';
import { done, refuse, type Outcome, type Refusal } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { damagedAt, formatHeader, formatLine, GENESIS } from './chain';
import { copyDurably, cutFile, isDiskFull, makeFolder, stampOf } from './files';
import { openSegments, readAll, type Ending } from './open-segments';
import { createSegmentWriter, type NumberedLine } from './segment-writer';
import { BEGINNING, listSegments, segmentPath, walk, type Place, type Step } from './segments';

const READ_BYTES = 4 * 1024 * 1024;
const LINES_BETWEEN_REPORTS = 1000;

export interface Append {
  storeId: string;
  /** The change that the first body follows. */
  after: number;
  /** JSON texts, each one change. */
  bodies: string[];
  now: () => Date;
}

/** The archive's changes in order, each line holding the hash of the one before it. One owner per folder. */
export interface Journal {
  /** Where it ends. Opened with a fault, it ends before the damage. */
  readonly head: JournalHead;
  /** Text of the last change; null when there is none. */
  readonly lastBody: string | null;
  /** What was found to be wrong, when it was opened or since. Nothing is appended until it was cut. */
  readonly fault: Fault | null;
  /**
   * Syncs the changes to the disk before it answers, all or none of them; calls run one after another. Refuses with
   * `journal/not-next`, `journal/other-archive`, `journal/disk-full`, `journal/not-written`, or the journal's fault.
   */
  append(append: Append): Promise<Outcome<JournalHead>>;
  /**
   * About 4 MiB of changes after the one numbered `after`, at least one, checked. Reading on from where the last call
   * ended starts there. Refuses with `journal/damaged`, `journal/newer` or `journal/unreadable`.
   */
  read(after: number): Promise<Outcome<{ bodies: string[]; done: boolean }>>;
  /** Checks every line. The fault may also be `journal/unreadable`, when the disk does not give it. */
  check(onProgress?: (done: number, total: number) => void): Promise<JournalCheck>;
  /**
   * Writes the checked lines from the header to the change numbered `upTo`, or to the last; stops at the first bad one
   * and says so. Errors of `write` and of the disk are thrown.
   */
  copyTo(write: (bytes: Uint8Array) => Promise<void>, upTo?: number): Promise<JournalCheck>;
  /**
   * Copies all of the journal into a new folder in `asideFolder`, then removes what follows the last good line; does
   * nothing to a journal that is whole. Refuses with `journal/newer`, `journal/disk-full` or `journal/not-written`.
   */
  cut(asideFolder: string): Promise<Outcome<JournalHead>>;
  /** Waits for what is being written, and lets go of the file. */
  close(): Promise<void>;
}

export interface OpenedJournal {
  journal: Journal;
  /** What was repaired, in sentences for people. */
  notes: string[];
  fault: Fault | null;
}

/**
 * Opens the journal in `folder`; a missing or empty folder is an empty journal. Reads the last segment and the joints
 * of the others, so damage inside an older segment is found by `check` and `read`. A journal that was cut exactly
 * between two lines looks whole from inside: the ledger and the store know that there was more.
 */
export async function openJournal(
  folder: string,
  asideFolder: string,
  now: () => Date = () => new Date(),
): Promise<OpenedJournal> {
  let ending: Ending;
  try {
    ending = await openSegments(folder, asideFolder, now);
  } catch (error) {
    reportUnexpected('opening the journal', error);
    const head = { seq: 0, hash: GENESIS, storeId: null };
    ending = { head, lastBody: null, tail: null, fault: UNREADABLE, notes: [] };
  }
  return { journal: createJournal(folder, ending, now), notes: ending.notes, fault: ending.fault };
}

function createJournal(folder: string, opened: Ending, now: () => Date): Journal {
  let { head, lastBody, fault } = opened;
  let writer = createSegmentWriter(folder, opened.tail);
  let idle: Promise<unknown> = Promise.resolve();
  /** Where the last `read` ended. */
  let cursor: Place = BEGINNING;

  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const run = idle.then(job);
    idle = run.catch(() => undefined);
    return run;
  }

  /** Visits what follows `from`, up to `upTo` or until `visit` says false, and remembers damage. */
  async function visitLines(
    from: Place,
    upTo: number,
    visit: (step: Step) => boolean | Promise<boolean>,
  ): Promise<{ last: Place; fault: Fault | null }> {
    if (upTo <= from.n) return { last: from, fault: null };
    const owner = writer;
    const state = { isStopped: false };
    const end = await walk(folder, from, async (step) => {
      state.isStopped = !(await visit(step)) || step.n >= upTo;
      return !state.isStopped;
    });
    const found = end.fault ?? (state.isStopped ? null : damagedAt(end.last.n + 1));
    // What a reading found before the journal was cut is no longer there.
    if (owner === writer) fault ??= found;
    return { last: end.last, fault: found };
  }

  async function append({ storeId, after, bodies, now }: Append): Promise<Outcome<JournalHead>> {
    if (fault !== null) return refuse(fault.code, fault.message);
    if (head.storeId !== null && head.storeId !== storeId) return OTHER_ARCHIVE;
    if (after !== head.seq) return NOT_NEXT;
    if (bodies.length === 0) return done(head);
    const lines: NumberedLine[] = [];
    let { hash } = head;
    const add = (n: number, body: string): void => {
      const formatted = formatLine(n, hash, body);
      lines.push({ n, bytes: Buffer.from(formatted.line) });
      hash = formatted.hash;
    };
    if (head.storeId === null) add(0, formatHeader({ storeId, createdAt: now().toISOString() }));
    bodies.forEach((body, index) => add(after + 1 + index, body));
    try {
      await writer.append(lines);
    } catch (error) {
      return isDiskFull(error) ? DISK_FULL : notWritten('appending to the journal', error);
    }
    head = { seq: after + bodies.length, hash, storeId };
    lastBody = bodies.at(-1)!;
    return done(head);
  }

  async function read(after: number): Promise<Outcome<{ bodies: string[]; done: boolean }>> {
    const upTo = head.seq;
    if (after >= upTo) return done({ bodies: [], done: true });
    const bodies: string[] = [];
    let bytes = 0;
    const from = cursor.n === after ? cursor : await placeBefore(folder, after);
    const end = await visitLines(from, upTo, (step) => {
      if (step.n <= after) return true;
      bodies.push(step.body.toString());
      bytes += step.body.length;
      return bytes < READ_BYTES;
    });
    cursor = end.last;
    if (end.fault !== null && bodies.length === 0) return refuse(end.fault.code, end.fault.message);
    return done({ bodies, done: end.last.n >= upTo });
  }

  async function checkLines(visit: (step: Step) => Promise<void>, upTo: number): Promise<JournalCheck> {
    const end = await visitLines(
      BEGINNING,
      head.storeId === null ? -1 : Math.min(upTo, head.seq),
      async (step) => {
        await visit(step);
        return true;
      },
    );
    return { changes: Math.max(end.last.n, 0), fault: end.fault ?? (upTo > head.seq ? fault : null) };
  }

  async function cut(asideFolder: string): Promise<Outcome<JournalHead>> {
    const whole = await readAll(folder);
    if (whole.fault?.code === 'journal/newer') return refuse(whole.fault.code, whole.fault.message);
    if (whole.fault === null && fault === null) return done(head);
    await writer.close();
    const segments = await listSegments(folder);
    await copyAside(folder, segments, join(asideFolder, `${stampOf(now)}-journal`));
    const { segment, offset } = whole.last;
    const kept = offset > 0 ? segment : segment - 1;
    for (const first of segments.filter((first) => first > kept).reverse())
      await rm(segmentPath(folder, first));
    if (offset > 0) await cutFile(segmentPath(folder, segment), offset);
    if (segments.length > 0) await syncFolder(folder);
    const reopened = await openSegments(folder, asideFolder, now);
    ({ head, lastBody, fault } = reopened);
    writer = createSegmentWriter(folder, reopened.tail);
    cursor = BEGINNING;
    return done(head);
  }

  return {
    get head() {
      return head;
    },
    get lastBody() {
      return lastBody;
    },
    get fault() {
      return fault;
    },
    append: (request) => inTurn(() => append(request)),
    read: async (after) => {
      try {
        return await read(after);
      } catch (error) {
        reportUnexpected('reading the journal', error);
        return refuse(UNREADABLE.code, UNREADABLE.message);
      }
    },
    check: async (onProgress) => {
      const total = head.seq;
      try {
        return await checkLines(async ({ n }) => {
          if (n === total || n % LINES_BETWEEN_REPORTS === 0) onProgress?.(n, total);
        }, Infinity);
      } catch (error) {
        reportUnexpected('checking the journal', error);
        return { changes: 0, fault: UNREADABLE };
      }
    },
    copyTo: (write, upTo = Infinity) => checkLines(({ bytes }) => write(bytes), upTo),
    cut: (asideFolder) =>
      inTurn(async () => {
        try {
          return await cut(asideFolder);
        } catch (error) {
          return isDiskFull(error) ? DISK_FULL : notWritten('cutting the journal', error);
        }
      }),
    close: () => inTurn(() => writer.close()),
  };
}

/** The beginning of the segment that holds the line `n`. */
async function placeBefore(folder: string, n: number): Promise<Place> {
  const segment = (await listSegments(folder)).findLast((first) => first <= n) ?? 0;
  return segment === 0 ? BEGINNING : { segment, offset: 0, n: segment - 1, hash: null };
}

async function copyAside(folder: string, segments: number[], to: string): Promise<void> {
  await makeFolder(to);
  for (const first of segments) {
    const path = segmentPath(folder, first);
    await copyDurably(path, join(to, basename(path)));
  }
  await syncFolder(to);
}

function notWritten(where: string, error: unknown): Refusal {
  reportUnexpected(where, error);
  return NOT_WRITTEN;
}

const UNREADABLE: Fault = {
  code: 'journal/unreadable',
  message:
    'The journal of this archive could not be read. Nothing was changed. Check that the disk works and that the ' +
    'archive folder belongs to you, and start again.',
};
const NOT_NEXT = refuse(
  'journal/not-next',
  'The change does not follow the last one in the journal, so it was not written. What was saved before is safe. ' +
    'Restart Commonplace, so that it compares the archive with its journal.',
);
const OTHER_ARCHIVE = refuse(
  'journal/other-archive',
  'The journal in this folder belongs to another archive, so nothing was written to it. What was saved before is ' +
    'safe. Check that the archive folder holds the files of one archive only.',
);
const DISK_FULL = refuse(
  'journal/disk-full',
  'The disk is full, so the last change was not saved. What was saved before is safe. Free some space and try again.',
);
const NOT_WRITTEN = refuse(
  'journal/not-written',
  'The journal could not be written, so the last change was not saved. What was saved before is safe. ' +
    'Check that the archive folder can be written to and try again.',
);
