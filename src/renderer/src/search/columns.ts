/** Values of which few are different: each once, and for every row which of them it is. */
export interface Coded<T> {
  readonly values: readonly T[];
  readonly rows: readonly number[];
}

/** The same values but each once. Values are equal when their JSON is. */
export function coded<T>(rows: readonly T[]): Coded<T> {
  const values: T[] = [];
  /** What was read from columns is one object for equal rows already. */
  const numbers = new Map<unknown, number>();
  const byJson = new Map<string, number>();
  const numberOf = (value: T): number => {
    let number = numbers.get(value);
    if (number !== undefined) return number;
    const json = JSON.stringify(value);
    number = byJson.get(json);
    if (number === undefined) {
      number = values.length;
      values.push(value);
      byJson.set(json, number);
    }
    numbers.set(value, number);
    return number;
  };
  return { rows: rows.map(numberOf), values };
}

/** The value of a row; equal rows share it. */
export function valueIn<T>({ values, rows }: Coded<T>, row: number): T {
  return values[rows[row]!]!;
}
