import { beforeAll, describe, expect, it } from 'vitest';
import {
  countryByCode,
  foldCountryName,
  resolveCountry,
  searchCountries,
  type Country,
} from '$domain/coding/country';
import { loadCountries } from './load-countries';

let countries: readonly Country[];
beforeAll(async () => {
  countries = await loadCountries();
});

const found = (text: string, limit = 5): string[] =>
  searchCountries(countries, text, limit).map((c) => c.code);

describe('the country authority', () => {
  it('holds ISO 3166-1 and entries of our own, each with codes and names of its own', () => {
    expect(countries.filter(({ kind }) => kind === 'iso')).toHaveLength(249);
    for (const what of ['code', 'name'] as const) {
      expect(new Set(countries.map((c) => c[what])).size).toBe(countries.length);
    }
    const alpha2 = countries.flatMap((c) => c.alpha2 ?? []);
    expect(new Set(alpha2).size).toBe(250);
    for (const country of countries) {
      expect(country.code).toMatch(country.kind === 'iso' ? /^[A-WYZ][A-Z]{2}$/ : /^X[A-Z]{2}$/);
      expect(country.names[0]).toBe(country.name);
    }
    for (const code of alpha2) expect(code).toMatch(/^[A-Z]{2}$/);
  });

  it('keeps the codes that archives hold', () => {
    expect(countries.flatMap((c) => (c.kind === 'iso' ? [] : c.code)).toSorted()).toEqual(
      (
        'XAB XAH XBI XCI XCR XCS XDD XDP XKR XKT XKX XLP XMK XMP XNA XNC XNK XOE XRE XRH XSG XSL XSO XSU XTN XUR ' +
        'XVN XVS XYN XYS XYU'
      ).split(' '),
    );
  });

  it('gives states that are gone a first and a last day, and disputed places the state they are counted to', () => {
    const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u;
    for (const { kind, from, to, listedUnder, code } of countries) {
      if (kind === 'historical') {
        expect([code, from, to]).toEqual([code, expect.stringMatching(date), expect.stringMatching(date)]);
        expect(from! < to!).toBe(true);
      }
      if (kind === 'disputed') expect(countryByCode(countries, listedUnder!)?.kind).toBe('iso');
      if (kind === 'iso') expect([from, to, listedUnder]).toEqual([undefined, undefined, undefined]);
    }
    expect(countryByCode(countries, 'XSU')).toMatchObject({
      from: '1922-12-30',
      to: '1991-12-26',
      withdrawn: { alpha3: 'SUN', alpha4: 'SUHH' },
    });
  });

  it('gives no entry of our own a name that another country has', () => {
    const owners = new Map<string, string[]>();
    for (const { code, names } of countries) {
      for (const name of names) {
        const folded = foldCountryName(name);
        owners.set(folded, [...(owners.get(folded) ?? []), code]);
      }
    }
    const shared = [...owners].filter(
      ([, codes]) => codes.length > 1 && codes.some((c) => c.startsWith('X')),
    );
    expect(shared).toEqual([]);
  });

  it('has English words for the people of every country that has a people', () => {
    const without = countries.filter(
      (c) => c.kind === 'iso' && !c.demonyms.some((word) => /\p{Script=Latin}/u.test(word)),
    );
    expect(without.map((c) => c.alpha2).toSorted()).toEqual(['BV', 'GS', 'HM', 'SJ', 'TF', 'UM']);
  });

  it('spells no demonym twice, and takes away the notation they are written in', () => {
    for (const { demonyms } of countries) {
      expect(demonyms.filter((word, i) => demonyms.indexOf(word) !== i)).toEqual([]);
      for (const word of demonyms) expect(word).toMatch(/^[\p{L}\p{M}.’ -]+$/u);
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
  ['USSR', 'XSU'],
  ['U.S.S.R.', 'XSU'],
  ['СССР', 'XSU'],
  ['КСРО', 'XSU'],
  ['Soviet Union', 'XSU'],
  ['soviet', 'XSU'],
  ['советский', 'XSU'],
  ['Советский Союз', 'XSU'],
  ['Кеңес Одағы', 'XSU'],
  ['SUN', 'XSU'],
  ['SUHH', 'XSU'],
  ['Yugoslavia', 'XYU'],
  ['югослав', 'XYU'],
  ['Serbia and', 'XSG'],
  ['Czechoslovakia', 'XCS'],
  ['GDR', 'XDD'],
  ['ГДР', 'XDD'],
  ['DDR', 'XDD'],
  ['East Germany', 'XDD'],
  ['West Germany', 'DEU'],
  ['Abkhaz', 'XAB'],
  ['Южная Осетия', 'XSO'],
  ['Приднестровье', 'XTN'],
  ['TRNC', 'XNC'],
  ['Artsakh', 'XNK'],
  ['Нагорный Карабах', 'XNK'],
  ['Karabakh', 'XNK'],
  ['DNR', 'XDP'],
  ['Крым', 'XCR'],
  ['Vietnam', 'VNM'],
  ['South Viet', 'XVS'],
  ['Yemen', 'YEM'],
  ['kazakhs', 'KAZ'],
  ['Kazakhstani', 'KAZ'],
  ['казахстанский', 'KAZ'],
  ['казах', 'KAZ'],
  ['қазақ', 'KAZ'],
  ['қазақстандық', 'KAZ'],
  ['россияне', 'RUS'],
  ['орыс', 'RUS'],
  ['Russian', 'RUS'],
  ['Dutchmen', 'NLD'],
  ['Swiss', 'CHE'],
  ['Poles', 'POL'],
  ['Filipina', 'PHL'],
  ['украинец', 'UKR'],
  ['Kosovar', 'XKX'],
];

/** Russian names that reports use, each of which must stand for its country by itself. */
const RUSSIAN: [string, string][] = [
  ['Китай', 'CHN'],
  ['Тайвань', 'TWN'],
  ['Киргизия', 'KGZ'],
  ['Кыргызстан', 'KGZ'],
  ['Узбекистан', 'UZB'],
  ['Таджикистан', 'TJK'],
  ['Туркменистан', 'TKM'],
  ['Белоруссия', 'BLR'],
  ['Молдавия', 'MDA'],
  ['Молдова', 'MDA'],
  ['Украина', 'UKR'],
  ['Грузия', 'GEO'],
  ['Армения', 'ARM'],
  ['Азербайджан', 'AZE'],
  ['Латвия', 'LVA'],
  ['Литва', 'LTU'],
  ['Эстония', 'EST'],
  ['Польша', 'POL'],
  ['Германия', 'DEU'],
  ['Франция', 'FRA'],
  ['Турция', 'TUR'],
  ['Иран', 'IRN'],
  ['Ирак', 'IRQ'],
  ['Сирия', 'SYR'],
  ['Израиль', 'ISR'],
  ['Палестина', 'PSE'],
  ['Афганистан', 'AFG'],
  ['Пакистан', 'PAK'],
  ['Индия', 'IND'],
  ['Япония', 'JPN'],
  ['Южная Корея', 'KOR'],
  ['Северная Корея', 'PRK'],
  ['Вьетнам', 'VNM'],
  ['Саудовская Аравия', 'SAU'],
  ['Египет', 'EGY'],
  ['Ливия', 'LBY'],
  ['Судан', 'SDN'],
  ['Сербия', 'SRB'],
  ['Черногория', 'MNE'],
  ['Босния', 'BIH'],
  ['Македония', 'MKD'],
  ['Чехия', 'CZE'],
  ['Великобритания', 'GBR'],
  ['Англия', 'GBR'],
  ['Голландия', 'NLD'],
  ['Венесуэла', 'VEN'],
  ['Мьянма', 'MMR'],
  ['Бирма', 'MMR'],
  ['Косово', 'XKX'],
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

  it('never offers Russia for the Soviet Union', () => {
    for (const typed of ['USSR', 'СССР', 'Soviet Union', 'Советский Союз']) {
      expect(found(typed, 20)).not.toContain('RUS');
    }
  });

  it('offers both Congos', () => expect(found('congo', 2).toSorted()).toEqual(['COD', 'COG']));

  it.each(['', '  ', '?!', 'CSTO', 'ОДКБ', 'NATO', 'European Union'])('offers nothing for %j', (typed) =>
    expect(found(typed)).toEqual([]),
  );

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
    ['USSR', 'XSU'],
    ['SUN', 'XSU'],
    ['XKK', 'XKX'],
    ['Soviet', null],
    ['Abkhazia', 'XAB'],
    ['Congolese', null],
    ['EU', null],
    ['', null],
  ])('%j is %s', (typed, code) => expect(resolveCountry(countries, typed)?.code ?? null).toBe(code));

  it.each(RUSSIAN)('%s is %s', (typed, code) => expect(resolveCountry(countries, typed)?.code).toBe(code));

  it('finds every country by its codes and its display name', () => {
    for (const country of countries) {
      for (const text of [country.code, country.alpha2 ?? country.code, country.name]) {
        expect(resolveCountry(countries, text)).toBe(country);
      }
    }
  });
});
