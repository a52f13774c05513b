import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Choice } from '$domain/suggest/acceptance';
import { proposalsOf } from '$domain/suggest/proposal';
import { ok } from '$domain/result';
import type { Suggestion } from '$domain/suggest/suggestion';
import { toCanonicalText } from '$domain/text/canonical';
import type { Archive } from '../usecases/archive';
import { acceptProposals, findProposals } from '../usecases/suggest-passages';
import type { Messages } from './messages.svelte';
import type { ReadingSession } from './reading.svelte';
import type { SettingsState } from './settings.svelte';
import { CLEAR, SuggestSession } from './suggesting.svelte';

vi.mock('../usecases/suggest-passages', () => ({
  findProposals: vi.fn(),
  acceptProposals: vi.fn(),
  rejectProposals: vi.fn(),
  forgetRejections: vi.fn(),
}));
vi.mock('../storage/reads', () => ({ rejectionsFor: vi.fn() }));
vi.mock('../storage/observe', () => ({
  observe: (_query: unknown, { next }: { next: (value: unknown) => void }) => {
    next([]);
    return () => undefined;
  },
}));

const canonical = toCanonicalText([
  { kind: 'paragraph', text: 'Oslo said no. Korean guards left. Oslo waited.' },
]);
const suggestion = (words: string, nth: number, code: string, other?: string): Suggestion => {
  const start = canonical.text
    .split(words)
    .slice(0, nth + 1)
    .join(words).length;
  return {
    span: { start, end: start + words.length },
    target: { kind: 'country', code, name: code } as Suggestion['target'],
    source: 'name',
    form: words,
    reason: '',
    alternatives: other === undefined ? [] : [{ code: other as never, label: other }],
  };
};
const proposals = proposalsOf(
  [suggestion('Oslo', 0, 'NOR'), suggestion('Korean', 0, 'KOR', 'PRK'), suggestion('Oslo', 1, 'NOR')],
  canonical,
);

const inform = vi.fn();
let passages = $state.raw<unknown[]>([]);
let session!: SuggestSession;
let stop!: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  vi.mocked(findProposals).mockResolvedValue(ok(proposals));
  vi.mocked(acceptProposals).mockResolvedValue(ok(true));
  passages = [];
  const text = { ...canonical, reportId: 'r1' };
  const reading = {
    reportId: 'r1',
    open: { report: { language: 'en' }, text },
    get passages() {
      return passages;
    },
  };
  let batches = 0;
  stop = $effect.root(() => {
    session = new SuggestSession(
      { ports: { newId: () => `b${(batches += 1)}` } } as unknown as Archive,
      { say: vi.fn(), inform } as unknown as Messages,
      reading as unknown as ReadingSession,
      { current: { suggestUnit: 'sentence' } } as unknown as SettingsState,
      { actors: () => [], countries: () => [], countryName: String },
      vi.fn(),
    );
  });
  flushSync();
  await vi.runAllTimersAsync();
  session.isShown = true;
  session.begin();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const accepted = (): string[][] =>
  vi
    .mocked(acceptProposals)
    .mock.calls.map(([, , choices]) =>
      choices.map(({ proposal, target, role }: Choice) => `${proposal.exact} ${target.name} ${role}`),
    );

/** What the store would answer once a passage lies on the words. */
function tagged(start: number, end: number, code: string): void {
  passages = [
    ...passages,
    { excerpt: { span: { start, end } }, assignments: [{ pair: { actorId: null, country: { code } } }] },
  ];
  flushSync();
}

test('each key press goes on to the next one, before the last is saved', async () => {
  session.accept();
  session.stepRole();
  session.accept();
  expect(session.active?.exact).toBe('Oslo');
  await vi.runAllTimersAsync();
  expect(accepted()).toEqual([['Oslo NOR mentioned'], ['Korean KOR affiliation']]);
  expect(inform).toHaveBeenLastCalledWith(
    'Accepted: “Korean” as KOR.',
    expect.objectContaining({ label: 'Undo' }),
    expect.any(String),
  );
});

test('the next one becomes active also when another passage takes the chosen one along', () => {
  tagged(0, 13, 'NOR');
  expect(session.active?.exact).toBe('Korean');
  tagged(14, 33, 'PRK');
  expect(session.active?.span.start).toBe(34);
  tagged(34, 46, 'NOR');
  expect(session.active).toBeNull();
});

test('what can mean more than one thing is left out of many until it is decided', async () => {
  session.acceptListed();
  await vi.runAllTimersAsync();
  expect(accepted()).toEqual([['Oslo NOR mentioned', 'Oslo NOR mentioned']]);
  session.shown = CLEAR;
  expect(session.listed).toHaveLength(2);
  session.choose(proposals[1]!, 1);
  expect(session.listed).toHaveLength(3);
  session.acceptListed();
  await vi.runAllTimersAsync();
  expect(accepted()[1]).toEqual(['Oslo NOR mentioned', 'Korean PRK mentioned', 'Oslo NOR mentioned']);
});

test('the same words are accepted as the active one is read', async () => {
  session.setRole(proposals[0]!, 'location');
  session.acceptSame();
  await vi.runAllTimersAsync();
  expect(accepted()).toEqual([['Oslo NOR location', 'Oslo NOR location']]);
  expect(session.targets).toEqual([
    { key: 'country:NOR', name: 'NOR', count: 2 },
    { key: 'country:KOR', name: 'KOR', count: 1 },
  ]);
});
