import { ByteWriter } from './bytes';
import { asBytes, BLOCK, pageSums, writeFile } from './shard-format';

/** The places of one term in one field, document by document. */
export interface EntrySource {
  /** Documents in ascending order of their slots; positions in ascending order, the first `count` of them. */
  forEach(visit: (slot: number, positions: ArrayLike<number>, count: number) => void): void;
}

/** Terms that share a stem key, by {@link sortable} hash. */
export type StemTable = ReadonlyMap<number, readonly number[]>;

/** Makes the bytes of a shard from terms that come in the order of their UTF-16 units. */
export class ShardWriter {
  readonly #postings = new ByteWriter();
  readonly #positions = new ByteWriter();
  readonly #terms: string[] = [];
  readonly #entryEnds: number[] = [];
  readonly #entryFields: number[] = [];
  readonly #entries: number[] = [];
  readonly #block = new ByteWriter();
  readonly #skips = new ByteWriter();
  readonly #blocks = new ByteWriter();

  /** Begins a term; the fields that have it follow by {@link field}. */
  term(term: string): void {
    this.#terms.push(term);
    this.#entryEnds.push(this.#entryFields.length);
  }

  /**
   * Adds the places of the term begun last in one field, fields in ascending order. A list of more than one block begins
   * with what is needed to pass over blocks: for each of them its last slot, the bytes it has and those of its positions.
   */
  field(field: number, source: EntrySource): void {
    const positionsAt = this.#positions.length;
    let documents = 0;
    let before = 0;
    let blockFrom = 0;
    let positionsFrom = positionsAt;
    let lastOfBlocks = 0;
    this.#block.clear();
    this.#skips.clear();
    this.#blocks.clear();
    const endBlock = (): void => {
      this.#skips.varint(before - lastOfBlocks);
      this.#skips.varint(this.#block.length - blockFrom);
      this.#skips.varint(this.#positions.length - positionsFrom);
      lastOfBlocks = before;
      blockFrom = this.#block.length;
      positionsFrom = this.#positions.length;
    };
    source.forEach((slot, positions, count) => {
      if (documents > 0 && documents % BLOCK === 0) endBlock();
      this.#block.varint(slot - before);
      this.#block.varint(count);
      before = slot;
      documents += 1;
      let last = 0;
      for (let i = 0; i < count; i += 1) {
        this.#positions.varint(positions[i]! - last);
        last = positions[i]!;
      }
    });
    if (documents === 0) return;
    this.#entryFields.push(field);
    this.#entryEnds[this.#entryEnds.length - 1] = this.#entryFields.length;
    this.#entries.push(documents, this.#postings.length, positionsAt);
    if (documents > BLOCK) {
      endBlock();
      this.#postings.append(this.#skips.written());
    }
    this.#postings.append(this.#block.written());
  }

  /** The whole file. `lengths`: the words of every field, field by field, of every slot. */
  finish(about: {
    readonly normaliser: number;
    readonly fields: number;
    readonly ids: readonly string[];
    readonly lengths: Uint32Array;
    readonly stems: StemTable;
  }): Uint8Array<ArrayBuffer> {
    const { normaliser, fields, ids, lengths, stems } = about;
    const termEnds = new Uint32Array(this.#terms.length);
    let end = 0;
    this.#terms.forEach((term, i) => (termEnds[i] = end += term.length));
    const terms = new Uint16Array(end);
    let at = 0;
    for (const term of this.#terms) for (let i = 0; i < term.length; i += 1) terms[at++] = term.charCodeAt(i);
    const keys = Float64Array.from(stems.keys()).sort();
    const stemEnds = new Uint32Array(keys.length);
    const stemRefs: number[] = [];
    keys.forEach((key, i) => {
      for (const ref of stems.get(key)!.toSorted((a, b) => a - b)) stemRefs.push(ref);
      stemEnds[i] = stemRefs.length;
    });
    // Where both lists of an entry end is where those of the next one begin.
    const entries = Uint32Array.from([
      ...this.#entries.values(),
      0,
      this.#postings.length,
      this.#positions.length,
    ]);
    const postings = this.#postings.written();
    const positions = this.#positions.written();
    const sums = new Uint32Array([...pageSums(postings), ...pageSums(positions)]);
    return writeFile(
      { normaliser, fields, slots: ids.length, terms: this.#terms.length },
      {
        ids: new TextEncoder().encode(ids.join('\n')),
        lengths: asBytes(lengths),
        terms: asBytes(terms),
        termEnds: asBytes(termEnds),
        entryEnds: asBytes(Uint32Array.from(this.#entryEnds)),
        entryFields: Uint8Array.from(this.#entryFields),
        entries: asBytes(entries),
        stemKeys: asBytes(keys),
        stemEnds: asBytes(stemEnds),
        stemRefs: asBytes(Uint32Array.from(stemRefs)),
        pageSums: asBytes(sums),
        postings,
        positions,
      },
    );
  }
}
