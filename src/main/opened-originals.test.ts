import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyToOpen, readOriginal, removeOpened } from './opened-originals';
import { keepOriginal } from './originals';

let profile: string;
let originals: string;
let sha256: string;
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'commonplace-opened-'));
  originals = join(profile, 'originals');
  const kept = await keepOriginal(originals, Buffer.from('as it was'));
  if (!kept.ok) throw new Error(kept.message);
  ({ sha256 } = kept.value);
});
afterEach(() => rm(profile, { recursive: true, force: true }));

test('a copy is made under its own name, which cannot be written to, and is removed again', async () => {
  const copy = await copyToOpen(originals, profile, sha256, '../a:b/../monday.html');
  if (!copy.ok) throw new Error(copy.message);
  expect(basename(copy.value)).toBe('__a_b_.._monday.html');
  expect(copy.value.startsWith(join(profile, 'opened'))).toBe(true);
  expect(await readFile(copy.value, 'utf8')).toBe('as it was');
  expect((await stat(copy.value)).mode & 0o777).toBe(0o400);
  expect(await copyToOpen(originals, profile, sha256, 'monday.html')).toMatchObject({ ok: true });
  await removeOpened(profile);
  await expect(stat(copy.value)).rejects.toThrow();
  expect(await readOriginal(originals, sha256)).toMatchObject({ ok: true });
});

test.each(['run.desktop', 'run.sh', 'run', 'a.exe', 'page.html.lnk'])('%s is not opened', async (name) => {
  expect(await copyToOpen(originals, profile, sha256, name)).toMatchObject({
    ok: false,
    code: 'original/not-openable',
  });
});

test('an original that is gone or damaged is told', async () => {
  expect(await readOriginal(originals, '0'.repeat(64))).toMatchObject({ code: 'original/missing' });
  await writeFile(join(originals, sha256.slice(0, 2), sha256), 'changed', { flag: 'w' });
  expect(await copyToOpen(originals, profile, sha256, 'a.txt')).toMatchObject({
    code: 'original/damaged',
  });
});
