import type { CountryCode } from '../src/renderer/src/domain/ids';
import { toCanonicalText } from '../src/renderer/src/domain/text/canonical';
import { loadCountryForms, suggesterFor } from '../src/renderer/src/suggesters/dictionary';

/** What the app proposes for one sentence. */
export interface Proposed {
  readonly code: CountryCode;
  readonly exact: string;
  readonly source: string;
  readonly ambiguous: boolean;
}

/** A function that gives the countries the app proposes for a text, as `suggest` prints them. */
export async function countrySuggester(): Promise<(text: string, language: string) => Proposed[]> {
  const suggester = await suggesterFor({ actors: [], countries: [] });
  return (raw, language) => {
    const { text, blocks } = toCanonicalText([{ kind: 'paragraph', text: raw }]);
    return suggester.suggest({ text, blocks, language }).flatMap(({ span, target, source, alternatives }) =>
      target.kind === 'country'
        ? [
            {
              code: target.code,
              exact: text.slice(span.start, span.end),
              source,
              ambiguous: alternatives.length > 0,
            },
          ]
        : [],
    );
  };
}

/** English names and demonyms of the authority as they are, by code: what one would look for without a suggester. */
export async function plainForms(): Promise<[CountryCode, string][]> {
  const countries = await loadCountryForms();
  return countries.flatMap(({ code, forms }) =>
    forms.flatMap(({ text, language, kind }): [CountryCode, string][] =>
      language !== 'en'
        ? []
        : kind === 'name'
          ? [[code, text]]
          : [
              [code, text],
              [code, `${text}s`],
            ],
    ),
  );
}
