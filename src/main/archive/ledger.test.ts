import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, openLedger, parseLedger, type Ledger } from './ledger';

const now = (): Date => new Date('2026-03-04T05:06:07.008Z');
const CORRUPT = 'ledger.json.corrupt-2026-03-04T05-06-07.008Z';
const FULL: Ledger = {
  version: 1,
  storeId: '5f0c6c0a-1f0e-4a53-9a55-3f0b0f2a8a01',
  generation: 2,
  seq: 41,
  hash: 'ab'.repeat(32),
  rows: { reports: 3, excerpts: 0 },
  schema: 2,
  chromium: '130.0.6723.91',
  appVersion: '0.2.0',
  clean: true,
  savedAt: '2026-03-04T05:06:07.008Z',
};
const LATER: Ledger = { ...FULL, seq: 42, clean: true };

let profile: string;
let path: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  path = join(profile, 'ledger.json');
});
afterEach(() => {
  rmSync(profile, { recursive: true });
});

const names = (): string[] => readdirSync(profile).sort();

it('starts with nothing and writes nothing by itself', () => {
  const { ledger, state } = openLedger(profile, now);
  expect([ledger.get(), state]).toEqual([EMPTY_LEDGER, 'none']);
  expect(names()).toEqual([]);
});

it('keeps what was set, privately, and the version before', () => {
  const { ledger } = openLedger(profile, now);
  ledger.set(FULL);
  expect(names()).toEqual(['ledger.json']);
  ledger.set(LATER);
  expect(ledger.get()).toEqual(LATER);
  const reopened = openLedger(profile, now);
  expect([reopened.ledger.get(), reopened.state]).toEqual([LATER, 'whole']);
  expect(names()).toEqual(['ledger.json', 'ledger.json.bak']);
  expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8'))).toEqual(FULL);
  for (const name of names()) expect(statSync(join(profile, name)).mode & 0o777).toBe(0o600);
});

it('keeps the version before when the last write was interrupted after it', () => {
  const { ledger } = openLedger(profile, now);
  ledger.set(FULL);
  chmodSync(profile, 0o700);
  writeFileSync(`${path}.bak`, readFileSync(path));
  ledger.set(LATER);
  ledger.set({ ...LATER, seq: 43 });
  expect(names()).toEqual(['ledger.json', 'ledger.json.bak']);
  expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8'))).toEqual(LATER);
});

describe('a ledger that cannot be read', () => {
  const texts: [string, string][] = [
    ['cut', JSON.stringify(LATER).slice(0, 100)],
    ['empty', ''],
    ['zeros', '\0'.repeat(4096)],
    ['of an older version', JSON.stringify({ ...LATER, version: 0 })],
    ['of another shape', JSON.stringify({ ...LATER, seq: -1 })],
  ];

  it.each(texts)('because it is %s is kept, and the version before is used, unclean', (_name, text) => {
    openLedger(profile, now).ledger.set(FULL);
    openLedger(profile, now).ledger.set(LATER);
    writeFileSync(path, text);
    const { ledger, state } = openLedger(profile, now);
    expect([ledger.get(), state]).toEqual([{ ...FULL, clean: false }, 'previous']);
    expect(names()).toEqual([CORRUPT, 'ledger.json.bak'].sort());
    expect(readFileSync(join(profile, CORRUPT), 'utf8')).toBe(text);
    ledger.set(LATER);
    expect(openLedger(profile, now).state).toBe('whole');
    expect(JSON.parse(readFileSync(`${path}.bak`, 'utf8'))).toEqual(FULL);
  });

  it('and has no version before is lost', () => {
    writeFileSync(path, '{');
    expect(openLedger(profile, now)).toMatchObject({ state: 'lost' });
    expect(names()).toEqual([CORRUPT]);
  });

  it('because it is missing is replaced by the version before', () => {
    openLedger(profile, now).ledger.set(FULL);
    openLedger(profile, now).ledger.set(LATER);
    rmSync(path);
    const { ledger, state } = openLedger(profile, now);
    expect([ledger.get(), state]).toEqual([{ ...FULL, clean: false }, 'previous']);
  });

  it('is lost when the version before is damaged too', () => {
    writeFileSync(`${path}.bak`, '{');
    expect(openLedger(profile, now)).toMatchObject({ state: 'lost' });
  });
});

describe('a ledger of a newer version', () => {
  it('is left untouched, whatever else it holds', () => {
    const text = '{"version":2,"other":[]}';
    writeFileSync(path, text);
    const { ledger, state } = openLedger(profile, now);
    expect(state).toBe('newer');
    expect(() => ledger.set(FULL)).toThrow(/newer/);
    expect(names()).toEqual(['ledger.json']);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is also found where only the version before can be read, and the main file stays', () => {
    writeFileSync(path, '{');
    writeFileSync(`${path}.bak`, '{"version":2}');
    expect(openLedger(profile, now).state).toBe('newer');
    expect(names()).toEqual(['ledger.json', 'ledger.json.bak']);
  });
});

describe('the shape', () => {
  it('is taken as it is written', () => {
    expect(parseLedger(FULL)).toEqual(FULL);
    expect(parseLedger(EMPTY_LEDGER)).toEqual(EMPTY_LEDGER);
  });

  it.each<[string, Record<string, unknown>]>([
    ['storeId', { storeId: '' }],
    ['generation', { generation: 1.5 }],
    ['seq', { seq: '41' }],
    ['hash', { hash: 'AB'.repeat(32) }],
    ['rows', { rows: { reports: -1 } }],
    ['rows as a list', { rows: [1] }],
    ['schema', { schema: null }],
    ['chromium', { chromium: null }],
    ['appVersion', { appVersion: 1 }],
    ['clean', { clean: 'yes' }],
    ['savedAt', { savedAt: 0 }],
    ['a field too many', { more: 1 }],
  ])('is refused for a wrong %s', (_name, wrong) => {
    expect(parseLedger({ ...FULL, ...wrong })).toBeNull();
  });

  it.each(Object.keys(FULL))('is refused without %s', (name) => {
    const { [name]: _left, ...rest } = FULL as unknown as Record<string, unknown>;
    expect(parseLedger(rest)).toBeNull();
  });
});
