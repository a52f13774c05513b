import type { ReportId } from '$domain/ids';
import type { Report } from '$domain/report/report';
import type { ArchiveDb, TextKeysRow } from './archive-db';

/** Stores keys of texts, in place of earlier ones of the same reports. Not part of any change: they are derived. */
export async function putTextKeys(db: ArchiveDb, rows: readonly TextKeysRow[]): Promise<void> {
  if (rows.length > 0) await db.textKeys.bulkPut([...rows]);
}

/** Reports that are looked at for a key: where a form is filled in every day, thousands have the same. */
const MOST_A_KEY = 30;

/** Reports that have one of these keys at least, those with most of them first; they may be gone, or have another text by now. */
export async function reportsWithKeys(db: ArchiveDb, keys: readonly number[]): Promise<ReportId[]> {
  const shared = new Map<string, number>();
  const found = await Promise.all(
    keys.map((key) => db.textKeys.where('keys').equals(key).limit(MOST_A_KEY).primaryKeys()),
  );
  for (const id of found.flat()) shared.set(id, (shared.get(id) ?? 0) + 1);
  return [...shared].sort(([, a], [, b]) => b - a).map(([id]) => id as ReportId);
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
