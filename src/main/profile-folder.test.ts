import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareProfileFolder } from './profile-folder';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'commonplace-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

it('creates a private folder and leaves nothing in it', () => {
  const folder = join(parent, 'new', 'archive');
  expect(prepareProfileFolder(folder)).toEqual({ ok: true, value: undefined });
  expect(readdirSync(folder)).toEqual([]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(prepareProfileFolder(folder).ok).toBe(true);
});

it('makes an empty folder private and leaves the permissions of one in use alone', () => {
  const folder = join(parent, 'given');
  mkdirSync(folder);
  const modeAfter = (): number => {
    chmodSync(folder, 0o755);
    prepareProfileFolder(folder);
    return statSync(folder).mode & 0o777;
  };
  expect(modeAfter()).toBe(0o700);
  writeFileSync(join(folder, 'notes.txt'), '');
  expect(modeAfter()).toBe(0o755);
});

it('names the folder, the cause and the cure', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'below')]) {
    const outcome = prepareProfileFolder(folder);
    expect(outcome).toMatchObject({ ok: false, code: 'archive/not-usable' });
    expect(!outcome.ok && outcome.message).toContain(`"${folder}"`);
    expect(!outcome.ok && outcome.message).toMatch(/not a folder.*Nothing was changed.*--archive/);
  }
});

it.runIf(process.platform === 'linux')('comes back from a place where no folder can be made', () => {
  expect(prepareProfileFolder('/proc/nowhere/archive')).toMatchObject({ ok: false });
});
