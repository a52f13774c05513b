import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Fault, JournalHead } from '$contract/schemas';
import { syncFolder } from '../durable-file';
import { GENESIS, storeIdOf, type Link } from './chain';
import { copyEnd, cutFile, stampOf } from './files';
import { BEGINNING, joinSegments, listSegments, segmentPath, walk, type Place, type Step } from './segments';
import type { Tail } from './segment-writer';

/** What is on the disk: where it ends, and where it may be continued. */
export interface Ending {
  head: JournalHead;
  /** Text of the last change; null when there is none. */
  lastBody: string | null;
  tail: Tail | null;
  fault: Fault | null;
  notes: string[];
}

const EMPTY: Ending = {
  head: { seq: 0, hash: GENESIS, storeId: null },
  lastBody: null,
  tail: null,
  fault: null,
  notes: [],
};

/**
 * Finds the end of a journal without reading all of it: the header, the joints between the segments and the whole last
 * segment. A line that was not written to its end is kept in `asideFolder` and removed. With any other damage nothing
 * is changed, and all of the journal is read to find the last line before it. Throws system errors.
 */
export async function openSegments(folder: string, asideFolder: string, now: () => Date): Promise<Ending> {
  const segments = await listSegments(folder);
  const newest = segments.at(-1);
  if (newest === undefined) return EMPTY;
  const header = await walkKeeping(folder, BEGINNING, (step) => step.n < 0);
  const { joined, beforeLast } = await joinSegments(folder);
  const end = joined && header.fault === null ? await readNewest(folder, newest, beforeLast) : header;
  if (!joined || end.fault !== null) return readAll(folder);
  const { tail, notes } = await dropTorn(folder, asideFolder, end.last, segments, now);
  return { ...endingAt(end, header.storeId), tail, notes };
}

/** Reads all of a journal; `head` is at its last good line. Changes nothing. */
export async function readAll(folder: string): Promise<Ending & { last: Place }> {
  const end = await walkKeeping(folder, BEGINNING, () => true);
  const { segment, offset } = end.last;
  const tail = offset === 0 ? null : { first: segment, bytes: offset };
  return { ...endingAt(end, end.storeId), tail, fault: end.fault, notes: [], last: end.last };
}

interface Kept {
  last: Place;
  fault: Fault | null;
  storeId: string | null;
  body: Buffer | null;
}

async function walkKeeping(folder: string, from: Place, more: (step: Step) => boolean): Promise<Kept> {
  let storeId: string | null = null;
  let body: Buffer | null = null;
  const end = await walk(folder, from, (step) => {
    if (step.n === 0) storeId = storeIdOf(step.body);
    else body = step.body;
    return more(step);
  });
  return { ...end, storeId, body };
}

/** The newest segment; and the one before when the newest holds no whole line, because the last change is there. */
async function readNewest(folder: string, newest: number, beforeLast: Link): Promise<Kept> {
  const end = await walkKeeping(folder, { segment: newest, offset: 0, ...beforeLast }, () => true);
  if (end.fault !== null || end.last.offset > 0 || newest === 0) return end;
  const before = (await listSegments(folder)).at(-2)!;
  const place = { segment: before, offset: 0, n: before - 1, hash: null };
  const { fault, body } = await walkKeeping(folder, place, () => true);
  return { ...end, fault, body };
}

function endingAt({ last, body }: Kept, storeId: string | null): Pick<Ending, 'head' | 'lastBody' | 'fault'> {
  const head = last.n < 0 ? EMPTY.head : { seq: last.n, hash: last.hash ?? GENESIS, storeId };
  return { head, lastBody: body?.toString() ?? null, fault: null };
}

async function dropTorn(
  folder: string,
  asideFolder: string,
  last: Place,
  segments: number[],
  now: () => Date,
): Promise<{ tail: Tail | null; notes: string[] }> {
  const path = segmentPath(folder, last.segment);
  const { size } = await stat(path);
  const isTorn = size > last.offset;
  if (isTorn) await copyEnd(path, last.offset, asideFolder, `${stampOf(now)}-torn-${basename(path)}`);
  const notes = isTorn ? [TORN] : [];
  if (last.offset > 0) {
    if (isTorn) await cutFile(path, last.offset);
    return { tail: { first: last.segment, bytes: last.offset }, notes };
  }
  await rm(path);
  await syncFolder(folder);
  const before = segments.at(-2);
  if (before === undefined) return { tail: null, notes };
  return { tail: { first: before, bytes: (await stat(segmentPath(folder, before))).size }, notes };
}

const TORN =
  'The last write to the journal had not been finished. What there was of it was kept aside; ' +
  'everything reported as saved before it is whole.';
