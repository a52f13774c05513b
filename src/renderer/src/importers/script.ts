/** Writing systems told apart when judging which lines belong to the report. */
export type Script =
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'armenian'
  | 'hebrew'
  | 'arabic'
  | 'devanagari'
  | 'indic'
  | 'thai'
  | 'lao'
  | 'tibetan'
  | 'myanmar'
  | 'georgian'
  | 'ethiopic'
  | 'khmer'
  | 'mongolian'
  | 'kana'
  | 'han'
  | 'hangul';

// First code unit of each range and its script; a range ends where the next begins. Blocks of the Unicode BMP.
const RANGES: readonly (readonly [number, Script | null])[] = [
  [0x0000, null],
  [0x0041, 'latin'],
  [0x005b, null],
  [0x0061, 'latin'],
  [0x007b, null],
  [0x00c0, 'latin'],
  [0x0250, null],
  [0x0370, 'greek'],
  [0x0400, 'cyrillic'],
  [0x0530, 'armenian'],
  [0x0590, 'hebrew'],
  [0x0600, 'arabic'],
  [0x0700, null],
  [0x0750, 'arabic'],
  [0x0780, null],
  [0x0900, 'devanagari'],
  [0x0980, 'indic'],
  [0x0e00, 'thai'],
  [0x0e80, 'lao'],
  [0x0f00, 'tibetan'],
  [0x1000, 'myanmar'],
  [0x10a0, 'georgian'],
  [0x1100, 'hangul'],
  [0x1200, 'ethiopic'],
  [0x13a0, null],
  [0x1780, 'khmer'],
  [0x1800, 'mongolian'],
  [0x18b0, null],
  [0x1e00, 'latin'],
  [0x1f00, 'greek'],
  [0x2000, null],
  [0x3040, 'kana'],
  [0x3100, null],
  [0x3400, 'han'],
  [0xa000, null],
  [0xac00, 'hangul'],
  [0xd7a4, null],
  [0xf900, 'han'],
  [0xfb00, null],
  [0xfb50, 'arabic'],
  [0xfe00, null],
];

const SCRIPTS = [...new Set(RANGES.map(([, script]) => script))];
// Index into SCRIPTS per UTF-16 code unit: this runs over every letter that is imported.
const TABLE = buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  RANGES.forEach(([from, script], index) => {
    table.fill(SCRIPTS.indexOf(script), from, RANGES[index + 1]?.[0] ?? table.length);
  });
  return table;
}

/** Letters per script in the first `limit` UTF-16 units. */
export function countScripts(text: string, limit = Infinity): Map<Script, number> {
  const tally = new Uint32Array(SCRIPTS.length);
  const end = Math.min(text.length, limit);
  for (let i = 0; i < end; i += 1) tally[TABLE[text.charCodeAt(i)]!]! += 1;
  const counts = new Map<Script, number>();
  SCRIPTS.forEach((script, i) => {
    if (script !== null && tally[i]! > 0) counts.set(script, tally[i]!);
  });
  return counts;
}

/** The script of most letters and its share of them (0 to 1); null without letters. */
export function dominantScript(
  counts: ReadonlyMap<Script, number>,
): { script: Script; share: number } | null {
  let total = 0;
  let best: Script | null = null;
  for (const [script, count] of counts) {
    total += count;
    if (best === null || count > counts.get(best)!) best = script;
  }
  return best === null ? null : { script: best, share: counts.get(best)! / total };
}
