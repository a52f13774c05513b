import { ByteReader, ByteWriter, unzigzag, zigzag } from './bytes';
import { DictionaryWriter, GROUP, type Dictionary } from './dictionary';
import type { KeptBytes, KeptNumbers } from './kept-bytes';

/** A term that has a stem key in texts of one language, by the number of each. */
export interface Stemmed {
  readonly term: number;
  readonly language: number;
}

export class StemWriter {
  readonly #keys = new DictionaryWriter();
  readonly #bytes = new ByteWriter();
  readonly #starts: number[] = [];
  readonly #languages: string[] = [];
  #before = 0;

  /** Adds a key with its terms in any order; keys ascend. Without terms nothing is added. */
  add(key: string, stemmed: readonly Stemmed[]): void {
    if (stemmed.length === 0) return;
    const sorted = stemmed.length === 1 ? stemmed : distinct(stemmed);
    if (this.#keys.size % GROUP === 0) {
      this.#starts.push(this.#bytes.length);
      this.#before = 0;
    }
    this.#keys.add(key);
    const language = key.slice(0, key.indexOf(':'));
    if (this.#languages.at(-1) !== language) this.#languages.push(language);
    this.#bytes.varint(sorted.length);
    for (const { term, language } of sorted) {
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
      /** What the keys begin with, up to a colon. */
      languages: this.#languages,
      bytes: this.#bytes.written(),
      starts: Uint32Array.from([...this.#starts, this.#bytes.length]),
    };
  }
}

/** Each once, by term and then by language. */
function distinct(stemmed: readonly Stemmed[]): Stemmed[] {
  const inOrder = (a: Stemmed, b: Stemmed): number => a.term - b.term || a.language - b.language;
  return stemmed.toSorted(inOrder).filter((each, i, all) => i === 0 || inOrder(all[i - 1]!, each) !== 0);
}

/** Which terms share a stem key. Neighbours among keys have neighbours among terms, so that steps are small. */
export class StemTable {
  /** The group of keys that was asked for last. */
  #group = -1;
  #stemmed: readonly (readonly Stemmed[])[] = [];

  constructor(
    readonly keys: Dictionary,
    private readonly bytes: KeptBytes,
    /** Where the terms of each group of keys begin, and where those of the last end. */
    private readonly starts: KeptNumbers,
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
  at(key: number): readonly Stemmed[] {
    const group = Math.floor(key / GROUP);
    if (group !== this.#group) {
      this.#stemmed = this.#read(group);
      this.#group = group;
    }
    return this.#stemmed[key - group * GROUP]!;
  }

  #read(group: number): Stemmed[][] {
    const starts = this.starts.with(group, group + 2);
    const reader = new ByteReader(this.bytes.with(starts[group]!, starts[group + 1]!), starts[group]);
    const stemmed: Stemmed[][] = [];
    let term = 0;
    for (let left = Math.min(GROUP, this.keys.size - group * GROUP); left > 0; left -= 1) {
      const list: Stemmed[] = [];
      for (let more = reader.varint(); more > 0; more -= 1) {
        term += unzigzag(reader.varint());
        list.push({ term, language: reader.varint() });
      }
      stemmed.push(list);
    }
    return stemmed;
  }
}
