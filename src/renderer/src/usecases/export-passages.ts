import type { SaveToken } from '$contract/schemas';
import type { ExcerptId } from '$domain/ids';
import { fail, ok, type Result } from '$domain/result';
import type { Exporter, ExportProfileId } from '../exporters/exporter';
import { EXPORTERS } from '../exporters/registry';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import { passageRows } from './passage-rows';
import { saveChunks, type SavedExport } from './save-file';

export type { ExportProfileId };
/** What passages can be exported as, in the order it is offered. */
export const FORMATS: readonly Exporter[] = EXPORTERS;

/**
 * Asks where to save. Null when the user cancels; fails with the host's `save/…` codes when nothing can be written
 * there.
 */
export function chooseTarget(
  archive: Archive,
  { label, extension }: Exporter,
): Promise<Result<SaveToken | null>> {
  const day = archive.ports.now().slice(0, 10);
  return attempt(
    archive.host.pickSaveTarget(`passages-${day}.${extension}`, [{ name: label, extensions: [extension] }]),
  );
}

export interface ExportRequest {
  readonly ids: readonly ExcerptId[];
  readonly exporter: Exporter;
  readonly profile: ExportProfileId;
  readonly target: SaveToken;
  readonly signal?: AbortSignal;
}

/**
 * Writes these passages, in this order and with the country codes of the settings, to a chosen target: a temporary file, synced, then renamed over it. On any
 * failure or when aborted the target is as it was. Fails with the host's `save/…` codes, `export/cancelled`, or
 * `export/changed` when passages went away while writing.
 */
export async function exportPassages(archive: Archive, request: ExportRequest): Promise<Result<SavedExport>> {
  const { ids, exporter, profile, target, signal } = request;
  const settings = await attempt(archive.host.readSettings());
  if (!settings.ok) {
    await attempt(archive.host.abortSave(target.token));
    return settings;
  }
  const chunks = exporter.write(passageRows(archive, ids, settings.value.exportCodes), profile);
  return saveChunks(archive, target, chunks, (outcome) => {
    if (signal?.aborted) {
      return fail({ code: 'export/cancelled', message: 'The export was cancelled. No file was changed.' });
    }
    if (outcome === null || outcome.rows === ids.length) return ok(true);
    return fail({
      code: 'export/changed',
      message: 'Passages were deleted while the file was written, so nothing was saved. Export again.',
    });
  });
}
