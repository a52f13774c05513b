import { MAX_CHUNK_BYTES, type SavedFile, type SaveToken } from '$contract/schemas';
import type { ExcerptId } from '$domain/ids';
import { fail, ok, type Result } from '$domain/result';
import type { Exporter, ExportOutcome, ExportProfileId } from '../exporters/exporter';
import { EXPORTERS } from '../exporters/registry';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import { passageRows } from './passage-rows';

export type { ExportProfileId };
/** What passages can be exported as, in the order it is offered. */
export const FORMATS: readonly Exporter[] = EXPORTERS;

export interface Exported extends ExportOutcome {
  readonly file: SavedFile;
}

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
export async function exportPassages(archive: Archive, request: ExportRequest): Promise<Result<Exported>> {
  const { host } = archive;
  const { token } = request.target;
  const written = await write(archive, request);
  if (!written.ok) {
    await attempt(host.abortSave(token));
    return written;
  }
  const file = await attempt(host.finishSave(token));
  return file.ok ? ok({ ...written.value, file: file.value }) : file;
}

async function write(archive: Archive, request: ExportRequest): Promise<Result<ExportOutcome>> {
  const { ids, exporter, profile, target, signal } = request;
  const settings = await attempt(archive.host.readSettings());
  if (!settings.ok) return settings;
  const chunks = exporter.write(passageRows(archive, ids, settings.value.exportCodes), profile);
  for (;;) {
    const chunk = await chunks.next();
    if (signal?.aborted) {
      return fail({ code: 'export/cancelled', message: 'The export was cancelled. No file was changed.' });
    }
    if (chunk.done) {
      if (chunk.value.rows === ids.length) return ok(chunk.value);
      return fail({
        code: 'export/changed',
        message: 'Passages were deleted while the file was written, so nothing was saved. Export again.',
      });
    }
    for (let at = 0; at < chunk.value.byteLength; at += MAX_CHUNK_BYTES) {
      const part = chunk.value.subarray(at, at + MAX_CHUNK_BYTES);
      const sent = await attempt(archive.host.writeChunk(target.token, part));
      if (!sent.ok) return sent;
    }
  }
}
