import SearchableMap from 'minisearch/SearchableMap';
import { addTo, newColumns, type Column, type GrowingColumn } from './column';
import type { FieldTerms, Postings, TermRef, Tier, TierDocument } from './tier';

/** Where a term stands in one field: slots ascend, `positions` of each beside it. */
interface FieldPostings {
  readonly slots: number[];
  readonly positions: Uint32Array[];
  /** Of documents that are not removed. */
  live: number;
}

interface TermEntry {
  readonly ref: TermRef;
  readonly term: string;
  readonly fields: (FieldPostings | undefined)[];
}

export type StemKeys = (term: string, language: string) => readonly string[];

/**
 * The tier that documents go into and can be taken out of: MiniSearch's radix tree for the dictionary, lists of positions
 * beside it. Everything is in memory; meant for what changed lately and for memos.
 */
export class OpenTier implements Tier {
  readonly #dictionary = new SearchableMap<TermEntry>();
  readonly #terms: TermEntry[] = [];
  readonly #stems = new Map<string, TermRef[]>();
  readonly #stemmed = new Set<string>();
  readonly #documents: (TierDocument | null)[] = [];
  readonly #ids: string[] = [];
  readonly #slots = new Map<string, number>();
  readonly #lengths: number[][];
  readonly #totals: number[];
  readonly #columns: readonly [GrowingColumn, ...GrowingColumn[]];

  constructor(
    fields: number,
    private readonly stemKeys: StemKeys,
    attributes = 0,
  ) {
    this.#lengths = Array.from({ length: fields }, () => []);
    this.#totals = this.#lengths.map(() => 0);
    this.#columns = newColumns(attributes);
  }

  get slots(): number {
    return this.#ids.length;
  }
  get documents(): number {
    return this.#slots.size;
  }
  idOf(slot: number): string {
    return this.#ids[slot]!;
  }
  slotOf(id: string): number {
    return this.#slots.get(id) ?? -1;
  }
  isRemoved(slot: number): boolean {
    return this.#documents[slot] === null;
  }
  lengths(field: number): ArrayLike<number> {
    return this.#lengths[field]!;
  }
  totalLength(field: number): number {
    return this.#totals[field]!;
  }

  column(number: number): Column {
    return this.#columns[number]!;
  }

  /** Documents that are not removed, in the order they came in. */
  *live(): Generator<TierDocument> {
    for (const document of this.#documents) if (document !== null) yield document;
  }

  /** Adds a document, in place of the one with its id. */
  add(document: TierDocument): void {
    this.remove(document.id);
    const slot = this.#ids.length;
    this.#ids.push(document.id);
    this.#documents.push(document);
    this.#slots.set(document.id, slot);
    addTo(this.#columns, document.language, document.attributes);
    document.fields.forEach((field, number) => {
      const found = gather(field);
      this.#lengths[number]!.push(found.size);
      this.#totals[number]! += found.size;
      for (const [term, positions] of found) {
        const postings = (this.#entry(term, document.language).fields[number] ??= {
          slots: [],
          positions: [],
          live: 0,
        });
        postings.slots.push(slot);
        postings.positions.push(Uint32Array.from(positions));
        postings.live += 1;
      }
    });
  }

  /** Takes a document out; does nothing when there is none with this id. */
  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    const document = this.#documents[slot]!;
    this.#slots.delete(id);
    this.#documents[slot] = null;
    document.fields.forEach((field, number) => {
      const found = new Set(field.terms);
      this.#totals[number]! -= found.size;
      for (const term of found) this.#dictionary.get(term)!.fields[number]!.live -= 1;
    });
  }

  #entry(term: string, language: string): TermEntry {
    let entry = this.#dictionary.get(term);
    if (entry === undefined) {
      entry = { ref: this.#terms.length, term, fields: [] };
      this.#dictionary.set(term, entry);
      this.#terms.push(entry);
    }
    const stemmed = `${language}:${term}`;
    if (!this.#stemmed.has(stemmed)) {
      this.#stemmed.add(stemmed);
      for (const key of this.stemKeys(term, language)) {
        const refs = this.#stems.get(key);
        if (refs === undefined) this.#stems.set(key, [entry.ref]);
        else if (!refs.includes(entry.ref)) refs.push(entry.ref);
      }
    }
    return entry;
  }

  find(term: string): TermRef {
    return this.#dictionary.get(term)?.ref ?? -1;
  }
  termOf(ref: TermRef): string {
    return this.#terms[ref]!.term;
  }
  beginningWith(prefix: string, most: number): TermRef[] {
    const found: TermRef[] = [];
    if (prefix === '') return found;
    for (const entry of this.#dictionary.atPrefix(prefix).values()) found.push(entry.ref);
    if (found.length <= most) return found;
    return found.sort((a, b) => this.#spread(b) - this.#spread(a)).slice(0, most);
  }
  #spread(ref: TermRef): number {
    return this.#terms[ref]!.fields.reduce((sum, postings) => sum + (postings?.live ?? 0), 0);
  }
  resembling(term: string, edits: number): { readonly ref: TermRef; readonly distance: number }[] {
    const found: { ref: TermRef; distance: number }[] = [];
    for (const [other, [entry, distance]] of this.#dictionary.fuzzyGet(term, edits)) {
      if (other.charCodeAt(0) === term.charCodeAt(0)) found.push({ ref: entry.ref, distance });
    }
    return found;
  }
  withStem(key: string): readonly TermRef[] {
    return this.#stems.get(key) ?? NONE;
  }

  frequency(ref: TermRef, field: number): number {
    return this.#terms[ref]!.fields[field]?.live ?? 0;
  }
  postings(ref: TermRef, field: number, into: Postings): void {
    const postings = this.#terms[ref]!.fields[field];
    into.count = 0;
    if (postings === undefined) return;
    const { slots, positions } = postings;
    makeRoom(into, slots.length);
    for (let i = 0; i < slots.length; i += 1) {
      into.slots[i] = slots[i]!;
      into.frequencies[i] = positions[i]!.length;
    }
    into.count = slots.length;
  }
  positions(
    ref: TermRef,
    field: number,
    wanted: ArrayLike<number>,
    visit: (slot: number, positions: Uint32Array, count: number) => void,
  ): void {
    const postings = this.#terms[ref]!.fields[field];
    if (postings === undefined) return;
    const { slots, positions } = postings;
    for (let i = 0, j = 0; i < slots.length && j < wanted.length;) {
      const slot = slots[i]!;
      const other = wanted[j]!;
      if (slot === other) visit(slot, positions[i]!, positions[i]!.length);
      if (slot <= other) i += 1;
      if (other <= slot) j += 1;
    }
  }
}

const NONE: readonly never[] = [];

/** Where each term of a field stands. */
function gather({ terms, positions }: FieldTerms): Map<string, number[]> {
  const found = new Map<string, number[]>();
  terms.forEach((term, i) => {
    const list = found.get(term);
    if (list === undefined) found.set(term, [positions[i]!]);
    else list.push(positions[i]!);
  });
  return found;
}

/** An empty list of documents to read into. */
export function postingsBuffer(): Postings {
  return { count: 0, slots: new Uint32Array(1024), frequencies: new Uint32Array(1024) };
}

/** Makes room for `count` entries; what was there is lost. */
export function makeRoom(postings: Postings, count: number): void {
  if (postings.slots.length >= count) return;
  postings.slots = new Uint32Array(count * 2);
  postings.frequencies = new Uint32Array(count * 2);
}
