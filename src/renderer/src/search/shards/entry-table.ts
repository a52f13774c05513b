import { ByteReader, ByteWriter } from './bytes';
import { GROUP } from './dictionary';
import type { KeptBytes, KeptNumbers } from './kept-bytes';

/** What is written of a term in one field. Places are bytes of the two large parts. */
export interface Entry {
  readonly documents: number;
  readonly postings: Range;
  readonly positions: Range;
}

/** Half-open. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Numbers kept for each group of terms: where its entries begin, its postings, and its positions. One more: where all entries end. */
const PLACES = 3;

export class EntryWriter {
  readonly #bytes = new ByteWriter();
  readonly #places: number[] = [];
  readonly #lists = new ByteWriter();
  #terms = 0;
  #fields = 0;

  /** Begins a term, whose lists follow from these places on. */
  begin(postingsAt: number, positionsAt: number): void {
    this.#flush();
    if (this.#terms % GROUP === 0) this.#places.push(this.#bytes.length, postingsAt, positionsAt);
    this.#terms += 1;
  }

  /** Adds a field to the term begun last; lengths of its lists in bytes. Fields ascend and are below 32. */
  add(field: number, documents: number, postings: number, positions: number): void {
    this.#fields |= 1 << field;
    this.#lists.varint(documents);
    this.#lists.varint(postings);
    this.#lists.varint(positions);
  }

  finish(): { readonly bytes: Uint8Array; readonly places: Uint32Array } {
    this.#flush();
    return { bytes: this.#bytes.written(), places: Uint32Array.from([...this.#places, this.#bytes.length]) };
  }

  #flush(): void {
    if (this.#fields === 0) return;
    this.#bytes.varint(this.#fields >>> 0);
    this.#bytes.append(this.#lists.written());
    this.#lists.clear();
    this.#fields = 0;
  }
}

/** Numbers of an entry: documents, and where its postings and its positions begin and end. */
const OF_ENTRY = 5;

/** Where the lists of each term are: lists follow each other, so that only their lengths are kept. */
export class EntryTable {
  /** The group that was asked for last, an entry for each field of each term: one is asked for many times in a row. */
  #group = -1;
  readonly #entries: Uint32Array;

  constructor(
    private readonly terms: number,
    private readonly fields: number,
    private readonly bytes: KeptBytes,
    private readonly places: KeptNumbers,
  ) {
    this.#entries = new Uint32Array(GROUP * fields * OF_ENTRY);
  }

  /** In how many documents the field has the term. */
  documents(term: number, field: number): number {
    return this.#entries[this.#at(term, field)]!;
  }

  /** Undefined when the field has no such term. */
  find(term: number, field: number): Entry | undefined {
    const at = this.#at(term, field);
    const entries = this.#entries;
    if (entries[at] === 0) return undefined;
    return {
      documents: entries[at]!,
      postings: { from: entries[at + 1]!, to: entries[at + 2]! },
      positions: { from: entries[at + 3]!, to: entries[at + 4]! },
    };
  }

  #at(term: number, field: number): number {
    const group = Math.floor(term / GROUP);
    if (group !== this.#group) this.#read(group);
    return ((term - group * GROUP) * this.fields + field) * OF_ENTRY;
  }

  #read(group: number): void {
    const places = this.places.with(group * PLACES, (group + 1) * PLACES);
    const reader = this.#reader(group, group + 1);
    const entries = this.#entries.fill(0);
    let postingsAt = places[group * PLACES + 1]!;
    let positionsAt = places[group * PLACES + 2]!;
    const count = Math.min(GROUP, this.terms - group * GROUP);
    for (let term = 0; term < count; term += 1) {
      let at = term * this.fields * OF_ENTRY;
      for (let rest = reader.varint(); rest !== 0; rest >>>= 1, at += OF_ENTRY) {
        if ((rest & 1) === 0) continue;
        entries[at] = reader.varint();
        entries[at + 1] = postingsAt;
        entries[at + 2] = postingsAt += reader.varint();
        entries[at + 3] = positionsAt;
        entries[at + 4] = positionsAt += reader.varint();
      }
    }
    this.#group = group;
  }

  /** Reads groups from the first to before the last. */
  #reader(first: number, last: number): ByteReader {
    const from = this.#placeOf(first);
    return new ByteReader(this.bytes.with(from, this.#placeOf(last)), from);
  }

  #placeOf(group: number): number {
    const place = group * PLACES;
    return this.places.with(place, place + 1)[place]!;
  }

  /** For each term of a range in how many documents it is, those of each field counted by themselves. */
  spreads({ from, to }: Range): Float64Array {
    const spreads = new Float64Array(to - from);
    if (from === to) return spreads;
    const group = Math.floor(from / GROUP);
    const reader = this.#reader(group, Math.ceil(to / GROUP));
    for (let term = group * GROUP; term < to; term += 1) {
      for (let rest = reader.varint(); rest !== 0; rest >>>= 1) {
        if ((rest & 1) === 0) continue;
        const documents = reader.varint();
        reader.skip(2);
        if (term >= from) spreads[term - from]! += documents;
      }
    }
    return spreads;
  }
}
