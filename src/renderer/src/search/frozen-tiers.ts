import { stemKeys } from './language/stem-keys';
import { tierDocument, type ReportDocument } from './entries';
import type { ArchiveIndex } from './index';
import { memorySource } from './shards/byte-source';
import { mergeShards } from './shards/merge-shards';
import { Shard } from './shards/shard';
import { ShardBuilder } from './shards/shard-builder';
import type { ShardFiles } from './shards/shard-files';
import { SHARD_OPTIONS, type KeptShard } from './snapshot';

/** Documents in the open tier that make a shard; also those in the first shard where everything is indexed, found soon. */
const FREEZE_AT = 1000;
/** Documents in each further one: large shards are made faster, but their words are in memory until they are. */
const BUILD_AT = 4000;
/** Fewer than that stay in the open tier when the index is stored, and are indexed again at the next start. */
const STORE_OPEN_UP_TO = 30;
/** Of more, the two neighbours are merged that have the fewest documents. */
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
  #builder: ShardBuilder | null = null;

  constructor(
    private readonly index: ArchiveIndex,
    private readonly files: ShardFiles,
    /** Awaited while much is written, so that queries get their turn. */
    private readonly pause: () => Promise<void>,
    kept: readonly KeptShard[] = [],
  ) {
    this.#shards = kept.map(({ name, shard }) => ({ name, shard }));
  }

  /**
   * Adds a report that the index does not have, past the open tier: that takes a quarter of the time. Its words are found after
   * {@link settle}, or after a {@link grow} that finds enough of them together.
   */
  add(report: ReportDocument): void {
    this.#builder ??= new ShardBuilder(SHARD_OPTIONS, stemKeys);
    this.#builder.add(tierDocument(report));
  }

  /** Freezes what came in once it is much. */
  async grow(): Promise<void> {
    if (this.index.open.documents >= FREEZE_AT) await this.#freeze();
    const enough = this.#shards.length === 0 ? FREEZE_AT : BUILD_AT;
    if ((this.#builder?.documents ?? 0) >= enough) await this.settle();
  }

  /** Makes a shard of what was added past the open tier. */
  async settle(): Promise<void> {
    const builder = this.#builder;
    if (builder === null) return;
    this.#builder = null;
    await this.#build(builder, false);
  }

  /** Stores all shards that are not kept yet; what is few stays in the open tier. */
  async store(): Promise<readonly KeptShard[]> {
    await this.settle();
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

  async #freeze(): Promise<void> {
    const builder = new ShardBuilder(SHARD_OPTIONS, stemKeys);
    for (const document of this.index.open.live()) builder.add(document);
    await this.#build(builder, true);
  }

  async #build(builder: ShardBuilder, emptiesOpen: boolean): Promise<void> {
    const steps = builder.finish();
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await this.pause();
    this.#shards.push({ shard: inMemory(step.value), name: null });
    this.#show(emptiesOpen);
    if (this.#shards.length <= MOST_SHARDS) return;
    const sizes = this.#shards.map(({ shard }) => shard.documents);
    const together = sizes.slice(1).map((size, i) => size + sizes[i]!);
    await this.#replace(together.indexOf(Math.min(...together)), 2);
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
