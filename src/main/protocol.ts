import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { resolveAsset } from './asset-path';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import { SCHEME } from './origin';

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

/** Declares the app's scheme; must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
    },
  ]);
}

/** Serves the built page from `folder` (absolute, also inside an asar) to `app://archive`, GET and HEAD only. */
export function serveRenderer(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...HEADERS, Allow: 'GET, HEAD' } });
    }
    const asset = resolveAsset(folder, request.url);
    if (!asset.ok) return new Response(null, { status: asset.status, headers: HEADERS });
    try {
      const body = await readFile(asset.path);
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
        headers: { ...HEADERS, 'Content-Type': asset.mimeType, 'Content-Length': String(body.byteLength) },
      });
    } catch {
      return new Response(null, { status: 404, headers: HEADERS });
    }
  });
}
