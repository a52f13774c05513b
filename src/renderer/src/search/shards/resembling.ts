/**
 * Tells which strings are at most so many edits from another (Levenshtein, in UTF-16 units). They come in order: what a string
 * shares with the one before is not looked at again, and only distances that can still end within the edits are counted.
 */
export class Resemblance {
  /** Distances for each length of the string's beginning, from the beginnings of `sought` up to `edits` shorter or longer. */
  readonly #rows: Uint8Array;
  readonly #width: number;
  /** Rows that hold for the string looked at last. */
  #known = 0;
  /** Strings that share so many units with the last one are all too far. */
  #tooFarFrom = Infinity;

  /** `edits`: below 255. */
  constructor(
    private readonly sought: string,
    private readonly edits: number,
  ) {
    this.#width = 2 * edits + 1;
    this.#rows = new Uint8Array((sought.length + edits + 1) * this.#width).fill(edits + 1);
    for (let place = edits; place < this.#width; place += 1) this.#rows[place] = place - edits;
  }

  /** The distance of a string that shares `shared` units with the one given before; -1 when it is larger. */
  distance(units: Uint16Array, length: number, shared: number): number {
    const { edits, sought } = this;
    if (shared >= this.#tooFarFrom) return -1;
    this.#known = Math.min(this.#known, shared);
    this.#tooFarFrom = Infinity;
    if (Math.abs(length - sought.length) > edits) return -1;
    while (this.#known < length) {
      this.#known += 1;
      if (this.#fillRow(this.#known, units[this.#known - 1]!) > edits) {
        this.#tooFarFrom = this.#known;
        return -1;
      }
    }
    const distance = this.#rows[length * this.#width + sought.length - length + edits]!;
    return distance <= edits ? distance : -1;
  }

  /** The row of a beginning of `length` units that ends with `unit`; returns its least distance. */
  #fillRow(length: number, unit: number): number {
    const rows = this.#rows;
    const { edits, sought } = this;
    const here = length * this.#width;
    const before = here - this.#width;
    let least = edits + 1;
    for (let place = 0; place < this.#width; place += 1) {
      const other = length + place - edits;
      let distance = edits + 1;
      if (other === 0) distance = Math.min(length, distance);
      else if (other > 0 && other <= sought.length) {
        distance = Math.min(
          distance,
          rows[before + place]! + (sought.charCodeAt(other - 1) === unit ? 0 : 1),
        );
        if (place + 1 < this.#width) distance = Math.min(distance, rows[before + place + 1]! + 1);
        if (place > 0) distance = Math.min(distance, rows[here + place - 1]! + 1);
      }
      rows[here + place] = distance;
      if (distance < least) least = distance;
    }
    return least;
  }
}
