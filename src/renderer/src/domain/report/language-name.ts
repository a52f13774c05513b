import { once } from '../once';

const english = once(() => new Intl.DisplayNames('en', { type: 'language' }));

/** The English name of a BCP 47 tag; what is no such tag comes back as it is. */
export function languageName(tag: string): string {
  return nameIn(english(), tag) ?? tag;
}

/** The names a language can be called by, in English and in itself; none for what is no BCP 47 tag. */
export function languageNames(tag: string): string[] {
  const inEnglish = nameIn(english(), tag);
  if (inEnglish === undefined) return [];
  const own = nameIn(new Intl.DisplayNames(tag, { type: 'language' }), tag);
  return own === undefined || own === inEnglish ? [inEnglish] : [inEnglish, own];
}

function nameIn(names: Intl.DisplayNames, tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch {
    // Reports can have any text for a language.
    return undefined;
  }
}
