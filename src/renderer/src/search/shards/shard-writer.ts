import type { GrowingColumn } from '../tiers/column';
import type { Postings } from '../tiers/tier';
import { ByteReader, ByteWriter, crc32 } from './bytes';
import { DictionaryWriter } from './dictionary';
import { EntryWriter } from './entry-table';
import { asBytes, BLOCK, narrowBytes, pageOf, writeFile, type About } from './shard-format';
import { StemWriter } from './stem-table';
import { stringBytes } from './string-table';

/** What a shard says of its documents, by slot. */
export interface ShardDocuments {
  readonly ids: readonly string[];
  /** How many different words each field has, field by field, of every slot. */
  readonly lengths: Uint32Array;
  /** Their languages first. */
  readonly columns: readonly [GrowingColumn, ...GrowingColumn[]];
}

/**
 * Makes the bytes of a shard of terms that come in the order of their UTF-16 units. A term is begun, then a field of it, then each
 * document of the field, whose positions follow; then the field is ended. What no document has is left out.
 */
export class ShardWriter {
  readonly stems = new StemWriter();
  readonly #terms = new DictionaryWriter();
  readonly #entries = new EntryWriter();
  readonly #postings = new PagedWriter(pageOf('postings'));
  readonly #positions = new PagedWriter(pageOf('positions'));
  /** The list under way, and the line of its blocks that comes before it. */
  readonly #list = new ByteWriter();
  readonly #skips = new ByteWriter();
  /** The term begun last, until a document of it comes. */
  #term: string | null = null;
  #field = 0;
  #documents = 0;
  #slot = 0;
  #positionsFrom = 0;
  #lastOfBlocks = 0;
  #listOfBlock = 0;
  #positionsOfBlock = 0;

  /** How many terms are written. */
  get terms(): number {
    return this.#terms.size;
  }

  beginTerm(term: string): void {
    this.#term = term;
  }

  /** Fields of a term ascend. */
  beginField(field: number): void {
    this.#field = field;
    this.#documents = 0;
    this.#slot = 0;
    this.#lastOfBlocks = 0;
    this.#listOfBlock = 0;
    this.#positionsFrom = this.#positions.length;
    this.#positionsOfBlock = this.#positions.length;
    this.#list.clear();
    this.#skips.clear();
  }

  /** Slots of a field ascend; as many positions follow as `frequency` says. */
  document(slot: number, frequency: number): void {
    if (this.#term !== null) {
      this.#terms.add(this.#term);
      this.#entries.begin(this.#postings.length, this.#positions.length);
      this.#term = null;
    }
    if (this.#documents > 0 && this.#documents % BLOCK === 0) this.#endBlock();
    // Most words stand once in most documents: that takes a bit.
    if (frequency === 1) this.#list.varint((slot - this.#slot) * 2 + 1);
    else {
      this.#list.varint((slot - this.#slot) * 2);
      this.#list.varint(frequency);
    }
    this.#slot = slot;
    this.#documents += 1;
  }

  /** A position, as the step from the one before in the document. */
  position(step: number): void {
    this.#positions.varint(step);
  }

  /**
   * Adds documents of the field from another shard: their positions as that has written them, their slots as `slotOf` says; -1
   * leaves one out.
   */
  copy({ count, slots, frequencies }: Postings, positions: Uint8Array, slotOf: Int32Array): void {
    const reader = new ByteReader(positions);
    // Positions begin anew in each document, so that they are the same bytes in any shard.
    let from = 0;
    for (let i = 0; i < count; i += 1) {
      const slot = slotOf[slots[i]!]!;
      if (slot === -1 || this.#documents % BLOCK === 0) {
        this.#positions.append(positions, from, reader.at);
        from = reader.at;
      }
      reader.skip(frequencies[i]!);
      if (slot === -1) from = reader.at;
      else this.document(slot, frequencies[i]!);
    }
    this.#positions.append(positions, from, reader.at);
  }

  endField(): void {
    if (this.#documents === 0) return;
    const from = this.#postings.length;
    // A list of more than one block begins with what is needed to pass over blocks.
    if (this.#documents > BLOCK) {
      this.#endBlock();
      this.#postings.append(this.#skips.written());
    }
    this.#postings.append(this.#list.written());
    this.#entries.add(
      this.#field,
      this.#documents,
      this.#postings.length - from,
      this.#positions.length - this.#positionsFrom,
    );
    this.#postings.sumPages();
    this.#positions.sumPages();
  }

  #endBlock(): void {
    this.#skips.varint(this.#slot - this.#lastOfBlocks);
    this.#skips.varint(this.#list.length - this.#listOfBlock);
    this.#skips.varint(this.#positions.length - this.#positionsOfBlock);
    this.#lastOfBlocks = this.#slot;
    this.#listOfBlock = this.#list.length;
    this.#positionsOfBlock = this.#positions.length;
  }

  /** The whole file. */
  finish(
    { fields, normaliser }: { readonly fields: number; readonly normaliser: number },
    { ids, lengths, columns: [languages, ...columns] }: ShardDocuments,
  ): Uint8Array<ArrayBuffer> {
    const terms = this.#terms.finish();
    const entries = this.#entries.finish();
    const stems = this.stems.finish();
    const idBytes = stringBytes(ids);
    const values = stringBytes(columns.flatMap((column) => column.values));
    const slots = ids.length;
    const about: About = {
      languages: languages.values,
      stemLanguages: stems.languages,
      totals: Array.from({ length: fields }, (_, field) =>
        lengths.subarray(field * slots, (field + 1) * slots).reduce((sum, length) => sum + length, 0),
      ),
      columns: columns.map(({ size }) => size),
    };
    return writeFile(
      { normaliser, fields, slots, terms: this.terms, stemKeys: stems.size },
      {
        about: new TextEncoder().encode(JSON.stringify(about)),
        languageOf: narrowBytes(languages.numbers, languages.size),
        lengths: asBytes(lengths),
        idStarts: asBytes(idBytes.starts),
        ids: idBytes.bytes,
        columnNumbers: joined(columns.map(({ numbers, size }) => narrowBytes(numbers, size))),
        columnStarts: asBytes(values.starts),
        columnValues: values.bytes,
        termStarts: asBytes(terms.starts),
        terms: terms.bytes,
        entryPlaces: asBytes(entries.places),
        entries: entries.bytes,
        stemKeyStarts: asBytes(stems.keys.starts),
        stemKeys: stems.keys.bytes,
        stemStarts: asBytes(stems.starts),
        stems: stems.bytes,
        postings: this.#postings.written(),
        positions: this.#positions.written(),
      },
      { postings: this.#postings.sums(), positions: this.#positions.sums() },
    );
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Bytes with a checksum for each page. Pages are summed as they fill, so that there is little left to do at the end. */
class PagedWriter extends ByteWriter {
  readonly #sums: number[] = [];

  constructor(private readonly page: number) {
    super();
  }

  /** Sums pages that are full. */
  sumPages(): void {
    while ((this.#sums.length + 1) * this.page <= this.length) this.#sumNext();
  }

  /** Those of all pages; nothing is written any more. */
  sums(): readonly number[] {
    this.sumPages();
    if (this.#sums.length * this.page < this.length) this.#sumNext();
    return this.#sums;
  }

  #sumNext(): void {
    const from = this.#sums.length * this.page;
    this.#sums.push(crc32(this.written().subarray(from, from + this.page)));
  }
}
