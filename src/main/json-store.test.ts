import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '$contract/schemas';
import { parseSettings } from '$contract/validate';
import { createJsonStore, type JsonStore } from './json-store';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-'));
  path = join(folder, 'settings.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(): JsonStore<Settings> {
  const now = (): Date => new Date('2026-03-04T05:06:07.008Z');
  return createJsonStore({ path, parse: parseSettings, defaults: DEFAULT_SETTINGS, now });
}

it('starts with the defaults and writes nothing by itself', () => {
  expect(open().get()).toEqual(DEFAULT_SETTINGS);
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps what was set, privately and without leftovers', () => {
  const changed: Settings = { ...DEFAULT_SETTINGS, theme: 'dark', coder: 'Ә. Қ.' };
  open().set(changed);
  expect(open().get()).toEqual(changed);
  expect(readdirSync(folder)).toEqual(['settings.json']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('reads settings of a version that had fewer', () => {
  const { exportCodes: _, ...earlier } = { ...DEFAULT_SETTINGS, coder: 'Ә. Қ.' };
  writeFileSync(path, JSON.stringify(earlier));
  const store = open();
  expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, coder: 'Ә. Қ.', exportCodes: {} });
  expect(store.wasDamaged).toBe(false);
});

it.each([
  ['a cut file', '{"version":1,"theme":"da'],
  ['an empty file', ''],
  ['another version', JSON.stringify({ ...DEFAULT_SETTINGS, version: 2 })],
  ['a value out of range', JSON.stringify({ ...DEFAULT_SETTINGS, reading: { fontSize: 900, measure: 60 } })],
  ['a code that is none', JSON.stringify({ ...DEFAULT_SETTINGS, exportCodes: { XKX: '../x' } })],
  ['null', 'null'],
])('keeps %s aside and uses the defaults', (_name, text) => {
  writeFileSync(path, text);
  const store = open();
  expect(store.get()).toEqual(DEFAULT_SETTINGS);
  expect(store.wasDamaged).toBe(true);
  expect(open().wasDamaged).toBe(false);
  expect(readdirSync(folder)).toEqual(['settings.json.corrupt-2026-03-04T05-06-07.008Z']);
  expect(readFileSync(`${path}.corrupt-2026-03-04T05-06-07.008Z`, 'utf8')).toBe(text);
});

it('keeps the old value when the disk refuses the new one', () => {
  const store = open();
  rmSync(folder, { recursive: true });
  expect(() => {
    store.set({ ...DEFAULT_SETTINGS, theme: 'dark' });
  }).toThrow(/ENOENT/);
  expect(store.get().theme).toBe('system');
  folder = mkdtempSync(join(tmpdir(), 'commonplace-'));
});
