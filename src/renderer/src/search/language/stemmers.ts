import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';
import { kazakhStem } from './kazakh-stemmer';
import type { Script } from './scripts';

/** Cuts a word, as `normaliseTerm` leaves it, down to what its inflected forms have in common. */
export type Stemmer = (term: string) => string;

interface Known {
  readonly script: Script;
  /** Null for those that are always there. */
  readonly load: (() => Promise<Stemmer>) | null;
}

/** By ISO 639-1 code. Their code is loaded once texts in a language are at hand: all of it is as much as that of the search. */
const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  known('ar', 'Arabic', () => import('@orama/stemmers/arabic'), arabicStem),
  known('bg', 'Cyrillic', () => import('@orama/stemmers/bulgarian'), bulgarianStem),
  known('da', 'Latin', () => import('@orama/stemmers/danish')),
  known('de', 'Latin', () => import('@orama/stemmers/german')),
  known('el', 'Greek', () => import('@orama/stemmers/greek')),
  ['en', { script: 'Latin', load: null }],
  known('es', 'Latin', () => import('@orama/stemmers/spanish')),
  known('fi', 'Latin', () => import('@orama/stemmers/finnish')),
  known('fr', 'Latin', () => import('@orama/stemmers/french')),
  known('ga', 'Latin', () => import('@orama/stemmers/irish')),
  known('hi', 'Devanagari', () => import('@orama/stemmers/indian')),
  known('hu', 'Latin', () => import('@orama/stemmers/hungarian')),
  known('hy', 'Armenian', () => import('@orama/stemmers/armenian')),
  known('id', 'Latin', () => import('@orama/stemmers/indonesian')),
  known('it', 'Latin', () => import('@orama/stemmers/italian')),
  ['kk', { script: 'Cyrillic', load: null }],
  known('lt', 'Latin', () => import('@orama/stemmers/lithuanian')),
  known('ne', 'Devanagari', () => import('@orama/stemmers/nepali')),
  known('nl', 'Latin', () => import('@orama/stemmers/dutch')),
  known('no', 'Latin', () => import('@orama/stemmers/norwegian')),
  known('pt', 'Latin', () => import('@orama/stemmers/portuguese')),
  known('ro', 'Latin', () => import('@orama/stemmers/romanian')),
  ['ru', { script: 'Cyrillic', load: null }],
  known('sa', 'Devanagari', () => import('@orama/stemmers/sanskrit')),
  known('sr', 'Latin', () => import('@orama/stemmers/serbian')),
  known('sv', 'Latin', () => import('@orama/stemmers/swedish')),
  known('ta', 'Tamil', () => import('@orama/stemmers/tamil')),
  known('tr', 'Latin', () => import('@orama/stemmers/turkish'), turkishStem),
  known('uk', 'Cyrillic', () => import('@orama/stemmers/ukrainian'), ukrainianStem),
]);

/** `use`: how the library's stemmer is used, where not as it is. */
function known(
  language: string,
  script: Script,
  module: () => Promise<{ readonly stemmer: Stemmer }>,
  use: (stemmer: Stemmer, term: string) => string = (stemmer, term) => stemmer(term),
): [string, Known] {
  return [
    language,
    {
      script,
      load: async () => {
        const { stemmer } = await module();
        return (term) => use(stemmer, term);
      },
    },
  ];
}

export const STEMMED_LANGUAGES: readonly string[] = [...KNOWN.keys()];

/** What a word in a script is taken for where the text around it is in another. */
export const USUAL: Readonly<Partial<Record<Script, readonly string[]>>> = {
  Latin: ['en'],
  Cyrillic: ['ru'],
  Arabic: ['ar'],
  Greek: ['el'],
};

const loaded = new Map<string, Stemmer>([
  ['en', english],
  ['kk', kazakhStem],
  ['ru', russian],
]);

/** Makes the stemmers of these languages ready, those without any left out. */
export async function loadStemmers(languages: Iterable<string>): Promise<void> {
  await Promise.all(
    [...new Set(languages)].map(async (language) => {
      const load = KNOWN.get(language)?.load;
      if (load && !loaded.has(language)) loaded.set(language, await load());
    }),
  );
}

/** Makes all stemmers ready that words of texts in these languages may need; ISO 639-1 codes or tags that begin with them. */
export function loadStemmersFor(languages: Iterable<string>): Promise<void> {
  const usual = Object.values(USUAL).flat();
  return loadStemmers([...usual, ...[...languages].map((language) => language.slice(0, 2))]);
}

/** The script that a language with a stemmer is written in. */
export function stemmedScript(language: string): Script | undefined {
  return KNOWN.get(language)?.script;
}

/** Undefined while it is not loaded. */
export function stemmerOf(language: string): Stemmer | undefined {
  return loaded.get(language);
}

/** “And the”, “in the” and the like are taken for “the”. */
function arabicStem(arabic: Stemmer, term: string): string {
  return arabic(term.replace(/^[وفبك](?=ال)/u, ''));
}

/** An instrumental case that the stemmer does not know. */
function ukrainianStem(ukrainian: Stemmer, term: string): string {
  return ukrainian(term.replace(/єю$/u, 'я'));
}

/**
 * The stemmer writes into what it is given: letters in a list, as the algorithm has it (Savoy, Searching strategies for the
 * Bulgarian language, 2007). A string cannot be written to, and it throws.
 */
function bulgarianStem(bulgarian: Stemmer, term: string): string {
  const letters = Object.assign([...term], {
    substring: (from: number, to: number): string => letters.slice(from, to).join(''),
  });
  return bulgarian(letters as unknown as string);
}

/** Suffixes come off until none is left: `göstericiler` and `gösterici` end alike only then. */
function turkishStem(turkish: Stemmer, term: string): string {
  let stem = withTurkishVowels(term);
  for (let before = ''; before !== stem && stem.length > 3;) {
    before = stem;
    stem = turkish(stem);
  }
  return stem;
}

/**
 * Puts back what normalising took from Turkish: after a back vowel an `i` was an `ı`, after a front vowel an `u` was an `ü`
 * (vowel harmony; Göksel and Kerslake, Turkish: A Comprehensive Grammar, 3.1). The stemmer looks for suffixes in harmony.
 */
function withTurkishVowels(term: string): string {
  let isBack = false;
  let result = '';
  for (const letter of term) {
    const vowel = isBack ? (letter === 'i' ? 'ı' : letter) : letter === 'u' && result !== '' ? 'ü' : letter;
    if ('aıou'.includes(vowel)) isBack = true;
    else if ('eiöü'.includes(vowel)) isBack = false;
    result += vowel;
  }
  return result;
}
