import type { ReportId } from '$domain/ids';
import type { Report } from '$domain/report/report';
import type { ArchiveDb, TextKeysRow } from './archive-db';

/** Stores keys of texts, in place of earlier ones of the same reports. Not part of any change: they are derived. */
export async function putTextKeys(db: ArchiveDb, rows: readonly TextKeysRow[]): Promise<void> {
  if (rows.length > 0) await db.textKeys.bulkPut([...rows]);
}

/** Reports that have one of these keys at least; they may be gone, or have another text by now. */
export async function reportsWithKeys(db: ArchiveDb, keys: readonly number[]): Promise<ReportId[]> {
  const found = await db.textKeys.where('keys').anyOf(keys).primaryKeys();
  return [...new Set(found)] as ReportId[];
}

/** Reports whose keys are lacking or of an earlier text. Removes the keys of reports that are gone. */
export async function withoutTextKeys(db: ArchiveDb): Promise<Report[]> {
  const hashes = new Map((await db.textKeys.toArray()).map(({ reportId, textHash }) => [reportId, textHash]));
  const reports = await db.reports.toArray();
  const gone = new Set(hashes.keys());
  for (const { id } of reports) gone.delete(id);
  if (gone.size > 0) await db.textKeys.bulkDelete([...gone]);
  return reports.filter(({ id, textHash }) => hashes.get(id) !== textHash);
}
