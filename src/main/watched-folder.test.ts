import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPickedFiles } from './picked-files';
import { createWatchedFolder } from './watched-folder';

const START = new Date('2022-01-06T10:00:00Z');
let root: string;
let watched: string;
let now: Date;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'commonplace-watched-'));
  watched = join(root, 'inbox');
  await mkdir(join(root, 'profile'));
  await mkdir(join(watched, 'week'), { recursive: true });
  now = new Date(START);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const open = () =>
  createWatchedFolder({
    profileFolder: join(root, 'profile'),
    pickedFiles: createPickedFiles(),
    now: () => now,
  });
async function write(name: string, text: string, secondsAgo: number): Promise<void> {
  const path = join(watched, name);
  await writeFile(path, text);
  const at = new Date(now.getTime() - secondsAgo * 1000);
  await utimes(path, at, at);
}
const names = (files: readonly { name: string }[]): string[] => files.map(({ name }) => name);

test('files are new until they are taken, and again when they change, also after a restart', async () => {
  const first = open();
  expect(await first.newFiles()).toEqual([]);
  await write('week/a.txt', 'one', 60);
  await write('b.txt', 'two', 60);
  first.watch(watched);
  const found = await first.newFiles();
  expect(names(found)).toEqual(['inbox/b.txt', 'inbox/week/a.txt']);
  first.taken([found[1]!.token]);
  expect(names(await first.newFiles())).toEqual(['inbox/b.txt']);
  const second = open();
  expect(second.folder()).toBe(watched);
  expect(names(await second.newFiles())).toEqual(['inbox/b.txt']);
  await write('week/a.txt', 'other', 30);
  expect(names(await second.newFiles())).toEqual(['inbox/b.txt', 'inbox/week/a.txt']);
});

test('what is written to just now is left until it has settled', async () => {
  const folder = open();
  folder.watch(watched);
  await write('a.txt', 'half', 1);
  expect(await folder.newFiles()).toEqual([]);
  now = new Date(START.getTime() + 5000);
  expect(names(await folder.newFiles())).toEqual(['inbox/a.txt']);
});

test('nothing is watched any more when that is ended, or the folder is gone', async () => {
  const folder = open();
  await write('a.txt', 'one', 60);
  folder.watch(watched);
  await rm(watched, { recursive: true });
  expect(await folder.newFiles()).toEqual([]);
  folder.watch(null);
  expect(folder.folder()).toBeNull();
  expect(open().folder()).toBeNull();
});
