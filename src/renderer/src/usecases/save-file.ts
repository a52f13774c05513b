import { MAX_CHUNK_BYTES, type SavedFile, type SaveToken } from '$contract/schemas';
import { ok, type Result } from '$domain/result';
import type { ExportOutcome } from '../exporters/exporter';
import { attempt } from '../platform/host';
import type { Archive } from './archive';

export interface SavedExport extends ExportOutcome {
  readonly file: SavedFile;
}

/**
 * Writes what `chunks` yield to a chosen target: a temporary file, synced, then renamed over it. On any failure, also one
 * that `check` gives for each chunk or for the outcome, the target is as it was. Fails with the host's `save/…` codes.
 */
export async function saveChunks(
  archive: Archive,
  { token }: SaveToken,
  chunks: AsyncGenerator<Uint8Array, ExportOutcome, void>,
  check: (outcome: ExportOutcome | null) => Result<unknown> = ok,
): Promise<Result<SavedExport>> {
  const { host } = archive;
  const written = await send();
  if (!written.ok) {
    await attempt(host.abortSave(token));
    return written;
  }
  const file = await attempt(host.finishSave(token));
  return file.ok ? ok({ ...written.value, file: file.value }) : file;

  async function send(): Promise<Result<ExportOutcome>> {
    for (;;) {
      const chunk = await chunks.next();
      const fine = check(chunk.done ? chunk.value : null);
      if (!fine.ok) return fine;
      if (chunk.done) return ok(chunk.value);
      for (let at = 0; at < chunk.value.byteLength; at += MAX_CHUNK_BYTES) {
        const sent = await attempt(host.writeChunk(token, chunk.value.subarray(at, at + MAX_CHUNK_BYTES)));
        if (!sent.ok) return sent;
      }
    }
  }
}
