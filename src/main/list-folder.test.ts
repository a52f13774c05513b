import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFolder } from './list-folder';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'list-folder-'));
});
afterEach(() => rm(root, { recursive: true }));

test('every file in a folder and those within it, by name, without what systems hide', async () => {
  const week = join(root, 'week');
  await mkdir(join(week, 'b', 'c'), { recursive: true });
  await mkdir(join(week, '.git'));
  await mkdir(join(week, '__MACOSX'));
  for (const name of ['z.txt', 'a.html', 'b/c/d.txt', '.git/x', '__MACOSX/y.txt', 'Thumbs.db', '~$a.docx']) {
    await writeFile(join(week, name), 'four');
  }
  const { files, left } = await listFolder(week);
  expect(files.map(({ name, size }) => [name, size])).toEqual([
    ['week/a.html', 4],
    ['week/b/c/d.txt', 4],
    ['week/z.txt', 4],
  ]);
  expect(files[1]!.path).toBe(join(week, 'b', 'c', 'd.txt'));
  expect(left).toBe(0);
});

test('links are not followed, a deep folder is counted, and one that is gone is empty', async () => {
  await writeFile(join(root, 'a.txt'), '');
  await symlink(root, join(root, 'circle'));
  await symlink(join(root, 'a.txt'), join(root, 'link.txt'));
  const deep = join(root, ...Array.from({ length: 40 }, (_, i) => `d${i}`));
  await mkdir(deep, { recursive: true });
  await writeFile(join(deep, 'b.txt'), '');
  const { files, left } = await listFolder(root);
  expect(files).toHaveLength(1);
  expect(left).toBe(1);
  expect(await listFolder(join(root, 'nothing'))).toEqual({ files: [], left: 0 });
});
