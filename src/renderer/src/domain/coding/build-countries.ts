import type { CountryCode } from '../ids';
import { foldCountryName, type Country } from './country';

/** Names by ISO 3166-1 alpha-2 code in one language; several names where the language has several. */
export type NamesByAlpha2 = Readonly<Record<string, string | readonly string[]>>;

/**
 * Codes that differ from the source list. Kosovo has no ISO 3166-1 code; `XK`/`XKX` are the user-assigned ones of the
 * European Union and the World Bank, inside the range ISO never assigns.
 */
const OWN_CODES: Readonly<Record<string, string>> = { XK: 'XKX' };

/** English names to show where the source's first name is inverted, long, or has gone out of use. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  BN: 'Brunei',
  CC: 'Cocos (Keeling) Islands',
  CD: 'Democratic Republic of the Congo',
  CG: 'Republic of the Congo',
  CI: "Côte d'Ivoire",
  CN: 'China',
  CZ: 'Czechia',
  FK: 'Falkland Islands',
  FM: 'Micronesia',
  GM: 'Gambia',
  IR: 'Iran',
  LA: 'Laos',
  MD: 'Moldova',
  MF: 'Saint Martin',
  MK: 'North Macedonia',
  PS: 'Palestine',
  RE: 'Réunion',
  RU: 'Russia',
  ST: 'São Tomé and Príncipe',
  SX: 'Sint Maarten',
  SY: 'Syria',
  TW: 'Taiwan',
  TZ: 'Tanzania',
  US: 'United States',
  VA: 'Vatican City',
  VG: 'British Virgin Islands',
  VI: 'U.S. Virgin Islands',
};

/**
 * Names in use that the source lacks. States that are gone (the Soviet Union, Yugoslavia) are not aliases of a
 * successor: a passage about them is not about that country.
 */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates', 'ОАЭ'],
  BA: ['Bosnia', 'BiH'],
  BN: ['Brunei'],
  BY: ['Byelorussia', 'Belorussia', 'Белоруссия'],
  CD: ['DR Congo', 'DRC', 'Congo-Kinshasa', 'Zaire', 'ДРК'],
  CF: ['CAR', 'ЦАР'],
  CG: ['Congo-Brazzaville'],
  CI: ['Ivory Coast'],
  CN: ['PRC', 'КНР'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic'],
  DE: ['FRG', 'ФРГ'],
  FK: ['Malvinas', 'Islas Malvinas'],
  GB: [
    'UK',
    'U.K.',
    'Britain',
    'Great Britain',
    'England',
    'Scotland',
    'Wales',
    'Northern Ireland',
    'Великобритания',
  ],
  IR: ['Persia'],
  KG: ['Kirghizia', 'Kirgizia', 'Kyrgyz Republic', 'Киргизия'],
  KP: ['Korea, North', "Democratic People's Republic of Korea", 'DPRK', 'КНДР'],
  KR: ['Korea, South', 'ROK'],
  KZ: ['Qazaqstan', 'Kazakstan', 'РК'],
  LA: ['Laos'],
  LK: ['Ceylon'],
  MD: ['Moldavia', 'Молдавия'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  NL: ['Holland'],
  PG: ['PNG'],
  PS: ['Palestinian Territories', 'West Bank', 'Gaza', 'Gaza Strip'],
  RU: ['RF', 'РФ'],
  SA: ['KSA'],
  SY: ['Syria'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TM: ['Turkmenia', 'Туркмения'],
  TR: ['Turkey', 'Turkiye'],
  TW: ['Republic of China', 'ROC'],
  US: ['USA', 'U.S.A.', 'US', 'U.S.', 'America', 'США'],
  VA: ['Vatican', 'Holy See'],
  VN: ['Viet Nam'],
  ZA: ['RSA', 'ЮАР'],
};

/**
 * Puts the authority together, sorted by display name.
 * @param codes pairs of alpha-2 and alpha-3
 * @param english names in English; every code has one
 * @param others names in the other languages
 */
export function buildCountries(
  codes: Iterable<readonly [alpha2: string, alpha3: string]>,
  english: NamesByAlpha2,
  others: readonly NamesByAlpha2[],
): Country[] {
  const countries = Array.from(codes, ([alpha2, alpha3]): Country => {
    const ownEnglish = listOf(english[alpha2]);
    const name = DISPLAY_NAMES[alpha2] ?? ownEnglish[0];
    if (name === undefined) throw new Error(`No English name for the country ${alpha2}`);
    const names = [
      name,
      ...ownEnglish,
      ...(ALIASES[alpha2] ?? []),
      ...others.flatMap((o) => listOf(o[alpha2])),
    ];
    return {
      code: (OWN_CODES[alpha2] ?? alpha3) as CountryCode,
      alpha2,
      name,
      names: withoutRepeats(names),
    };
  });
  return countries.sort((a, b) => (foldCountryName(a.name) < foldCountryName(b.name) ? -1 : 1));
}

function listOf(names: string | readonly string[] | undefined): readonly string[] {
  if (names === undefined) return [];
  return typeof names === 'string' ? [names] : names;
}

/** Keeps the first of names that fold alike. */
function withoutRepeats(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const folded = foldCountryName(name);
    return !seen.has(folded) && seen.add(folded);
  });
}
