import { fail, ok, type Result } from '$domain/result';
import { Bits } from '../tiers/bits';
import type { Column } from '../tiers/column';
import { makeRoom, postingsBuffer } from '../tiers/open-tier';
import type { FrozenTier, Postings, TermRef } from '../tiers/tier';
import { ByteReader, crc32 } from './bytes';
import type { ByteSource } from './byte-source';
import { Dictionary } from './dictionary';
import { EntryTable, type Entry } from './entry-table';
import { PagedBytes, readWhole, ShardDamaged } from './paged-bytes';
import { Resemblance } from './resembling';
import type { ShardOptions } from './shard-builder';
import { IdTable } from './id-table';
import { keptBytes, keptNumbers, type KeptBytes, type KeptNumbers } from './kept-bytes';
import {
  asNumbers,
  BLOCK,
  HEADER_SIZE,
  pageOf,
  pagesIn,
  readHeader,
  SUMMED_BY_PAGE,
  type About,
  type Header,
  type KeptSection,
  type PagedSection,
  type SectionAtOnce,
} from './shard-format';
import { languageColumn, ShardColumn } from './shard-column';
import { StemTable } from './stem-table';

/** Most bytes of one block in the line that a list of several blocks begins with: three numbers. */
const LONGEST_SKIP = 15;

/**
 * A tier in one immutable file. Little of it is read when it is opened: the rest as it is asked for. Reading throws `ShardDamaged`
 * when the file was changed.
 */
export class Shard implements FrozenTier {
  readonly slots: number;
  readonly about: About;
  readonly dictionary: Dictionary;
  readonly stems: StemTable;
  readonly #ids: IdTable;
  readonly #columns: readonly Column[];
  /** Null while none is removed. */
  #removed: Bits | null = null;
  #documents: number;
  readonly #lengths: KeptNumbers;
  readonly #totals: number[];
  readonly #languages: Column;
  readonly #entries: EntryTable;
  readonly #postings: PagedBytes;
  readonly #positions: PagedBytes;
  /** Documents that are not removed, by term and field, where some are: counted when asked for. */
  readonly #live = new Map<number, number>();
  readonly #buffer = postingsBuffer();

  /**
   * Opens a file; documents in `removed` are taken out. Fails with `shard/stale` for one of another version, and with
   * `shard/damaged` where that can be told already. The source stays open until {@link close}.
   */
  static open(
    source: ByteSource,
    { fields, attributes, normaliser }: ShardOptions,
    removed: Iterable<number> = [],
  ): Result<Shard> {
    const bytes = readWhole(source, 0, Math.min(HEADER_SIZE, source.size));
    const header = bytes === null ? 'damaged' : readHeader(bytes, source.size);
    if (header === 'damaged') {
      return fail({ code: 'shard/damaged', message: 'This is no shard, or it was changed.' });
    }
    if (header === 'stale' || header.fields !== fields || header.normaliser !== normaliser) {
      return STALE;
    }
    try {
      const shard = new Shard(source, header, removed);
      if (shard.about.columns.length !== attributes) return STALE;
      return ok(shard);
    } catch (error) {
      if (!(error instanceof ShardDamaged)) throw error;
      return fail({ code: 'shard/damaged', message: error.message });
    }
  }

  private constructor(
    private readonly source: ByteSource,
    private readonly header: Header,
    removed: Iterable<number>,
  ) {
    const { fields, slots, terms, stemKeys, sections } = header;
    this.about = JSON.parse(new TextDecoder().decode(this.#readAtOnce('about'))) as About;
    const sums = this.#pageSums();
    const kept = (name: KeptSection): KeptBytes =>
      keptBytes(source, sections[name], pageOf(name), sums[name]);
    const numbers = (name: KeptSection): KeptNumbers => keptNumbers(kept(name));
    const paged = (name: PagedSection): PagedBytes =>
      new PagedBytes(source, sections[name], pageOf(name), sums[name]);
    this.slots = slots;
    this.#documents = slots;
    this.#ids = new IdTable(slots, kept('ids'), numbers('idStarts'));
    this.#lengths = numbers('lengths');
    this.#totals = [...this.about.totals];
    this.#languages = languageColumn(this.about.languages, slots, kept('languageOf'));
    this.#columns = [
      this.#languages,
      ...this.#columnsOf(kept('columnNumbers'), numbers('columnStarts'), paged('columnValues')),
    ];
    this.dictionary = new Dictionary(terms, kept('terms'), numbers('termStarts'));
    this.#entries = new EntryTable(terms, fields, kept('entries'), numbers('entryPlaces'));
    const keys = new Dictionary(stemKeys, kept('stemKeys'), numbers('stemKeyStarts'));
    this.stems = new StemTable(keys, kept('stems'), numbers('stemStarts'));
    this.#postings = paged('postings');
    this.#positions = paged('positions');
    for (const slot of removed) this.remove(slot);
  }

  /** A part of the file, checked. It begins at the beginning of its buffer, as numbers must. */
  #readAtOnce(name: SectionAtOnce): Uint8Array {
    const { offset, length, sum } = this.header.sections[name];
    const bytes = readWhole(this.source, offset, length)?.slice();
    if (bytes === undefined || crc32(bytes) !== sum) {
      throw new ShardDamaged(`The ${name} of this shard were changed.`);
    }
    return bytes;
  }

  #pageSums(): Record<KeptSection | PagedSection, Uint32Array> {
    const all = asNumbers(this.#readAtOnce('pageSums'));
    let at = 0;
    return Object.fromEntries(
      SUMMED_BY_PAGE.map((name) => {
        const pages = pagesIn(name, this.header.sections[name].length);
        return [name, all.subarray(at, (at += pages))];
      }),
    ) as Record<KeptSection | PagedSection, Uint32Array>;
  }

  #columnsOf(numbers: KeptBytes, starts: KeptNumbers, values: PagedBytes): Column[] {
    let at = 0;
    let first = 0;
    return this.about.columns.map((size) => {
      const column = new ShardColumn(size, this.slots, { numbers, at }, { starts, first, values });
      at += column.bytes;
      first += size;
      return column;
    });
  }

  close(): void {
    this.source.close();
  }

  /** The whole file. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.source.read(0, this.source.size).slice();
  }

  get documents(): number {
    return this.#documents;
  }
  idOf(slot: number): string {
    return this.#ids.at(slot);
  }
  slotOf(id: string): number {
    const slot = this.#ids.find(id);
    return slot === -1 || this.isRemoved(slot) ? -1 : slot;
  }
  isRemoved(slot: number): boolean {
    return this.#removed !== null && this.#removed.has(slot);
  }
  remove(slot: number): void {
    if (this.isRemoved(slot)) return;
    this.#removed ??= new Bits(this.slots);
    this.#removed.add(slot);
    this.#documents -= 1;
    this.#totals.forEach((_, field) => (this.#totals[field]! -= this.lengths(field)[slot]!));
    this.#live.clear();
  }
  removedSlots(): number[] {
    return this.#removed?.toArray() ?? [];
  }
  lengths(field: number): Uint32Array {
    const { slots } = this;
    const from = field * slots;
    return this.#lengths.with(from, from + slots).subarray(from, from + slots);
  }
  totalLength(field: number): number {
    return this.#totals[field]!;
  }
  column(number: number): Column {
    return this.#columns[number]!;
  }
  /** The language of a document, by its number in {@link about}. */
  languageOf(slot: number): number {
    return this.#languages.numbers[slot]!;
  }

  find(term: string): TermRef {
    return this.dictionary.find(term);
  }
  termOf(ref: TermRef): string {
    return this.dictionary.at(ref);
  }
  /** Which terms most documents have is told with those counted that were removed since. */
  beginningWith(prefix: string, most: number): TermRef[] {
    if (prefix === '') return [];
    const range = this.dictionary.range(prefix);
    const count = range.to - range.from;
    if (count <= most) return Array.from({ length: count }, (_, i) => range.from + i);
    // Numbers sort fast: those with most documents first, of equal ones in order.
    const spreads = this.#entries.spreads(range);
    const widest = spreads.reduce((a, b) => Math.max(a, b), 0);
    const order = spreads.map((spread, i) => (widest - spread) * count + i).sort();
    return Array.from(order.subarray(0, most), (each) => range.from + (each % count));
  }
  resembling(term: string, edits: number): { readonly ref: TermRef; readonly distance: number }[] {
    const found: { ref: TermRef; distance: number }[] = [];
    const first = term.charCodeAt(0);
    const resemblance = new Resemblance(term, edits);
    if (term === '') return found;
    this.dictionary.walk(this.dictionary.range(term[0]!).from, (ref, units, length, shared) => {
      if (units[0] !== first) return false;
      const distance = resemblance.distance(units, length, shared);
      if (distance !== -1) found.push({ ref, distance });
      return true;
    });
    return found;
  }
  withStem(key: string): readonly TermRef[] {
    return this.stems.terms(key);
  }

  frequency(ref: TermRef, field: number): number {
    const documents = this.#entries.documents(ref, field);
    if (documents === 0 || this.#documents === this.slots) return documents;
    const key = ref * this.header.fields + field;
    let live = this.#live.get(key);
    if (live === undefined) {
      live = 0;
      this.postings(ref, field, this.#buffer);
      for (let i = 0; i < this.#buffer.count; i += 1) {
        if (!this.isRemoved(this.#buffer.slots[i]!)) live += 1;
      }
      this.#live.set(key, live);
    }
    return live;
  }
  postings(ref: TermRef, field: number, into: Postings): void {
    const entry = this.#entries.find(ref, field);
    into.count = 0;
    if (entry !== undefined) this.#readPostings(entry, into);
  }
  /** Whether a document has the term in the field, removed or not. */
  has(ref: TermRef, field: number): boolean {
    return this.#entries.documents(ref, field) > 0;
  }
  /** Both lists of a term in a field, positions as they are written; null when the field does not have it. */
  lists(ref: TermRef, field: number): { readonly postings: Postings; readonly positions: Uint8Array } | null {
    const entry = this.#entries.find(ref, field);
    if (entry === undefined) return null;
    this.#readPostings(entry, this.#buffer);
    return {
      postings: this.#buffer,
      positions: this.#positions.read(entry.positions.from, entry.positions.to),
    };
  }

  #readPostings({ documents, postings }: Entry, into: Postings): void {
    makeRoom(into, documents);
    const bytes = this.#postings.read(postings.from, postings.to);
    const start = new ByteReader(bytes);
    if (documents > BLOCK) start.skip(Math.ceil(documents / BLOCK) * 3);
    const { slots, frequencies } = into;
    let { at } = start;
    let slot = 0;
    for (let i = 0; i < documents; i += 1) {
      let byte = bytes[at++]!;
      let step = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        step |= (byte & 127) << shift;
      }
      slot += step >>> 1;
      slots[i] = slot;
      let frequency = 1;
      if ((step & 1) === 0) {
        byte = bytes[at++]!;
        frequency = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!;
          frequency |= (byte & 127) << shift;
        }
      }
      frequencies[i] = frequency;
    }
    into.count = documents;
  }

  positions(
    ref: TermRef,
    field: number,
    wanted: ArrayLike<number>,
    visit: (slot: number, positions: Uint32Array, count: number) => void,
  ): void {
    const entry = this.#entries.find(ref, field);
    if (entry === undefined) return;
    const { documents, postings, positions } = entry;
    const visitor = { wanted, next: 0, places: new Uint32Array(64), visit };
    if (documents <= BLOCK) {
      this.#visitBlock({ documents, postings, positions, before: 0 }, visitor);
      return;
    }
    const blocks = Math.ceil(documents / BLOCK);
    const skipsEnd = Math.min(postings.to, postings.from + blocks * LONGEST_SKIP);
    const skips = new ByteReader(this.#postings.read(postings.from, skipsEnd));
    skips.skip(blocks * 3);
    let postingsAt = postings.from + skips.at;
    let positionsAt = positions.from;
    skips.at = 0;
    let before = 0;
    for (let block = 0; block < blocks && visitor.next < wanted.length; block += 1) {
      const last = before + skips.varint();
      const postingsEnd = postingsAt + skips.varint();
      const positionsEnd = positionsAt + skips.varint();
      if (wanted[visitor.next]! <= last) {
        const place = {
          documents: Math.min(BLOCK, documents - block * BLOCK),
          postings: { from: postingsAt, to: postingsEnd },
          positions: { from: positionsAt, to: positionsEnd },
          before,
        };
        this.#visitBlock(place, visitor);
        while (visitor.next < wanted.length && wanted[visitor.next]! <= last) visitor.next += 1;
      }
      before = last;
      postingsAt = postingsEnd;
      positionsAt = positionsEnd;
    }
  }

  /** Visits what one block has of the slots wanted, from the next of these on. */
  #visitBlock(block: Entry & { readonly before: number }, visitor: Visitor): void {
    const { wanted } = visitor;
    const postings = new ByteReader(this.#postings.read(block.postings.from, block.postings.to));
    const positions = new ByteReader(this.#positions.read(block.positions.from, block.positions.to));
    let slot = block.before;
    /** Positions of documents that nobody wants, still to be passed over. */
    let passed = 0;
    for (let left = block.documents; left > 0; left -= 1) {
      const step = postings.varint();
      slot += step >>> 1;
      const count = (step & 1) === 1 ? 1 : postings.varint();
      while (visitor.next < wanted.length && wanted[visitor.next]! < slot) visitor.next += 1;
      if (visitor.next === wanted.length) return;
      if (wanted[visitor.next] !== slot) {
        passed += count;
        continue;
      }
      positions.skip(passed);
      passed = 0;
      if (visitor.places.length < count) visitor.places = new Uint32Array(count * 2);
      const { places } = visitor;
      let place = 0;
      for (let i = 0; i < count; i += 1) places[i] = place += positions.varint();
      visitor.visit(slot, places, count);
    }
  }
}

const STALE = fail({ code: 'shard/stale', message: 'This shard was made by another version.' });

/** Who asks for positions. */
interface Visitor {
  readonly wanted: ArrayLike<number>;
  /** Slots wanted before this one are done. */
  next: number;
  places: Uint32Array;
  readonly visit: (slot: number, positions: Uint32Array, count: number) => void;
}
