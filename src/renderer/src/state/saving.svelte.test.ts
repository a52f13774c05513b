import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SpaceState } from '$contract/schemas';
import { savedWords } from '../components/shell/saved-words';
import type { Archive } from '../usecases/archive';
import type { SaveState } from '../usecases/keep-journal';
import { WriteGate } from '../usecases/write-gate';
import { SavingState } from './saving.svelte';

vi.mock('../storage/reads', () => ({ lastChangeAt: vi.fn() }));
vi.mock('../storage/observe', () => ({
  observe: (_query: unknown, { next }: { next: (value: unknown) => void }) => {
    next('2021-03-03T12:00:00');
    return () => undefined;
  },
}));

const NOW = new Date('2021-03-03T18:00:00');
let gate: WriteGate;
let saving: SavingState;
let tellJournal: (state: SaveState) => void;
let tellSpace: (space: SpaceState) => void;
let stop: () => void;

/** `checked`: whether all rows are there, once they are counted. */
async function open(space: SpaceState | null, checked = Promise.resolve(true)): Promise<void> {
  gate = new WriteGate();
  const archive = {
    gate,
    checked,
    ports: { now: () => '2021-03-03T14:02:30' },
    journal: {
      state: { kind: 'saved', seq: 7 },
      onState: (listener: typeof tellJournal) => {
        tellJournal = listener;
        return () => undefined;
      },
    },
    host: {
      onSpace: (listener: typeof tellSpace) => {
        tellSpace = listener;
        return () => undefined;
      },
    },
  } as unknown as Archive;
  stop = $effect.root(() => {
    saving = new SavingState(archive, space);
  });
  flushSync();
  await Promise.resolve();
}

beforeEach(() => open(null));
afterEach(() => stop());

test('at the start the last change is what was saved', () => {
  expect(savedWords(saving, NOW)).toBe('Saved 12:00');
  expect(saving.seq).toBe(7);
});

test.each([
  ['until the rows are counted', new Promise<boolean>(() => undefined)],
  ['when rows are missing', Promise.resolve(false)],
])('%s nothing is called saved', async (_when, checked) => {
  stop();
  await open(null, checked);
  expect(savedWords(saving, NOW)).toBe('Opening…');
  expect(saving.seq).toBeNull();
});

test('only the journal makes a change saved', () => {
  tellJournal({ kind: 'saving', seq: 7 });
  expect(savedWords(saving, NOW)).toBe('Saving…');
  expect(saving.seq).toBe(7);
  tellJournal({ kind: 'saved', seq: 8 });
  expect(savedWords(saving, NOW)).toBe('Saved 14:02');
  expect(saving.seq).toBe(8);
});

test('asking again with nothing new keeps the time', () => {
  tellJournal({ kind: 'saving', seq: 7 });
  tellJournal({ kind: 'saved', seq: 7 });
  expect(savedWords(saving, NOW)).toBe('Saved 12:00');
});

test('trouble is told in the bar and in the banner until it is over', () => {
  const failure = { code: 'journal/disk-full', message: 'The disk is full. What was saved is safe.' };
  gate.bar('journal', failure);
  tellJournal({ kind: 'not-saved', seq: 7, failure });
  expect(savedWords(saving, NOW)).toBe('Not saved yet: The disk is full.');
  expect(saving.notice).toEqual({ kind: 'trouble', message: failure.message, dismissible: false });
  gate.lift('journal');
  tellJournal({ kind: 'saved', seq: 8 });
  expect(saving.notice).toBeNull();
});

test('little space is a warning that can be dismissed, and comes again when it gets worse', async () => {
  stop();
  await open({ level: 'low', freeBytes: 380_400_000 });
  expect(saving.notice?.message).toMatch(/^Only 380 MB are free/u);
  saving.dismiss();
  expect(saving.notice).toBeNull();
  tellSpace({ level: 'ok', freeBytes: 900_000_000 });
  tellSpace({ level: 'low', freeBytes: 200_000_000 });
  expect(saving.notice?.message).toMatch(/^Only 200 MB/u);
});

test('opened to be looked at, nothing counts as saved', () => {
  gate.bar('read-only', { code: 'archive/read-only', message: 'For reading only.' });
  expect(savedWords(saving, NOW)).toBe('Opened for reading only');
  expect(saving.notice?.message).toBe('For reading only.');
});
