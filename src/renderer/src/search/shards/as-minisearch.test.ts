import { describe, expect, test } from 'vitest';
import { DOCUMENTS, FIELDS, plainAnswers, randomQueries, shardAnswers } from './testing/beside-minisearch';
import { memorySource } from './byte-source';
import { mergeShards } from './merge-shards';
import { Shard } from './shard';
import { ShardBuilder } from './shard-builder';
import { atOnce } from './testing/files';

const OPTIONS = { fields: FIELDS.length, attributes: 0, normaliser: 1 };

function shardOf(documents: typeof DOCUMENTS): Shard {
  const builder = new ShardBuilder(OPTIONS, () => []);
  for (const document of documents) builder.add(document);
  return opened(atOnce(builder.finish()));
}

function opened(bytes: Uint8Array): Shard {
  const shard = Shard.open(memorySource(bytes), OPTIONS);
  if (!shard.ok) throw new Error(shard.error.message);
  return shard.value;
}

const FROZEN = DOCUMENTS.slice(0, 250);
const CHANGED = FROZEN.filter((_, i) => i % 7 === 0);
/** Those that changed have other words in the first shard, and are removed there. */
const older = shardOf(
  FROZEN.map((document, i) =>
    CHANGED.includes(document) ? { ...FROZEN[i + 1]!, id: document.id } : document,
  ),
);
for (const { id } of CHANGED) older.remove(older.slotOf(id));
const newer = shardOf([...DOCUMENTS.slice(250), ...CHANGED]);
const merged = opened(await mergeShards([older, newer], OPTIONS, () => Promise.resolve()));

describe.each([
  { name: 'two shards', shards: [older, newer] },
  { name: 'the two merged', shards: [merged] },
])('$name find and score as one MiniSearch', ({ shards }) => {
  test.each(randomQueries(200))('$name', (query) => {
    const theirs = plainAnswers(query);
    const ours = shardAnswers(shards, query);
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
    for (const [id, score] of theirs) expect(ours.get(id)).toBeCloseTo(score, 6);
  });
});
