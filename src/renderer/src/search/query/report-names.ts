/** `kk` of `kk-Cyrl-KZ`. */
export function baseLanguage(tag: string): string {
  return tag.split('-')[0]!.toLowerCase();
}

/** Who wrote a report, each by itself. */
export function authorsOf(author: string): string[] {
  return author
    .split(/[,;]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
