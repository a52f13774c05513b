/**
 * Whether the text can stand as a report's language: empty, or a well-formed BCP 47 tag (RFC 5646) such as `en`,
 * `kk-Cyrl`. Well-formed is not registered: `qq` passes.
 */
export function isLanguageTag(text: string): boolean {
  if (text === '') return true;
  try {
    Intl.getCanonicalLocales(text);
    return true;
  } catch {
    return false;
  }
}
