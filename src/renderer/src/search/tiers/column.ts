/** What documents have of one attribute: of few values, or of many. */
export interface Column {
  /** How many different values there are; some may be of removed documents only. */
  readonly size: number;
  at(value: number): string;
  /** By slot, which of the values. */
  readonly numbers: ArrayLike<number>;
}

/** A column that grows. */
export class GrowingColumn implements Column {
  readonly #values: string[] = [];
  readonly #byValue = new Map<string, number>();
  readonly numbers: number[] = [];

  get size(): number {
    return this.#values.length;
  }
  get values(): readonly string[] {
    return this.#values;
  }
  at(value: number): string {
    return this.#values[value]!;
  }

  /** Adds what the next document has. */
  add(text: string): void {
    let number = this.#byValue.get(text);
    if (number === undefined) {
      number = this.#values.length;
      this.#values.push(text);
      this.#byValue.set(text, number);
    }
    this.numbers.push(number);
  }
}

/** Empty columns of a tier: the languages of documents, then one for each attribute. */
export function newColumns(attributes: number): [GrowingColumn, ...GrowingColumn[]] {
  return [new GrowingColumn(), ...Array.from({ length: attributes }, () => new GrowingColumn())];
}

/** Adds a document to all columns of a tier. */
export function addTo(
  [languages, ...columns]: readonly [GrowingColumn, ...GrowingColumn[]],
  language: string,
  attributes: readonly string[],
): void {
  languages.add(language);
  columns.forEach((column, i) => {
    column.add(attributes[i]!);
  });
}
