/** Words by ISO 3166-1 alpha-2, in the notation of {@link readForms}. */
export type FormsByAlpha2 = Readonly<Record<string, string>>;

/** Reads a list such as `Danish, Dane(s)`: separated by commas; `(s)` stands for the word without and with an s. */
export function readForms(list: string): string[] {
  return list.split(', ').flatMap((form) => {
    if (!form.endsWith('(s)')) return [form];
    const singular = form.slice(0, -'(s)'.length);
    return [singular, `${singular}s`];
  });
}
