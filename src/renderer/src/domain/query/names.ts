import { tokens } from '../text/normalise-term';

/** What has a name that can be asked for. */
export interface Named {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/**
 * The actors, codes, headings or sources meant by a name in a query: those called exactly so; else those with that name or alias
 * but for case, accents and punctuation; else those of which a name holds all its words. Hence choosing one by its full name
 * means it alone.
 */
export function entriesNamed<E extends Named>(entries: readonly E[], value: string): readonly E[] {
  const name = value.normalize('NFC');
  const exact = entries.filter((entry) => entry.name === name);
  if (exact.length > 0) return exact;
  const sought = termsOf(value);
  if (sought.length === 0) return [];
  const folded = entries.map((entry) => ({
    entry,
    names: [entry.name, ...(entry.aliases ?? [])].map(termsOf),
  }));
  const same = folded.filter(({ names }) => names.some((terms) => terms.join(' ') === sought.join(' ')));
  const found =
    same.length > 0
      ? same
      : folded.filter(({ names }) => names.some((terms) => sought.every((term) => terms.includes(term))));
  return found.map(({ entry }) => entry);
}

function termsOf(text: string): string[] {
  return tokens(text).map((token) => token.term);
}
