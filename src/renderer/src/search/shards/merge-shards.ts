import type { Shard } from './shard';
import type { ShardOptions } from './shard-builder';
import { ShardWriter } from './shard-writer';

/** Terms between two pauses. */
const TERMS_AT_ONCE = 500;

/**
 * The bytes of one shard with the documents of all, in their order, without those that are removed: the same as of a shard that
 * was made of these. `pause` is awaited now and then, so that others get their turn; documents that are removed meanwhile
 * may still be there.
 */
export async function mergeShards(
  shards: readonly Shard[],
  { fields, normaliser }: ShardOptions,
  pause: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const ids: string[] = [];
  /** For each shard, the slots its documents get; -1 for those that are removed. */
  const slots = shards.map((shard) => {
    const list = new Int32Array(shard.slots).fill(-1);
    for (let slot = 0; slot < shard.slots; slot += 1) {
      if (shard.isRemoved(slot)) continue;
      list[slot] = ids.length;
      ids.push(shard.idOf(slot));
    }
    return list;
  });
  const kept = slots.map((list) => [...list.keys()].filter((slot) => list[slot] !== -1));
  const lengths = new Uint32Array(fields * ids.length);
  shards.forEach((shard, n) => {
    for (let field = 0; field < fields; field += 1) {
      const own = shard.lengths(field);
      for (const slot of kept[n]!) lengths[field * ids.length + slots[n]![slot]!] = own[slot]!;
    }
  });

  const writer = new ShardWriter();
  const refs = shards.map((shard) => new Int32Array(shard.terms).fill(-1));
  const at = shards.map(() => 0);
  const here = shards.map((shard) => (shard.terms > 0 ? shard.termOf(0) : null));
  let written = 0;
  for (let seen = 1; ; seen += 1) {
    let term: string | null = null;
    for (const each of here) if (each !== null && (term === null || each < term)) term = each;
    if (term === null) break;
    const having = shards.flatMap((_, n) => (here[n] === term ? [n] : []));
    let isBegun = false;
    for (let field = 0; field < fields; field += 1) {
      if (having.every((n) => shards[n]!.frequency(at[n]!, field) === 0)) continue;
      if (!isBegun) writer.term(term);
      isBegun = true;
      writer.field(field, {
        forEach: (visit) => {
          for (const n of having) {
            shards[n]!.positions(at[n]!, field, kept[n]!, (slot, positions, count) => {
              visit(slots[n]![slot]!, positions, count);
            });
          }
        },
      });
    }
    for (const n of having) {
      if (isBegun) refs[n]![at[n]!] = written;
      at[n]! += 1;
      here[n] = at[n]! < shards[n]!.terms ? shards[n]!.termOf(at[n]!) : null;
    }
    if (isBegun) written += 1;
    if (seen % TERMS_AT_ONCE === 0) await pause();
  }

  const stems = new Map<number, number[]>();
  shards.forEach((shard, n) => {
    for (const [hash, old] of shard.stems()) {
      const list = stems.get(hash) ?? [];
      for (const ref of old) {
        const now = refs[n]![ref]!;
        if (now !== -1 && !list.includes(now)) list.push(now);
      }
      if (list.length > 0) stems.set(hash, list);
    }
  });
  return writer.finish({ normaliser, fields, ids, lengths, stems });
}
