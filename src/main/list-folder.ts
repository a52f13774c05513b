import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MAX_FOLDER_DEPTH, MAX_FOLDER_FILES } from '$contract/schemas';

/** What systems and programs put into folders without being asked. */
const HIDDEN = /^(?:\..*|~\$.*|Thumbs\.db|desktop\.ini|__MACOSX)$/iu;

export interface ListedFile {
  readonly path: string;
  /** From the folder, which it begins with, with `/` between: `week/monday.html`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * The files in a folder and in those within it, by name. Links are not followed, so that no circle is walked and nothing
 * outside of the folder is read. `left`: files beyond the limits. What cannot be listed is passed over.
 */
export async function listFolder(path: string): Promise<{ files: ListedFile[]; left: number }> {
  const files: ListedFile[] = [];
  let left = 0;
  const walk = async (folder: string, name: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (HIDDEN.test(entry.name)) continue;
      const at = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < MAX_FOLDER_DEPTH) await walk(at, `${name}/${entry.name}`, depth + 1);
        else left += 1;
      } else if (entry.isFile()) {
        if (files.length >= MAX_FOLDER_FILES) left += 1;
        else {
          const size = await stat(at).then(
            (info) => info.size,
            () => 0,
          );
          files.push({ path: at, name: `${name}/${entry.name}`, size });
        }
      }
    }
  };
  await walk(path, basename(path), 1);
  return { files, left };
}
