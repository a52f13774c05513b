import type { Country } from './country';

/**
 * What entries of our own are exported as, by the code that archives hold; an empty text leaves the code out. Entries
 * that are missing keep their code.
 */
export type ExportCodes = Readonly<Record<string, string>>;

/** A code an entry of our own may be exported as, and whose it is. */
export interface ExportChoice {
  /** Empty: no code at all. */
  readonly code: string;
  readonly of: 'us' | 'iso-withdrawn' | 'others' | 'listing-state' | 'nobody';
}

/** What a country can be exported as, its own code first; empty for countries of ISO 3166-1, which have one code. */
export function exportChoices({
  kind,
  code,
  withdrawn,
  otherCode,
  listedUnder,
}: Country): readonly ExportChoice[] {
  if (kind === 'iso') return [];
  const choices: ExportChoice[] = [{ code, of: 'us' }];
  if (withdrawn) choices.push({ code: withdrawn.alpha3, of: 'iso-withdrawn' });
  if (otherCode !== undefined) choices.push({ code: otherCode, of: 'others' });
  if (listedUnder !== undefined) choices.push({ code: listedUnder, of: 'listing-state' });
  return [...choices, { code: '', of: 'nobody' }];
}

/** The code to export a country as. A choice the country does not have counts as none: its own code. */
export function exportCode(country: Country, chosen: ExportCodes): string {
  const wanted = chosen[country.code];
  const choice = exportChoices(country).find(({ code }) => code === wanted);
  return choice?.code ?? country.code;
}
