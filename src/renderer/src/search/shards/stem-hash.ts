/** Two numbers of 32 bits that stand for a stem key: of hundreds of thousands of keys no two have both alike but by rare chance. */
export interface StemHash {
  readonly high: number;
  readonly low: number;
}

/** FNV-1a over UTF-16 units, from two different beginnings. */
export function stemHash(key: string): StemHash {
  let high = 0x811c_9dc5;
  let low = 0x9e37_79b9;
  for (let i = 0; i < key.length; i += 1) {
    const unit = key.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x0100_0193);
    low = Math.imul(low ^ (unit + i), 0x0100_0193);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

/** As a number that sorts: high before low, exact below 2^53 by dropping the lowest bits of `low`. */
export function sortable({ high, low }: StemHash): number {
  return high * 0x20_0000 + (low >>> 11);
}
