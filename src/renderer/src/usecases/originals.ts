import type { Original } from '$domain/report/report';
import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import { saveChunks, type SavedExport } from './save-file';

/** Has the system's program open a copy of an imported file. Fails with the host's `original/…` codes. */
export function openOriginal({ host }: Archive, { sha256, fileName }: Original): Promise<Result<void>> {
  return attempt(host.openOriginal(sha256, fileName));
}

/** Asks where, and writes an imported file there, byte for byte. Null when the user cancels; fails with `original/…` and as `saveChunks`. */
export async function saveOriginal(
  archive: Archive,
  { sha256, fileName }: Original,
): Promise<Result<SavedExport | null>> {
  const bytes = await attempt(archive.host.readOriginal(sha256));
  if (!bytes.ok) return bytes;
  const target = await attempt(archive.host.pickSaveTarget(fileName.slice(-200), []));
  if (!target.ok) return target;
  return target.value === null ? ok(null) : saveChunks(archive, target.value, once(bytes.value));
}

async function* once(bytes: Uint8Array): Parameters<typeof saveChunks>[2] {
  yield bytes;
  return { rows: 0, losses: [] };
}
