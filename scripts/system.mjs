import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';

const SCREEN = '1280x900x24';

/** The command that installs what a Debian needs to start the app. */
export function installLine() {
  const packages = readFileSync(join(ROOT, 'scripts', 'debian-packages.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith(' start'))
    .map((line) => line.split(' ')[0]);
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * Throws with the names of the shared libraries the runtime misses. Looks once per runtime and remembers success.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
export function checkLibraries({ executable, version }) {
  if (process.platform !== 'linux') return;
  const key = createHash('sha256').update(`${executable}\n${version}`).digest('hex').slice(0, 16);
  const mark = join(CACHE, `libraries-found-${key}`);
  if (existsSync(mark)) return;
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const missing = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
  if (missing.length > 0) {
    throw new Error(`Electron needs ${missing.join(', ')}. On Debian or Ubuntu: ${installLine()}`);
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(mark, '');
}

/** Arguments Electron needs on this machine and nowhere else. */
export function machineArguments() {
  const args = [];
  // Chromium refuses to start its sandbox as root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (process.env.WAYLAND_DISPLAY && !process.env.DISPLAY) args.push('--ozone-platform-hint=auto');
  return args;
}

/**
 * Runs `action` with an environment that has a display, starting a virtual one on a Linux without any and ending it
 * afterwards. The X server is started directly: the usual wrapper script leaves it and the app running when it is
 * terminated, and picks display numbers in a way that collides when several start at once.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withDisplay(action) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return action({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await new Promise((resolve, reject) => {
      let text = '';
      server.stdio[3].on('data', (chunk) => {
        text += chunk;
        if (text.endsWith('\n')) resolve(text.trim());
      });
      server.once('error', () =>
        reject(
          new Error(`There is no display, and no Xvfb to stand in for one. On Debian: ${installLine()}`),
        ),
      );
      server.once('exit', () => reject(new Error('The virtual display (Xvfb) ended before it was ready.')));
    });
    return await action({ DISPLAY: `:${number}` });
  } finally {
    server.kill();
  }
}
