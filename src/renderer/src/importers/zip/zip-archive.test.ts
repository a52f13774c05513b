import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from './__fixtures__/pack';
import { openZip } from './zip-archive';

const PARTS = { 'pier/a.txt': 'The cranes stand still. '.repeat(40), 'b.txt': 'Nobody unloads.' };

/** The code of the first failure while every entry is read; null when there is none. */
async function firstFailure(bytes: Uint8Array): Promise<string | null> {
  const opened = await openZip(bytes);
  if (!opened.ok) return opened.error.code;
  for (const { name, isFolder } of opened.value.entries) {
    const read = isFolder ? null : await opened.value.read(name);
    if (read?.ok === false) return read.error.code;
  }
  return null;
}

it('opens an archive and reads its entries', async () => {
  const opened = await openZip(await pack({ 'pier/': '', ...PARTS, 'leer.txt': '' }));
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.entries).toEqual([
    { name: 'pier/', isFolder: true, size: 0 },
    { name: 'pier/a.txt', isFolder: false, size: 960 },
    { name: 'b.txt', isFolder: false, size: 15 },
    { name: 'leer.txt', isFolder: false, size: 0 },
  ]);
  for (const [name, text] of Object.entries({ ...PARTS, 'leer.txt': '' })) {
    const read = await opened.value.read(name);
    expect(read.ok && new TextDecoder().decode(read.value)).toBe(text);
  }
  expect(await opened.value.read('c.txt')).toMatchObject({ error: { code: 'import/zip-no-entry' } });
  expect(await opened.value.read('pier/')).toMatchObject({ error: { code: 'import/zip-no-entry' } });
});

describe('what is refused', () => {
  const renamed = async (to: string) => {
    const bytes = await pack({ aaaaaaaaaaaa: 'x' });
    const name = new TextEncoder().encode(to.padEnd(12, 'a'));
    const text = new TextDecoder('latin1').decode(bytes);
    for (const at of [text.indexOf('aaaaaaaaaaaa'), text.lastIndexOf('aaaaaaaaaaaa')]) bytes.set(name, at);
    return bytes;
  };
  it.each(['/a', '../a', 'a/../b', 'C:/a', 'a\\b', 'a\0b', 'a//b', './a', '\\\\a'])(
    'a name like %j',
    async (name) => {
      expect(await firstFailure(await renamed(name))).toBe('import/zip-name');
    },
  );

  it('two entries of one name', async () => {
    const bytes = await pack({ 'aa.txt': 'x', 'ab.txt': 'y' });
    const text = new TextDecoder('latin1').decode(bytes);
    for (const { index } of text.matchAll(/ab\.txt/gu)) bytes[index + 1] = 0x61;
    expect(await firstFailure(bytes)).toBe('import/zip-duplicate');
  });

  it('two entries in one place', async () => {
    const bytes = await pack({ 'aa.txt': 'x', 'ab.txt': 'x' });
    const text = new TextDecoder('latin1').decode(bytes);
    const second = text.lastIndexOf('PK\x01\x02');
    bytes.set([0, 0, 0, 0], second + 42);
    expect(await firstFailure(bytes)).toBe('import/zip-overlap');
  });

  it('an encrypted entry', async () => {
    const bytes = await pack({ 'a.txt': 'x' });
    const text = new TextDecoder('latin1').decode(bytes);
    bytes[text.indexOf('PK\x03\x04') + 6]! |= 1;
    bytes[text.indexOf('PK\x01\x02') + 8]! |= 1;
    expect(await firstFailure(bytes)).toBe('import/zip-encrypted');
  });

  it('an entry that grows out of measure, and one that does so behind its header', async () => {
    const zeros = await pack({ 'a.xml': new Uint8Array(3_000_000) });
    expect(await firstFailure(zeros)).toBe('import/zip-bomb');
    const view = new DataView(zeros.buffer, zeros.byteOffset);
    const text = new TextDecoder('latin1').decode(zeros);
    const local = text.indexOf('PK\x03\x04');
    const central = text.indexOf('PK\x01\x02');
    for (const at of [local + 22, central + 24]) view.setUint32(at, 1000, true);
    expect(await firstFailure(zeros)).toMatch(/^import\/zip-(?:damaged|ambiguous)$/u);
  });

  it('more entries than the limit', async () => {
    // The writer of the library takes long for so many.
    const chunks: Uint8Array[] = [];
    const directory: Uint8Array[] = [];
    const count = 10_001;
    for (let i = 0; i < count; i += 1) {
      const name = new TextEncoder().encode(String(i).padStart(5, '0'));
      const local = new DataView(new ArrayBuffer(30));
      local.setUint32(0, 0x04034b50, true);
      local.setUint16(26, 5, true);
      const central = new DataView(new ArrayBuffer(46));
      central.setUint32(0, 0x02014b50, true);
      central.setUint16(28, 5, true);
      central.setUint32(42, i * 35, true);
      chunks.push(new Uint8Array(local.buffer), name);
      directory.push(new Uint8Array(central.buffer), name);
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    for (const at of [8, 10]) end.setUint16(at, count, true);
    end.setUint32(12, count * 51, true);
    end.setUint32(16, count * 35, true);
    const bytes = new Uint8Array(Buffer.concat([...chunks, ...directory, new Uint8Array(end.buffer)]));
    expect(await firstFailure(bytes)).toBe('import/zip-too-many');
  });

  it('data that was changed', async () => {
    const bytes = await pack({ mimetype: 'The cranes stand still.' });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('cranes');
    bytes[at] = 0x4b;
    expect(await firstFailure(bytes)).toBe('import/zip-damaged');
  });

  it('bytes of any kind, without throwing', async () => {
    const sound = await pack(PARTS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = sound.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          expect((await firstFailure(bytes)) ?? 'import/zip-').toMatch(/^import\/zip-/u);
        },
      ),
      { seed: 20220106, numRuns: 400 },
    );
  });
});

const bad = resolve(import.meta.dirname, '../../../../../../shared/data/files/bad-zip');

describe.skipIf(!existsSync(bad))('archives known to be bad (skipped when ../shared/data is absent)', () => {
  /** What is wrong by the name of the file, and the reasons that fit. */
  const reasons: readonly (readonly [RegExp, RegExp])[] = [
    [/^(?:absolute path|invalid relative path|invalid characters)/u, /zip-name/u],
    [/^strong encryption/u, /zip-encrypted/u],
    [/^multi-disk/u, /zip-split/u],
    [/^unsupported compression/u, /zip-method/u],
    [/./u, /zip-(?:damaged|not-one|ambiguous|bomb)/u],
  ];
  it.each(existsSync(bad) ? readdirSync(bad) : [])('%s', async (name) => {
    const code = await firstFailure(new Uint8Array(readFileSync(resolve(bad, name))));
    expect(code).toMatch(reasons.find(([file]) => file.test(name))![1]);
  });
});
