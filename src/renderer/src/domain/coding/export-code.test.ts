import { describe, expect, it } from 'vitest';
import type { CountryCode } from '../ids';
import type { Country } from './country';
import { exportChoices, exportCode } from './export-code';

const country = (code: string, more: Partial<Country>): Country => ({
  code: code as CountryCode,
  alpha2: null,
  name: code,
  names: [code],
  demonyms: [],
  kind: 'iso',
  ...more,
});
const serbia = country('SRB', {});
const kosovo = country('XKX', {
  kind: 'disputed',
  otherCode: 'XKK',
  listedUnder: 'SRB' as CountryCode,
});
const soviet = country('XSU', { kind: 'historical', withdrawn: { alpha3: 'SUN', alpha4: 'SUHH' } });

const codes = (one: Country): string[] => exportChoices(one).map(({ code }) => code);

describe('exportChoices', () => {
  it('are our code, codes of others, and none; a country of ISO 3166-1 has no choice', () => {
    expect(codes(kosovo)).toEqual(['XKX', 'XKK', 'SRB', '']);
    expect(codes(soviet)).toEqual(['XSU', 'SUN', '']);
    expect(codes(country('XBI', { kind: 'historical' }))).toEqual(['XBI', '']);
    expect(codes(serbia)).toEqual([]);
  });
});

describe('exportCode', () => {
  it.each([
    [kosovo, {}, 'XKX'],
    [kosovo, { XKX: 'SRB' }, 'SRB'],
    [kosovo, { XKX: '' }, ''],
    [kosovo, { XKX: 'ALB' }, 'XKX'],
    [kosovo, { XSU: 'SUN' }, 'XKX'],
    [soviet, { XSU: 'SUN' }, 'SUN'],
    [serbia, { SRB: '' }, 'SRB'],
  ])('of $code with %j is %j', (one, chosen, code) => expect(exportCode(one, chosen)).toBe(code));
});
