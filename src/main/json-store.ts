import { readFileSync, renameSync } from 'node:fs';
import { writeDurablySync } from './durable-file';
import { systemCode } from './outcome';
import { reportUnexpected } from './unexpected';

export interface JsonStore<T> {
  /** Whether the file was damaged when it was read, and the defaults took its place. */
  readonly wasDamaged: boolean;
  get(): T;
  /** Stores durably, then remembers. Throws the system error when the disk refuses. */
  set(value: T): void;
}

export interface JsonStoreOptions<T> {
  path: string;
  /** The value when `raw` has the shape and version this app writes, else null. */
  parse: (raw: unknown) => T | null;
  defaults: T;
  now: () => Date;
}

/**
 * One small JSON file. A damaged file is kept under `<path>.corrupt-<time>` and the defaults take its place, so
 * neither the app's start nor what was in the file is lost.
 */
export function createJsonStore<T>({ path, parse, defaults, now }: JsonStoreOptions<T>): JsonStore<T> {
  let wasDamaged = false;
  let current = load();

  function load(): T {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') reportUnexpected('reading a settings file', error);
      return defaults;
    }
    const value = parse(parseJson(text));
    if (value !== null) return value;
    wasDamaged = true;
    const stamp = now().toISOString().replaceAll(':', '-');
    try {
      renameSync(path, `${path}.corrupt-${stamp}`);
    } catch (error) {
      reportUnexpected('keeping a damaged settings file', error);
    }
    return defaults;
  }

  return {
    wasDamaged,
    get: () => current,
    set: (value) => {
      writeDurablySync(path, `${JSON.stringify(value, null, 2)}\n`);
      current = value;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
