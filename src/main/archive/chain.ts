import { createHash } from 'node:crypto';
import type { Fault } from '$contract/schemas';

/** The hash before the first line. */
export const GENESIS = '0'.repeat(64);

const FORMAT = 'commonplace-journal';
const VERSION = 1;
const START = /^\{"n":(0|[1-9][0-9]{0,14}),"prev":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","body":/u;
const LONGEST_START = 200;
const NEWLINE = 0x0a;
const CLOSING_BRACE = 0x7d;
const BREAKS_A_LINE = /[\n\r\p{Surrogate}]/u;

/** The number of a line and its hash: what the next line must follow. Before the header it is {@link BEFORE_HEADER}. */
export interface Link {
  n: number;
  hash: string;
}

export const BEFORE_HEADER: Link = { n: -1, hash: GENESIS };

/** A line whose hash is right. `body` is JSON text, in UTF-8, as it was given. */
export interface Line {
  n: number;
  prev: string;
  hash: string;
  body: Buffer;
}

export interface Header {
  storeId: string;
  /** UTC instant. */
  createdAt: string;
}

/**
 * One line of the journal with its newline, and its hash: the SHA-256 of `prev`, `n` and `body` with newlines between.
 * Line 0 is the header, the change numbered `n` is line `n`. Throws when `body` is no JSON text as `JSON.stringify`
 * writes it: then the line could not be read back as it was.
 */
export function formatLine(n: number, prev: string, body: string): { line: string; hash: string } {
  if (body === '' || BREAKS_A_LINE.test(body))
    throw new Error('a journal body must be JSON text on one line');
  const hash = hashOf(n, prev, body);
  return { line: `{"n":${n},"prev":"${prev}","hash":"${hash}","body":${body}}\n`, hash };
}

/** A line with or without its newline; null when it has another shape or its hash is wrong. */
export function parseLine(line: string): { n: number; prev: string; hash: string; body: string } | null {
  const parsed = parseLineBytes(Buffer.from(line));
  return parsed === null ? null : { ...parsed, body: parsed.body.toString() };
}

/** {@link parseLine} on bytes, so that no two different files can be read as the same text. */
export function parseLineBytes(bytes: Buffer): Line | null {
  const start = parseStart(bytes);
  if (start === null) return null;
  const end = bytes.length - (bytes.at(-1) === NEWLINE ? 2 : 1);
  if (end <= start.bodyAt || bytes[end] !== CLOSING_BRACE) return null;
  const { n, prev, hash } = start;
  const body = bytes.subarray(start.bodyAt, end);
  return hashOf(n, prev, body) === hash ? { n, prev, hash, body } : null;
}

/** What a line says of itself, unchecked; `bodyAt` is the byte where its body starts. Needs no more than 200 bytes. */
export function parseStart(bytes: Buffer): { n: number; prev: string; hash: string; bodyAt: number } | null {
  const match = START.exec(bytes.toString('latin1', 0, LONGEST_START));
  if (match === null) return null;
  return { n: Number(match[1]), prev: match[2]!, hash: match[3]!, bodyAt: match[0].length };
}

export function formatHeader(header: Header): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...header });
}

/** The body of line 0; `newer` when a later version of the app wrote it, null when it is no header. */
export function readHeader(body: string): Header | { newer: true } | null {
  let header: unknown;
  try {
    header = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof header !== 'object' || header === null) return null;
  const { format, version, storeId, createdAt } = header as Record<string, unknown>;
  if (format !== FORMAT || typeof version !== 'number') return null;
  if (version > VERSION) return { newer: true };
  if (version !== VERSION || typeof storeId !== 'string' || storeId === '') return null;
  return typeof createdAt === 'string' ? { storeId, createdAt } : null;
}

/** Whose journal the header's body says it is; null when it is none. */
export function storeIdOf(header: Buffer): string | null {
  const read = readHeader(header.toString());
  return read !== null && 'storeId' in read ? read.storeId : null;
}

/** A line that may follow `last`, or what is wrong with it. With `hash` null, any line of the right number may follow. */
export function follow(last: { n: number; hash: string | null }, bytes: Buffer): Line | Fault {
  const line = parseLineBytes(bytes);
  if (line?.n !== last.n + 1) return damagedAt(last.n + 1);
  if (last.hash !== null && line.prev !== last.hash) return damagedAt(line.n);
  if (line.n > 0) return line;
  const header = readHeader(line.body.toString());
  if (header === null) return damagedAt(0);
  return 'newer' in header ? NEWER_JOURNAL : line;
}

export const NEWER_JOURNAL: Fault = {
  code: 'journal/newer',
  message:
    'The journal of this archive was written by a newer version of Commonplace. Nothing was changed. ' +
    'Open the archive with that version or a later one.',
};

/** The fault of a journal that cannot be followed to the change numbered `n`; 0 is its first line. */
export function damagedAt(n: number): Fault {
  const where =
    n <= 0
      ? 'The journal is damaged at its beginning.'
      : `The journal is damaged at change ${n}. The changes before it can be read.`;
  return {
    code: 'journal/damaged',
    message:
      `${where} The archive itself was not touched. Keep the damaged journal aside and let the archive continue it, ` +
      'or restore a backup.',
  };
}

function hashOf(n: number, prev: string, body: string | Buffer): string {
  const hash = createHash('sha256').update(`${prev}\n${n}\n`);
  return (typeof body === 'string' ? hash.update(body, 'utf8') : hash.update(body)).digest('hex');
}
