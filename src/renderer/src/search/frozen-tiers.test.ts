import { expect, test } from 'vitest';
import type { ReportId } from '$domain/ids';
import { FrozenTiers } from './frozen-tiers';
import type { ReportDocument } from './entries';
import { ArchiveIndex } from './index';
import { memorySource } from './shards/byte-source';
import { Shard } from './shards/shard';
import { filesInRows, type ShardFiles } from './shards/shard-files';
import { SHARD_OPTIONS, type KeptShard } from './snapshot';
import { TEXT_FIELDS } from './tiers/tier';

function aDocument(n: number, words = `word${n % 7} only${n}`): ReportDocument {
  const terms = words.split(' ');
  return {
    id: `r${n}` as ReportId,
    title: `Report ${n}`,
    source: '',
    author: '',
    language: 'en',
    published: '',
    importedAt: '',
    hasFootnotes: false,
    terms: {
      id: `r${n}`,
      language: 'en',
      fields: TEXT_FIELDS.map((field) =>
        field === 'text' ? { terms, positions: terms.map((_, i) => i) } : { terms: [], positions: [] },
      ),
    },
  };
}

function memoryFiles(): ShardFiles & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  const files = filesInRows({
    put: (name, bytes) => Promise.resolve(void kept.set(name, bytes)),
    get: (name) => Promise.resolve(kept.get(name)),
    names: () => Promise.resolve([...kept.keys()]),
    delete: (name) => Promise.resolve(void kept.delete(name)),
  });
  return { ...files, kept };
}

async function filled(count: number) {
  const index = new ArchiveIndex();
  const files = memoryFiles();
  const tiers = new FrozenTiers(index, files, () => Promise.resolve());
  for (let n = 0; n < count; n += 1) {
    index.putReport(aDocument(n));
    await tiers.grow();
  }
  return { index, files, tiers };
}

/** As the index is stored: other files go. */
async function storeOnly(tiers: FrozenTiers, files: ShardFiles): Promise<readonly KeptShard[]> {
  const kept = await tiers.store();
  await files.keepOnly(kept.map(({ name }) => name));
  return kept;
}

const documentsWith = (index: ArchiveIndex, term: string): number =>
  index.text.tiers.reduce((sum, tier) => {
    const ref = tier.find(term);
    return sum + (ref === -1 ? 0 : tier.frequency(ref, TEXT_FIELDS.indexOf('text')));
  }, 0);

test('tiers stay few while reports come in, and hold all of them', async () => {
  const { index, files, tiers } = await filled(6500);
  expect(index.frozen.length).toBeLessThanOrEqual(3);
  expect(index.open.documents).toBeLessThan(1000);
  expect(index.text.documents).toBe(6500);
  expect(documentsWith(index, 'word3')).toBe(929);
  expect(documentsWith(index, 'only17')).toBe(1);

  const kept = await storeOnly(tiers, files);
  expect(files.kept.size).toBe(kept.length);
  expect(kept.length).toBeLessThanOrEqual(3);
  expect(index.open.documents).toBe(0);
  for (const { name, shard } of kept) {
    const opened = Shard.open(memorySource(files.kept.get(name)!), SHARD_OPTIONS);
    expect(opened.ok && opened.value.documents).toBe(shard.documents);
  }
  expect(documentsWith(index, 'word3')).toBe(929);
});

test('reports added past the open tier are found once they are settled, the first thousand at once', async () => {
  const index = new ArchiveIndex();
  let pauses = 0;
  const tiers = new FrozenTiers(index, memoryFiles(), () => Promise.resolve(void (pauses += 1)));
  const add = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) {
      tiers.add(aDocument(n));
      await tiers.grow();
    }
  };
  await add(0, 999);
  expect(index.counts.reports).toBe(0);
  await add(999, 1001);
  expect(index.text.documents).toBe(1000);
  await add(1001, 10_500);
  await tiers.settle();
  expect(pauses).toBeGreaterThan(10);
  expect(index.text.documents).toBe(10_500);
  expect(index.frozen.length).toBeLessThanOrEqual(3);
  expect(index.open.documents).toBe(0);
  expect(documentsWith(index, 'word3')).toBe(1500);
  expect(documentsWith(index, 'only10499')).toBe(1);
  expect(index.valueAt(index.text.slotOf('r17'), 'title')).toBe('Report 17');
});

test('a few new reports are not worth a file, and a shard that lost many is written anew', async () => {
  const { index, files, tiers } = await filled(1000);
  await storeOnly(tiers, files);
  const [first] = files.kept.keys();
  for (let n = 0; n < 20; n += 1) index.putReport(aDocument(n, 'changed'));
  await storeOnly(tiers, files);
  expect([...files.kept.keys()]).toEqual([first]);
  expect(index.open.documents).toBe(20);
  expect(documentsWith(index, 'changed')).toBe(20);
  expect(documentsWith(index, 'only17')).toBe(0);

  for (let n = 20; n < 400; n += 1) index.removeReport(`r${n}` as ReportId);
  await storeOnly(tiers, files);
  expect(files.kept.size).toBe(1);
  expect([...files.kept.keys()]).not.toEqual([first]);
  expect(index.frozen.map((tier) => [tier.slots, tier.documents])).toEqual([[600, 600]]);
  expect(index.text.documents).toBe(620);
  expect(documentsWith(index, 'only17')).toBe(0);
  expect(documentsWith(index, 'only717')).toBe(1);
});
