import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OpenTier } from '../tiers/open-tier';
import { postingsBuffer } from '../tiers/open-tier';
import type { Tier, TierDocument } from '../tiers/tier';
import { crc32 } from './bytes';
import { memorySource } from './byte-source';
import { mergeShards } from './merge-shards';
import { ShardDamaged } from './paged-bytes';
import { Shard } from './shard';
import { ShardBuilder, type ShardOptions } from './shard-builder';

const OPTIONS: ShardOptions = { fields: 2, normaliser: 7 };
const stemKeys = (term: string, language: string): string[] => [`${language}:${term.slice(0, 2)}`];
const noPause = (): Promise<void> => Promise.resolve();

function build(documents: readonly TierDocument[]): Uint8Array<ArrayBuffer> {
  const builder = new ShardBuilder(OPTIONS, stemKeys);
  for (const document of documents) builder.add(document);
  return builder.finish();
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
];
const someField = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.integer({ min: 1, max: 300 })), { maxLength: 12 })
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
  const tier = new OpenTier(OPTIONS.fields, stemKeys);
  for (const document of documents) tier.add(document);
  return tier;
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
      language: 'en',
      fields: [
        { terms, positions: terms.map((_each, i) => i * 100) },
        { terms: [], positions: [] },
      ],
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
    };
    const shard = opened(build([big]));
    expect(shard.lengths(0)[0]).toBe(70_000);
    const seen: number[] = [];
    shard.positions(shard.find('w69999'), 0, [0], (_, positions) => seen.push(positions[0]!));
    expect(seen).toEqual([69_999]);
  });

  test('of another version is stale', () => {
    const bytes = build(many);
    for (const options of [
      { ...OPTIONS, normaliser: 8 },
      { ...OPTIONS, fields: 3 },
    ]) {
      expect(Shard.open(memorySource(bytes), options)).toMatchObject({
        ok: false,
        error: { code: 'shard/stale' },
      });
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
          try {
            expect(answers(shard.value)).toEqual(right);
          } catch (error) {
            if (!(error instanceof ShardDamaged)) throw error;
          }
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });
});

test('the sum is that of zip and PNG', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
