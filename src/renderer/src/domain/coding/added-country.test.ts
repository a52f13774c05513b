import { describe, expect, it } from 'vitest';
import type { CountryCode, IsoInstant } from '../ids';
import { freeUserCode, userCode, withAdded, type AddedCountry } from './added-country';
import { resolveCountry, searchCountries, type Country } from './country';

const country = (code: string, name: string, kind: Country['kind'] = 'iso'): Country => ({
  code: code as CountryCode,
  alpha2: null,
  name,
  names: [name],
  demonyms: [],
  kind,
});
const authority = [country('KAZ', 'Kazakhstan'), country('XKX', 'Kosovo', 'disputed')];
const zomia: AddedCountry = {
  id: 'XZO' as CountryCode,
  name: 'Zomia',
  names: ['Зомия'],
  demonyms: ['Zomian'],
  from: '1950',
  to: '',
  createdAt: '2022-01-07T00:00:00.000Z' as IsoInstant,
};

describe('userCode', () => {
  it.each(['AAA', 'AAZ', 'QMA', 'QZZ', 'XAA', 'XZZ', 'ZZA', 'ZZZ', ' xyz '])('takes %s', (code) => {
    expect(userCode(code, authority)).toEqual({ ok: true, value: code.trim().toUpperCase() });
  });
  it.each([
    ['ABA', 'country/code'],
    ['QLZ', 'country/code'],
    ['KAZ', 'country/code'],
    ['ZYZ', 'country/code'],
    ['XA', 'country/code'],
    ['XA1', 'country/code'],
    ['xkx', 'country/code-taken'],
  ])('refuses %s', (code, expected) => {
    expect(userCode(code, authority)).toMatchObject({ ok: false, error: { code: expected } });
  });
});

describe('freeUserCode', () => {
  it('has letters of the name, and is free', () => {
    expect(freeUserCode('Zomia', authority)).toBe('XZO');
    expect(freeUserCode('Zomia', withAdded(authority, [zomia]))).toBe('XZM');
    expect(freeUserCode('Kx', authority)).toBe('XKA');
    expect(freeUserCode('Зомия', authority)).toBe('XAA');
  });

  it('is one that can be taken, until there is none', () => {
    let known: readonly Country[] = authority;
    for (let i = 0; i < 1000; i++) {
      const code = freeUserCode('Aa', known);
      expect(userCode(code, known)).toMatchObject({ ok: true });
      known = [...known, country(code, code, 'added')];
    }
  });
});

describe('withAdded', () => {
  it('finds what was added by its names, its code and words for its people', () => {
    const all = withAdded(authority, [zomia]);
    expect(all.map(({ code }) => code)).toEqual(['KAZ', 'XKX', 'XZO']);
    expect(resolveCountry(all, 'зомия')).toMatchObject({ code: 'XZO', from: '1950' });
    expect(resolveCountry(all, 'XZO')?.name).toBe('Zomia');
    expect(searchCountries(all, 'zomian', 3).map(({ code }) => code)).toEqual(['XZO']);
    expect(resolveCountry(all, 'Zomian')).toBeNull();
    expect(withAdded(authority, [])).toBe(authority);
  });
});
