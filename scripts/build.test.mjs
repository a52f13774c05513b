import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './build.mjs';

let root;
let before;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-build-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src', 'a.ts'), 'a');
  writeFileSync(join(root, 'src', 'b.ts'), 'b');
  before = fingerprint(root);
});
afterEach(() => rmSync(root, { recursive: true }));

test('stays the same while nothing changes', () => {
  expect(fingerprint(root)).toBe(before);
});

test.each([
  ['a file is changed', () => writeFileSync(join(root, 'src', 'a.ts'), 'changed')],
  ['a file is deleted', () => rmSync(join(root, 'src', 'b.ts'))],
  ['a file is added', () => writeFileSync(join(root, 'package-lock.json'), '{}')],
])('changes when %s', (_case, change) => {
  change();
  expect(fingerprint(root)).not.toBe(before);
});

test('does not see unit tests', () => {
  writeFileSync(join(root, 'src', 'a.test.ts'), 'test');
  expect(fingerprint(root)).toBe(before);
});
