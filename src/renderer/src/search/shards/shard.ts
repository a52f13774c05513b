import { fail, ok, type Result } from '$domain/result';
import { Bits } from '../tiers/bits';
import { makeRoom, postingsBuffer } from '../tiers/open-tier';
import type { FrozenTier, Postings, TermRef } from '../tiers/tier';
import { ByteReader, crc32 } from './bytes';
import type { ByteSource } from './byte-source';
import {
  asNumbers,
  BLOCK,
  ENTRY,
  HEADER_SIZE,
  readHeader,
  type Header,
  type SectionName,
} from './shard-format';
import { PagedBytes } from './paged-bytes';
import { sortable, stemHash } from './stem-hash';
import type { ShardOptions } from './shard-builder';

/** A stretch of postings that can be passed over. */
interface BlockPlace {
  readonly documents: number;
  /** The last slot before it. */
  readonly before: number;
  readonly postings: Range;
  readonly positions: Range;
  readonly lastSlot: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * A tier in one immutable file. Dictionary, lengths and ids are in memory; postings and positions are read as they are
 * asked for. Reading throws `ShardDamaged` when the file was changed.
 */
export class Shard implements FrozenTier {
  readonly slots: number;
  readonly #ids: readonly string[];
  readonly #slotOf = new Map<string, number>();
  readonly #removed: Bits;
  #documents: number;
  readonly #lengths: readonly Uint32Array[];
  readonly #totals: number[];
  readonly #terms: Uint16Array;
  readonly #termEnds: Uint32Array;
  readonly #entryEnds: Uint32Array;
  readonly #entryFields: Uint8Array;
  readonly #entries: Uint32Array;
  readonly #stemKeys: Float64Array;
  readonly #stemEnds: Uint32Array;
  readonly #stemRefs: Uint32Array;
  readonly #postings: PagedBytes;
  readonly #positions: PagedBytes;
  /** Documents of an entry that are not removed, where some are: counted when asked for. */
  readonly #live = new Map<number, number>();
  readonly #buffer = postingsBuffer();

  /**
   * Opens a file; documents in `removed` are taken out. Fails with `shard/stale` for one of another version, and with
   * `shard/damaged`. The source stays open until {@link close}.
   */
  static open(
    source: ByteSource,
    { fields, normaliser }: ShardOptions,
    removed: Iterable<number> = [],
  ): Result<Shard> {
    const header = source.size < HEADER_SIZE ? null : readHeader(source.read(0, HEADER_SIZE), source.size);
    if (header === null)
      return fail({ code: 'shard/damaged', message: 'This is no shard, or it was changed.' });
    if (header.fields !== fields || header.normaliser !== normaliser) {
      return fail({ code: 'shard/stale', message: 'This shard was made by another version.' });
    }
    const sections = new Map<SectionName, Uint8Array>();
    for (const [name, { offset, length, sum }] of Object.entries(header.sections)) {
      if (name === 'postings' || name === 'positions') continue;
      // A copy begins at the beginning of its buffer, as numbers must.
      const bytes = source.read(offset, length).slice();
      if (crc32(bytes) !== sum)
        return fail({ code: 'shard/damaged', message: `The ${name} of this shard were changed.` });
      sections.set(name as SectionName, bytes);
    }
    return ok(new Shard(source, header, sections, removed));
  }

  private constructor(
    private readonly source: ByteSource,
    header: Header,
    sections: ReadonlyMap<SectionName, Uint8Array>,
    removed: Iterable<number>,
  ) {
    const numbers = (name: SectionName): Uint32Array => asNumbers(sections.get(name)!);
    this.slots = header.slots;
    const ids = new TextDecoder().decode(sections.get('ids'));
    this.#ids = header.slots === 0 ? [] : ids.split('\n');
    this.#ids.forEach((id, slot) => this.#slotOf.set(id, slot));
    this.#documents = header.slots;
    const lengths = numbers('lengths');
    this.#lengths = Array.from({ length: header.fields }, (_, field) =>
      lengths.subarray(field * this.slots, (field + 1) * this.slots),
    );
    this.#totals = this.#lengths.map((list) => list.reduce((sum, length) => sum + length, 0));
    this.#terms = new Uint16Array(sections.get('terms')!.buffer);
    this.#termEnds = numbers('termEnds');
    this.#entryEnds = numbers('entryEnds');
    this.#entryFields = sections.get('entryFields')!;
    this.#entries = numbers('entries');
    this.#stemKeys = new Float64Array(sections.get('stemKeys')!.buffer);
    this.#stemEnds = numbers('stemEnds');
    this.#stemRefs = numbers('stemRefs');
    const sums = numbers('pageSums');
    const { postings, positions } = header.sections;
    this.#postings = new PagedBytes(source, postings, sums);
    this.#positions = new PagedBytes(source, positions, sums.subarray(this.#postings.pages));
    this.#removed = new Bits(this.slots);
    for (const slot of removed) this.remove(slot);
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
    return this.#ids[slot]!;
  }
  slotOf(id: string): number {
    return this.#slotOf.get(id) ?? -1;
  }
  isRemoved(slot: number): boolean {
    return this.#removed.has(slot);
  }
  remove(slot: number): void {
    if (this.#removed.has(slot)) return;
    this.#removed.add(slot);
    this.#slotOf.delete(this.#ids[slot]!);
    this.#documents -= 1;
    this.#lengths.forEach((lengths, field) => (this.#totals[field]! -= lengths[slot]!));
    this.#live.clear();
  }
  removedSlots(): number[] {
    return this.#removed.toArray();
  }
  lengths(field: number): Uint32Array {
    return this.#lengths[field]!;
  }
  totalLength(field: number): number {
    return this.#totals[field]!;
  }

  get terms(): number {
    return this.#termEnds.length;
  }
  find(term: string): TermRef {
    const ref = this.#lowerBound(term);
    return ref < this.terms && this.#compare(ref, term) === 0 ? ref : -1;
  }
  termOf(ref: TermRef): string {
    const start = this.#startOf(ref);
    return String.fromCharCode.apply(null, this.#terms.subarray(start, this.#termEnds[ref]) as never);
  }
  beginningWith(prefix: string, most: number): TermRef[] {
    if (prefix === '') return [];
    const found: TermRef[] = [];
    for (let ref = this.#lowerBound(prefix); ref < this.terms && this.#beginsSo(ref, prefix); ref += 1)
      found.push(ref);
    if (found.length <= most) return found;
    return found.sort((a, b) => this.#spread(b) - this.#spread(a) || a - b).slice(0, most);
  }
  resembling(term: string, edits: number): { readonly ref: TermRef; readonly distance: number }[] {
    if (term === '') return [];
    const found: { ref: TermRef; distance: number }[] = [];
    const from = this.#lowerBound(term[0]!);
    const width = term.length + 1;
    /** Distances of the first letters of the word looked at from the first letters of the term, a row for each letter. */
    const rows = new Uint8Array(width * (term.length + edits + 2));
    for (let i = 0; i < width; i += 1) rows[i] = Math.min(i, 255);
    const last: number[] = [];
    for (let ref = from; ref < this.terms; ref += 1) {
      const start = this.#startOf(ref);
      const length = this.#termEnds[ref]! - start;
      if (this.#terms[start] !== term.charCodeAt(0)) break;
      let depth = 0;
      while (depth < last.length && depth < length && last[depth] === this.#terms[start + depth]) depth += 1;
      // A beginning that is too far off already was left there: what shares it is as far off.
      last.length = depth;
      let isFar = depth > 0 && leastOf(rows, depth * width, width) > edits;
      for (; !isFar && depth < length && depth <= term.length + edits; depth += 1) {
        const unit = this.#terms[start + depth]!;
        nextRow(rows, depth, width, term, unit);
        last.push(unit);
        isFar = leastOf(rows, (depth + 1) * width, width) > edits;
      }
      if (isFar || depth < length) continue;
      const distance = rows[length * width + term.length]!;
      if (distance <= edits) found.push({ ref, distance });
    }
    return found;
  }
  withStem(key: string): readonly TermRef[] {
    const sought = sortable(stemHash(key));
    let low = 0;
    let high = this.#stemKeys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#stemKeys[middle]! < sought) low = middle + 1;
      else high = middle;
    }
    if (this.#stemKeys[low] !== sought) return [];
    return [...this.#stemRefs.subarray(low === 0 ? 0 : this.#stemEnds[low - 1], this.#stemEnds[low])];
  }
  /** Every stem key's hash with its terms. */
  *stems(): Generator<[number, readonly TermRef[]]> {
    for (let i = 0; i < this.#stemKeys.length; i += 1) {
      yield [
        this.#stemKeys[i]!,
        [...this.#stemRefs.subarray(i === 0 ? 0 : this.#stemEnds[i - 1], this.#stemEnds[i])],
      ];
    }
  }

  frequency(ref: TermRef, field: number): number {
    const entry = this.#entryOf(ref, field);
    if (entry === -1) return 0;
    if (this.#documents === this.slots) return this.#entries[entry * ENTRY]!;
    let live = this.#live.get(entry);
    if (live === undefined) {
      live = 0;
      this.postings(ref, field, this.#buffer);
      for (let i = 0; i < this.#buffer.count; i += 1)
        if (!this.#removed.has(this.#buffer.slots[i]!)) live += 1;
      this.#live.set(entry, live);
    }
    return live;
  }
  postings(ref: TermRef, field: number, into: Postings): void {
    const entry = this.#entryOf(ref, field);
    into.count = 0;
    if (entry === -1) return;
    const documents = this.#entries[entry * ENTRY]!;
    makeRoom(into, documents);
    const reader = new ByteReader(
      this.#postings.read(this.#entries[entry * ENTRY + 1]!, this.#entries[entry * ENTRY + 4]!),
    );
    if (documents > BLOCK) for (let n = Math.ceil(documents / BLOCK) * 3; n > 0; n -= 1) reader.varint();
    let slot = 0;
    for (let i = 0; i < documents; i += 1) {
      slot += reader.varint();
      into.slots[i] = slot;
      into.frequencies[i] = reader.varint();
    }
    into.count = documents;
  }
  positions(
    ref: TermRef,
    field: number,
    wanted: ArrayLike<number>,
    visit: (slot: number, positions: Uint32Array, count: number) => void,
  ): void {
    const entry = this.#entryOf(ref, field);
    if (entry === -1) return;
    let places = new Uint32Array(64);
    let next = 0;
    for (const block of this.#blocksOf(entry)) {
      while (next < wanted.length && wanted[next]! <= block.before && block.before >= 0) next += 1;
      if (next === wanted.length) return;
      if (wanted[next]! > block.lastSlot) continue;
      const postings = new ByteReader(this.#postings.read(block.postings.from, block.postings.to));
      const bytes = this.#positions.read(block.positions.from, block.positions.to);
      const positions = new ByteReader(bytes);
      let slot = Math.max(0, block.before);
      for (let i = 0; i < block.documents; i += 1) {
        slot += postings.varint();
        const count = postings.varint();
        while (next < wanted.length && wanted[next]! < slot) next += 1;
        if (next === wanted.length) return;
        if (wanted[next] !== slot) {
          // Passes over as many numbers: only the last byte of each has no high bit.
          for (let left = count; left > 0 && positions.at < bytes.length; positions.at += 1) {
            if (bytes[positions.at]! < 128) left -= 1;
          }
          continue;
        }
        if (places.length < count) places = new Uint32Array(count * 2);
        let place = 0;
        for (let n = 0; n < count; n += 1) {
          place += positions.varint();
          places[n] = place;
        }
        visit(slot, places, count);
      }
    }
  }

  *#blocksOf(entry: number): Generator<BlockPlace> {
    const at = entry * ENTRY;
    const documents = this.#entries[at]!;
    const postings = { from: this.#entries[at + 1]!, to: this.#entries[at + 4]! };
    const positions = { from: this.#entries[at + 2]!, to: this.#entries[at + 5]! };
    if (documents <= BLOCK) {
      yield { documents, before: -1, postings, positions, lastSlot: this.slots };
      return;
    }
    const blocks = Math.ceil(documents / BLOCK);
    // Three numbers of at most five bytes for each block.
    const skips = new ByteReader(
      this.#postings.read(postings.from, Math.min(postings.to, postings.from + blocks * 15)),
    );
    const list = Array.from(
      { length: blocks },
      () => [skips.varint(), skips.varint(), skips.varint()] as const,
    );
    let postingsAt = postings.from + skips.at;
    let positionsAt = positions.from;
    let before = -1;
    for (let i = 0; i < blocks; i += 1) {
      const [slots, postingsSize, positionsSize] = list[i]!;
      const lastSlot = Math.max(0, before) + slots;
      yield {
        documents: i === blocks - 1 ? documents - i * BLOCK : BLOCK,
        before,
        postings: { from: postingsAt, to: postingsAt + postingsSize },
        positions: { from: positionsAt, to: positionsAt + positionsSize },
        lastSlot,
      };
      before = lastSlot;
      postingsAt += postingsSize;
      positionsAt += positionsSize;
    }
  }

  #entryOf(ref: TermRef, field: number): number {
    const end = this.#entryEnds[ref]!;
    for (let entry = ref === 0 ? 0 : this.#entryEnds[ref - 1]!; entry < end; entry += 1) {
      if (this.#entryFields[entry] === field) return entry;
    }
    return -1;
  }
  #spread(ref: TermRef): number {
    let sum = 0;
    for (let entry = ref === 0 ? 0 : this.#entryEnds[ref - 1]!; entry < this.#entryEnds[ref]!; entry += 1) {
      sum += this.#entries[entry * ENTRY]!;
    }
    return sum;
  }
  #startOf(ref: TermRef): number {
    return ref === 0 ? 0 : this.#termEnds[ref - 1]!;
  }
  /** The first term that is not before this one, by UTF-16 units. */
  #lowerBound(term: string): TermRef {
    let low = 0;
    let high = this.terms;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  #compare(ref: TermRef, term: string): number {
    const start = this.#startOf(ref);
    const length = this.#termEnds[ref]! - start;
    const common = Math.min(length, term.length);
    for (let i = 0; i < common; i += 1) {
      const difference = this.#terms[start + i]! - term.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
  #beginsSo(ref: TermRef, prefix: string): boolean {
    const start = this.#startOf(ref);
    if (this.#termEnds[ref]! - start < prefix.length) return false;
    for (let i = 0; i < prefix.length; i += 1) {
      if (this.#terms[start + i] !== prefix.charCodeAt(i)) return false;
    }
    return true;
  }
}

/** Levenshtein's distances one letter on: row `depth + 1` from row `depth`. */
function nextRow(rows: Uint8Array, depth: number, width: number, term: string, unit: number): void {
  const before = depth * width;
  const here = before + width;
  rows[here] = depth + 1;
  for (let i = 1; i < width; i += 1) {
    const change = rows[before + i - 1]! + (term.charCodeAt(i - 1) === unit ? 0 : 1);
    const either = Math.min(rows[before + i]!, rows[here + i - 1]!) + 1;
    rows[here + i] = Math.min(change, either, 255);
  }
}

function leastOf(rows: Uint8Array, from: number, width: number): number {
  let least = 255;
  for (let i = from; i < from + width; i += 1) if (rows[i]! < least) least = rows[i]!;
  return least;
}
