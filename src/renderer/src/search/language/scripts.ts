/** Scripts that words are stemmed in. */
export const STEMMED_SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Arabic',
  'Greek',
  'Devanagari',
  'Armenian',
  'Tamil',
] as const;
export type Script = (typeof STEMMED_SCRIPTS)[number];

const RANGES: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x61, 0x24f, 'Latin'],
  [0x370, 0x3ff, 'Greek'],
  [0x400, 0x52f, 'Cyrillic'],
  [0x530, 0x58f, 'Armenian'],
  [0x600, 0x6ff, 'Arabic'],
  [0x750, 0x77f, 'Arabic'],
  [0x900, 0x97f, 'Devanagari'],
  [0xb80, 0xbff, 'Tamil'],
  [0x1e00, 0x1eff, 'Latin'],
];

/** The script of a word's first letter; null for a number or another script. Words in two scripts are rare. */
export function scriptOf(term: string): Script | null {
  const code = term.charCodeAt(0);
  for (const [first, last, script] of RANGES) if (code >= first && code <= last) return script;
  return null;
}
