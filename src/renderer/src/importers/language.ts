import { eld } from 'eld/small';
import { countScripts, dominantScript, type Script } from './script';

// Scripts that in practice mean one language.
const BY_SCRIPT: Partial<Record<Script, string>> = {
  greek: 'el',
  armenian: 'hy',
  hebrew: 'he',
  thai: 'th',
  lao: 'lo',
  tibetan: 'bo',
  myanmar: 'my',
  georgian: 'ka',
  ethiopic: 'am',
  khmer: 'km',
  mongolian: 'mn',
  hangul: 'ko',
  kana: 'ja',
};

const SAMPLE_UNITS = 4000;
const MIN_LETTERS = 12;

/**
 * The language of a text as a BCP 47 tag, or '' when there is too little to tell.
 * Looks at the first 4,000 UTF-16 units; pass the body rather than headlines, menus or promotion.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_UNITS);
  const counts = countScripts(sample);
  const dominant = dominantScript(counts);
  if (dominant === null) return '';
  const letters = counts.get(dominant.script)!;
  if (dominant.script === 'han' || dominant.script === 'kana') {
    // Japanese mixes Han with kana; Chinese has none.
    return (counts.get('kana') ?? 0) > letters * 0.1 ? 'ja' : 'zh';
  }
  const certain = BY_SCRIPT[dominant.script];
  if (certain !== undefined) return certain;
  if (letters < MIN_LETTERS) return '';
  if (dominant.script === 'cyrillic') return cyrillicLanguage(sample, letters);
  const guess = eld.detect(sample);
  return guess.isReliable() ? guess.language : '';
}

/** Share of a language's own letters among all letters above which the text is in it: names alone stay below. */
const OWN_LETTERS = 0.015;

function cyrillicLanguage(sample: string, letters: number): string {
  const text = sample.toLowerCase();
  const count = (own: RegExp): number => text.match(own)?.length ?? 0;
  const has = (own: RegExp): boolean => count(own) / letters > OWN_LETTERS;
  if (has(/[ҷӣӯ]/gu)) return 'tg';
  if (has(/[ҡҙҫ]/gu)) return 'ba';
  if (has(/[ұқғ]/gu)) return has(/ў/gu) ? 'uz-Cyrl' : 'kk';
  if (has(/[ңөү]/gu)) {
    if (has(/ә/gu)) return 'tt';
    // Without its "ң" Kyrgyz has the letters of Mongolian, which has many more "й" than "ы".
    return text.includes('ң') || count(/ы/gu) > count(/й/gu) ? 'ky' : 'mn';
  }
  if (has(/[ђћџљњ]/gu)) return 'sr';
  if (has(/[ѓќѕ]/gu)) return 'mk';
  if (has(/ў/gu)) return 'be';
  if (has(/[їєґі]/gu)) return 'uk';
  const guess = eld.detect(sample);
  if (guess.language === 'bg' && !has(/[ыэё]/gu)) return 'bg';
  return 'ru';
}
