import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACLED_ACTOR_TYPES, ACTOR_KINDS, NO_ACTOR_DETAILS, type ActorFields } from './actor';
import { actorDescription, readDescription } from './actor-description';
import { ACTOR_COLOUR_HEX, colourPicker, nearestColour } from './actor-palette';
import { ACTOR_TEXT_FIELDS, actorFieldText, readActorField, type ActorTextField } from './actor-text';
import type { Country } from './country';
import type { CountryCode } from '../ids';
import { readRoles, rolesText } from './role-text';

const KAZAKHSTAN: Country = {
  code: 'KAZ' as CountryCode,
  alpha2: 'KZ',
  name: 'Kazakhstan',
  names: ['Kazakhstan', 'Қазақстан'],
  demonyms: [],
  kind: 'iso',
};
const CONTEXT = { name: 'Dockers', countries: [KAZAKHSTAN] };
const read = (field: ActorTextField, text: string) => readActorField(field, text, CONTEXT);
const value = (field: ActorTextField, text: string) => {
  const result = read(field, text);
  return result.ok ? result.value : result.error.code;
};

const words = fc
  .oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('a', '\n', '|', '\\', '@', '.', '2', ':', ' ', '-'), maxLength: 12 }),
    fc.constantFrom('Kind: x', '\\Kind: x', 'Include:', 'a\nRoles: b\n\\\\Example: c', 'x@2020..2021'),
  )
  .map((text) => text.replace(/\r\n?/gu, '\n').normalize('NFC').trim());
const oneLine = words.map((text) => text.replace(/\n/gu, ' ').trim());
const aliasList = fc.constantFrom([], ['Докеры'], ['Pier men', 'Local 7']);
const date = fc.constantFrom('', '2019', '2019-03', '2019-03-20');
const roles = fc.array(
  fc.record({ title: oneLine.filter((title) => title !== ''), from: date, to: fc.constantFrom('', '2020') }),
  { maxLength: 3 },
);
const actors: fc.Arbitrary<ActorFields> = fc.record({
  name: fc.constant('Dockers'),
  aliases: aliasList,
  kind: fc.constantFrom(null, ...ACTOR_KINDS),
  country: fc.constantFrom(null, KAZAKHSTAN.code),
  parentId: fc.constant(null),
  roles,
  acledType: fc.constantFrom('', ...ACLED_ACTOR_TYPES),
  cameo: fc.constantFrom('', 'KAZLAB'),
  wikidata: fc.constantFrom('', 'Q42'),
  definition: words,
  include: words,
  exclude: words,
  example: words,
  colour: fc.integer({ min: 1, max: 12 }),
  deprecated: fc.boolean(),
});

describe('fields of an actor as texts', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        for (const field of ACTOR_TEXT_FIELDS) {
          expect(value(field, actorFieldText(actor, field))).toEqual({ [field]: actor[field] });
        }
      }),
      { seed: 20220106, numRuns: 200 },
    );
  });

  it('come back from a description', () => {
    fc.assert(
      fc.property(actors, (actor) => {
        const fields = readDescription(actorDescription(actor));
        for (const field of ACTOR_TEXT_FIELDS) {
          if (field === 'colour' || field === 'deprecated') continue;
          expect(value(field, fields.get(field) ?? ''), field).toEqual({ [field]: actor[field] });
        }
      }),
      { seed: 20220106, numRuns: 500 },
    );
  });

  it('are read with some latitude', () => {
    expect(value('kind', 'State body')).toEqual({ kind: 'state-body' });
    expect(value('country', 'Қазақстан')).toEqual({ country: 'KAZ' });
    expect(value('acledType', '6')).toEqual({ acledType: 'Protesters' });
    expect(value('acledType', 'rebel groups')).toEqual({ acledType: 'Rebel Groups' });
    expect(value('wikidata', 'https://www.wikidata.org/wiki/Q42')).toEqual({ wikidata: 'Q42' });
    expect(value('colour', ACTOR_COLOUR_HEX[6]!)).toEqual({ colour: 7 });
    expect(value('colour', '')).toEqual({});
    expect(value('deprecated', 'YES')).toEqual({ deprecated: true });
    expect(value('aliases', ' dockers | Pier  men ||pier men')).toEqual({ aliases: ['Pier men'] });
  });

  it.each([
    ['kind', 'mob', 'actor/bad-kind'],
    ['country', 'Atlantis', 'actor/bad-country'],
    ['acledType', '9', 'actor/bad-acledType'],
    ['wikidata', 'P31', 'actor/bad-wikidata'],
    ['colour', '13', 'actor/bad-colour'],
    ['colour', 'red', 'actor/bad-colour'],
    ['deprecated', 'perhaps', 'actor/bad-deprecated'],
    ['roles', 'head@2021..2020', 'actor/bad-role'],
    ['roles', 'head@2021-13..', 'actor/bad-role'],
    ['aliases', 'a\u0007b', 'actor/bad-character'],
    ['definition', 'x'.repeat(20_001), 'actor/bad-definition'],
  ] as const)('%s refuses %j', (field, text, code) => expect(value(field, text)).toBe(code));
});

describe('roles as a text', () => {
  it('are a title and dates', () => {
    const text = 'minister@2016-09..2019-03-20|speaker|head \\| deputy@..2020';
    const parsed = readRoles(text);
    expect(parsed).toEqual({
      ok: true,
      value: [
        { title: 'minister', from: '2016-09', to: '2019-03-20' },
        { title: 'speaker', from: '', to: '' },
        { title: 'head | deputy', from: '', to: '2020' },
      ],
    });
    expect(parsed.ok && rolesText(parsed.value)).toBe(text);
  });

  it('keep an @ that no dates follow', () => {
    expect(readRoles('guest @ the pier')).toMatchObject({ value: [{ title: 'guest @ the pier', from: '' }] });
  });
});

describe('the palette', () => {
  it('finds the nearest colour', () => {
    expect(ACTOR_COLOUR_HEX.map(nearestColour)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(nearestColour('#36c')).toBe(7);
    expect(nearestColour('blue')).toBeNull();
  });

  it('gives the colour used least', () => {
    const next = colourPicker([{ colour: 1 }, { colour: 1 }, { colour: 2 }]);
    expect(Array.from({ length: 13 }, next)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2, 3, 4]);
  });
});

it('an actor without details has no description', () => {
  expect(actorDescription({ ...NO_ACTOR_DETAILS, name: 'x', colour: 1 })).toBe('');
});
