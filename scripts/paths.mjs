import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Outside node_modules, because `npm ci` deletes that folder and with it any cache inside. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'commonplace');
