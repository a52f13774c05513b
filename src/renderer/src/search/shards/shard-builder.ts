import type { StemKeys } from '../tiers/open-tier';
import type { TierDocument } from '../tiers/tier';
import { ShardWriter } from './shard-writer';
import { sortable, stemHash } from './stem-hash';

export interface ShardOptions {
  readonly fields: number;
  /** The version of what made the terms. */
  readonly normaliser: number;
}

interface Language {
  readonly code: string;
  readonly bit: number;
}
const LAST_BIT = 31;

/**
 * Collects documents and makes a shard of them. Words are logged by number as they come and put in order once, at the end:
 * most of the time goes into one look-up for each word.
 */
export class ShardBuilder {
  readonly #termIds = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #lengths: number[][];
  readonly #stems = new Map<number, number[]>();
  readonly #languages = new Map<string, number>();
  /** By term id, the languages it was stemmed in, one bit each; the last bit is never set, so that further ones are done anew. */
  #stemmed = new Uint32Array(1 << 12);
  #count = 0;
  /** What each word logged is: its term, and its field, both in one number. */
  #keys = new Uint32Array(1 << 16);
  #slots = new Uint32Array(1 << 16);
  #positions = new Uint32Array(1 << 16);
  /** By term id, the slot (and 1 more) and field it was seen in last: the words of a field are counted each once. */
  #seen = new Uint32Array(1 << 12);

  constructor(
    private readonly options: ShardOptions,
    private readonly stemKeys: StemKeys,
  ) {
    this.#lengths = Array.from({ length: options.fields }, () => []);
  }

  get documents(): number {
    return this.#ids.length;
  }

  add({ id, language: code, fields }: TierDocument): void {
    const language = this.#language(code);
    const slot = this.#ids.length;
    this.#ids.push(id);
    fields.forEach(({ terms, positions }, field) => {
      let distinct = 0;
      const stamp = slot * this.options.fields + field + 1;
      this.#room(terms.length);
      for (let i = 0; i < terms.length; i += 1) {
        const term = this.#termId(terms[i]!, language);
        this.#keys[this.#count] = term * this.options.fields + field;
        this.#slots[this.#count] = slot;
        this.#positions[this.#count] = positions[i]!;
        this.#count += 1;
        if (this.#seen[term] !== stamp) {
          this.#seen[term] = stamp;
          distinct += 1;
        }
      }
      this.#lengths[field]!.push(distinct);
    });
  }

  #termId(term: string, language: Language): number {
    let id = this.#termIds.get(term);
    if (id === undefined) {
      id = this.#termIds.size;
      this.#termIds.set(term, id);
      if (id >= this.#seen.length) {
        this.#seen = larger(this.#seen, id * 2);
        this.#stemmed = larger(this.#stemmed, id * 2);
      }
    }
    if (((this.#stemmed[id]! >>> language.bit) & 1) === 0) {
      if (language.bit < LAST_BIT) this.#stemmed[id]! |= 1 << language.bit;
      for (const key of this.stemKeys(term, language.code)) {
        const hash = sortable(stemHash(key));
        const ids = this.#stems.get(hash);
        if (ids === undefined) this.#stems.set(hash, [id]);
        else if (!ids.includes(id)) ids.push(id);
      }
    }
    return id;
  }

  #language(code: string): Language {
    let number = this.#languages.get(code);
    if (number === undefined) {
      number = this.#languages.size;
      this.#languages.set(code, number);
    }
    return { code, bit: Math.min(number, LAST_BIT) };
  }

  #room(more: number): void {
    if (this.#count + more <= this.#keys.length) return;
    const size = Math.max(this.#keys.length * 2, this.#count + more);
    this.#keys = larger(this.#keys, size);
    this.#slots = larger(this.#slots, size);
    this.#positions = larger(this.#positions, size);
  }

  /** The bytes of a shard of all documents added. */
  finish(): Uint8Array<ArrayBuffer> {
    const { fields, normaliser } = this.options;
    const terms = [...this.#termIds.keys()].sort();
    const rank = new Uint32Array(terms.length);
    terms.forEach((term, i) => (rank[this.#termIds.get(term)!] = i));

    // One counting sort by term and field keeps words of one in the order they came in.
    const ends = new Uint32Array(terms.length * fields + 1);
    const keyOf = (logged: number): number => {
      const term = Math.floor(logged / fields);
      return rank[term]! * fields + (logged - term * fields);
    };
    for (let i = 0; i < this.#count; i += 1) ends[keyOf(this.#keys[i]!) + 1]! += 1;
    for (let key = 1; key < ends.length; key += 1) ends[key]! += ends[key - 1]!;
    const next = ends.slice(0, -1);
    const order = new Uint32Array(this.#count);
    for (let i = 0; i < this.#count; i += 1) order[next[keyOf(this.#keys[i]!)]!++] = i;

    const writer = new ShardWriter();
    const places: number[] = [];
    terms.forEach((term, i) => {
      writer.term(term);
      for (let field = 0; field < fields; field += 1) {
        const key = i * fields + field;
        const from = ends[key]!;
        const to = ends[key + 1]!;
        if (from === to) continue;
        writer.field(field, {
          forEach: (visit) => {
            for (let at = from; at < to;) {
              const slot = this.#slots[order[at]!]!;
              let count = 0;
              for (; at < to && this.#slots[order[at]!] === slot; at += 1) {
                places[count++] = this.#positions[order[at]!]!;
              }
              visit(slot, places, count);
            }
          },
        });
      }
    });
    const stems = new Map([...this.#stems].map(([hash, ids]) => [hash, ids.map((id) => rank[id]!)]));
    const lengths = Uint32Array.from(this.#lengths.flat());
    return writer.finish({ normaliser, fields, ids: this.#ids, lengths, stems });
  }
}

function larger(numbers: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(size);
  copy.set(numbers);
  return copy;
}
