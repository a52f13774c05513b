import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** The command that runs npm: the one that started us when there is one, else the one on the path. */
export function npmCommand() {
  const cli = process.env.npm_execpath;
  // pnpm and yarn set the same variable and do not read package-lock.json.
  if (cli?.endsWith('npm-cli.js')) return [process.execPath, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * Whether the installed packages are those of the lock file. Contents are compared and not file times, which a
 * checkout or a copy changes.
 * @param {{ packages: Record<string, any> }} wanted package-lock.json
 * @param {{ packages: Record<string, any> } | undefined} installed node_modules/.package-lock.json
 */
export function dependenciesMatch(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/**
 * Runs `npm ci` when node_modules is missing or not what the lock file asks for. Its output goes to standard error.
 * @param {(line: string) => void} log
 */
export function ensureDependencies(log) {
  const wanted = readJson(join(ROOT, 'package-lock.json'));
  if (dependenciesMatch(wanted, readJson(join(ROOT, 'node_modules', '.package-lock.json')))) return;
  log('Installing the dependencies (npm ci).');
  const [command, ...first] = npmCommand();
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (npm.status !== 0) throw new Error('npm ci failed; see its message above.');
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
