import { ByteReader, ByteWriter, unzigzag, zigzag } from './bytes';
import { DictionaryWriter, GROUP, type Dictionary } from './dictionary';

/** A term that has a stem key in texts of one language, by the number of each. */
export interface Stemmed {
  readonly term: number;
  readonly language: number;
}

export class StemWriter {
  readonly #keys = new DictionaryWriter();
  readonly #bytes = new ByteWriter();
  readonly #starts: number[] = [];
  #before = 0;

  /** Adds a key with its terms; keys ascend, and so do terms, and languages of a term. Without terms nothing is added. */
  add(key: string, stemmed: readonly Stemmed[]): void {
    if (stemmed.length === 0) return;
    if (this.#keys.size % GROUP === 0) {
      this.#starts.push(this.#bytes.length);
      this.#before = 0;
    }
    this.#keys.add(key);
    this.#bytes.varint(stemmed.length);
    for (const { term, language } of stemmed) {
      this.#bytes.varint(zigzag(term - this.#before));
      this.#bytes.varint(language);
      this.#before = term;
    }
  }

  finish() {
    const keys = this.#keys.finish();
    return {
      keys,
      size: this.#keys.size,
      bytes: this.#bytes.written(),
      starts: Uint32Array.from(this.#starts),
    };
  }
}

/** Which terms share a stem key. Neighbours among keys have neighbours among terms, so that steps are small. */
export class StemTable {
  constructor(
    readonly keys: Dictionary,
    private readonly bytes: Uint8Array,
    /** Where the terms of each group of keys begin. */
    private readonly starts: Uint32Array,
  ) {}

  /** The terms of a key, each once, ascending. */
  terms(key: string): number[] {
    const found = this.keys.find(key);
    if (found === -1) return [];
    const terms: number[] = [];
    for (const { term } of this.at(found)) if (terms.at(-1) !== term) terms.push(term);
    return terms;
  }

  /** The terms of the key with a number, once for each language. */
  at(key: number): Stemmed[] {
    const group = Math.floor(key / GROUP);
    const reader = new ByteReader(this.bytes, this.starts[group]);
    const found: Stemmed[] = [];
    let term = 0;
    for (let each = group * GROUP; each <= key; each += 1) {
      for (let left = reader.varint(); left > 0; left -= 1) {
        term += unzigzag(reader.varint());
        const language = reader.varint();
        if (each === key) found.push({ term, language });
      }
    }
    return found;
  }
}
