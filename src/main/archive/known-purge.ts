import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../durable-file';

/**
 * A purge is done when what it left is removed as well: files kept aside, and originals that no report needs. Until
 * then `PURGING` names the generation that was purged, so that a start after a crash goes on with it, and a purge that
 * was cut off before its generation came into use removes nothing.
 */
const pathIn = (profileFolder: string): string => join(profileFolder, 'PURGING');

export async function rememberPurge(profileFolder: string, generation: number): Promise<void> {
  await writeDurably(pathIn(profileFolder), Buffer.from(String(generation)));
}

export async function forgetPurge(profileFolder: string): Promise<void> {
  await rm(pathIn(profileFolder), { force: true });
}

/** Whether the generation in use was purged and not yet cleaned up after. */
export async function isPurgeUnfinished(profileFolder: string, generation: number): Promise<boolean> {
  const named = await readFile(pathIn(profileFolder), 'utf8').catch(() => null);
  return named === String(generation);
}
