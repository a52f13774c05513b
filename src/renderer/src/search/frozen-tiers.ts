import { stemKeys } from './language/stem-keys';
import type { ArchiveIndex } from './index';
import { memorySource } from './shards/byte-source';
import { mergeShards } from './shards/merge-shards';
import { Shard } from './shards/shard';
import { ShardBuilder } from './shards/shard-builder';
import type { ShardFiles } from './shards/shard-files';
import { SHARD_OPTIONS, type KeptShard } from './snapshot';

/** Documents in the open tier that make a shard. */
const FREEZE_AT = 1000;
/** Fewer than that stay in the open tier when the index is stored, and are indexed again at the next start. */
const STORE_OPEN_UP_TO = 30;
/** A shard less than so many times as large as the next is merged with it: few shards, each document written few times. */
const GROWTH = 3;
const MOST_SHARDS = 3;
/** A shard with a larger share of removed documents is written anew. */
const MOST_REMOVED = 0.2;

interface TierShard {
  readonly shard: Shard;
  /** The name it is kept under; null for one that is only in memory. */
  name: string | null;
}

/** The frozen tiers of an index: makes them of the open one, keeps them few, and stores them. */
export class FrozenTiers {
  #shards: TierShard[];

  constructor(
    private readonly index: ArchiveIndex,
    private readonly files: ShardFiles,
    /** Awaited while much is written, so that queries get their turn. */
    private readonly pause: () => Promise<void>,
    kept: readonly KeptShard[] = [],
  ) {
    this.#shards = kept.map(({ name, shard }) => ({ name, shard }));
  }

  /** Freezes the open tier once it is large. */
  async grow(): Promise<void> {
    if (this.index.open.documents >= FREEZE_AT) await this.#freeze();
  }

  /** Stores all shards that are not kept yet; what is few stays in the open tier. */
  async store(): Promise<readonly KeptShard[]> {
    if (this.index.open.documents > STORE_OPEN_UP_TO) await this.#freeze();
    for (const [at, { shard }] of this.#shards.entries()) {
      if (shard.documents < shard.slots * (1 - MOST_REMOVED)) {
        await this.#replace(at, 1);
        break;
      }
    }
    const kept: KeptShard[] = [];
    for (const [at, tier] of this.#shards.entries()) {
      if (tier.name !== null) {
        kept.push({ name: tier.name, shard: tier.shard });
        continue;
      }
      const name = crypto.randomUUID();
      await this.files.write(name, tier.shard.bytes());
      const source = await this.files.open(name);
      const opened = source && Shard.open(source, SHARD_OPTIONS, tier.shard.removedSlots());
      if (!opened?.ok) throw new Error('The index cannot be read back after it was stored.');
      const stored = { name, shard: opened.value };
      this.#shards[at] = stored;
      kept.push(stored);
    }
    this.#show(false);
    return kept;
  }

  /** Removes what was kept and is used no more. Only once the names of {@link store} are stored themselves. */
  async clean(): Promise<void> {
    await this.files.keepOnly(this.#shards.flatMap(({ name }) => name ?? []));
  }

  async #freeze(): Promise<void> {
    const builder = new ShardBuilder(SHARD_OPTIONS, stemKeys);
    for (const document of this.index.open.live()) builder.add(document);
    this.#shards.push({ shard: inMemory(builder.finish()), name: null });
    this.#show(true);
    for (;;) {
      const at = this.#shards.length - 2;
      if (at < 0) return;
      const [older, newer] = [this.#shards[at]!.shard, this.#shards[at + 1]!.shard];
      if (this.#shards.length <= MOST_SHARDS && older.documents >= GROWTH * newer.documents) return;
      await this.#replace(at, 2);
    }
  }

  /** Puts one shard in the place of so many. */
  async #replace(at: number, count: number): Promise<void> {
    const old = this.#shards.slice(at, at + count);
    const bytes = await mergeShards(
      old.map(({ shard }) => shard),
      SHARD_OPTIONS,
      this.pause,
    );
    this.#shards.splice(at, count, { shard: inMemory(bytes), name: null });
    this.#show(false);
    for (const { shard } of old) shard.close();
  }

  #show(emptiesOpen: boolean): void {
    this.index.replaceFrozen(
      this.#shards.map(({ shard }) => shard),
      emptiesOpen,
    );
  }
}

function inMemory(bytes: Uint8Array): Shard {
  const shard = Shard.open(memorySource(bytes), SHARD_OPTIONS);
  if (!shard.ok) throw new Error(shard.error.message);
  return shard.value;
}
