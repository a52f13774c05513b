import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseQuery } from '$domain/query/parse';
import { findHits } from '../usecases/find-hits';
import { anArchive, importTexts, must, type TestArchive } from '../usecases/testing/test-archive';
import { Messages } from './messages.svelte';
import { TagHitsSession } from './tag-hits.svelte';

vi.mock('../usecases/find-hits', { spy: true });

const TEXT = `Kites

A kite rose. One kite caught a kite. Children ran.
`;

let archive: TestArchive;
let messages: Messages;
let told: string[];
let session: TagHitsSession;
beforeEach(async () => {
  archive = anArchive();
  await importTexts(archive, { 'kites.txt': TEXT, 'more.txt': 'More\n\nThe last kite fell.\n' });
  messages = new Messages();
  told = [];
  session = new TagHitsSession(archive, messages, (text) => told.push(text));
}, 20_000);
afterEach(async () => {
  await archive.close();
  archive.db.close();
});

const open = (text: string): Promise<void> => session.open(must(parseQuery(text)));
const CROWD = { pairs: [{ actor: { kind: 'new' as const, name: 'Crowd' }, country: null }], codes: [] };

test('all hits are chosen until they are left, one by one, by report or all at once', async () => {
  await open('kite');
  expect(session.phase).toBe('choosing');
  expect(session.rows.filter(({ hit }) => hit === null)).toHaveLength(2);
  expect(session.counts).toEqual({ total: 3, chosen: 3, standing: 0 });
  const kites = session.rows.find(({ report, hit }) => report.title === 'Kites' && hit === null)!;
  const twice = session.rows.find(({ hit }) => hit?.matches.length === 2)!;
  session.toggle(twice);
  expect(session.chosenIn(kites.report)).toBe(1);
  session.toggle(kites);
  expect(session.counts.chosen).toBe(3);
  session.toggle(kites);
  expect(session.counts.chosen).toBe(1);
  session.chooseAll();
  expect(session.counts.chosen).toBe(3);
  session.chooseNone();
  expect(session.counts.chosen).toBe(0);
});

test('another unit keeps what was chosen', async () => {
  await open('kite');
  session.toggle(session.rows.find(({ hit }) => hit?.matches.length === 2)!);
  session.unit = 'words';
  expect(session.counts).toMatchObject({ total: 4, chosen: 2 });
  session.unit = 'sentence';
  expect(session.counts).toMatchObject({ total: 3, chosen: 2 });
});

test('what is chosen is tagged and told; what stands in the way leaves the choice as it is', async () => {
  await open('kite');
  session.toggle(session.rows.find(({ hit }) => hit?.matches.length === 2)!);
  expect(await session.tag({ pairs: [], codes: [] })).toBe('Choose an actor, a country or a code first.');
  expect(session.phase).toBe('choosing');
  expect(session.counts.chosen).toBe(2);
  expect(await session.tag(CROWD)).toBeNull();
  expect(session.phase).toBe('closed');
  expect(told).toEqual(['Tagged 2 passages in 2 reports.']);

  await open('kite');
  expect(session.counts).toEqual({ total: 3, chosen: 3, standing: 2 });
  await session.tag(CROWD);
  expect(told[1]).toBe('Tagged 1 passage in 1 report. 2 passages had all of it already.');

  await open('kite');
  await session.tag(CROWD);
  expect(told).toHaveLength(2);
  expect(messages.list.at(-1)?.message).toBe('No passage was tagged. 3 passages had all of it already.');
});

test('closed while it looks, it stays closed; a search that cannot answer is told in its place', async () => {
  const looking = open('kite');
  session.cancel();
  await looking;
  expect(session.phase).toBe('closed');

  const failure = { code: 'search/failed', message: 'The search cannot answer now.' };
  vi.mocked(findHits).mockResolvedValueOnce({ ok: false, error: failure });
  await open('kite');
  expect(session.phase).toBe('failed');
  expect(session.failure).toBe(failure.message);
  session.cancel();
  expect(session.phase).toBe('closed');
});
