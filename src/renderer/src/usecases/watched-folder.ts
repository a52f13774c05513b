import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import { pickedSource, type ImportSource } from './import-sources';

/** Path of the folder whose new files are imported by themselves, for people; null for none. */
export function watchedFolder({ host }: Archive): Promise<Result<string | null>> {
  return attempt(host.watchedFolder());
}

/** Asks for a folder; the one that is watched then. Fails with `watch/inside-archive`. */
export function chooseWatchedFolder({ host }: Archive): Promise<Result<string | null>> {
  return attempt(host.chooseWatchedFolder());
}

export async function stopWatching({ host }: Archive): Promise<Result<null>> {
  const stopped = await attempt(host.stopWatching());
  return stopped.ok ? ok(null) : stopped;
}

/** Files of the folder that are new or changed. */
export async function newFiles(archive: Archive): Promise<Result<ImportSource[]>> {
  const files = await attempt(archive.host.newWatchedFiles());
  return files.ok ? ok(files.value.map((file) => pickedSource(archive, file))) : files;
}

/** They are not new any more. */
export function takeFiles({ host }: Archive, sources: readonly ImportSource[]): Promise<Result<void>> {
  return attempt(host.watchedTaken(sources.flatMap(({ token }) => token ?? [])));
}
