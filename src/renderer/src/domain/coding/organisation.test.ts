import { describe, expect, it } from 'vitest';
import { ORGANISATIONS } from './authority/organisations';
import { foldCountryName } from './country';
import { searchOrganisations } from './organisation';

const first = (text: string) => {
  const [match] = searchOrganisations(text, 3);
  return match && [match.organisation.name, match.name, match.whole];
};

describe('searchOrganisations', () => {
  it.each([
    ['CSTO', 'CSTO', 'CSTO'],
    ['csto', 'CSTO', 'CSTO'],
    ['одкб', 'CSTO', 'ОДКБ'],
    ['ҰҚШҰ', 'CSTO', 'ҰҚШҰ'],
    ['Collective Security Treaty Organisation', 'CSTO', 'Collective Security Treaty Organisation'],
    ['U.N.', 'United Nations', 'UN'],
    ['ЕАЭС', 'EAEU', 'ЕАЭС'],
    ['СНГ', 'CIS', 'СНГ'],
    ['ШОС', 'SCO', 'ШОС'],
    ['red cross', 'ICRC', 'Red Cross'],
  ])('%s is %s, to be called %s', (text, name, called) => expect(first(text)).toEqual([name, called, true]));

  it('offers what begins as typed from three letters on, under its usual name', () => {
    expect(first('collective sec')).toEqual(['CSTO', 'CSTO', false]);
    expect(first('cs')).toBeUndefined();
    expect(first('')).toBeUndefined();
    expect(first('Kazakhstan')).toBeUndefined();
    expect(searchOrganisations('organization', 2)).toHaveLength(2);
  });
});

it('gives each name to one organisation only', () => {
  const names = ORGANISATIONS.flatMap(([name, fullName, others]) =>
    [...new Set([name, fullName, ...others.split(', ')])].map(foldCountryName),
  );
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(names).not.toContain('');
});
