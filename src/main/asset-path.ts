import { extname, resolve, sep } from 'node:path';
import { HOST, SCHEME } from './origin';

/** Characters; our own addresses are far shorter. */
const MAX_URL_LENGTH = 1024;

const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** A file inside the served folder, or the HTTP status that refuses the request. */
export type Asset =
  { ok: true; path: string; mimeType: string } | { ok: false; status: 400 | 403 | 404 | 414 };

/**
 * Maps a request address to a file under `folder` (absolute). The path is decoded before it is resolved, so encoded
 * separators and dots are judged as the file system would see them; it is decoded once only.
 */
export function resolveAsset(folder: string, address: string): Asset {
  if (address.length > MAX_URL_LENGTH) return { ok: false, status: 414 };
  if (!URL.canParse(address)) return { ok: false, status: 400 };
  const url = new URL(address);
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST || url.username !== '' || url.password !== '') {
    return { ok: false, status: 404 };
  }
  let pathname: string;
  try {
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return { ok: false, status: 400 };
  }
  // Backslashes and colons mean something to Windows paths; control characters mean nothing good anywhere.
  if (/[\p{Cc}\\:]/u.test(pathname)) return { ok: false, status: 400 };
  const path = resolve(folder, `.${pathname === '/' || pathname === '' ? '/index.html' : pathname}`);
  if (!path.startsWith(folder + sep)) return { ok: false, status: 403 };
  return { ok: true, path, mimeType: MIME_TYPES[extname(path)] ?? 'application/octet-stream' };
}
