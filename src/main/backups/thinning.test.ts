import { describe, expect, it } from 'vitest';
import type { BackupKind } from '$contract/schemas';
import { formatBackupName, parseBackupName } from './backup-names';
import { chooseToRemove } from './thinning';

const STORE = '1a2b3c4d';
const NOW = new Date('2025-06-15T12:30:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** The name of a backup made so many milliseconds ago; negative for one dated after now. */
function ago(ms: number, kind: BackupKind = 'daily', more: { store?: string; copy?: number } = {}): string {
  const at = new Date(NOW.getTime() - ms);
  return formatBackupName({ store: STORE, at, kind, copy: 1, encrypted: false, ...more });
}

function every(ms: number, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, n) => ago(from + n * ms));
}

function remaining(names: string[], now = NOW): string[] {
  const removed = new Set(chooseToRemove(names, STORE, now));
  return names.filter((name) => !removed.has(name));
}

describe('what is kept', () => {
  it.each<[what: string, backups: string[], kept: string[]]>([
    ['nothing of nothing', [], []],
    ['the newest three, whenever they were made', every(MINUTE, 3), every(MINUTE, 3)],
    ['one an hour beyond these', every(MINUTE, 10), every(MINUTE, 3)],
    [
      'the last of an hour',
      [...every(MINUTE, 3), ago(90 * MINUTE), ago(75 * MINUTE), ago(60 * MINUTE)],
      [...every(MINUTE, 3), ago(60 * MINUTE)],
    ],
    ['all of a day that are an hour apart', every(HOUR, 24), every(HOUR, 24)],
    ['all of two weeks that are a day apart', every(DAY, 14), every(DAY, 14)],
    ['all of a year that are a week apart', every(7 * DAY, 52), every(7 * DAY, 52)],
    [
      'the later of two of one second',
      [...every(HOUR, 4), ago(3 * HOUR, 'daily', { copy: 2 })],
      [...every(HOUR, 3), ago(3 * HOUR, 'daily', { copy: 2 })],
    ],
  ])('is %s', (_, backups, kept) => {
    expect(remaining([...backups].reverse()).sort()).toEqual([...kept].sort());
  });

  it('is one an hour, a day and a week of a backup every half hour for more than a year', () => {
    const kept = remaining(every(30 * MINUTE, 400 * 48));
    expect(kept.length).toBeLessThanOrEqual(3 + 25 + 15 + 54);
    const ages = kept.map((name) => NOW.getTime() - parseBackupName(name)!.at.getTime());
    const within = (from: number, span: number): boolean =>
      ages.some((age) => age >= from && age < from + span);
    for (let hour = 0; hour < 24; hour += 1) expect(within(hour * HOUR, HOUR)).toBe(true);
    for (let day = 0; day < 14; day += 1) expect(within(day * DAY, DAY)).toBe(true);
    for (let week = 0; week < 52; week += 1) expect(within(week * 7 * DAY, 7 * DAY)).toBe(true);
  });

  it('does not depend on the order or on thinning step by step', () => {
    let stepwise: string[] = [];
    const all: string[] = [];
    for (let hour = 60 * 24; hour >= 0; hour -= 5) {
      const name = ago(hour * HOUR);
      all.push(name);
      stepwise = remaining([name, ...stepwise], new Date(NOW.getTime() - hour * HOUR));
    }
    expect([...stepwise].sort()).toEqual(remaining(all).sort());
  });

  it('is every backup made by hand, of another archive, or of another name', () => {
    const others = [
      ...Array.from({ length: 20 }, (_, n) => ago(n * MINUTE, 'manual')),
      ...Array.from({ length: 20 }, (_, n) => ago(n * MINUTE, 'daily', { store: 'ffffffff' })),
      'notes.txt',
      'commonplace-1a2b3c4d-copy.zip',
    ];
    expect(chooseToRemove([...others, ...every(MINUTE, 5)], STORE, NOW).length).toBe(2);
  });

  it('thins automatic backups of all kinds together', () => {
    const kinds: BackupKind[] = ['daily', 'changes', 'before-migration', 'before-delete', 'daily'];
    const backups = kinds.map((kind, n) => ago(n * MINUTE, kind));
    expect(remaining(backups)).toEqual(backups.slice(0, 3));
  });

  it('keeps the ten newest that were made before a restore: nothing else holds what it replaced', () => {
    const restored = Array.from({ length: 12 }, (_, n) => ago((n + 30) * MINUTE, 'before-restore'));
    const since = Array.from({ length: 5 }, (_, n) => ago(n * MINUTE, 'before-delete'));
    expect(remaining([...since, ...restored])).toEqual([...since.slice(0, 3), ...restored.slice(0, 10)]);
  });
});

describe('clock jumps', () => {
  const usual = [...every(HOUR, 24), ...every(DAY, 14, DAY), ...every(7 * DAY, 40, 15 * DAY)];

  it('a year ahead costs nothing but one period of each kind', () => {
    const now = new Date(NOW.getTime() + YEAR);
    const before = remaining(usual);
    const after = remaining([ago(-YEAR), ...before], now);
    expect(before.length - (after.length - 1)).toBeLessThanOrEqual(2);
    expect(after).toContain(ago(-YEAR));
    for (const name of every(HOUR, 20)) expect(after).toContain(name);
  });

  it('and back again leaves what is dated in the future, without counting it', () => {
    const future = every(MINUTE, 10, -YEAR);
    expect(remaining([...future, ...usual])).toEqual([...future, ...remaining(usual)]);
  });

  it('a year back removes nothing', () => {
    const now = new Date(NOW.getTime() - YEAR);
    const jumped = ago(YEAR);
    expect(chooseToRemove([...usual, jumped], STORE, now)).toEqual([]);
  });
});
