import { Bits } from '../tiers/bits';
import type { Column } from '../tiers/column';
import type { TextIndex } from './text-index';

/** What the documents of an index have beside their words: the columns of its tiers as one. */
export class TextColumns {
  constructor(private readonly text: TextIndex) {}

  /** What the document in a slot has in a column. */
  valueAt(slot: number, columnNumber: number): string {
    const { tiers, bases } = this.text;
    let number = tiers.length - 1;
    while (bases[number]! > slot) number -= 1;
    const column = tiers[number]!.column(columnNumber);
    return column.at(column.numbers[slot - bases[number]!]!);
  }

  /** Every value that a document has in a column, each once. */
  values(columnNumber: number): string[] {
    const values = new Set<string>();
    for (const tier of this.text.tiers) {
      const column = tier.column(columnNumber);
      const having = new Bits(column.size);
      if (tier.documents === tier.slots) having.not();
      else {
        for (let slot = 0; slot < tier.slots; slot += 1) {
          if (!tier.isRemoved(slot)) having.add(column.numbers[slot]!);
        }
      }
      having.forEach((value) => values.add(column.at(value)));
    }
    return [...values];
  }

  /** Documents of which a column answers. Each of its values is asked once in each tier. */
  withValue(columnNumber: number, holds: (value: string) => boolean): Bits {
    const found = new Bits(this.text.slots);
    this.#eachColumn(columnNumber, (column, base, slots) => {
      const { size, numbers } = column;
      const answers = Uint8Array.from({ length: size }, (_, value) => Number(holds(column.at(value))));
      for (let slot = 0; slot < slots; slot += 1) if (answers[numbers[slot]!] === 1) found.add(base + slot);
    });
    return found.and(this.text.live);
  }

  /** How many of the documents have each value of a column. */
  countValues(columnNumber: number, documents: Bits): Map<string, number> {
    const counts = new Map<string, number>();
    this.#eachColumn(columnNumber, (column, base, slots) => {
      const { size, numbers } = column;
      const here = new Uint32Array(size);
      for (let slot = 0; slot < slots; slot += 1) if (documents.has(base + slot)) here[numbers[slot]!]! += 1;
      here.forEach((count, value) => {
        if (count === 0) return;
        const text = column.at(value);
        counts.set(text, (counts.get(text) ?? 0) + count);
      });
    });
    return counts;
  }

  /** By slot, the place of what its document has in a column among all its values in the order of their UTF-16 units. */
  ranks(columnNumber: number): Uint32Array {
    const values = new Set<string>();
    this.#eachColumn(columnNumber, (column) => {
      for (let value = 0; value < column.size; value += 1) values.add(column.at(value));
    });
    const places = new Map([...values].sort().map((value, place) => [value, place]));
    const ranks = new Uint32Array(this.text.slots);
    this.#eachColumn(columnNumber, (column, base, slots) => {
      const { size, numbers } = column;
      const here = Uint32Array.from({ length: size }, (_, value) => places.get(column.at(value))!);
      for (let slot = 0; slot < slots; slot += 1) ranks[base + slot] = here[numbers[slot]!]!;
    });
    return ranks;
  }

  #eachColumn(columnNumber: number, visit: (column: Column, base: number, slots: number) => void): void {
    this.text.tiers.forEach((tier, number) => {
      visit(tier.column(columnNumber), this.text.bases[number]!, tier.slots);
    });
  }
}
