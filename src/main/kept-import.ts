import { readFile, rm } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { InterruptedImport, KeptImport } from '$contract/schemas';
import { writeDurably } from './durable-file';
import { done, refuse, type Outcome } from './outcome';
import type { PickedFiles } from './picked-files';

/** Remembers in the profile folder which files a large import is about, so that it can go on after a crash. */
export interface ImportKeeper {
  /** Null when the import has ended. Fails with `import/not-kept`; the import itself goes on without. */
  keep(job: KeptImport | null): Promise<Outcome<void>>;
  /** The import that was cut off, with new tokens for its files; null when there is none. */
  interrupted(): Promise<InterruptedImport | null>;
}

interface Stored {
  version: 1;
  name: string;
  batchId: string;
  files: { path: string; name: string }[];
}

export function createImportKeeper(profileFolder: string, pickedFiles: PickedFiles): ImportKeeper {
  const path = join(profileFolder, 'import.json');
  return {
    keep: async (job) => {
      try {
        if (job === null) await rm(path, { force: true });
        else {
          const files = job.tokens.flatMap((token) => pickedFiles.fileOf(token) ?? []);
          const stored: Stored = { version: 1, name: job.name, batchId: job.batchId, files };
          await writeDurably(path, Buffer.from(JSON.stringify(stored)));
        }
        return done(undefined);
      } catch {
        return refuse(
          'import/not-kept',
          'It could not be noted which files are imported, so that the import cannot go on by itself after a crash.',
        );
      }
    },
    interrupted: async () => {
      const stored = await readFile(path, 'utf8').then(
        (text) => parse(text),
        () => null,
      );
      if (stored === null) return null;
      const files = await Promise.all(stored.files.map((file) => pickedFiles.add(file.path, file.name)));
      return { name: stored.name, batchId: stored.batchId, files };
    },
  };
}

function parse(text: string): Stored | null {
  try {
    const { version, name, batchId, files } = JSON.parse(text) as Record<string, unknown>;
    const isFile = (file: unknown): file is Stored['files'][number] => {
      const { path, name: of } = file as Record<string, unknown>;
      return typeof path === 'string' && isAbsolute(path) && typeof of === 'string';
    };
    const isWhole = typeof name === 'string' && typeof batchId === 'string' && Array.isArray(files);
    return version === 1 && isWhole && files.every(isFile) ? { version, name, batchId, files } : null;
  } catch {
    return null;
  }
}
