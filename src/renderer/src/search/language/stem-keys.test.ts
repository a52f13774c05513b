import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseTerm, tokens } from '$domain/text/normalise-term';
import { kazakhStem } from './kazakh-stemmer';
import { queryStemKeys, stemKeys } from './stem-keys';
import { loadStemmers, STEMMED_LANGUAGES } from './stemmers';

await loadStemmers(STEMMED_LANGUAGES);

/** Whether a word of a text is found by another in a query, in an archive of these languages. */
function meet(
  inText: string,
  sought: string,
  language: string,
  archive: readonly string[] = [language],
): boolean {
  const keys = new Set(stemKeys(normaliseTerm(inText), language));
  return queryStemKeys(normaliseTerm(sought), new Set(archive)).some((key) => keys.has(key));
}

describe('forms of a word meet', () => {
  test.each<[string, string[]]>([
    ['en', ['protest', 'protests', 'protested', 'protesting', 'protesters']],
    ['en', ['authority', 'authorities']],
    ['ru', ['протест', 'протеста', 'протестов', 'протестами', 'протестах']],
    ['ru', ['полиция', 'полиции', 'полицией', 'полицию']],
    ['ru', ['чрезвычайный', 'чрезвычайное', 'чрезвычайного', 'чрезвычайном']],
    ['uk', ['поліція', 'поліції', 'поліцією', 'поліцію']],
    ['uk', ['протест', 'протести', 'протестів', 'протестами', 'протестах']],
    ['uk', ['місто', 'міста', 'містом', 'містах']],
    ['tr', ['gösterici', 'göstericiler', 'göstericilerin', 'göstericilere']],
    ['tr', ['asker', 'askerler', 'askerleri', 'askerlerin']],
    ['tr', ['kapı', 'kapılar', 'kapıları']],
    ['ar', ['شرطة', 'الشرطة', 'والشرطة']],
    ['ar', ['متظاهر', 'متظاهرون', 'المتظاهرين', 'متظاهرين']],
    ['de', ['Demonstrant', 'Demonstranten']],
    ['fr', ['manifestation', 'manifestations']],
    ['es', ['protesta', 'protestas']],
  ])('%s: %j', (language, forms) => {
    for (const inText of forms) {
      for (const sought of forms)
        expect(meet(inText, sought, language), `${sought} finds ${inText}`).toBe(true);
    }
  });

  test.each<[string, string, string]>([
    ['en', 'police', 'policy'],
    ['ru', 'банк', 'банан'],
    ['kk', 'қала', 'қалам'],
    ['kk', 'сот', 'сол'],
  ])('%s: %s and %s stay apart', (language, a, b) => {
    expect(meet(a, b, language)).toBe(false);
  });

  test('a foreign word in a text is taken for its own script', () => {
    expect(meet('протестами', 'протест', 'en')).toBe(true);
    expect(meet('protesters', 'protest', 'ru')).toBe(true);
    expect(meet('протестами', 'протест', '')).toBe(true);
    expect(meet('протесттердің', 'протест', 'kk', ['en', 'kk', 'ru'])).toBe(true);
  });

  test('every form of a Kazakh word is found by how it is written in Latin letters, and the other way round', () => {
    for (const cyrillic of CASES.flat()) {
      const latin = inLatin(cyrillic);
      expect(meet(cyrillic, latin, 'kk'), `${latin} finds ${cyrillic}`).toBe(true);
      expect(meet(latin, cyrillic, 'kk'), `${cyrillic} finds ${latin}`).toBe(true);
    }
    expect(meet('tötenşe', 'төтенше', 'kk')).toBe(true);
    expect(meet('totenshe', 'төтенше', 'kk')).toBe(true);
  });

  test('Kazakh words find each other across scripts, and others of their own script no more than before', () => {
    for (const [cyrillic, latin] of [
      ['Тоқаев', 'Toqaev'],
      ['Тоқаев', 'Tokayev'],
      ['Тоқаевтың', 'Toqaev'],
      ['Қазақстан', 'Qazaqstan'],
      ['Назарбаев', 'Nazarbayev'],
      ['шеруші', 'şeruşi'],
      ['жағдай', 'jağdai'],
      ['Алматы', 'Almaty'],
    ] as const) {
      expect(meet(cyrillic, latin, 'kk'), `${latin} finds ${cyrillic}`).toBe(true);
      expect(meet(latin, cyrillic, 'kk'), `${cyrillic} finds ${latin}`).toBe(true);
    }
    expect(meet('шал', 'сал', 'kk')).toBe(false);
  });

  test('numbers and very short words have no forms', () => {
    for (const term of ['2022', 'мы', 'to', '東京', '']) expect(stemKeys(term, 'en')).toEqual([]);
  });

  test('every word meets itself, in whatever language', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 15 }),
        fc.constantFrom('', ...STEMMED_LANGUAGES),
        (text, language) => {
          for (const { term } of tokens(text)) {
            const keys = stemKeys(term, language);
            expect(stemKeys(term, language)).toEqual(keys);
            const sought = queryStemKeys(term, new Set([language, 'en', 'ru', 'kk']));
            expect(keys.length === 0 || keys.some((key) => sought.includes(key))).toBe(true);
          }
        },
      ),
      { seed: 6, numRuns: 2000 },
    );
  });
});

/** The Latin alphabet of 2021. */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'аa әä бb вv гg ғğ дd еe жj зz иi йi кk қq лl мm нn ңñ оo өö пp рr сs тt уu ұū үü фf хh һh чç шş щş ыy іı эe'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

function inLatin(cyrillic: string): string {
  return [...cyrillic.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
}

const CASES: readonly (readonly string[])[] = [
  [
    'қала',
    'қаланың',
    'қалаға',
    'қаланы',
    'қалада',
    'қаладан',
    'қаламен',
    'қалалар',
    'қалалардың',
    'қалаларда',
  ],
  ['полиция', 'полицияның', 'полицияға', 'полицияны', 'полицияда', 'полициядан', 'полициямен'],
  ['үкімет', 'үкіметтің', 'үкіметке', 'үкіметті', 'үкіметте', 'үкіметтен', 'үкіметпен', 'үкіметтер'],
  ['президент', 'президенттің', 'президентке', 'президентті', 'президенттен', 'президенттер', 'президенті'],
  ['халық', 'халықтың', 'халыққа', 'халықты', 'халықта', 'халықтан', 'халықпен', 'халықтар'],
  ['әскер', 'әскердің', 'әскерге', 'әскерді', 'әскерде', 'әскерден', 'әскермен', 'әскерлер', 'әскерлері'],
  ['алаң', 'алаңның', 'алаңға', 'алаңды', 'алаңда', 'алаңнан', 'алаңмен', 'алаңдар', 'алаңдағы'],
  ['баға', 'бағаның', 'бағаға', 'бағаны', 'бағада', 'бағадан', 'бағалар', 'бағалары', 'бағасы', 'бағасын'],
  [
    'жағдай',
    'жағдайдың',
    'жағдайға',
    'жағдайды',
    'жағдайда',
    'жағдайдан',
    'жағдайлар',
    'жағдайлары',
    'жағдайы',
  ],
  ['наразылық', 'наразылықтың', 'наразылыққа', 'наразылықты', 'наразылықтар', 'наразылықтары'],
  ['министр', 'министрдің', 'министрге', 'министрді', 'министрден', 'министрлер', 'министрлері'],
  ['сот', 'соттың', 'сотқа', 'сотты', 'сотта', 'соттан', 'сотпен', 'соттар'],
  ['заң', 'заңның', 'заңға', 'заңды', 'заңда', 'заңнан', 'заңдар', 'заңдары'],
  ['ауыл', 'ауылдың', 'ауылға', 'ауылды', 'ауылда', 'ауылдан', 'ауылдар', 'ауылдағы'],
  ['мектеп', 'мектептің', 'мектепке', 'мектепті', 'мектепте', 'мектептен', 'мектептер', 'мектебі'],
  ['кітап', 'кітаптың', 'кітапқа', 'кітапты', 'кітапта', 'кітаптан', 'кітаптар', 'кітабы'],
  ['жұмысшы', 'жұмысшының', 'жұмысшыға', 'жұмысшыны', 'жұмысшылар', 'жұмысшылардың'],
  ['шеруші', 'шерушінің', 'шерушіге', 'шерушіні', 'шерушілер', 'шерушілердің', 'шерушілерге'],
  ['көше', 'көшенің', 'көшеге', 'көшені', 'көшеде', 'көшеден', 'көшелер', 'көшелері', 'көшесі', 'көшедегі'],
  ['банк', 'банктің', 'банкке', 'банкті', 'банктен', 'банктер', 'банктері'],
  ['газ', 'газдың', 'газға', 'газды', 'газдан', 'газбен'],
  ['аймақ', 'аймақтың', 'аймаққа', 'аймақты', 'аймақта', 'аймақтан', 'аймақтар'],
  ['өлке', 'өлкенің', 'өлкеге', 'өлкені', 'өлкеде', 'өлкеден', 'өлкелер', 'өлкелік'],
  ['тұрғын', 'тұрғынның', 'тұрғынға', 'тұрғыннан', 'тұрғындар', 'тұрғындардың', 'тұрғындары'],
  ['журналист', 'журналистің', 'журналистке', 'журналисті', 'журналистер', 'журналистермен'],
  ['Алматы', 'Алматының', 'Алматыға', 'Алматыны', 'Алматыда', 'Алматыдан', 'Алматыдағы'],
  ['келісім', 'келісімнің', 'келісімге', 'келісімді', 'келісімде', 'келісімнен', 'келісімдер', 'келісімі'],
  ['тоқтату', 'тоқтатуды', 'тоқтатуға'],
];

test.each(CASES.map((forms): [string, readonly string[]] => [forms[0]!, forms]))(
  'Kazakh %s keeps its stem through its cases, plural and possession',
  (_, forms) => {
    const stems = forms.map((form) => `${form} ${kazakhStem(normaliseTerm(form))}`);
    const stem = stems[0]!.split(' ')[1]!;
    expect(stems).toEqual(forms.map((form) => `${form} ${stem}`));
  },
);
