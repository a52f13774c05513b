import { describe, expect, it } from 'vitest';
import { resolveAsset } from './asset-path';

const FOLDER = '/opt/commonplace/out/renderer';

describe('resolveAsset', () => {
  it.each([
    ['app://archive/', 'index.html', 'text/html; charset=utf-8'],
    ['app://archive', 'index.html', 'text/html; charset=utf-8'],
    ['app://archive/index.html?x=1#y', 'index.html', 'text/html; charset=utf-8'],
    ['app://archive/assets/index-Ab3.js', 'assets/index-Ab3.js', 'text/javascript; charset=utf-8'],
    ['app://archive/assets/literata%20a.woff2', 'assets/literata a.woff2', 'font/woff2'],
    ['app://archive/a/../assets/x.css', 'assets/x.css', 'text/css; charset=utf-8'],
    ['app://archive/assets/%D1%8F.bin', 'assets/я.bin', 'application/octet-stream'],
  ])('serves %s', (address, file, mimeType) => {
    expect(resolveAsset(FOLDER, address)).toEqual({ ok: true, path: `${FOLDER}/${file}`, mimeType });
  });

  it.each([
    ['another host', 'app://other/index.html', 404],
    ['a host that only begins alike', 'app://archive.example/index.html', 404],
    ['a port', 'app://archive:8080/index.html', 404],
    ['a user name', 'app://me@archive/index.html', 404],
    ['another scheme', 'https://archive/index.html', 404],
    ['a file address', 'file:///etc/passwd', 404],
    ['no address', 'index.html', 400],
    ['encoded separators', 'app://archive/..%2f..%2fmain/index.js', 403],
    ['encoded dots and separators', 'app://archive/%2e%2e%2f%2e%2e%2fmain%2findex.js', 403],
    ['an encoded way back in', 'app://archive/..%2frenderer-other/index.html', 403],
    ['the folder itself', 'app://archive/assets%2f..', 403],
    ['an encoded backslash', 'app://archive/..%5c..%5cmain%5cindex.js', 400],
    ['a plain backslash', 'app://archive/..\\..\\main\\index.js', 400],
    ['an encoded NUL', 'app://archive/index.html%00.js', 400],
    ['an encoded line end', 'app://archive/index.html%0d%0a', 400],
    ['a drive letter', 'app://archive/C:/Windows/win.ini', 400],
    ['an alternate data stream', 'app://archive/index.html::$DATA', 400],
    ['an overlong encoding of a dot', 'app://archive/%c0%ae%c0%ae/main/index.js', 400],
    ['half an escape', 'app://archive/%', 400],
    ['an overlong address', `app://archive/${'a'.repeat(2000)}`, 414],
  ])('refuses %s', (_name, address, status) => {
    expect(resolveAsset(FOLDER, address)).toEqual({ ok: false, status });
  });

  it('decodes once only, so that a doubly encoded path stays inside as an odd name', () => {
    const asset = resolveAsset(FOLDER, 'app://archive/%252e%252e%252fmain');
    expect(asset).toMatchObject({ ok: true, path: `${FOLDER}/%2e%2e%2fmain` });
  });
});
