import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { ROOT } from './paths.mjs';

const INPUTS = ['src', 'resources', 'electron.vite.config.ts', 'svelte.config.mjs', 'package-lock.json'];
const STAMP = join('out', '.built-from');

/**
 * Builds the app unless `out/` was built from exactly the files that are there now. All output goes to standard error.
 * @param {(line: string) => void} log
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureBuild(log, env) {
  const stamp = join(ROOT, STAMP);
  const wanted = fingerprint(ROOT);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  log('Building.');
  rmSync(stamp, { force: true });
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await run(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    env,
    stdout: 2,
  });
  if (code !== 0) throw new Error('The build failed; see its message above.');
  writeFileSync(stamp, wanted);
}

/**
 * Names the state of everything the build reads by path, size and time of change; a deleted file changes it too.
 * Unit tests are left out: they are not built.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const entry = statSync(join(root, path), { throwIfNoEntry: false });
    if (entry === undefined || path.endsWith('.test.ts')) return;
    if (entry.isDirectory())
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
    else hash.update(`${path}\n${entry.size}\n${entry.mtimeMs}\n`);
  };
  for (const path of INPUTS) visit(path);
  return hash.digest('hex');
}
