import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Script } from './scripts';
import { loadStemmers, stemmedScript, STEMMED_LANGUAGES, stemmerOf } from './stemmers';

await loadStemmers(STEMMED_LANGUAGES);

const LETTERS: Readonly<Partial<Record<Script, string>>> = {
  Latin: 'abcdefghijklmnopqrstuvwxyz',
  Cyrillic: 'абвгдежзийклмнопрстуфхцчшщъыьэюяєґ',
  Greek: 'αβγδεζηθικλμνξοπρστυφχψω',
  Arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويةء',
  Armenian: 'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցուփքօֆև',
  Devanagari: 'अआइईउऊकखगघचछजझटठडढतथदधनपफबभमयरलवशषसहािीुूेैोौ्',
  Tamil: 'அஆஇஈஉஊகஙசஞடணதநபமயரலவழளறனாிீுூெேைொோௌ்',
};

describe.each([...STEMMED_LANGUAGES])('%s', (language) => {
  const script = stemmedScript(language)!;
  const stem = stemmerOf(language)!;

  test('makes a stem of whatever is written in its letters, and the same each time', () => {
    const letter = fc.constantFrom(...LETTERS[script]!, '1');
    const word = fc.array(letter, { minLength: 3, maxLength: 14 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(word, (term) => {
        const made = stem(term);
        expect(typeof made).toBe('string');
        expect(stem(term)).toBe(made);
      }),
      { seed: 6, numRuns: 3000 },
    );
  });
});

// The stemmer of the library threw at words with such endings.
test.each([[['червен', 'червена', 'червено']], [['ученик', 'ученици']]])(
  'Bulgarian forms meet: %j',
  (forms) => {
    const stems = forms.map((form) => stemmerOf('bg')!(form));
    expect(new Set(stems).size).toBe(1);
  },
);
