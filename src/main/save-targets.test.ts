import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSaveTargets, type SaveTargets } from './save-targets';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

let folder: string;
let path: string;
let targets: SaveTargets;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-'));
  path = join(folder, 'passages.csv');
  targets = createSaveTargets(0o644);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function open(at = path): Promise<string> {
  const opened = await targets.open(at);
  if (!opened.ok) throw new Error(opened.code);
  return opened.value.token;
}

describe('finishing', () => {
  it('puts the chunks in order under the name, with hash and size', async () => {
    const token = await open();
    await Promise.all(['a,b\r\n', '1,2\r\n', '3,4\r\n'].map((line) => targets.write(token, text(line))));
    const whole = 'a,b\r\n1,2\r\n3,4\r\n';
    expect(await targets.finish(token)).toEqual({
      ok: true,
      value: {
        name: 'passages.csv',
        path,
        sha256: createHash('sha256').update(whole).digest('hex'),
        bytes: whole.length,
      },
    });
    expect(readFileSync(path, 'utf8')).toBe(whole);
    expect(readdirSync(folder)).toEqual(['passages.csv']);
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(targets.finishedPath(token)).toBe(path);
    expect(targets.openCount()).toBe(0);
  });

  it('leaves the old file whole until then, and keeps its permissions', async () => {
    writeFileSync(path, 'old', { mode: 0o640 });
    const token = await open();
    await targets.write(token, text('new'));
    expect(readFileSync(path, 'utf8')).toBe('old');
    await targets.finish(token);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('writes the file a link names', async () => {
    const real = join(folder, 'real.csv');
    writeFileSync(real, 'old');
    symlinkSync(real, path);
    const token = await open();
    await targets.write(token, text('new'));
    await targets.finish(token);
    expect(readFileSync(real, 'utf8')).toBe('new');
  });

  it('removes the temporary file when the target has become a folder', async () => {
    const token = await open();
    await targets.write(token, text('new'));
    mkdirSync(path);
    expect(await targets.finish(token)).toMatchObject({ ok: false, code: 'save/is-folder' });
    expect(readdirSync(folder)).toEqual(['passages.csv']);
  });

  it('works once', async () => {
    const token = await open();
    await targets.finish(token);
    expect(await targets.finish(token)).toMatchObject({ code: 'save/unknown-token' });
    expect(await targets.write(token, text('x'))).toMatchObject({ code: 'save/unknown-token' });
  });
});

describe('aborting', () => {
  it('leaves the old file and nothing else', async () => {
    writeFileSync(path, 'old');
    const token = await open();
    const writing = targets.write(token, text('new'));
    await targets.abort(token);
    await writing;
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['passages.csv']);
    expect(await targets.finish(token)).toMatchObject({ code: 'save/unknown-token' });
  });

  it('is harmless twice and after finishing', async () => {
    const token = await open();
    await targets.finish(token);
    await targets.abort(token);
    await targets.abort(token);
    expect(existsSync(path)).toBe(true);
  });

  it('ends every open target when the app quits', async () => {
    await open();
    await open(join(folder, 'other.csv'));
    await targets.abortAll();
    expect(readdirSync(folder)).toEqual([]);
    expect(targets.openCount()).toBe(0);
  });
});

describe('refusing', () => {
  it.each([
    ['a folder', () => folder, 'save/is-folder'],
    ['a place in a missing folder', () => join(folder, 'missing', 'x.csv'), 'save/no-folder'],
    ['a device', () => '/dev/null', 'save/not-writable'],
  ])('%s', async (_name, at, code) => {
    const outcome = await targets.open(at());
    expect(outcome).toMatchObject({ ok: false, code });
    expect(JSON.stringify(outcome)).not.toContain(folder);
  });

  // Permissions do not hold the superuser back.
  it.skipIf(process.getuid?.() === 0)('a write-protected file', async () => {
    writeFileSync(path, 'old', { mode: 0o400 });
    expect(await targets.open(path)).toMatchObject({ ok: false, code: 'save/not-writable' });
  });
});
