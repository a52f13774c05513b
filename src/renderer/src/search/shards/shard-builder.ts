import { addTo, newColumns, type GrowingColumn } from '../tiers/column';
import type { StemKeys } from '../tiers/open-tier';
import type { FieldTerms, TierDocument } from '../tiers/tier';
import { ShardWriter } from './shard-writer';
import type { Stemmed } from './stem-table';

export interface ShardOptions {
  readonly fields: number;
  /** How many attributes documents have. */
  readonly attributes: number;
  /** The version of what made the terms. */
  readonly normaliser: number;
}

/** Terms between two pauses. */
const TERMS_AT_ONCE = 500;

interface Language {
  readonly number: number;
  readonly code: string;
  /** By term id, 1 for those whose stem keys in this language are known. */
  stemmed: Uint8Array;
}

/**
 * Collects documents and makes a shard of them. Words are logged by number as they come and put in order once, at the end:
 * most of the time goes into one look-up for each word.
 */
export class ShardBuilder {
  readonly #termIds = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #lengths: number[][];
  readonly #columns: readonly [GrowingColumn, ...GrowingColumn[]];
  readonly #languages = new Map<string, Language>();
  readonly #stemIds = new Map<string, number>();
  /** Three numbers each: a stem key, a term that has it, and the language it has it in. */
  readonly #stems: number[] = [];
  /** What each word logged is: its term and its field in one number, its slot, its position. */
  #keys = new Uint32Array(1 << 16);
  #slots = new Uint32Array(1 << 16);
  #positions = new Uint32Array(1 << 16);
  #count = 0;
  /** By term id, the slot and field it was seen in last: the words of a field are counted each once. */
  #seen = new Uint32Array(1 << 12);

  constructor(
    private readonly options: ShardOptions,
    private readonly stemKeys: StemKeys,
  ) {
    this.#lengths = Array.from({ length: options.fields }, () => []);
    this.#columns = newColumns(options.attributes);
  }

  get documents(): number {
    return this.#ids.length;
  }

  add({ id, language: code, fields, attributes }: TierDocument): void {
    const language = this.#language(code);
    const slot = this.#ids.length;
    this.#ids.push(id);
    addTo(this.#columns, code, attributes);
    fields.forEach((words, field) => {
      this.#lengths[field]!.push(this.#log(words, slot, field, language));
    });
  }

  /** Logs the words of a field; returns how many different ones there are. */
  #log({ terms, positions }: FieldTerms, slot: number, field: number, language: Language): number {
    const { fields } = this.options;
    const stamp = slot * fields + field + 1;
    const count = this.#count;
    this.#makeRoom(terms.length);
    const [keys, slots, places, ids] = [this.#keys, this.#slots, this.#positions, this.#termIds];
    let seen = this.#seen;
    let distinct = 0;
    for (let i = 0; i < terms.length; i += 1) {
      const term = terms[i]!;
      let id = ids.get(term);
      if (id === undefined) {
        id = ids.size;
        ids.set(term, id);
        if (id === seen.length) this.#seen = seen = larger(seen, id * 2);
      }
      keys[count + i] = id * fields + field;
      slots[count + i] = slot;
      places[count + i] = positions[i]!;
      if (seen[id] === stamp) continue;
      seen[id] = stamp;
      distinct += 1;
      if (language.stemmed[id] !== 1) this.#stem(term, id, language);
    }
    this.#count = count + terms.length;
    return distinct;
  }

  #stem(term: string, id: number, language: Language): void {
    if (id >= language.stemmed.length) {
      const stemmed = new Uint8Array(Math.max(this.#seen.length, id + 1));
      stemmed.set(language.stemmed);
      language.stemmed = stemmed;
    }
    language.stemmed[id] = 1;
    for (const key of this.stemKeys(term, language.code)) {
      let stem = this.#stemIds.get(key);
      if (stem === undefined) {
        stem = this.#stemIds.size;
        this.#stemIds.set(key, stem);
      }
      this.#stems.push(stem, id, language.number);
    }
  }

  #language(code: string): Language {
    let language = this.#languages.get(code);
    if (language === undefined) {
      language = { number: this.#languages.size, code, stemmed: new Uint8Array(0) };
      this.#languages.set(code, language);
    }
    return language;
  }

  #makeRoom(more: number): void {
    if (this.#count + more <= this.#keys.length) return;
    const size = Math.max(this.#keys.length * 2, this.#count + more);
    this.#keys = larger(this.#keys, size);
    this.#slots = larger(this.#slots, size);
    this.#positions = larger(this.#positions, size);
  }

  /** The bytes of a shard of all documents added. Yields now and then, so that others can get their turn. */
  *finish(): Generator<void, Uint8Array<ArrayBuffer>> {
    const writer = new ShardWriter();
    const terms = [...this.#termIds.keys()].sort();
    yield;
    yield* this.#writeTerms(terms, writer);
    const rank = new Uint32Array(terms.length);
    terms.forEach((term, i) => (rank[this.#termIds.get(term)!] = i));
    this.#writeStems(rank, writer);
    yield;
    return writer.finish(this.options, {
      ids: this.#ids,
      lengths: Uint32Array.from(this.#lengths.flat()),
      columns: this.#columns,
    });
  }

  *#writeTerms(terms: readonly string[], writer: ShardWriter): Generator<void> {
    const { fields } = this.options;
    // One counting sort by term and field keeps words of one in the order they came in.
    const next = new Uint32Array(terms.length * fields + 1);
    for (let i = 0; i < this.#count; i += 1) next[this.#keys[i]! + 1]! += 1;
    for (let key = 1; key < next.length; key += 1) next[key]! += next[key - 1]!;
    const slots = new Uint32Array(this.#count);
    const positions = new Uint32Array(this.#count);
    for (let i = 0; i < this.#count; i += 1) {
      const place = next[this.#keys[i]!]!++;
      slots[place] = this.#slots[i]!;
      positions[place] = this.#positions[i]!;
    }
    // By now, what was the beginning of each is its end.
    for (const [n, term] of terms.entries()) {
      if (n % TERMS_AT_ONCE === 0) yield;
      writer.beginTerm(term);
      const first = this.#termIds.get(term)! * fields;
      for (let field = 0; field < fields; field += 1) {
        const key = first + field;
        const from = key === 0 ? 0 : next[key - 1]!;
        if (from < next[key]!) writeField(writer, field, slots, positions, from, next[key]!);
      }
    }
  }

  #writeStems(rank: Uint32Array, writer: ShardWriter): void {
    const having: Stemmed[][] = Array.from({ length: this.#stemIds.size }, () => []);
    for (let i = 0; i < this.#stems.length; i += 3) {
      const term = rank[this.#stems[i + 1]!]!;
      having[this.#stems[i]!]!.push({ term, language: this.#stems[i + 2]! });
    }
    for (const key of [...this.#stemIds.keys()].sort()) {
      writer.stems.add(key, having[this.#stemIds.get(key)!]!);
    }
  }
}

/** Writes the words of a field that are logged in a range. */
function writeField(
  writer: ShardWriter,
  field: number,
  slots: Uint32Array,
  positions: Uint32Array,
  from: number,
  to: number,
): void {
  writer.beginField(field);
  for (let at = from; at < to;) {
    const slot = slots[at]!;
    let end = at + 1;
    while (end < to && slots[end] === slot) end += 1;
    writer.document(slot, end - at);
    for (let before = 0; at < end; at += 1) {
      writer.position(positions[at]! - before);
      before = positions[at]!;
    }
  }
  writer.endField();
}

function larger(numbers: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(size);
  copy.set(numbers);
  return copy;
}
