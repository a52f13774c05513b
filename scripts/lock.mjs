import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CACHE, ROOT } from './paths.mjs';

const FILE = join(CACHE, `preparing-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}.lock`);
const POLL_MS = 100;

/**
 * Runs `action` while no other process prepares this same checkout, so that two starts at once do not install or
 * build over each other. A lock whose process is gone is taken over.
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(action) {
  mkdirSync(CACHE, { recursive: true });
  while (!take()) {
    if (!holderIsAlive()) rmSync(FILE, { force: true });
    else await wait(POLL_MS);
  }
  try {
    return await action();
  } finally {
    rmSync(FILE, { force: true });
  }
}

function take() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderIsAlive() {
  try {
    const pid = Number(readFileSync(FILE, 'utf8'));
    // Between creating and writing the file its content is empty for an instant.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM' || error.code === 'ENOENT';
  }
}
