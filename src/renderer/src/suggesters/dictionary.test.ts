import { beforeAll, describe, expect, it } from 'vitest';
import type { ActorId, CountryCode } from '$domain/ids';
import { AMBIGUITIES, SHARED_PLACES } from '$domain/suggest/ambiguities';
import { countryEntries, type CountryForms } from '$domain/suggest/country-entries';
import {
  CYRILLIC_LEADERS,
  KAZAKH_PLACES,
  RUSSIAN_PEOPLES,
  RUSSIAN_PLACES,
} from '$domain/suggest/cyrillic-forms';
import {
  ENGLISH_LEADERS,
  ENGLISH_MOVEMENTS,
  ENGLISH_PEOPLES,
  ENGLISH_PLACES,
  ENGLISH_SEATS,
} from '$domain/suggest/english-forms';
import type { Suggester } from '$domain/suggest/suggestion';
import { toCanonicalText } from '$domain/text/canonical';
import { loadCountryForms, suggesterFor, type KnownActor } from './dictionary';

const anActor = (id: string, name: string, more: Partial<KnownActor> = {}): KnownActor => ({
  id: id as ActorId,
  name,
  aliases: [],
  deprecated: false,
  ...more,
});

let countries: readonly CountryForms[];
let suggester: Suggester;
beforeAll(async () => {
  countries = await loadCountryForms();
  suggester = await suggesterFor({ actors: [anActor('a1', 'CSTO')], countries: [] });
}, 60_000);

function found(raw: string, by: Suggester = suggester): string[] {
  const { text, blocks } = toCanonicalText([{ kind: 'paragraph', text: raw }]);
  return by
    .suggest({ text, blocks, language: '' })
    .map(({ target }) => (target.kind === 'country' ? String(target.code) : target.name));
}

describe('the lists beside the authority', () => {
  it.each(
    Object.entries({
      ENGLISH_PEOPLES,
      ENGLISH_PLACES,
      ENGLISH_SEATS,
      ENGLISH_MOVEMENTS,
      ENGLISH_LEADERS,
      RUSSIAN_PEOPLES,
      RUSSIAN_PLACES,
      KAZAKH_PLACES,
      CYRILLIC_LEADERS,
      AMBIGUITIES,
      SHARED_PLACES,
    }),
  )('%s names countries of the authority only', (_, table) => {
    const known = new Set<string>(countries.map(({ code }) => code));
    const codes = table
      .trim()
      .split('\n')
      .flatMap((line) => line.split(':', 1)[0]!.split(', '));
    expect(codes.filter((code) => !known.has(code))).toEqual([]);
  });

  it('holds every form that is called ambiguous', () => {
    const forms = new Set(countryEntries(countries, '').map(({ form }) => form));
    const told = AMBIGUITIES.trim()
      .split('\n')
      .flatMap((line) => /:(?<forms>[^|]*)/u.exec(line)!.groups!.forms!.split(','))
      .map((form) => form.trim());
    expect(told.filter((form) => !forms.has(form))).toEqual([]);
  });
});

it.each([
  ['Kazakhs, Ivorians, Kosovars and Gazans', ['KAZ', 'CIV', 'XKX', 'PSE']],
  ['Soviet troops in Abkhazia and East German police', ['XSU', 'XAB', 'XDD']],
  ['the USSR, the UAE and the DRC', ['XSU', 'ARE', 'COD']],
  ['Жители Советского Союза и Южной Осетии', ['XSU', 'XSO']],
  ['в Узбекистане, Египте, Беларуси и на Филиппинах', ['UZB', 'EGY', 'BLR', 'PHL']],
  ['россиянки и египтяне в КНР', ['RUS', 'EGY', 'CHN']],
  ['Өзбекстаннан Қытайға, Кеңес Одағының мұрасы', ['UZB', 'CHN', 'XSU']],
  ['Norway and Norwegians', ['NOR', 'NOR']],
  ['the Shanghai Cooperation Organisation in Shanghai', ['SCO', 'CHN']],
  ['войска ОДКБ и U.N. envoys', ['CSTO', 'United Nations']],
])('%s', (text, codes) => expect(found(text)).toEqual(codes));

it('finds every country by its English name', () => {
  const missed = countries.filter(
    ({ name, code }) => !/[,()]/u.test(name) && found(`It is in ${name} now.`)[0] !== code,
  );
  expect(missed.map(({ name }) => name)).toEqual([]);
}, 60_000);

describe('actors of the archive', () => {
  it('are found by their aliases, in any form', async () => {
    const own = await suggesterFor({
      actors: [
        anActor('a1', 'Dockers', { aliases: ['port workers', 'докеры'] }),
        anActor('a2', 'ОДКБ'),
        anActor('a3', 'Alliance', { aliases: ['NATO'] }),
      ],
      countries: [],
    });
    expect(
      found('The port workers and докеров met CSTO envoys, then North Atlantic Treaty Organization', own),
    ).toEqual(['Dockers', 'Dockers', 'ОДКБ', 'Alliance']);
  });

  it('propose nothing once they are deprecated, not even a new actor of their name', async () => {
    const own = await suggesterFor({
      actors: [
        anActor('a1', 'Dockers', { aliases: ['port workers'], deprecated: true }),
        anActor('a2', 'CSTO', { deprecated: true }),
      ],
      countries: [],
    });
    expect(found('Dockers and port workers met ОДКБ envoys', own)).toEqual([]);
    const { text, blocks } = toCanonicalText([{ kind: 'heading', level: 1, text: 'Actions by dockers' }]);
    expect(own.suggest({ text, blocks, language: 'en' })).toEqual([]);
  });
});

describe('countries that were added', () => {
  it('are found by names and words for people in any form, beside those of the authority', async () => {
    const own = await suggesterFor({
      actors: [],
      countries: [
        {
          id: 'XZD' as CountryCode,
          name: 'Zomia',
          names: ['Зомия'],
          demonyms: ['Zomian', 'зомийцы'],
        },
      ],
    });
    expect(found('Zomians left Zomia for Kazakhstan', own)).toEqual(['XZD', 'XZD', 'KAZ']);
    expect(found('в Зомии и Казахстане', own)).toEqual(['XZD', 'KAZ']);
    expect(found('Zomia')).toEqual([]);
  });
});
