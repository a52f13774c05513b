/** Names of languages as tables and records have them beside tags. */
const NAMES: Readonly<Record<string, string>> = {
  english: 'en',
  английский: 'en',
  ағылшын: 'en',
  russian: 'ru',
  русский: 'ru',
  орыс: 'ru',
  орысша: 'ru',
  kazakh: 'kk',
  казахский: 'kk',
  қазақ: 'kk',
  қазақша: 'kk',
  ukrainian: 'uk',
  українська: 'uk',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  arabic: 'ar',
  chinese: 'zh',
  turkish: 'tr',
};

/**
 * The BCP 47 tag for a tag, an ISO 639-2 code or the name of a language; empty for anything else.
 * @see https://www.rfc-editor.org/rfc/rfc5646
 */
export function languageTag(raw: string): string {
  const said = raw.trim().toLowerCase();
  const named = NAMES[said.split(/[\s(]/u)[0]!];
  if (named !== undefined) return named;
  const tag = said.replace(/_/gu, '-');
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/u.test(tag)) return '';
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}
