import type { CanonicalText } from '../report/report';
import type { RowOp } from './change';

/**
 * How long a change is once it is written to the journal, in UTF-16 units of JSON: a change that is longer than main
 * accepts in one piece could never be saved, so it is measured before it is made.
 */

const MIB = 1024 * 1024;
/** The longest change that is made: with what is sent along with it well under what main accepts. */
export const LONGEST_CHANGE = 110 * MIB;

/** What a block takes besides its texts, and a place in the text: names, brackets and numbers. */
const BLOCK = 120;
const PLACE = 40;
/** Quotes and comma of a string in a list. */
const QUOTED = 3;

/**
 * The most that a text with its blocks can take; no string is made for it. A canonical text holds neither control
 * characters nor lone surrogates, so that no character of it is written as more than two. Every block repeats the
 * headings above it.
 */
export function textSize({ text, blocks }: CanonicalText): number {
  let size = 2 * text.length;
  for (const block of blocks) {
    size += BLOCK;
    for (const heading of block.section) size += 2 * heading.length + QUOTED;
    if ('label' in block) size += 2 * block.label.length;
    if (block.kind === 'footnote') size += PLACE * block.mentions.length;
  }
  return size;
}

/** What the operations take. Each row is written by itself, so that no long string is made. */
export function opsSize(ops: readonly RowOp[]): number {
  return ops.reduce((size, { before, after }) => size + BLOCK + rowSize(before) + rowSize(after), 0);
}

/**
 * Operations in parts that take up to {@link LONGEST_CHANGE} each, in the same order. One operation that is longer by
 * itself is a part of its own.
 */
export function inParts(ops: readonly RowOp[], longest = LONGEST_CHANGE): RowOp[][] {
  const parts: RowOp[][] = [];
  let size = Infinity;
  for (const op of ops) {
    const own = opsSize([op]);
    size += own;
    if (size > longest) {
      parts.push([]);
      size = own;
    }
    parts.at(-1)!.push(op);
  }
  return parts;
}

function rowSize(row: RowOp['after']): number {
  return JSON.stringify(row).length;
}
