import { once } from '$domain/once';
import type { Column } from '../tiers/column';
import type { KeptBytes, KeptNumbers } from './kept-bytes';
import type { PagedBytes } from './paged-bytes';
import { narrowNumbers, widthBelow } from './shard-format';
import { textOf } from './string-table';

/** Fewer values than this are kept once they were read. */
const FEW = 4096;

/** An attribute of the documents of a shard. */
export class ShardColumn implements Column {
  #numbers: ArrayLike<number> | null = null;
  readonly #known: (string | undefined)[] = [];

  constructor(
    readonly size: number,
    private readonly slots: number,
    /** The numbers of all columns, and where those of this one begin. */
    private readonly column: { readonly numbers: KeptBytes; readonly at: number },
    /** The values of all columns, where each begins, and the number of the first of this one. */
    private readonly texts: {
      readonly starts: KeptNumbers;
      readonly first: number;
      readonly values: PagedBytes;
    },
  ) {}

  /** How many bytes its numbers take. */
  get bytes(): number {
    return (this.slots * widthBelow(this.size) + 3) & ~3;
  }

  get numbers(): ArrayLike<number> {
    if (this.#numbers === null) {
      const { numbers, at } = this.column;
      this.#numbers = narrowNumbers(numbers.with(at, at + this.bytes).subarray(at), this.slots, this.size);
    }
    return this.#numbers;
  }

  at(value: number): string {
    const known = this.#known[value];
    if (known !== undefined) return known;
    const { first, values } = this.texts;
    const at = first + value;
    const starts = this.texts.starts.with(at, at + 2);
    const text = textOf(values.read(starts[at]!, starts[at + 1]!));
    if (this.size < FEW) this.#known[value] = text;
    return text;
  }
}

/** The languages of the documents of a shard: its first column. */
export function languageColumn(languages: readonly string[], slots: number, numbers: KeptBytes): Column {
  const size = languages.length;
  const read = once(() => narrowNumbers(numbers.with(0, slots * widthBelow(size)), slots, size));
  return {
    size,
    at: (value) => languages[value]!,
    get numbers() {
      return read();
    },
  };
}
