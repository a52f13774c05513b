import { describe, expect, it } from 'vitest';
import { buildCountries, type CountrySources } from './build-countries';
import {
  countryByCode,
  countryYears,
  foldCountryName,
  outsideDates,
  resolveCountry,
  searchCountries,
} from './country';

const sources: CountrySources = {
  codes: [
    ['NE', 'NER'],
    ['NG', 'NGA'],
    ['RU', 'RUS'],
    ['XK', 'XKK'],
    ['ZA', 'ZAF'],
  ],
  english: {
    NE: 'Niger',
    NG: 'Nigeria',
    RU: ['Russian Federation', 'Russia'],
    XK: 'Kosovo',
    ZA: 'South Africa',
  },
  others: [
    { RU: 'Nga', NG: 'Nigeria' },
    { NE: 'Naija', NG: 'Naija' },
  ],
  demonyms: [],
  own: [],
};
const countries = buildCountries(sources);
const codes = (text: string): string[] => searchCountries(countries, text, 9).map((country) => country.code);

describe('foldCountryName', () => {
  it.each([
    ["Côte d'Ivoire", 'cote divoire'],
    ['Côte d’Ivoire', 'cote divoire'],
    ['Guinea-Bissau', 'guinea bissau'],
    ['Cocos (Keeling) Islands', 'cocos keeling islands'],
    ['U.S.', 'us'],
    ['TÜRKİYE', 'turkiye'],
    ['Oʻzbekiston', 'ozbekiston'],
    ['Қазақстан', foldCountryName('ҚАЗАҚСТАН')],
    ['…', ''],
  ])('%s becomes %j', (name, folded) => expect(foldCountryName(name)).toBe(folded));
});

describe('buildCountries', () => {
  it('sorts by display name, gives Kosovo its own code, keeps each name once', () => {
    expect(countries.map((c) => c.code)).toEqual(['XKX', 'NER', 'NGA', 'RUS', 'ZAF']);
    expect(countryByCode(countries, 'NGA')?.names).toEqual(['Nigeria', 'Naija']);
    expect(countryByCode(countries, 'RUS')?.names.slice(0, 2)).toEqual(['Russia', 'Russian Federation']);
  });
});

describe('searchCountries', () => {
  it('prefers a code to a name, a whole name to a beginning, a word to the middle of one', () => {
    expect(codes('nga')).toEqual(['NGA', 'RUS']);
    expect(codes('niger')).toEqual(['NER', 'NGA']);
    expect(codes('afr')).toEqual(['ZAF']);
    expect(codes('ri')).toEqual(['NGA', 'ZAF']);
    expect(codes('RUS')).toEqual(['RUS']);
  });
});

describe('resolveCountry', () => {
  it('gives null for a name that two countries share', () => {
    expect(resolveCountry(countries, 'naija')).toBeNull();
    expect(resolveCountry(countries, 'nigeria')?.code).toBe('NGA');
    expect(resolveCountry(countries, 'Nigeri')).toBeNull();
    expect(resolveCountry(countries, 'xkk')?.code).toBe('XKX');
  });
});

describe('entries of our own', () => {
  const withOwn = buildCountries({
    ...sources,
    demonyms: [
      { NE: 'Nigerien(s)', RU: 'Russian(s)', ZA: 'South African(s)' },
      { RU: 'россиянин, россияне' },
    ],
    own: [
      {
        code: 'XZA',
        kind: 'historical',
        name: 'Nigerland',
        names: 'Old Niger, Russian Niger',
        demonyms: 'Nigerlander(s)',
        from: '1901-03',
        to: '1960-10-01',
        withdrawn: { alpha3: 'NLD', alpha4: 'NLNE' },
      },
      { code: 'XZB', kind: 'disputed', name: 'Borderland', names: 'Edge', listedUnder: 'RUS' },
    ],
  });
  const find = (text: string): string[] => searchCountries(withOwn, text, 9).map(({ code }) => code);

  it('stand among the others, with kind and codes', () => {
    expect(withOwn.map(({ name }) => name).slice(0, 4)).toEqual(['Borderland', 'Kosovo', 'Niger', 'Nigeria']);
    expect(countryByCode(withOwn, 'XKX')).toMatchObject({
      kind: 'disputed',
      otherCode: 'XKK',
      listedUnder: 'SRB',
    });
    expect(countryByCode(withOwn, 'NER')).toMatchObject({ kind: 'iso', demonyms: ['Nigerien', 'Nigeriens'] });
    expect(countryByCode(withOwn, 'XZA')).toMatchObject({
      alpha2: null,
      names: ['Nigerland', 'Old Niger', 'Russian Niger'],
    });
  });

  it('come after countries of today that fit, unless their whole name is typed', () => {
    expect(find('niger')).toEqual(['NER', 'NGA', 'XZA']);
    expect(find('nigerl')).toEqual(['XZA']);
    expect(find('old niger')).toEqual(['XZA']);
    expect(find('russian')).toEqual(['RUS', 'XZA']);
  });

  it('are found by people, below all that are named so, and by codes of others', () => {
    expect(find('nigerie')).toEqual(['NER']);
    expect(find('Россияне')).toEqual(['RUS']);
    expect(find('russians')).toEqual(['RUS']);
    expect(find('lander')).toEqual([]);
    expect(find('nlne')).toEqual(['XZA']);
    expect(resolveCountry(withOwn, 'nld')?.code).toBe('XZA');
    expect(resolveCountry(withOwn, 'Russians')).toBeNull();
  });

  it.each([
    ['1901', null],
    ['1901-03', null],
    ['1901-02', 'before'],
    ['1900', 'before'],
    ['1960-10-01', null],
    ['1960-10', null],
    ['1960-10-02', 'after'],
    ['1960-11', 'after'],
    ['2022', 'after'],
    ['', null],
  ])('a date of %j is outside: %s', (date, outside) => {
    expect(outsideDates(countryByCode(withOwn, 'XZA')!, date)).toBe(outside);
    expect(outsideDates(countryByCode(withOwn, 'NER')!, date)).toBeNull();
  });

  it('show their years', () => {
    const years = (dates: { from?: string; to?: string }) =>
      countryYears({ ...countryByCode(withOwn, 'XZB')!, ...dates });
    expect(years({})).toBeNull();
    expect(years({ from: '1901-03', to: '1960-10-01' })).toBe('1901–1960');
    expect(years({ from: '1991-05-18' })).toBe('since 1991');
    expect(years({ to: '1960' })).toBe('until 1960');
  });
});
