import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '$contract/schemas';
import { systemCode } from '../outcome';
import { BEFORE_HEADER, damagedAt, follow, parseStart, type Line, type Link } from './chain';
import { linesOf, outerLines } from './line-reader';

/** Bytes after which a segment is not continued. */
export const SEGMENT_BYTES = 8 * 1024 * 1024;

const NAME = /^\d{12}\.jsonl$/u;
const START_BYTES = 200;

/** A segment is known by the number of its first line, which is its file's name. */
export function segmentPath(folder: string, first: number): string {
  return join(folder, `${String(first).padStart(12, '0')}.jsonl`);
}

/** The segments of a journal in order; none when the folder is missing. */
export async function listSegments(folder: string): Promise<number[]> {
  try {
    const names = (await readdir(folder)).filter((name) => NAME.test(name));
    return names.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Right after the line `n`. A null `hash` is not known: the line that follows is then taken as it is. */
export interface Place {
  segment: number;
  /** Byte in the segment. */
  offset: number;
  n: number;
  hash: string | null;
}

export const BEGINNING: Place = { segment: 0, offset: 0, ...BEFORE_HEADER };

/** A checked line, its bytes with the newline, and the place after it. */
export interface Step extends Line {
  bytes: Buffer;
  after: Place;
}

/**
 * Checks and visits every line after `from`, until `visit` says false or there are no more. Bytes after the last
 * newline of the last segment are not a line and no fault: they are a write that was not finished. Throws system errors.
 */
export async function walk(
  folder: string,
  from: Place,
  visit: (step: Step) => boolean | Promise<boolean>,
): Promise<{ last: Place; fault: Fault | null }> {
  let last = from;
  const segments = (await listSegments(folder)).filter((first) => first >= from.segment);
  for (const segment of segments) {
    if (segment !== last.segment) {
      if (segment !== last.n + 1) return { last, fault: damagedAt(last.n + 1) };
      last = { ...last, segment, offset: 0 };
    }
    for await (const { bytes, whole } of linesOf(segmentPath(folder, segment), last.offset)) {
      if (!whole && segment === segments.at(-1)) break;
      const line = whole ? follow(last, bytes) : damagedAt(last.n + 1);
      if ('code' in line) return { last, fault: line };
      last = { segment, offset: last.offset + bytes.length, n: line.n, hash: line.hash };
      const more = visit({ ...line, bytes, after: last });
      if (!(typeof more === 'boolean' ? more : await more)) return { last, fault: null };
    }
  }
  return { last, fault: null };
}

/**
 * Whether each segment starts where the one before it says that it ends, read from the outermost lines alone: it finds
 * segments that are missing or cut without reading them. With it, the last line of the last segment but one.
 */
export async function joinSegments(folder: string): Promise<{ joined: boolean; beforeLast: Link }> {
  const segments = await listSegments(folder);
  let last: Link = BEFORE_HEADER;
  for (const segment of segments) {
    if (segment !== last.n + 1) return { joined: false, beforeLast: last };
    if (segment === segments.at(-1)) break;
    const outer = outerLines(segmentPath(folder, segment), START_BYTES);
    const first = outer.first && parseStart(outer.first);
    const final = outer.last && parseStart(outer.last);
    if (!outer.endsWhole || first?.n !== segment || first.prev !== last.hash || !final) {
      return { joined: false, beforeLast: last };
    }
    last = { n: final.n, hash: final.hash };
  }
  return { joined: true, beforeLast: last };
}
