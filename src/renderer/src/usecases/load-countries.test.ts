import { beforeAll, describe, expect, it } from 'vitest';
import { countryByCode, resolveCountry, searchCountries, type Country } from '$domain/coding/country';
import { loadCountries } from './load-countries';

let countries: readonly Country[];
beforeAll(async () => {
  countries = await loadCountries();
});

const found = (text: string, limit = 5): string[] =>
  searchCountries(countries, text, limit).map((c) => c.code);

describe('the country authority', () => {
  it('holds ISO 3166-1 and Kosovo, each with codes and names of its own', () => {
    expect(countries).toHaveLength(250);
    expect(new Set(countries.map((c) => c.code)).size).toBe(250);
    expect(new Set(countries.map((c) => c.alpha2)).size).toBe(250);
    expect(new Set(countries.map((c) => c.name)).size).toBe(250);
    for (const country of countries) {
      expect(country.code).toMatch(/^[A-Z]{3}$/);
      expect(country.alpha2).toMatch(/^[A-Z]{2}$/);
      expect(country.names[0]).toBe(country.name);
    }
  });

  it('shows short English names', () => {
    const name = (code: string) => countryByCode(countries, code)?.name;
    expect(name('KAZ')).toBe('Kazakhstan');
    expect(name('RUS')).toBe('Russia');
    expect(name('TUR')).toBe('Türkiye');
    expect(name('XKX')).toBe('Kosovo');
    expect(name('XKK')).toBeUndefined();
    expect(countries.filter((c) => /[,;/]/.test(c.name)).map((c) => c.name)).toEqual([
      'Bonaire, Sint Eustatius and Saba',
    ]);
  });

  it('is read once', async () => expect(await loadCountries()).toBe(countries));
});

/** What is typed, and the country it must offer first. */
const FIRST: [string, string][] = [
  ['Kazakhstan', 'KAZ'],
  ['kazakh', 'KAZ'],
  ['kaz', 'KAZ'],
  ['KAZ', 'KAZ'],
  ['KZ', 'KAZ'],
  ['kz', 'KAZ'],
  ['Казахстан', 'KAZ'],
  ['казах', 'KAZ'],
  ['Қазақстан', 'KAZ'],
  ['қаз', 'KAZ'],
  ['Qazaqstan', 'KAZ'],
  ['Kasachstan', 'KAZ'],
  ['Kazajistán', 'KAZ'],
  ['kazajistan', 'KAZ'],
  ['Cazaquistão', 'KAZ'],
  ['كازاخستان', 'KAZ'],
  ['قزاقستان', 'KAZ'],
  ['哈萨克斯坦', 'KAZ'],
  ['カザフスタン', 'KAZ'],
  ['Qozogʻiston', 'KAZ'],
  ["Qozog'iston", 'KAZ'],
  ['Turkiye', 'TUR'],
  ['TÜRKİYE', 'TUR'],
  ['Turkey', 'TUR'],
  ['Турция', 'TUR'],
  ["Côte d'Ivoire", 'CIV'],
  ['Côte d’Ivoire', 'CIV'],
  ['cote divoire', 'CIV'],
  ['Ivory Coast', 'CIV'],
  ['Elfenbeinküste', 'CIV'],
  ['USA', 'USA'],
  ['U.S.', 'USA'],
  ['US', 'USA'],
  ['america', 'USA'],
  ['США', 'USA'],
  ['UK', 'GBR'],
  ['U.K.', 'GBR'],
  ['Britain', 'GBR'],
  ['great brit', 'GBR'],
  ['Великобритания', 'GBR'],
  ['Russia', 'RUS'],
  ['russian fed', 'RUS'],
  ['РФ', 'RUS'],
  ['Росс', 'RUS'],
  ['Korea South', 'KOR'],
  ['South Korea', 'KOR'],
  ['Korea, North', 'PRK'],
  ['DPRK', 'PRK'],
  ['Czech Republic', 'CZE'],
  ['Czechia', 'CZE'],
  ['Burma', 'MMR'],
  ['Holland', 'NLD'],
  ['UAE', 'ARE'],
  ['DR Congo', 'COD'],
  ['DRC', 'COD'],
  ['Kirghizia', 'KGZ'],
  ['Киргизия', 'KGZ'],
  ['Byelorussia', 'BLR'],
  ['Белоруссия', 'BLR'],
  ['Беларусь', 'BLR'],
  ['Niger', 'NER'],
  ['Guinea', 'GIN'],
  ['Georgia', 'GEO'],
  ['Sudan', 'SDN'],
  ['Dominica', 'DMA'],
  ['India', 'IND'],
  ['IN', 'IND'],
  ['Oman', 'OMN'],
  ['Mali', 'MLI'],
  ['Åland', 'ALA'],
  ['aland islands', 'ALA'],
  ['Łotwa', 'LVA'],
  ['lotwa', 'LVA'],
  ['Österreich', 'AUT'],
  ['Kosovo', 'XKX'],
  ['XKX', 'XKX'],
  ['xk', 'XKX'],
  ['Syria', 'SYR'],
  ['Sao Tome', 'STP'],
];

describe('searchCountries', () => {
  it.each(FIRST)('%s offers %s first', (typed, code) => expect(found(typed)[0]).toBe(code));

  it('puts codes before names, starts of names before starts of words, these before the rest', () => {
    expect(found('is')[0]).toBe('ISL');
    expect(found('nige', 2)).toEqual(['NER', 'NGA']);
    expect(found('united', 3)).toEqual(['ARE', 'GBR', 'USA']);
    const guinea = found('guinea', 20);
    expect(guinea.slice(0, 2)).toEqual(['GIN', 'GNB']);
    expect(guinea).toEqual(expect.arrayContaining(['GNQ', 'PNG']));
  });

  it('offers both Congos', () => expect(found('congo', 2).toSorted()).toEqual(['COD', 'COG']));

  it.each([
    '',
    '  ',
    '?!',
    'CSTO',
    'ОДКБ',
    'NATO',
    'European Union',
    'USSR',
    'СССР',
    'Soviet Union',
    'Yugoslavia',
  ])('offers nothing for %j', (typed) => expect(found(typed)).toEqual([]));

  it('keeps to its limit', () => expect(found('a', 3)).toHaveLength(3));
});

describe('resolveCountry', () => {
  it.each([
    ['KAZ', 'KAZ'],
    ['kz', 'KAZ'],
    [' Қазақстан ', 'KAZ'],
    ['türkiye', 'TUR'],
    ['South Korea', 'KOR'],
    ['Kosovo', 'XKX'],
    ['Democratic Republic of the Congo', 'COD'],
    ['kazakh', null],
    ['Congo', null],
    ['Korea', null],
    ['CSTO', null],
    ['USSR', null],
    ['SUN', null],
    ['EU', null],
    ['', null],
  ])('%j is %s', (typed, code) => expect(resolveCountry(countries, typed)?.code ?? null).toBe(code));

  it('finds every country by its codes and its display name', () => {
    for (const country of countries) {
      for (const text of [country.code, country.alpha2, country.name]) {
        expect(resolveCountry(countries, text)).toBe(country);
      }
    }
  });
});
