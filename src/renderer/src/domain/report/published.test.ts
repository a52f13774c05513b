import { describe, expect, it } from 'vitest';
import { isPublished } from './published';

describe('isPublished', () => {
  it.each(['', '2022', '2022-01', '2022-12', '2022-01-06', '2024-02-29', '2000-02-29', '0999-12-31'])(
    'takes “%s”',
    (text) => {
      expect(isPublished(text)).toBe(true);
    },
  );

  it.each([
    '22',
    '2022-1',
    '2022-00',
    '2022-13',
    '2022-01-00',
    '2022-01-32',
    '2022-04-31',
    '2023-02-29',
    '1900-02-29',
    '2022-01-06T10:00',
    '06.01.2022',
    '2022/01/06',
    ' 2022',
    '2022-01-06 ',
    '2022-',
    '-2022',
    '12022-01-06',
    '２０２２',
    'yesterday',
  ])('refuses “%s”', (text) => {
    expect(isPublished(text)).toBe(false);
  });
});
