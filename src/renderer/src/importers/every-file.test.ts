import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCanonical } from '$domain/text/canonical';
import { readFile } from './registry';

const DATA = resolve('..', 'shared', 'data');
const FOLDERS = ['files', 'html'].map((name) => join(DATA, name));
/** Milliseconds that a file may take: longer is a hang. */
const ALLOWED = 10_000;

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

describe.skipIf(!FOLDERS.every(existsSync))('files of other programs (skipped when absent)', () => {
  const paths = FOLDERS.filter(existsSync)
    .flatMap(filesIn)
    .map((path) => relative(DATA, path));

  it.each(paths.length > 0 ? paths : ['none'])(
    '%s is imported or refused with a reason',
    async (path) => {
      const reading = readFile({
        name: basename(path),
        bytes: new Uint8Array(readFileSync(join(DATA, path))),
      });
      let count = 0;
      for await (const { result } of reading) {
        count += 1;
        if (result.ok) expect(checkCanonical(result.value)).toEqual([]);
        else expect(result.error.code).toMatch(/^import\/(?!failed)/u);
      }
      expect(count).toBeGreaterThan(0);
    },
    ALLOWED,
  );
});
