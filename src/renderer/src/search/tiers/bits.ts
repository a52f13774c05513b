/** A set of small numbers, one bit each. Sets that are combined have the same size. */
export class Bits {
  readonly #words: Uint32Array;

  /** Holds numbers below `size`; none at first. */
  constructor(readonly size: number) {
    this.#words = new Uint32Array((size + 31) >>> 5);
  }

  static all(size: number): Bits {
    return new Bits(size).not();
  }

  static of(size: number, members: Iterable<number>): Bits {
    const bits = new Bits(size);
    for (const member of members) bits.add(member);
    return bits;
  }

  has(member: number): boolean {
    return ((this.#words[member >>> 5]! >>> (member & 31)) & 1) === 1;
  }

  add(member: number): void {
    this.#words[member >>> 5]! |= 1 << (member & 31);
  }

  remove(member: number): void {
    this.#words[member >>> 5]! &= ~(1 << (member & 31));
  }

  copy(): Bits {
    const bits = new Bits(this.size);
    bits.#words.set(this.#words);
    return bits;
  }

  /** Keeps what the other has too. */
  and(other: Bits): this {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) words[i]! &= other.#words[i]!;
    return this;
  }

  /** Takes in what the other has. */
  or(other: Bits): this {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) words[i]! |= other.#words[i]!;
    return this;
  }

  /** Drops what the other has. */
  andNot(other: Bits): this {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) words[i]! &= ~other.#words[i]!;
    return this;
  }

  /** Turns into what it has not. */
  not(): this {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) words[i] = ~words[i]!;
    const rest = this.size & 31;
    if (rest !== 0) words[words.length - 1]! &= (1 << rest) - 1;
    return this;
  }

  get count(): number {
    let count = 0;
    for (const word of this.#words) count += bitsIn(word);
    return count;
  }

  get isEmpty(): boolean {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) if (words[i] !== 0) return false;
    return true;
  }

  /** In ascending order. */
  forEach(visit: (member: number) => void): void {
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) {
      for (let word = words[i]!; word !== 0; word &= word - 1) {
        visit((i << 5) + 31 - Math.clz32(word & -word));
      }
    }
  }

  /** Writes the members in ascending order into a list that has room for them; returns how many there are. */
  list(into: Uint32Array): number {
    const words = this.#words;
    let count = 0;
    for (let i = 0; i < words.length; i += 1) {
      for (let word = words[i]!; word !== 0; word &= word - 1) {
        into[count] = (i << 5) + 31 - Math.clz32(word & -word);
        count += 1;
      }
    }
    return count;
  }

  /** In ascending order. */
  toArray(): number[] {
    const members: number[] = [];
    this.forEach((member) => members.push(member));
    return members;
  }
}

function bitsIn(word: number): number {
  let n = word - ((word >>> 1) & 0x5555_5555);
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333);
  return (((n + (n >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
