import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { REPORT_EXTENSIONS } from '$contract/host-api';
import { keptOriginalIs } from './archive/check-originals';
import { done, refuse, type Outcome, type Refusal } from './outcome';

/** Copies of originals that other programs were given, in the profile folder: private, and gone with the next start. */
export const OPENED_FOLDER = 'opened';

/** Reads a kept original. Fails with `original/missing` or `original/damaged`. */
export async function readOriginal(folder: string, sha256: string): Promise<Outcome<Uint8Array>> {
  const found = await keptOriginalIs(folder, sha256);
  if (found !== 'whole') return FAULTS[found];
  return done(new Uint8Array(await readFile(join(folder, sha256.slice(0, 2), sha256))));
}

const FAULTS = {
  missing: refuse(
    'original/missing',
    'The imported file is not in the archive folder any more. The report itself is not touched by that. A backup may still hold it.',
  ),
  damaged: refuse(
    'original/damaged',
    'The imported file in the archive folder is not what was imported any more. The report itself is not touched by that. A backup may still hold it.',
  ),
} as const satisfies Record<string, Refusal>;

/**
 * Makes a read-only copy of a kept original under its own name, for another program to open: nothing that is done there
 * can change what is kept. The value is its path. Fails as {@link readOriginal}, and with `original/not-openable` for a
 * name that does not end as a report's file does, which the system might run.
 */
export async function copyToOpen(
  originals: string,
  profileFolder: string,
  sha256: string,
  fileName: string,
): Promise<Outcome<string>> {
  if (!REPORT_EXTENSIONS.includes(extname(fileName).slice(1).toLowerCase())) {
    return refuse(
      'original/not-openable',
      'A file of this kind is not opened from here. Save a copy of it, and open that where you want to.',
    );
  }
  const bytes = await readOriginal(originals, sha256);
  if (!bytes.ok) return bytes;
  const folder = join(profileFolder, OPENED_FOLDER, sha256.slice(0, 16));
  const path = join(folder, safeName(fileName));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rm(path, { force: true });
    await writeFile(path, bytes.value, { mode: 0o600 });
    await chmod(path, 0o400);
  } catch {
    return refuse(
      'original/not-copied',
      'The copy to open could not be written to the archive folder. What is kept is untouched. Free some space and try again.',
    );
  }
  return done(path);
}

/** The name without what file systems refuse or take for a folder, short enough for all of them. */
function safeName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_').replace(/^[.\s-]+/u, '_');
  const extension = extname(clean);
  return [...clean.slice(0, clean.length - extension.length)].slice(0, 60).join('') + extension;
}

/** Removes what was copied. */
export async function removeOpened(profileFolder: string): Promise<void> {
  await rm(join(profileFolder, OPENED_FOLDER), { recursive: true, force: true });
}
