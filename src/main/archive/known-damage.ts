import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '$contract/schemas';
import { writeDurably } from '../durable-file';
import { systemCode } from '../outcome';
import { reportUnexpected } from '../unexpected';

/**
 * A store that was found damaged is not opened again by a later start, which could make Chromium delete what is left
 * of it: the fault is remembered in `damage.json` until the archive has been built anew.
 */
const pathIn = (profileFolder: string): string => join(profileFolder, 'damage.json');

export async function rememberDamage(profileFolder: string, fault: Fault): Promise<void> {
  await writeDurably(pathIn(profileFolder), Buffer.from(`${JSON.stringify(fault)}\n`));
}

export async function forgetDamage(profileFolder: string): Promise<void> {
  await rm(pathIn(profileFolder), { force: true });
}

/** The fault of an earlier run; null when there is none. A file that cannot be read counts as a fault by itself. */
export async function knownDamage(profileFolder: string): Promise<Fault | null> {
  let text: string;
  try {
    text = await readFile(pathIn(profileFolder), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    reportUnexpected('reading what was found damaged', error);
    return UNREADABLE;
  }
  try {
    const { code, message } = JSON.parse(text) as Partial<Fault>;
    return typeof code === 'string' && typeof message === 'string' ? { code, message } : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

const UNREADABLE: Fault = {
  code: 'store/damaged',
  message: 'An earlier start found the store damaged, and it was not restored since.',
};
