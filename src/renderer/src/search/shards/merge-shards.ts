import { Bits } from '../tiers/bits';
import { addTo, newColumns, type Column } from '../tiers/column';
import type { Shard } from './shard';
import type { ShardOptions } from './shard-builder';
import { ShardWriter, type ShardDocuments } from './shard-writer';
import type { Stemmed } from './stem-table';

/** Terms between two pauses. */
const TERMS_AT_ONCE = 500;
/** Documents between two pauses. */
const DOCUMENTS_AT_ONCE = 500;

/** A shard on its way into another. */
interface Part {
  readonly shard: Shard;
  /** By slot, the slot that a document gets; -1 for those that are removed. */
  readonly slots: Int32Array;
  /** By number, the number that a language gets; -1 for those that no document has any more. */
  readonly languages: Int32Array;
  /** By number, the number that a term gets; -1 for those that no document has any more. */
  readonly terms: Int32Array;
  /** For each language, the terms that a document in it has; null where no document is removed: all that have stem keys. */
  readonly spoken: readonly Bits[] | null;
}

/**
 * The bytes of one shard with the documents of all, in their order, without those that are removed: the same as of a shard that
 * was made of these. `pause` is awaited now and then, so that others get their turn; documents that are removed meanwhile
 * may still be there. Throws `ShardDamaged`.
 */
export async function mergeShards(
  shards: readonly Shard[],
  options: ShardOptions,
  pause: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { parts, documents } = await gather(shards, options, pause);
  const writer = new ShardWriter();
  let seen = 0;
  for (const { key, having } of together(shards.map((shard) => shard.dictionary))) {
    copyTerm(key, having, parts, writer, options.fields);
    if ((seen += 1) % TERMS_AT_ONCE === 0) await pause();
  }
  for (const { key, having } of together(shards.map(({ stems }) => stems.keys))) {
    copyStem(key, having, parts, writer);
    if ((seen += 1) % TERMS_AT_ONCE === 0) await pause();
  }
  return writer.finish(options, documents);
}

async function gather(
  shards: readonly Shard[],
  { fields, attributes }: ShardOptions,
  pause: () => Promise<void>,
): Promise<{ readonly parts: readonly Part[]; readonly documents: ShardDocuments }> {
  const ids: string[] = [];
  const lengths: number[][] = Array.from({ length: fields }, () => []);
  const columns = newColumns(attributes);
  const parts: Part[] = [];
  for (const shard of shards) {
    const spoken = shard.about.languages;
    const part: Part = {
      shard,
      slots: new Int32Array(shard.slots).fill(-1),
      languages: new Int32Array(spoken.length).fill(-1),
      terms: new Int32Array(shard.dictionary.size).fill(-1),
      spoken: shard.documents === shard.slots ? null : spoken.map(() => new Bits(shard.dictionary.size)),
    };
    for (let slot = 0; slot < shard.slots; slot += 1) {
      if (shard.isRemoved(slot)) continue;
      part.slots[slot] = ids.length;
      ids.push(shard.idOf(slot));
      const [language, ...others] = columns.map((_, number) => valueAt(shard.column(number), slot));
      addTo(columns, language!, others);
      part.languages[shard.languageOf(slot)] = columns[0].numbers.at(-1)!;
      lengths.forEach((list, field) => list.push(shard.lengths(field)[slot]!));
      if (slot % DOCUMENTS_AT_ONCE === 0) await pause();
    }
    parts.push(part);
  }
  return {
    parts,
    documents: {
      ids,
      lengths: Uint32Array.from(lengths.flat()),
      columns,
    },
  };
}

function valueAt(column: Column, slot: number): string {
  return column.at(column.numbers[slot]!);
}

/** Where a string stands in one of several. */
interface Holder {
  readonly part: number;
  readonly at: number;
}

/** Copies what documents that are kept have of a term. */
function copyTerm(
  term: string,
  having: readonly Holder[],
  parts: readonly Part[],
  writer: ShardWriter,
  fields: number,
): void {
  const written = writer.terms;
  writer.beginTerm(term);
  for (let field = 0; field < fields; field += 1) {
    let isBegun = false;
    for (const { at, part } of having) {
      if (!parts[part]!.shard.has(at, field)) continue;
      if (!isBegun) writer.beginField(field);
      isBegun = true;
      copyField(parts[part]!, at, field, writer);
    }
    if (isBegun) writer.endField();
  }
  if (writer.terms > written) for (const { at, part } of having) parts[part]!.terms[at] = written;
}

/** Copies what documents that are kept have of a term in a field. */
function copyField({ shard, slots, spoken }: Part, term: number, field: number, writer: ShardWriter): void {
  const lists = shard.lists(term, field);
  if (lists === null) return;
  writer.copy(lists.postings, lists.positions, slots);
  if (spoken === null) return;
  for (let i = 0; i < lists.postings.count; i += 1) {
    const slot = lists.postings.slots[i]!;
    if (slots[slot] !== -1) spoken[shard.languageOf(slot)]!.add(term);
  }
}

/** Copies the terms of a stem key: those that a document has in the language that gives them the key. */
function copyStem(key: string, having: readonly Holder[], parts: readonly Part[], writer: ShardWriter): void {
  const kept: Stemmed[] = [];
  for (const { at, part } of having) {
    const { shard, terms, languages, spoken } = parts[part]!;
    for (const { term, language } of shard.stems.at(at)) {
      if (spoken !== null && !spoken[language]!.has(term)) continue;
      kept.push({ term: terms[term]!, language: languages[language]! });
    }
  }
  writer.stems.add(key, kept);
}

/** What has strings in order, numbered from 0. */
interface Sorted {
  readonly size: number;
  at(number: number): string;
}

/** Every string of several, in order and once, with its number in each that has it. */
function* together(
  all: readonly Sorted[],
): Generator<{ readonly key: string; readonly having: readonly Holder[] }> {
  const next = all.map(() => 0);
  const here = all.map((each) => (each.size > 0 ? each.at(0) : null));
  for (;;) {
    let key: string | null = null;
    for (const each of here) if (each !== null && (key === null || each < key)) key = each;
    if (key === null) return;
    const having: Holder[] = [];
    for (let part = 0; part < all.length; part += 1) {
      if (here[part] !== key) continue;
      const at = next[part]!++;
      having.push({ part, at });
      here[part] = at + 1 < all[part]!.size ? all[part]!.at(at + 1) : null;
    }
    yield { key, having };
  }
}
