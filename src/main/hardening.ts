import { app, type Session, type WebContents } from 'electron';
import { isAllowedRequest, isAppUrl } from './origin';

/** Chromium switches that keep the machine's network silent; must run before Electron is ready. */
export function applySwitches(devOrigin: string | null): void {
  const exception = devOrigin === null ? '' : `, EXCLUDE ${new URL(devOrigin).hostname}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exception}`);
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'no-pings',
    // An import goes on at full speed while its window is behind others, and a command's window is always hidden.
    'disable-renderer-backgrounding',
  ]) {
    app.commandLine.appendSwitch(name);
  }
}

/** Denies every permission, download and request that is not the app's own, and the spell checker's dictionaries. */
export function hardenSession(session: Session, devOrigin: string | null): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, devOrigin) });
  });
}

/** Keeps a page where main put it: no navigation, no new window, no webview, no datagrams to other machines. */
export function hardenContents(contents: WebContents, devOrigin: string | null): void {
  // The development server reloads its page; the built page never navigates.
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (devOrigin === null || !isAppUrl(event.url, devOrigin)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // WebRTC asks neither the policy nor the request filter nor the resolver before it sends datagrams to an address.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
