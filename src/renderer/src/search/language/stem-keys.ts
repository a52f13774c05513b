// Holds the place of the real module; to be overwritten by it.
export function stemKeys(term: string, language: string): readonly string[] {
  void language;
  return [term.replace(/(ers|er|s)$/u, '')];
}
export function queryStemKeys(term: string, languages: ReadonlySet<string>): readonly string[] {
  void languages;
  return stemKeys(term, '');
}
