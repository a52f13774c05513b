import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from './__fixtures__/countries';
import { isPetrarch, parsePetrarchActors } from './petrarch-actors';

const parse = (text: string) => parsePetrarchActors(text, COUNTRIES);
const codes = (text: string) => parse(text).problems.map(({ code, line }) => `${code} ${line}`);

const DICTIONARY = `# A dictionary of a port that is nowhere
<!-- made for tests -->
<!-- over
two lines --> 
HARBOUR_MINISTRY_ [KAZGOV]  ; the office
+MINISTRY_OF_HARBOURS_ # PAS
+Harbour Ministry

PORT_OF_SELDA [KAZ]
ARU_SEITOVA_
+A._SEITOVA
\t[KAZELI <100101] # before
\t[KAZGOV 20100102-160831]
\t[KAZOPP > 160901]
\t[---]
LOW_YUN\t[UNO 310101-301231][KORGOV 2001017-20021201] [KORBUS 991301-000101]#both
+YUN
PIER_AGENT {} [~COP]
ARU_SEITOVA_ [KAZELI <100101]
+SEITOVA
OLD_GUARD [XSUMIL <911226]
`;

describe('a dictionary', () => {
  const { drafts } = parse(DICTIONARY);
  const draft = (name: string) => drafts.find((found) => found.name === name)!;

  it('has names, other names, a code and a country', () => {
    expect(drafts.map(({ name }) => name)).toEqual([
      'HARBOUR MINISTRY',
      'PORT OF SELDA',
      'ARU SEITOVA',
      'LOW YUN',
      'PIER AGENT',
      'OLD GUARD',
    ]);
    expect(draft('HARBOUR MINISTRY')).toEqual({
      line: 5,
      id: null,
      name: 'HARBOUR MINISTRY',
      fields: { aliases: ['MINISTRY OF HARBOURS'], cameo: 'KAZGOV', country: 'KAZ' },
    });
  });

  it('has roles by date; a name that comes again is the same actor', () => {
    expect(draft('ARU SEITOVA').fields).toEqual({
      aliases: ['A. SEITOVA', 'SEITOVA'],
      cameo: 'KAZOPP',
      country: 'KAZ',
      roles: [
        { title: 'KAZELI', from: '', to: '2010-01-01' },
        { title: 'KAZGOV', from: '2010-01-02', to: '2016-08-31' },
        { title: 'KAZOPP', from: '2016-09-01', to: '' },
      ],
    });
  });

  it('takes two-figure years up to 30 for this century', () => {
    expect(draft('LOW YUN').fields).toEqual({
      aliases: ['YUN'],
      cameo: 'UNO',
      roles: [{ title: 'UNO', from: '1931-01-01', to: '2030-12-31' }],
    });
  });

  it('gives a home country for codes of ISO 3166-1 only', () => {
    expect(draft('OLD GUARD').fields).not.toHaveProperty('country');
    expect(draft('OLD GUARD').fields.cameo).toBe('XSUMIL');
  });

  it('tells what could not be read', () => {
    expect(codes(DICTIONARY)).toEqual(['petrarch/date 16', 'petrarch/date 16', 'petrarch/agent 18']);
    expect(
      codes('+ALONE\n\t[KAZ]\nA [KAZ\nB [K!Z]\nC [KAZ 20220230-20220301]\nD [KAZ 100101-090101]\n'),
    ).toEqual([
      'petrarch/no-actor 1',
      'petrarch/no-actor 2',
      'petrarch/bracket 3',
      'petrarch/code 4',
      'petrarch/date 5',
      'petrarch/date 6',
    ]);
    expect(codes(`A|B [KAZ]\n+ABC\n`)).toEqual(['actor/bad-character 1', 'petrarch/no-actor 2']);
  });

  it('passes over discard codes, and stops where it says so', () => {
    expect(parse('A [###]\nB [---]\n---STOP---\nC [KAZ]\n')).toMatchObject({
      drafts: [{ name: 'A', fields: {} }, { name: 'B' }],
      problems: [],
    });
  });
});

it('is told from other texts', () => {
  expect(isPetrarch(DICTIONARY)).toBe(true);
  expect(isPetrarch('The port [1] was closed.\nNobody said why.\n')).toBe(false);
  expect(isPetrarch('')).toBe(false);
});

it('never throws, whatever it is', () => {
  const unit = fc.constantFrom(
    'A',
    '_',
    '+',
    '[',
    ']',
    ' ',
    '\t',
    '\n',
    '\r',
    '#',
    ';',
    '<',
    '>',
    '-',
    '20220106',
    '911226',
    '<!--',
    '-->',
    '{',
    '}',
    '~',
    '|',
    '\0',
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
      isPetrarch(text);
      for (const { name, fields } of parse(text).drafts) {
        expect(name).not.toBe('');
        for (const { from, to } of fields.roles ?? [])
          expect(from === '' || to === '' || from <= to).toBe(true);
      }
    }),
    { seed: 20220106, numRuns: 1000 },
  );
});
