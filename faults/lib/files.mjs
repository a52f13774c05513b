// The files of an archive from outside: what is there, byte for byte.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { generationRoot } from './journal.mjs';

/** Every file under a folder, by path; none when it is missing. A path that is a file is itself. */
export function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

export function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The hash of every file under a folder, by path from there. */
export function fingerprints(folder) {
  return new Map(filesIn(folder).map((path) => [relative(folder, path), hashOf(readFileSync(path))]));
}

/** The LevelDB folder of the store in use. */
export function storeFolder(profile) {
  const folder = join(generationRoot(profile), 'IndexedDB');
  const name = readdirSync(folder).find((entry) => entry.endsWith('.leveldb'));
  if (name === undefined) throw new Error('There is no store.');
  return join(folder, name);
}

/** Files of a store by what their names end or begin with, oldest first. */
export function storeFiles(profile, pattern) {
  const folder = storeFolder(profile);
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The log that LevelDB writes to. */
export function newestLog(profile) {
  const log = storeFiles(profile, /^\d+\.log$/).at(-1);
  if (log === undefined) throw new Error('The store has no log.');
  return log;
}

/**
 * Whether these bytes are kept: as a file under `aside/`, or beside the file as `.corrupt-…`. With `orEnd`, it is
 * enough that their end was kept and the rest is still where it was: so a torn line is cut off a journal.
 */
export function isKept(profile, bytes, { orEnd = null } = {}) {
  const kept = [
    ...filesIn(join(profile, 'aside')),
    ...readdirSync(profile)
      .filter((name) => name.includes('.corrupt-'))
      .map((name) => join(profile, name)),
  ].map((path) => readFileSync(path));
  if (kept.some((each) => each.equals(bytes))) return true;
  if (orEnd === null || !existsSync(orEnd)) return false;
  const rest = readFileSync(orEnd);
  return kept.some((end) => {
    const whole = bytes.length - end.length;
    return (
      whole >= 0 &&
      bytes.subarray(whole).equals(end) &&
      rest.subarray(0, whole).equals(bytes.subarray(0, whole))
    );
  });
}
