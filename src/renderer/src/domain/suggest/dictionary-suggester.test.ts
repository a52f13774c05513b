import { describe, expect, test } from 'vitest';
import type { ActorId, CountryCode } from '../ids';
import { toCanonicalText, type BlockInput } from '../text/canonical';
import type { CountryForm, CountryForms } from './country-entries';
import { countryLookup, dictionarySuggester } from './dictionary-suggester';

/** Names and words for people in English, Russian and Kazakh, as lists. */
interface Words {
  readonly en?: string;
  readonly ru?: string;
  readonly kk?: string;
}

function country(code: string, name: string, names: Words = {}, people: Words = {}): CountryForms {
  const forms = (words: Words, kind: CountryForm['kind']): CountryForm[] =>
    Object.entries(words).flatMap(([language, list]: [string, string]) =>
      list.split(', ').map((text) => ({ text, language, kind })),
    );
  return {
    code: code as CountryCode,
    name,
    forms: [
      { text: name, language: 'en', kind: 'name' },
      ...forms(names, 'name'),
      ...forms(people, 'demonym'),
    ],
  };
}

const COUNTRIES: CountryForms[] = [
  country(
    'KAZ',
    'Kazakhstan',
    { ru: 'Казахстан', kk: 'Қазақстан' },
    {
      en: 'Kazakh, Kazakhs',
      ru: 'казахстанский, казахстанец, казахстанцы, казах',
      kk: 'қазақстандық, қазақстандықтар',
    },
  ),
  country(
    'RUS',
    'Russia',
    { en: 'Russian Federation', ru: 'Россия, Российская Федерация', kk: 'Ресей' },
    { en: 'Russian', ru: 'российский, россиянин, россияне', kk: 'ресейлік' },
  ),
  country('UZB', 'Uzbekistan', {}, { en: 'Uzbek' }),
  country('USA', 'United States', {
    en: 'US, U.S., USA, America',
    ru: 'США',
    kk: 'Америка Құрама Штаттары',
  }),
  country('GBR', 'United Kingdom', { en: 'UK, Britain, Northern Ireland' }),
  country('IRL', 'Ireland'),
  country('TUR', 'Türkiye', { en: 'Turkey', ru: 'Турция' }, { ru: 'турок, турки' }),
  country('WSM', 'Samoa', { ru: 'Самоа' }),
  country('MLI', 'Mali', { ru: 'Мали', kk: 'Мали' }),
  country('POL', 'Poland', {}, { en: 'Polish, Pole' }),
  country('TCD', 'Chad', { ru: 'Чад' }),
  country('TGO', 'Togo', { ru: 'Того' }),
  country('NER', 'Niger', {}, { en: 'Nigerien', ru: 'нигерский' }),
  country('NGA', 'Nigeria', {}, { en: 'Nigerian', ru: 'нигерийский' }),
  country('COD', 'Democratic Republic of the Congo', { en: 'Congo' }, { en: 'Congolese' }),
  country('COG', 'Republic of the Congo', { en: 'Congo', ru: 'Республика Конго' }, { en: 'Congolese' }),
  country('GIN', 'Guinea', {}, { en: 'Guinean, Guineans' }),
  country('GNQ', 'Equatorial Guinea', {}, { en: 'Equatorial Guinean' }),
  country('GNB', 'Guinea-Bissau'),
  country('PNG', 'Papua New Guinea'),
  country('GEO', 'Georgia', {}, { en: 'Georgian' }),
  country('KOR', 'South Korea', {}, { en: 'South Korean' }),
  country('PRK', 'North Korea'),
  country('HRV', 'Croatia', {}, { en: 'Croatian' }),
  country('SRB', 'Serbia', {}, { en: 'Serb' }),
  country('CUB', 'Cuba', {}, { en: 'Cuban' }),
  country('CIV', 'Côte d’Ivoire'),
  country('PSE', 'Palestine'),
  country('MEX', 'Mexico'),
  { ...country('XAB', 'Abkhazia'), listedUnder: 'GEO' as CountryCode },
];

const ACTORS = [
  { id: 'a1' as ActorId, name: 'Protesters', aliases: ['demonstrators', 'протестующие'] },
  { id: 'a2' as ActorId, name: 'National Guard', aliases: ['Национальная гвардия', 'Ұлттық гвардия'] },
  { id: 'a3' as ActorId, name: 'WHO', aliases: [] },
  { id: 'a4' as ActorId, name: 'Guard', aliases: [] },
];

const suggester = dictionarySuggester(countryLookup(COUNTRIES), ACTORS);

function suggest(blocks: string | readonly BlockInput[], language = '') {
  const { text, blocks: own } = toCanonicalText(
    typeof blocks === 'string' ? [{ kind: 'paragraph', text: blocks }] : blocks,
  );
  return suggester.suggest({ text, blocks: own, language }).map((each) => ({
    ...each,
    exact: text.slice(each.span.start, each.span.end),
    who: each.target.kind === 'country' ? String(each.target.code) : each.target.name,
  }));
}

const said = (text: string, language = ''): string[] =>
  suggest(text, language).map(({ exact, who }) => `${exact}: ${who}`);

describe('countries in English', () => {
  test.each([
    ['Kazakhstan closed its border.', 'Kazakhstan: KAZ'],
    ['Two Kazakhs left.', 'Kazakhs: KAZ'],
    ['Kazakhstan’s troops', 'Kazakhstan: KAZ'],
    ['The U.S. envoy met us.', 'U.S.: USA'],
    ['The US envoy spoke.', 'US: USA'],
    ['US-led talks', 'US: USA'],
    ['Cote d’Ivoire voted.', 'Cote d’Ivoire: CIV'],
    ['troops from Guinea-Bissau', 'Guinea-Bissau: GNB'],
    ['the Equatorial Guinean delegate', 'Equatorial Guinean: GNQ'],
    ['a ship from Papua New Guinea', 'Papua New Guinea: PNG'],
    ['the Democratic Republic of the Congo', 'Democratic Republic of the Congo: COD'],
    ['police in Northern Ireland', 'Northern Ireland: GBR'],
    ['the Nigerian envoy', 'Nigerian: NGA'],
    ['the Nigerien envoy', 'Nigerien: NER'],
    ['The Kremlin was silent.', 'Kremlin: RUS'],
    ['A Russian newspaper was closed.', 'Russian: RUS'],
    ['Troops entered Russia, a newspaper reported.', 'Russia: RUS'],
    ['US-Russian talks', 'US: USA, Russian: RUS'],
    ['Hamas was silent.', 'Hamas: PSE'],
    ['President Tokayev spoke.', 'Tokayev: KAZ'],
    ['St. Petersburg and St Petersburg', 'St. Petersburg: RUS, St Petersburg: RUS'],
    ['CRISIS IN KAZAKHSTAN', 'KAZAKHSTAN: KAZ'],
  ])('%s', (text, expected) => expect(said(text).join(', ')).toBe(expected));

  test.each([
    'They told us to wait.',
    'TELL US THE TRUTH',
    'roast turkey and polish sausage',
    'He speaks Russian, and the Russian language is taught.',
    'He answered in Russian.',
    'Russian-speaking families and Russian-made trucks',
    'ethnic Uzbeks',
    'the Uzbek minority',
    'the Gulf of Mexico',
    'The Washington Post reported it.',
    'It cost US$5 or US $6.',
    'He said so in the Indian Ocean.',
    'an anti-Russian banner',
    'the state-owned Russian news agency reported on Monday',
    'according to a Georgian newspaper',
    'The bridge was closed by soldiers on Friday, Russian officials said today.',
  ])('nothing in “%s”', (text) => expect(said(text)).toEqual([]));

  test('of two demonyms in a row one says which people', () => {
    expect(said('Croatian Serb refugees came home.')).toEqual(['Croatian: HRV']);
    expect(said('A Cuban American voted.')).toEqual(['Cuban American: USA']);
    expect(said('Croatian, Serb and Cuban troops')).toEqual(['Croatian: HRV', 'Serb: SRB', 'Cuban: CUB']);
  });

  test('a stop between sentences joins no name', () => {
    expect(said('He left Guinea. Bissau is far.')[0]).toBe('Guinea: GIN');
  });
});

describe('what may mean several things', () => {
  const others = (text: string): string[] =>
    suggest(text)[0]!.alternatives.map(({ code, label }) => (code === null ? label : String(code)));
  test.each([
    ['fighting in Congo', ['COG']],
    ['Congolese troops', ['COG']],
    ['the Korean border', ['PRK']],
    ['Georgia held elections.', ['the U.S. state of Georgia']],
    ['the Guinean army', ['GNB', 'GNQ']],
    ['Chad Smith resigned.', ['a person’s name']],
    ['Turkey is on the table.', ['the bird']],
    ['in Turkey', []],
    ['the Chad border', []],
    ['South Korean troops', []],
    ['in Abkhazia', ['GEO']],
    ['для казахов', ['the people or the language, whatever the state']],
  ])('%s', (text, expected) => expect(others(text)).toEqual(expected));
});

describe('countries in Russian and Kazakh', () => {
  test.each([
    ['Войска вошли в Казахстан из России.', 'Казахстан: KAZ, России: RUS'],
    ['казахстанские и российские военные', 'казахстанские: KAZ, российские: RUS'],
    ['для казахстанцев и россиян', 'казахстанцев: KAZ, россиян: RUS'],
    ['граждане Российской Федерации', 'Российской Федерации: RUS'],
    ['в Республике Конго', 'Республике Конго: COG'],
    ['российско-казахстанская граница', 'российско: RUS, казахстанская: KAZ'],
    ['Посол США в Алматы', 'США: USA, Алматы: KAZ'],
    ['нигерийский и нигерский послы', 'нигерийский: NGA, нигерский: NER'],
    ['Россия, как и Чад', 'Россия: RUS, Чад: TCD'],
    ['Қазақстанның Ресеймен шекарасы', 'Қазақстанның: KAZ, Ресеймен: RUS'],
    ['қазақстандықтар мен ресейлік әскерилер', 'қазақстандықтар: KAZ, ресейлік: RUS'],
    ['Ресей Федерациясының елшісі', 'Ресей Федерациясының: RUS'],
    ['Америка Құрама Штаттарында', 'Америка Құрама Штаттарында: USA'],
    ['АҚШ-тың елшісі', 'АҚШ: USA'],
    ['Алматыдағы оқиға, Тоқаевтың сөзі', 'Алматыдағы: KAZ, Тоқаевтың: KAZ'],
  ])('%s', (text, expected) => expect(said(text).join(', ')).toBe(expected));

  test.each([
    'Того же мнения держатся многие.',
    'из-за того, что',
    'угарный чад',
    'российский язык',
    'ресей тілі',
  ])('nothing in “%s”', (text) => expect(said(text)).toEqual([]));
});

describe('actors', () => {
  test.each([
    ['Protesters met the National Guard.', 'Protesters: Protesters, National Guard: National Guard'],
    ['a protester and demonstrators', 'protester: Protesters, demonstrators: Protesters'],
    ['Who called the WHO?', 'WHO: WHO'],
    [
      'бойцы Национальной гвардии против протестующих',
      'Национальной гвардии: National Guard, протестующих: Protesters',
    ],
    ['Ұлттық гвардияның сарбаздары', 'Ұлттық гвардияның: National Guard'],
    ['a guard', 'guard: Guard'],
  ])('%s', (text, expected) => expect(said(text).join(', ')).toBe(expected));

  test('a heading says who acts in its section', () => {
    const heading = (text: string) =>
      suggest([
        { kind: 'heading', level: 2, text },
        { kind: 'paragraph', text: 'Nothing.' },
      ]).map(({ exact, source, target }) => [exact, source, target.kind === 'actor' ? target.actorId : null]);
    expect(heading('Actions by protesters')).toEqual([['protesters', 'section', 'a1']]);
    expect(heading('Violence by the border guards in Almaty')[0]).toEqual(['border guards', 'section', null]);
    expect(heading('Действия протестующих')).toEqual([['протестующих', 'section', 'a1']]);
    expect(heading('Ұлттық гвардияның әрекеттері')).toEqual([['Ұлттық гвардияның', 'section', 'a2']]);
    expect(heading('What the protesters said')).toEqual([['protesters', 'actor-name', 'a1']]);
  });
});

test('says why', () => {
  expect(suggest('казахстанцев')[0]!.reason).toBe(
    '“казахстанцев”, a form of “казахстанец”, is who or what is from Kazakhstan.',
  );
  expect(suggest('the Kremlin')[0]!.reason).toBe('“Kremlin” is where power sits in Russia.');
  expect(suggest('demonstrators')[0]!.reason).toBe(
    '“demonstrators” is another name of the actor “Protesters” in this archive.',
  );
});

test('spans count in the whole text, without the possessive', () => {
  const found = suggest([
    { kind: 'title', text: '🚢 One' },
    { kind: 'paragraph', text: 'On Monday Kazakhstan’s border' },
  ]);
  expect(found.map(({ exact }) => exact)).toEqual(['Kazakhstan']);
});

test('Kazakh endings are not looked for in Russian reports', () => {
  const khan = 'Хан Малиден уехал.';
  expect(said(khan, 'ru')).toEqual([]);
  expect(said(khan, 'kk')).toEqual(['Малиден: MLI']);
});

test('names of other languages count in reports of that language', () => {
  const german: CountryForms = {
    code: 'KAZ' as CountryCode,
    name: 'Kazakhstan',
    forms: [{ text: 'Kasachstan', language: 'de', kind: 'name' }],
  };
  const { text, blocks } = toCanonicalText([{ kind: 'paragraph', text: 'In Kasachstan' }]);
  const found = (language: string): number =>
    dictionarySuggester(countryLookup([german]), []).suggest({ text, blocks, language }).length;
  expect([found('de-AT'), found('de'), found('en'), found('')]).toEqual([1, 1, 0, 0]);
});
