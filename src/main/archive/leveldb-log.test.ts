import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c, maskedCrc32c, scanLog } from './leveldb-log';
import { writeLog } from './testing/write-log';

const SEED = { seed: 20_260_304, numRuns: 60 };
const BLOCK = 32 * 1024;

const filled = (length: number, byte = 0xa5): Buffer => Buffer.alloc(length, byte);

it('knows the checksum of the standard test text', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  expect(maskedCrc32c(Buffer.from('123456789'))).not.toBe(0xe3069283);
});

describe('a whole log', () => {
  it.each([
    ['nothing', []],
    ['an empty record', [0]],
    ['a few records', [10, 0, 300]],
    ['a record over several blocks', [100, 3 * BLOCK, 5]],
    ['a record that ends with its block', [BLOCK - 7, 4]],
    ['a block with six bytes left', [BLOCK - 13, 40]],
    ['a block with seven bytes left, for an empty first part', [BLOCK - 14, 40]],
  ])('holds %s', (_name, sizes) => {
    expect(scanLog(writeLog(sizes.map((size) => filled(size))).bytes)).toEqual({ kind: 'whole' });
  });

  it('may end with zeros in its last record', () => {
    expect(scanLog(writeLog([filled(2000, 0)]).bytes)).toEqual({ kind: 'whole' });
  });
});

describe('a log that was cut', () => {
  const sizes = fc.array(
    fc.oneof(fc.nat({ max: 60 }), fc.constantFrom(BLOCK - 14, BLOCK - 13, BLOCK - 7, BLOCK)),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  /** Where the record begins that a cut at `length` leaves incomplete; null when the cut is between two records. */
  function expectedTear(records: { start: number; end: number }[], length: number): number | null {
    return records.find(({ start, end }) => start < length && length < end)?.start ?? null;
  }

  it('is torn where its last record begins, at every length of a small log', () => {
    const { bytes, records } = writeLog([filled(20), filled(0), filled(33, 0), filled(1)]);
    for (let length = 0; length <= bytes.length; length++) {
      const at = expectedTear(records, length);
      expect(scanLog(bytes.subarray(0, length))).toEqual(
        at === null ? { kind: 'whole' } : { kind: 'torn', at },
      );
    }
  });

  it('is torn where its last record begins, over the borders of blocks', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (lengths, somewhere) => {
        const { bytes, records } = writeLog(lengths.map((size) => filled(size)));
        const near = records.flatMap(({ start, end }) =>
          [start, end].flatMap((at) => [at - 1, at, at + 1, at + 7]),
        );
        const borders = [BLOCK - 7, BLOCK - 6, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + 7];
        for (const length of [...near, ...borders, somewhere % (bytes.length + 1)]) {
          if (length < 0 || length > bytes.length) continue;
          const at = expectedTear(records, length);
          expect(scanLog(bytes.subarray(0, length))).toEqual(
            at === null ? { kind: 'whole' } : { kind: 'torn', at },
          );
        }
      }),
      SEED,
    );
  });

  it('is whole again when it is cut at the tear', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (lengths, somewhere) => {
        const { bytes } = writeLog(lengths.map((size) => filled(size)));
        const cut = bytes.subarray(0, somewhere % (bytes.length + 1));
        const verdict = scanLog(cut);
        expect(verdict.kind).not.toBe('damaged');
        if (verdict.kind === 'torn') expect(scanLog(cut.subarray(0, verdict.at))).toEqual({ kind: 'whole' });
      }),
      SEED,
    );
  });
});

describe('zeros at the end', () => {
  const { bytes, records } = writeLog([filled(300), filled(3000)]);
  const second = records[1]!;

  it.each([1, 7, 511, BLOCK, 2 * BLOCK])('of %i bytes after the last record are torn', (count) => {
    expect(scanLog(Buffer.concat([bytes, Buffer.alloc(count)]))).toEqual({ kind: 'torn', at: bytes.length });
  });

  it('instead of the next part of a record are torn where the record begins', () => {
    const long = writeLog([filled(300), filled(2 * BLOCK)]);
    const cut = Buffer.concat([long.bytes.subarray(0, BLOCK), Buffer.alloc(BLOCK)]);
    expect(scanLog(cut)).toEqual({ kind: 'torn', at: long.records[1]!.start });
  });

  it.each([512, 1024, 3072])(
    'from sector byte %i on, in a record, are a write the power cut short',
    (from) => {
      const cut = Buffer.concat([bytes.subarray(0, from), Buffer.alloc(bytes.length - from)]);
      expect(scanLog(cut)).toEqual({ kind: 'torn', at: second.start });
    },
  );

  it('that hide a record that is wrong before them are damage', () => {
    const cut = Buffer.concat([bytes, Buffer.alloc(5000)]);
    cut[records[0]!.start + 20]! ^= 1;
    expect(scanLog(cut)).toEqual({ kind: 'damaged', at: 0 });
  });
});

describe('damage', () => {
  const { bytes, records } = writeLog([filled(300), filled(2 * BLOCK), filled(50)]);
  const last = records[2]!;

  it.each([
    ['in the first record', 100, 0],
    ['in the middle of a long record', BLOCK + 100, BLOCK],
    ['in the last record, which reaches the end', bytes.length - 1, last.start],
    ['in the checksum of the last record', last.start, last.start],
  ])('%s is told where that part begins', (_name, flipped, at) => {
    const flippedBytes = Buffer.from(bytes);
    flippedBytes[flipped]! ^= 0x10;
    expect(scanLog(flippedBytes)).toEqual({ kind: 'damaged', at });
  });

  it('is what a log that was continued after a torn record looks like', () => {
    const torn = bytes.subarray(0, BLOCK + 5000);
    const continued = Buffer.concat([torn, writeLog([filled(60_000)], torn.length % BLOCK).bytes]);
    expect(scanLog(torn)).toEqual({ kind: 'torn', at: records[1]!.start });
    expect(scanLog(continued).kind).toBe('damaged');
  });

  it.each([
    ['a part without a beginning', 4],
    ['a record of no known type', 9],
  ])('is %s', (_name, type) => {
    const { bytes: small } = writeLog([filled(8)]);
    small[6] = type;
    small.writeUInt32LE(maskedCrc32c(small.subarray(6)), 0);
    expect(scanLog(small)).toEqual({ kind: 'damaged', at: 0 });
  });

  it.each([
    ['damaged', 8, { kind: 'damaged', at: 15 }],
    ['whole when it is empty, as old versions wrote it', 0, { kind: 'whole' }],
  ])('is a first part without an end: %s', (_name, length, verdict) => {
    const first = writeLog([filled(length)]).bytes;
    first[6] = 2;
    first.writeUInt32LE(maskedCrc32c(first.subarray(6)), 0);
    expect(scanLog(Buffer.concat([first, writeLog([filled(9)]).bytes]))).toEqual(verdict);
  });

  it('is a length that leaves its block', () => {
    const long = Buffer.from(bytes);
    long.writeUInt16LE(0xffff, 4);
    expect(scanLog(long)).toEqual({ kind: 'damaged', at: 0 });
  });

  it('of one byte is never taken for a whole log, and never cuts off more than LevelDB would not read', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= change;
        const verdict = scanLog(flipped);
        expect(verdict.kind).not.toBe('whole');
        if (verdict.kind === 'torn') expect(verdict.at).toBeGreaterThanOrEqual(records[1]!.start);
      }),
      { ...SEED, numRuns: 300 },
    );
  });
});
