import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OpenTier } from '../tiers/open-tier';
import { postingsBuffer } from '../tiers/open-tier';
import type { Tier, TierDocument } from '../tiers/tier';
import { fileSource, memorySource } from './byte-source';
import { mergeShards } from './merge-shards';
import { ShardDamaged } from './paged-bytes';
import { Shard } from './shard';
import { ShardBuilder, type ShardOptions } from './shard-builder';
import { FORMAT, HEADER_SIZE } from './shard-format';
import { atOnce, fileOf } from './testing/files';

const OPTIONS: ShardOptions = { fields: 2, attributes: 2, normaliser: 7 };
const stemKeys = (term: string, language: string): string[] => [`${language}:${term.slice(0, 2)}`];
const noPause = (): Promise<void> => Promise.resolve();

function build(documents: readonly TierDocument[]): Uint8Array<ArrayBuffer> {
  const builder = new ShardBuilder(OPTIONS, stemKeys);
  for (const document of documents) builder.add(document);
  return atOnce(builder.finish());
}

function opened(bytes: Uint8Array, removed: Iterable<number> = []): Shard {
  const shard = Shard.open(memorySource(bytes), OPTIONS, removed);
  if (!shard.ok) throw new Error(shard.error.message);
  return shard.value;
}

const WORDS = [
  'a',
  'ab',
  'abc',
  'abd',
  'bab',
  'bac',
  'cab',
  'токаев',
  'тока',
  'x'.repeat(300),
  '𐐷deseret',
  'é',
  '\ud801',
  '漢字',
];
const someWord = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  fc
    .array(fc.constantFrom('a', 'b', 'c', 'т'), { minLength: 1, maxLength: 6 })
    .map((units) => units.join('')),
);
const someField = fc
  .array(fc.tuple(someWord, fc.integer({ min: 1, max: 300 })), { maxLength: 12 })
  .map((words) => {
    let at = -1;
    return { terms: words.map(([word]) => word), positions: words.map(([, step]) => (at += step)) };
  });
const someDocuments = fc
  .array(fc.tuple(fc.constantFrom('', 'en', 'ru'), someField, someField), { maxLength: 8 })
  .map((list) =>
    list.map(([language, first, second], n): TierDocument => ({
      id: `d${n}`,
      language,
      fields: [first, second],
      attributes: [`title ${n % 3}`, first.terms.find((term) => term !== '\ud801') ?? ''],
    })),
  );

/** Everything a tier answers about the documents it has, by ids and terms. */
function answers(tier: Tier) {
  const buffer = postingsBuffer();
  const every = Array.from({ length: tier.slots }, (_, slot) => slot);
  const ids = every.filter((slot) => !tier.isRemoved(slot)).map((slot) => tier.idOf(slot));
  const listOf = (term: string, field: number) => {
    const ref = tier.find(term);
    if (ref === -1) return [];
    tier.postings(ref, field, buffer);
    const list = Array.from(buffer.slots.subarray(0, buffer.count), (slot, i) => ({
      slot,
      id: tier.idOf(slot),
      frequency: buffer.frequencies[i]!,
      positions: [] as number[],
    })).filter(({ slot }) => !tier.isRemoved(slot));
    expect(tier.frequency(ref, field)).toBe(list.length);
    const wanted = list.filter((_, i) => i % 2 === 0).map(({ slot }) => slot);
    tier.positions(ref, field, wanted, (slot, positions, count) => {
      list.find((each) => each.slot === slot)!.positions = Array.from(positions.subarray(0, count));
    });
    return list.map(({ id, frequency, positions }) => ({ id, frequency, positions }));
  };
  const isThere = (ref: number): boolean => [0, 1].some((field) => tier.frequency(ref, field) > 0);
  const named = (refs: readonly number[]): string[] =>
    refs
      .filter(isThere)
      .map((ref) => tier.termOf(ref))
      .sort();
  return {
    documents: tier.documents,
    ids,
    columns: [0, 1, 2].map((number) => {
      const column = tier.column(number);
      return ids.map((id) => column.at(column.numbers[tier.slotOf(id)]!));
    }),
    slots: ids.map((id) => tier.idOf(tier.slotOf(id))),
    lengths: [0, 1].map((field) => ids.map((id) => tier.lengths(field)[tier.slotOf(id)]!)),
    totals: [0, 1].map((field) => tier.totalLength(field)),
    lists: WORDS.map((word) => [0, 1].map((field) => listOf(word, field))),
    beginning: ['a', 'ab', 'т', 'zz', ''].map((prefix) => named(tier.beginningWith(prefix, 100))),
    resembling: ['abc', 'bab', 'токаевы', 'zzz'].map((term) =>
      [1, 2].map((edits) =>
        tier
          .resembling(term, edits)
          .filter(({ ref }) => isThere(ref))
          .map(({ ref, distance }) => `${tier.termOf(ref)} ${distance}`)
          .sort(),
      ),
    ),
    stems: ['en:ab', 'ru:то', ':ca', 'en:none'].map((key) => named(tier.withStem(key))),
  };
}

function openTier(documents: readonly TierDocument[]): OpenTier {
  const tier = new OpenTier(OPTIONS.fields, stemKeys, OPTIONS.attributes);
  for (const document of documents) tier.add(document);
  return tier;
}

function expectRightOrDamaged(shard: Shard, right: unknown): void {
  try {
    expect(answers(shard)).toEqual(right);
  } catch (error) {
    if (!(error instanceof ShardDamaged)) throw error;
  }
}

describe('a shard', () => {
  test('answers as the open tier does, with documents removed as well', () => {
    fc.assert(
      fc.property(someDocuments, fc.infiniteStream(fc.boolean()), (documents, coin) => {
        const shard = opened(build(documents));
        const open = openTier(documents);
        expect(answers(shard)).toEqual(answers(open));
        const removed = documents.flatMap(({ id }, slot) => (coin.next().value ? [{ id, slot }] : []));
        for (const { id, slot } of removed) {
          open.remove(id);
          shard.remove(slot);
        }
        const expected = { ...answers(open), stems: expect.anything() as unknown };
        expect(answers(shard)).toEqual(expected);
        const again = opened(build(documents), shard.removedSlots());
        expect(answers(again)).toEqual(answers(shard));
      }),
      { seed: 6, numRuns: 400 },
    );
  });

  test('merged with others is the same to the byte as made of what is left', async () => {
    await fc.assert(
      fc.asyncProperty(
        someDocuments,
        fc.nat({ max: 8 }),
        fc.infiniteStream(fc.boolean()),
        async (all, cut, coin) => {
          const parts = [all.slice(0, cut), all.slice(cut)];
          const shards = parts.map((part) => opened(build(part)));
          const left = parts.flatMap((part, n) =>
            part.filter((_, slot) => {
              const isRemoved = coin.next().value;
              if (isRemoved) shards[n]!.remove(slot);
              return !isRemoved;
            }),
          );
          const merged = await mergeShards(shards, OPTIONS, noPause);
          expect(Buffer.from(merged).equals(Buffer.from(build(left)))).toBe(true);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  const many = Array.from({ length: 1000 }, (_, n): TierDocument => {
    const terms = ['common', `rare${n % 333}`, ...(n % 3 === 0 ? ['third', 'common'] : [])];
    return {
      id: `d${n}`,
      language: n % 50 === 3 ? 'ru' : 'en',
      fields: [
        { terms, positions: terms.map((_each, i) => i * 100) },
        { terms: [], positions: [] },
      ],
      attributes: [`заголовок ${n}`, n % 2 === 0 ? 'even' : ''],
    };
  });

  test('finds its way in lists of many blocks', () => {
    expect(answers(opened(build(many)))).toEqual(answers(openTier(many)));
    const shard = opened(build(many));
    for (const wanted of [[0], [999], [127, 128, 129], [500], [3, 900], []]) {
      const seen: [number, number[]][] = [];
      shard.positions(shard.find('common'), 0, wanted, (slot, positions, count) => {
        seen.push([slot, [...positions.subarray(0, count)]]);
      });
      expect(seen).toEqual(wanted.map((slot) => [slot, slot % 3 === 0 ? [0, 300] : [0]]));
    }
  });

  test('of more beginnings than are asked for gives those that most documents have', () => {
    const shard = opened(build(many));
    expect(shard.beginningWith('rare', 2).map((ref) => shard.termOf(ref))).toEqual(['rare0', 'rare1']);
    expect(openTier(many).beginningWith('rare', 2)).toHaveLength(2);
  });

  test('holds a field of more than 65,536 words', () => {
    const terms = Array.from({ length: 70_000 }, (_, n) => `w${n}`);
    const big: TierDocument = {
      id: 'big',
      language: '',
      fields: [
        { terms, positions: terms.map((_, i) => i) },
        { terms: ['a'], positions: [70_001] },
      ],
      attributes: ['', ''],
    };
    const shard = opened(build([big]));
    expect(shard.lengths(0)[0]).toBe(70_000);
    const seen: number[] = [];
    shard.positions(shard.find('w69999'), 0, [0], (_, positions) => seen.push(positions[0]!));
    expect(seen).toEqual([69_999]);
  });

  test('of another version is stale', () => {
    const bytes = build(many);
    const otherFormat = bytes.slice();
    new DataView(otherFormat.buffer).setUint32(4, FORMAT + 1, true);
    for (const [file, options] of [
      [bytes, { ...OPTIONS, normaliser: 8 }],
      [bytes, { ...OPTIONS, fields: 3 }],
      [bytes, { ...OPTIONS, attributes: 1 }],
      [otherFormat, OPTIONS],
    ] as const) {
      expect(Shard.open(memorySource(file), options)).toMatchObject({
        ok: false,
        error: { code: 'shard/stale' },
      });
    }
  });

  test('that is none, or ends early, is damaged', () => {
    const bytes = build(many);
    const text = new TextEncoder().encode('Not a shard at all, but as long as one would be. '.repeat(20));
    for (const file of [new Uint8Array(0), text, bytes.slice(0, 7), bytes.slice(0, HEADER_SIZE - 1)]) {
      expect(Shard.open(memorySource(file), OPTIONS)).toMatchObject({
        ok: false,
        error: { code: 'shard/damaged' },
      });
    }
  });

  test('answers from a file as from memory, with lists that go over several pages', () => {
    const wide = many.map((document, n) => {
      const terms = Array.from({ length: 60 + (n % 50) }, (_, i) =>
        i % 2 === 0 ? 'common' : `w${(n * i) % 97}`,
      );
      return {
        ...document,
        fields: [{ terms, positions: terms.map((_, i) => i * 200) }, document.fields[0]!],
      };
    });
    const bytes = build(wide);
    expect(answers(opened(bytes))).toEqual(answers(openTier(wide)));
    const shard = Shard.open(fileSource(fileOf(bytes)), OPTIONS);
    expect(shard.ok && answers(shard.value)).toEqual(answers(openTier(wide)));
  });

  test('that cannot be read is damaged, at once or when it is read', () => {
    let reads = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
    const bytes = build(many);
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => reads(offset, length),
      readOnce: (offset: number, length: number) => reads(offset, length),
      close: () => undefined,
    };
    const shard = Shard.open(source, OPTIONS);
    if (!shard.ok) throw new Error(shard.error.message);
    const common = shard.value.find('common');
    for (const failing of [
      (): Uint8Array => {
        throw new DOMException('The disk is gone.', 'NotReadableError');
      },
      (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length - 1),
    ]) {
      reads = failing;
      const again = Shard.open(source, OPTIONS);
      expect(again).toMatchObject({ ok: false, error: { code: 'shard/damaged' } });
      expect(() => {
        shard.value.postings(common, 0, postingsBuffer());
      }).toThrow(ShardDamaged);
      expect(() => {
        shard.value.positions(common, 0, [5], () => undefined);
      }).toThrow(ShardDamaged);
    }
  });

  test('keeps ids as they are, whatever is in them', () => {
    const ids = ['', 'a\nb', '\ufeffмарка', '𐐷', 'x'.repeat(1000)];
    const shard = opened(build(ids.map((id, n) => ({ ...many[n]!, id }))));
    expect(ids.map((id) => shard.slotOf(id))).toEqual([0, 1, 2, 3, 4]);
    expect(ids.map((_, slot) => shard.idOf(slot))).toEqual(ids);
  });

  test('of no documents answers that there are none', async () => {
    const empty = opened(build([]));
    expect(answers(empty)).toEqual(answers(openTier([])));
    expect(await mergeShards([], OPTIONS, noPause)).toEqual(build([]));
    const gone = opened(build(many), many.keys());
    expect(await mergeShards([gone, empty], OPTIONS, noPause)).toEqual(build([]));
  });

  test('merged of many blocks is the same to the byte as made of what is left', async () => {
    const cuts = fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.integer({ min: 2, max: 40 }));
    await fc.assert(
      fc.asyncProperty(cuts, async ([first, second, every]) => {
        const [from, to] = [Math.min(first, second), Math.max(first, second)];
        const parts = [many.slice(0, from), many.slice(from, to), many.slice(to)];
        const shards = parts.map((part) => opened(build(part)));
        const isLeft = (_: unknown, slot: number): boolean => slot % every !== 1;
        // The first one is whole.
        shards.slice(1).forEach((shard) => {
          for (let slot = 1; slot < shard.slots; slot += every) shard.remove(slot);
        });
        const left = [...parts[0]!, ...parts[1]!.filter(isLeft), ...parts[2]!.filter(isLeft)];
        const merged = await mergeShards(shards, OPTIONS, noPause);
        expect(Buffer.from(merged).equals(Buffer.from(build(left)))).toBe(true);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  test('merging lets others in between', async () => {
    let pauses = 0;
    await mergeShards([opened(build(many)), opened(build(many))], OPTIONS, () =>
      Promise.resolve(void (pauses += 1)),
    );
    const before = pauses;
    const words = Array.from({ length: 2000 }, (_, n) => `w${n}`);
    const large = {
      ...many[0]!,
      fields: [{ terms: words, positions: words.map((_, i) => i) }, many[0]!.fields[1]!],
    };
    await mergeShards([opened(build([large]))], OPTIONS, () => Promise.resolve(void (pauses += 1)));
    expect(before).toBe(4);
    expect(pauses).toBeGreaterThan(before + 2);
  });

  test('changed in any of its bytes is refused or noticed, and never answers otherwise', () => {
    const bytes = build(many.slice(0, 20));
    const right = answers(opened(bytes));
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1 << (at & 7);
      const shard = Shard.open(memorySource(damaged), OPTIONS);
      if (shard.ok) expectRightOrDamaged(shard.value, right);
    }
  });

  test('changed in any byte or cut anywhere is refused or noticed, and never answers otherwise', () => {
    const documents = many.slice(0, 200);
    const bytes = build(documents);
    const right = answers(opened(bytes));
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        (at, change, cut) => {
          const damaged = cut ? bytes.slice(0, at) : bytes.slice();
          if (!cut) damaged[at]! ^= change;
          const shard = Shard.open(memorySource(damaged), OPTIONS);
          if (!shard.ok) return;
          expectRightOrDamaged(shard.value, right);
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });
});
