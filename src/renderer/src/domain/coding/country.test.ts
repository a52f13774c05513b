import { describe, expect, it } from 'vitest';
import { buildCountries } from './build-countries';
import { countryByCode, foldCountryName, resolveCountry, searchCountries } from './country';

const countries = buildCountries(
  [
    ['NE', 'NER'],
    ['NG', 'NGA'],
    ['RU', 'RUS'],
    ['XK', 'XKK'],
    ['ZA', 'ZAF'],
  ],
  { NE: 'Niger', NG: 'Nigeria', RU: ['Russian Federation', 'Russia'], XK: 'Kosovo', ZA: 'South Africa' },
  [
    { RU: 'Nga', NG: 'Nigeria' },
    { NE: 'Naija', NG: 'Naija' },
  ],
);
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
  });
});
