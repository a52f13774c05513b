import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '$contract/host-api';
import { createPickedFiles } from './picked-files';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('reads a picked file by its token and shows no path', async () => {
  const path = join(folder, 'report.txt');
  writeFileSync(path, 'Сәлем');
  const files = createPickedFiles();
  const picked = await files.add(path);
  expect(picked).toEqual({ token: picked.token, name: 'report.txt', size: 10 });
  const read = await files.read(picked.token);
  expect(read.ok && new TextDecoder().decode(read.value)).toBe('Сәлем');
  // The page receives the memory behind the view, which must hold the file and nothing else.
  expect(read.ok && read.value.buffer.byteLength).toBe(10);
});

it('refuses a token it never gave', async () => {
  const files = createPickedFiles();
  expect(await files.read('2f1e5d62-4c92-4a6e-9f19-0d6d1e0b4c11')).toMatchObject({
    code: 'file/unknown-token',
  });
});

it.each([
  ['a missing file', 'file/not-found', () => undefined],
  ['a pipe', 'file/unreadable', (path: string) => execFileSync('mkfifo', [path])],
])('refuses %s', async (_name, code, make) => {
  const path = join(folder, 'x.txt');
  make(path);
  const files = createPickedFiles();
  const typed = await files.addTyped(path);
  expect(typed).toMatchObject({ kind: 'refused', code });
  expect(JSON.stringify(typed)).not.toContain(folder);
  const picked = await files.add(path);
  expect(await files.read(picked.token)).toMatchObject({ ok: false, code });
});

it('knows a file over the limit by its size, and refuses to give it to the page', async () => {
  const path = join(folder, 'x.txt');
  writeFileSync(path, '');
  truncateSync(path, MAX_FILE_BYTES + 1);
  const files = createPickedFiles();
  const typed = await files.addTyped(path);
  if (typed.kind !== 'file') throw new Error('refused');
  expect(typed.file.size).toBe(MAX_FILE_BYTES + 1);
  expect(files.pathOf(typed.file.token)).toBe(path);
  const read = await files.read(typed.file.token);
  expect(read).toMatchObject({ ok: false, code: 'file/too-large' });
  expect(JSON.stringify(read)).not.toContain(folder);
});

it('refuses a folder', async () => {
  expect(await createPickedFiles().addTyped(folder)).toMatchObject({
    kind: 'refused',
    code: 'file/is-folder',
  });
});

it('notices a file that goes away between choosing and reading', async () => {
  const path = join(folder, 'x.txt');
  writeFileSync(path, 'x');
  const files = createPickedFiles();
  const typed = await files.addTyped(path);
  rmSync(path);
  expect(typed.kind === 'file' && (await files.read(typed.file.token))).toMatchObject({
    code: 'file/not-found',
  });
});
