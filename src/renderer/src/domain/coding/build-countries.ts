import type { CountryCode } from '../ids';
import { readForms, type FormsByAlpha2 } from './authority/forms';
import type { OwnCountry } from './authority/own-countries';
import { foldCountryName, type Country } from './country';

/** Names by ISO 3166-1 alpha-2 code in one language; several names where the language has several. */
export type NamesByAlpha2 = Readonly<Record<string, string | readonly string[]>>;

/** What the authority is put together from. */
export interface CountrySources {
  /** Alpha-2 and alpha-3 of every entry of the source list. */
  readonly codes: Iterable<readonly [alpha2: string, alpha3: string]>;
  /** Names in English; every code has one. */
  readonly english: NamesByAlpha2;
  /** Names in the other languages. */
  readonly others: readonly NamesByAlpha2[];
  /** Adjectives and words for people, one map for each language. */
  readonly demonyms: readonly FormsByAlpha2[];
  readonly own: readonly OwnCountry[];
}

/**
 * What the source list has that ISO 3166-1 has not. Kosovo: `XK`/`XKX` are the user-assigned codes of the European
 * Union and the World Bank, inside the range ISO never assigns; ISO counts its territory to Serbia.
 */
const NOT_ISO: Readonly<Record<string, Pick<Country, 'code' | 'kind' | 'otherCode' | 'listedUnder'>>> = {
  XK: {
    code: 'XKX' as CountryCode,
    kind: 'disputed',
    otherCode: 'XKK',
    listedUnder: 'SRB' as CountryCode,
  },
};

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
  BA: ['Bosnia', 'BiH', 'Босния'],
  BN: ['Brunei'],
  BY: ['Byelorussia', 'Belorussia', 'Белоруссия'],
  CD: ['DR Congo', 'DRC', 'Congo-Kinshasa', 'Zaire', 'ДРК'],
  CF: ['CAR', 'ЦАР'],
  CG: ['Congo-Brazzaville'],
  CI: ['Ivory Coast'],
  CN: ['PRC', 'КНР', 'Китай'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic'],
  DE: ['FRG', 'ФРГ', 'West Germany', 'Западная Германия'],
  EH: ['Sahrawi Arab Democratic Republic', 'Sahrawi Republic', 'SADR', 'САДР'],
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
    'Англия',
    'Шотландия',
    'Уэльс',
    'Северная Ирландия',
  ],
  IR: ['Persia'],
  KG: ['Kirghizia', 'Kirgizia', 'Kyrgyz Republic', 'Киргизия'],
  KP: ['Korea, North', "Democratic People's Republic of Korea", 'DPRK', 'КНДР', 'Северная Корея'],
  KR: ['Korea, South', 'ROK', 'Южная Корея'],
  KZ: ['Qazaqstan', 'Kazakstan', 'РК'],
  LA: ['Laos'],
  LK: ['Ceylon'],
  MD: ['Moldavia', 'Молдавия'],
  MK: ['Macedonia', 'Македония'],
  MM: ['Burma', 'Бирма'],
  NL: ['Holland', 'Голландия'],
  PG: ['PNG'],
  PS: [
    'Palestinian Territories',
    'West Bank',
    'Gaza',
    'Gaza Strip',
    'Палестина',
    'Сектор Газа',
    'Западный берег',
  ],
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

/** Puts the authority together, sorted by display name. */
export function buildCountries({ codes, english, others, demonyms, own }: CountrySources): Country[] {
  const listed = Array.from(codes, ([alpha2, alpha3]): Country => {
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
      code: alpha3 as CountryCode,
      kind: 'iso',
      ...NOT_ISO[alpha2],
      alpha2,
      name,
      names: withoutRepeats(names),
      demonyms: [...new Set(demonyms.flatMap((forms) => formsOf(forms[alpha2])))],
    };
  });
  return [...listed, ...own.map(ownCountry)].sort((a, b) =>
    foldCountryName(a.name) < foldCountryName(b.name) ? -1 : 1,
  );
}

function ownCountry({ code, names, demonyms, listedUnder, ...more }: OwnCountry): Country {
  return {
    ...more,
    code: code as CountryCode,
    alpha2: null,
    names: withoutRepeats([more.name, ...readForms(names)]),
    demonyms: formsOf(demonyms),
    ...(listedUnder === undefined ? {} : { listedUnder: listedUnder as CountryCode }),
  };
}

function formsOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : readForms(list);
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
