import { acrossScripts, kazakhInCyrillic } from './kazakh-latin';
import { kazakhStem } from './kazakh-stemmer';
import { scriptOf, type Script } from './scripts';
import { STEMMERS } from './stemmers';

/** Shorter words have no forms that are worth the confusion. */
const SHORTEST = 3;

/** What a word in a script is taken for where the text around it is in another. */
const USUAL: Readonly<Partial<Record<Script, readonly string[]>>> = {
  Latin: ['en'],
  Cyrillic: ['ru'],
  Arabic: ['ar'],
  Greek: ['el'],
};

/**
 * The keys that a term of a text shares with other forms of its word: one for each language it may be in, such as
 * `en:protest`. `term` is as `normaliseTerm` leaves it; `language` is the text's ISO 639-1 code, or a tag that begins with
 * it, or empty. Numbers and very short words have none.
 */
export function stemKeys(term: string, language: string): readonly string[] {
  const script = scriptOf(term);
  if (script === null || term.length < SHORTEST) return [];
  const languages = [language.slice(0, 2)];
  const keys = keysIn(term, script, languages);
  if (isKazakh(script, languages)) keys.push(...kazakhKeys(term, script, script));
  return keys;
}

/** The same for a word that is sought: in all languages that texts are in, Kazakh in its other script as well. */
export function queryStemKeys(term: string, languages: ReadonlySet<string>): readonly string[] {
  const script = scriptOf(term);
  if (script === null || term.length < SHORTEST) return [];
  const all = [...languages];
  const keys = keysIn(term, script, all);
  if (isKazakh(script, all))
    keys.push(...kazakhKeys(term, script, script === 'Latin' ? 'Cyrillic' : 'Latin'));
  return keys;
}

function keysIn(term: string, script: Script, languages: readonly string[]): string[] {
  const fitting = languages.filter((language) => STEMMERS.get(language)?.script === script);
  const isCertain = fitting.length > 0 && fitting.length === languages.length;
  const all = isCertain ? fitting : [...new Set([...fitting, ...(USUAL[script] ?? [])])];
  // Some leave nothing of a word that is all suffix: it has no forms then.
  return all.map((language) => `${language}:${STEMMERS.get(language)!.stem(term) || term}`);
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
