import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ExcerptId } from '$domain/ids';
import type { Span } from '$domain/text/offsets';
import type { Archive } from '../usecases/archive';
import type { Messages } from './messages.svelte';
import { OverlapSession } from './overlaps.svelte';
import type { ReadingSession } from './reading.svelte';

const passage = (id: string, start: number, end: number) => ({
  excerpt: { id, span: { start, end }, quote: { exact: `words of ${id}` } },
  assignments: [{ pair: id }],
  memo: null,
});

/** A passage in a passage in a passage, one that overlaps them, and one that stands alone. */
const passages = [
  passage('outer', 0, 40),
  passage('middle', 5, 30),
  passage('inner', 10, 20),
  passage('beside', 15, 50),
  passage('alone', 60, 70),
];

let active = $state<string | null>(null);
let report = $state('report-1');
let caret: Span | null = null;
const edit = vi.fn();
const say = vi.fn();
let overlaps!: OverlapSession;
let stop!: () => void;

beforeEach(() => {
  vi.clearAllMocks();
  active = null;
  caret = null;
  const reading = {
    passages,
    edit,
    activate: (id: string | null) => (active = id),
    describe: (pair: unknown) => `pair of ${String(pair)}`,
    get activeId() {
      return active;
    },
    get reportId() {
      return report;
    },
  };
  stop = $effect.root(() => {
    overlaps = new OverlapSession(
      {} as Archive,
      { say } as unknown as Messages,
      reading as unknown as ReadingSession,
    );
    overlaps.followPlace(() => caret);
  });
  flushSync();
});
afterEach(() => stop());

const at = (offset: number): Span => ({ start: offset, end: offset });
function cycle(): string | null {
  overlaps.cycle();
  flushSync();
  return active;
}
function click(offset: number): string | null {
  caret = at(offset);
  overlaps.standAt(caret);
  overlaps.click(offset);
  flushSync();
  return active;
}
function choose(id: string): void {
  active = id;
  flushSync();
}

test('clicks at one place reach every passage there, shortest first, and begin again', () => {
  expect([1, 2, 3, 4, 5].map(() => click(16))).toEqual(['inner', 'middle', 'beside', 'outer', 'inner']);
  expect(say).toHaveBeenNthCalledWith(2, 'Passage 2 of 4 here: pair of middle: “words of middle”');
  expect(click(7)).toBe('middle');
  expect(click(16)).toBe('inner');
  expect(edit).not.toHaveBeenCalled();
});

test('a second click on a passage that stands alone edits it; a click beside all passages does nothing', () => {
  expect(click(65)).toBe('alone');
  expect(edit).not.toHaveBeenCalled();
  click(65);
  expect(edit).toHaveBeenCalledWith('alone');
  expect(click(55)).toBe('alone');
});

test('the key goes round at the caret and over a selection', () => {
  expect(cycle()).toBeNull();
  expect(say).toHaveBeenLastCalledWith('No passage here.');
  caret = at(16);
  expect([1, 2, 3, 4, 5].map(cycle)).toEqual(['inner', 'middle', 'beside', 'outer', 'inner']);
  caret = { start: 41, end: 62 };
  expect([1, 2, 3].map(cycle)).toEqual(['alone', 'beside', 'alone']);
});

test('what came later is meant: a passage chosen in the list, or the caret that moved since', () => {
  caret = at(65);
  choose('outer');
  expect(cycle()).toBe('inner');
  choose('outer');
  caret = at(66);
  expect(cycle()).toBe('alone');
  choose('outer');
  caret = at(55);
  expect(cycle()).toBe('inner');
});

test('the place in another report is forgotten', () => {
  caret = at(16);
  cycle();
  caret = null;
  choose(null as unknown as ExcerptId);
  report = 'report-2';
  flushSync();
  expect(cycle()).toBeNull();
});
