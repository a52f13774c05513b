import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from './bytes';
import { fileSource } from './byte-source';
import { fileOf } from './testing/files';

describe('a file', () => {
  const bytes = Uint8Array.from({ length: 6_000_000 }, (_, i) => (i * 7919) >>> 5);

  test('gives the bytes of every range, fewer at its end', () => {
    const source = fileSource(fileOf(bytes));
    const range = fc.tuple(
      fc.nat({ max: bytes.length + 10 }),
      fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 900_000 })),
    );
    fc.assert(
      fc.property(range, ([offset, length]) => {
        const expected = bytes.subarray(offset, offset + length);
        expect(Buffer.compare(source.read(offset, length), expected)).toBe(0);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  test('is asked once for what is read again, and keeps 4 MB at most', () => {
    const file = fileOf(bytes);
    const source = fileSource(file);
    for (let i = 0; i < 50; i += 1) source.read(100_000, 300);
    expect(file.reads).toBe(1);
    for (let at = 0; at < bytes.length; at += 65_536) source.read(at, 1);
    const before = file.reads;
    source.read(5_900_000, 10);
    expect(file.reads).toBe(before);
    source.read(0, 10);
    expect(file.reads).toBe(before + 1);
  });

  test('shares what is kept with other files, and gives it back when it is closed', () => {
    const [first, second] = [fileOf(bytes), fileOf(bytes.map((byte) => byte ^ 255))];
    const [one, other] = [fileSource(first), fileSource(second)];
    one.read(0, 10);
    expect(other.read(0, 10)).toEqual(bytes.slice(0, 10).map((byte) => byte ^ 255));
    expect(one.read(0, 10)).toEqual(bytes.slice(0, 10));
    expect([first.reads, second.reads]).toEqual([1, 1]);
    for (let at = 0; at < bytes.length; at += 65_536) other.read(at, 1);
    one.read(0, 10);
    expect(first.reads).toBe(2);
    other.close();
    one.read(0, 10);
    expect(first.reads).toBe(2);
  });
});

test('the sum is that of zip and PNG', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
