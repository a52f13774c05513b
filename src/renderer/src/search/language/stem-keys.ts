import { acrossScripts, kazakhInCyrillic } from './kazakh-latin';
import { kazakhStem } from './kazakh-stemmer';
import { scriptOf, type Script } from './scripts';
import { stemmedScript, stemmerOf, USUAL, type Stemmer } from './stemmers';

/** Shorter words have no forms that are worth the confusion. */
const SHORTEST = 3;

/**
 * The keys that a term of a text shares with other forms of its word: one for each language it may be in, such as
 * `en:protest`. `term` is as `normaliseTerm` leaves it; `language` is the text's ISO 639-1 code, or a tag that begins with
 * it, or empty. Numbers and very short words have none. Its stemmers must be loaded (`loadStemmersFor`).
 */
export function stemKeys(term: string, language: string): readonly string[] {
  const script = scriptOf(term);
  if (script === null || term.length < SHORTEST) return [];
  const languages = [language.slice(0, 2)];
  const keys = languagesOf(script, languages).map((each) => keyIn(each, term, needed(each)));
  if (isKazakh(script, languages)) keys.push(...kazakhKeys(term, script, script));
  return keys;
}

/**
 * The same for a word that is sought: in all languages that texts are in, Kazakh in its other script as well. Without the stemmers
 * that are not loaded: no word of a text has a key of them.
 */
export function queryStemKeys(term: string, languages: ReadonlySet<string>): readonly string[] {
  const script = scriptOf(term);
  if (script === null || term.length < SHORTEST) return [];
  const all = [...languages];
  const keys = languagesOf(script, all).flatMap((language) => {
    const stemmer = stemmerOf(language);
    return stemmer === undefined ? [] : [keyIn(language, term, stemmer)];
  });
  if (isKazakh(script, all))
    keys.push(...kazakhKeys(term, script, script === 'Latin' ? 'Cyrillic' : 'Latin'));
  return keys;
}

/** The languages that a word may be in, where texts are in these. */
function languagesOf(script: Script, languages: readonly string[]): readonly string[] {
  const fitting = languages.filter((language) => stemmedScript(language) === script);
  const isCertain = fitting.length > 0 && fitting.length === languages.length;
  return isCertain ? fitting : [...new Set([...fitting, ...(USUAL[script] ?? [])])];
}

function needed(language: string): Stemmer {
  const stemmer = stemmerOf(language);
  if (stemmer === undefined) throw new Error(`The stemmer of "${language}" is not loaded.`);
  return stemmer;
}

function keyIn(language: string, term: string, stemmer: Stemmer): string {
  // Some leave nothing of a word that is all suffix: it has no forms then.
  return `${language}:${stemmer(term) || term}`;
}

function isKazakh(script: Script, languages: readonly string[]): script is 'Latin' | 'Cyrillic' {
  return languages.includes('kk') && (script === 'Latin' || script === 'Cyrillic');
}

/** Only words of the other script share it: letters that one script does not tell apart would mix words of the same. */
function kazakhKeys(
  term: string,
  script: 'Latin' | 'Cyrillic',
  inScript: 'Latin' | 'Cyrillic',
): ReadonlySet<string> {
  const readings = script === 'Latin' ? kazakhInCyrillic(term) : [term];
  return new Set(readings.map((cyrillic) => `kk-${inScript}:${acrossScripts(kazakhStem(cyrillic))}`));
}
