import { describe, expect, it } from 'vitest';
import { isAllowedRequest, isAppUrl } from './origin';

const DEV = 'http://localhost:5173';

describe('isAppUrl', () => {
  it.each(['app://archive/', 'app://archive/index.html#x'])('accepts %s', (url) => {
    expect(isAppUrl(url, null)).toBe(true);
  });

  it.each([
    '',
    'about:blank',
    'app://archive:1/',
    'app://archive.example/',
    'http://archive/',
    `${DEV}/`,
    'data:text/html,x',
  ])('refuses %s', (url) => {
    expect(isAppUrl(url, null)).toBe(false);
  });

  it('accepts the development server when there is one', () => {
    expect(isAppUrl(`${DEV}/index.html`, DEV)).toBe(true);
    expect(isAppUrl('http://localhost:5174/', DEV)).toBe(false);
  });
});

describe('isAllowedRequest', () => {
  it.each(['app://archive/x.js', 'blob:app://archive/1-2', 'data:,', 'devtools://devtools/bundled/x.js'])(
    'lets %s through',
    (url) => {
      expect(isAllowedRequest(url, null)).toBe(true);
    },
  );

  it.each([
    'https://example.org/',
    'http://127.0.0.1:1/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'ftp://a/',
    'nonsense',
  ])('stops %s', (url) => {
    expect(isAllowedRequest(url, null)).toBe(false);
  });

  it('lets only the development server through besides', () => {
    expect(isAllowedRequest('ws://localhost:5173/', DEV)).toBe(true);
    expect(isAllowedRequest('https://example.org/', DEV)).toBe(false);
  });
});
