import { ok, type Result } from '$domain/result';
import { exportImportLog } from '../exporters/import-log-csv';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import type { BulkOutcome } from './import-in-bulk';
import { saveChunks, type SavedExport } from './save-file';

/** Asks where, and writes what became of the files of an import as CSV. Null when the user cancels; fails as `saveChunks`. */
export async function saveImportLog(
  archive: Archive,
  outcomes: readonly BulkOutcome[],
): Promise<Result<SavedExport | null>> {
  const day = archive.ports.now().slice(0, 10);
  const target = await attempt(
    archive.host.pickSaveTarget(`import-${day}.csv`, [{ name: 'CSV table', extensions: ['csv'] }]),
  );
  if (!target.ok) return target;
  if (target.value === null) return ok(null);
  const rows = outcomes.map((outcome) => ({
    name: outcome.name,
    outcome: outcome.kind,
    title: outcome.title,
    reportId: outcome.kind === 'refused' ? '' : outcome.reportId,
    code: outcome.kind === 'refused' ? outcome.failure.code : '',
    details:
      outcome.kind === 'refused'
        ? outcome.failure.message
        : outcome.kind === 'imported'
          ? outcome.notes.join(' ')
          : '',
  }));
  return saveChunks(archive, target.value, exportImportLog(rows));
}
