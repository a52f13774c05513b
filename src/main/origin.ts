export const SCHEME = 'app';
export const HOST = 'archive';

/** The page's origin. It names the IndexedDB store, so changing it would look like losing the archive. */
export const ORIGIN = `${SCHEME}://${HOST}`;

/** Whether `url` belongs to the app's own page, or to `devOrigin`, the development server, where there is one. */
export function isAppUrl(url: string, devOrigin: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (protocol === `${SCHEME}:` && host === HOST) return true;
  return devOrigin !== null && origin === devOrigin;
}

const LOCAL_PROTOCOLS = new Set([`${SCHEME}:`, 'blob:', 'data:', 'devtools:']);

/** Whether a page may request `url`: nothing that leaves the machine. */
export function isAllowedRequest(url: string, devOrigin: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (LOCAL_PROTOCOLS.has(protocol)) return true;
  // Hot reloading uses a WebSocket on the development server's host.
  return devOrigin !== null && host === new URL(devOrigin).host;
}
