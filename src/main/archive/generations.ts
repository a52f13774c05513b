import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../outcome';

const NAME = /^generation-([1-9]\d{0,8})$/u;

/** The folders of one generation: a store and the journal that belongs to it. */
export interface GenerationPaths {
  generation: number;
  /** What Chromium takes for the folder of the session: the profile itself for generation 0. */
  root: string;
  indexedDb: string;
  journal: string;
  /** A file that is there once the generation can be used; generation 0 needs none. */
  complete: string;
}

export interface FoundGeneration extends GenerationPaths {
  isComplete: boolean;
}

export function generationPaths(profileFolder: string, generation: number): GenerationPaths {
  const root = generation === 0 ? profileFolder : join(profileFolder, `generation-${generation}`);
  return {
    generation,
    root,
    indexedDb: join(root, 'IndexedDB'),
    journal: join(root, 'journal'),
    complete: join(root, 'COMPLETE'),
  };
}

/** Every generation that has a folder, lowest first; always at least generation 0. Throws system errors. */
export async function listGenerations(profileFolder: string): Promise<FoundGeneration[]> {
  const numbers = (await readdir(profileFolder)).flatMap((name) => {
    const match = NAME.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  const found: FoundGeneration[] = [{ ...generationPaths(profileFolder, 0), isComplete: true }];
  for (const number of numbers.sort((a, b) => a - b)) {
    const paths = generationPaths(profileFolder, number);
    found.push({ ...paths, isComplete: await exists(paths.complete) });
  }
  return found;
}

/** Where damaged and replaced files are kept. */
export function asideFolder(profileFolder: string): string {
  return join(profileFolder, 'aside');
}

/** The store as it was before it was last opened. */
export function coldCopyFolder(profileFolder: string): string {
  return join(profileFolder, 'cold-copy');
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
