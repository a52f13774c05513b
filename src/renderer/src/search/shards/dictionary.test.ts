import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dictionary, DictionaryWriter } from './dictionary';
import { Resemblance } from './resembling';

function dictionaryOf(sorted: readonly string[]): Dictionary {
  const writer = new DictionaryWriter();
  for (const text of sorted) writer.add(text);
  const { bytes, starts } = writer.finish();
  return new Dictionary(sorted.length, { with: () => bytes }, { with: () => starts });
}

/** Few letters, so that strings share beginnings; both halves of letters outside the first plane, also alone. */
const someText = fc
  .array(fc.constantFrom('a', 'a', 'b', 'б', '漢', '\ud801', '\udc37', '\uffff'), { maxLength: 7 })
  .map((units) => units.join(''));
const someTexts = fc.uniqueArray(someText, { maxLength: 120 }).map((texts) => texts.sort());

test('a dictionary finds its strings, their numbers, and those that begin so', () => {
  fc.assert(
    fc.property(someTexts, fc.array(someText, { maxLength: 20 }), (texts, others) => {
      const dictionary = dictionaryOf(texts);
      for (const text of [...texts, ...others]) {
        expect(dictionary.find(text)).toBe(texts.indexOf(text));
        const { from, to } = dictionary.range(text);
        const expected = texts.filter((each) => each.startsWith(text));
        expect(texts.slice(from, to)).toEqual(expected);
      }
      const backwards = texts.map((_, i) => texts.length - 1 - i);
      expect(backwards.map((i) => dictionary.at(i))).toEqual(texts.toReversed());
    }),
    { seed: 6, numRuns: 300 },
  );
});

test('walking tells every string from a number on, and what it shares with the one before', () => {
  fc.assert(
    fc.property(someTexts, fc.nat({ max: 130 }), (texts, from) => {
      const walked: string[] = [];
      dictionaryOf(texts).walk(from, (number, units, length, shared) => {
        const text = String.fromCharCode(...units.subarray(0, length));
        const before = walked.at(-1) ?? '';
        let common = 0;
        while (common < Math.min(text.length, before.length) && text[common] === before[common]) common += 1;
        expect([number, shared]).toEqual([from + walked.length, common]);
        walked.push(text);
        return true;
      });
      expect(walked).toEqual(texts.slice(from));
    }),
    { seed: 6, numRuns: 300 },
  );
});

test('an empty dictionary has nothing', () => {
  const dictionary = dictionaryOf([]);
  expect([dictionary.find(''), dictionary.find('a')]).toEqual([-1, -1]);
  expect(dictionary.range('a')).toEqual({ from: 0, to: 0 });
});

test('strings of any length are kept whole', () => {
  const texts = ['a'.repeat(200_000), `${'a'.repeat(200_000)}b`, 'b'];
  const dictionary = dictionaryOf(texts);
  expect(texts.map((text) => dictionary.find(text))).toEqual([0, 1, 2]);
  expect(dictionary.at(1) === texts[1]).toBe(true);
});

/** Levenshtein's distance by his own table. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

test('distances are those of the whole table, whatever order strings share beginnings in', () => {
  fc.assert(
    fc.property(someTexts, someText, fc.nat({ max: 3 }), (texts, sought, edits) => {
      const resemblance = new Resemblance(sought, edits);
      dictionaryOf(texts).walk(0, (number, units, length, shared) => {
        const distance = distanceOf(texts[number]!, sought);
        expect(resemblance.distance(units, length, shared)).toBe(distance <= edits ? distance : -1);
        return true;
      });
    }),
    { seed: 6, numRuns: 500 },
  );
});
