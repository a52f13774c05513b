import type { InterruptedImport, KeptImport } from '$contract/schemas';
import type { BatchId } from '$domain/ids';
import type { Result } from '$domain/result';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import { pickedSource, type ImportSource } from './import-sources';

/** The import that was cut off when the app last ended; null when none was, or nothing of it is left. */
export async function interruptedImport(archive: Archive): Promise<ImportRest | null> {
  const found = await attempt(archive.host.interruptedImport());
  if (!found.ok || found.value === null) return null;
  const rest = await restOfImport(archive, found.value);
  if (rest.sources.length > 0) return rest;
  await noteImport(archive, null);
  return null;
}

/** Notes an import that begins, so that it can go on after a crash; null when it has ended. Fails with `import/not-kept`. */
export function noteImport({ host }: Archive, job: KeptImport | null): Promise<Result<void>> {
  return attempt(host.keepImport(job));
}

/** What is left to do of an import that was cut off. */
export interface ImportRest {
  readonly name: string;
  readonly batchId: BatchId;
  /** Reports that it had imported. */
  readonly already: number;
  readonly sources: readonly ImportSource[];
}

/**
 * Finds what an import had not reached when it was cut off. A file is left out only when a report of that very step is
 * from it and from nothing within it, and no other of its files has that name; of the others what was imported is found
 * again as the same text.
 */
export async function restOfImport(
  archive: Archive,
  { name, batchId, files }: InterruptedImport,
): Promise<ImportRest> {
  const { db } = archive;
  const changes = await db.changes.where('batchId').equals(batchId).toArray();
  const ids = [...new Set(changes.flatMap(({ texts }) => texts.map(({ reportId }) => reportId)))];
  const originals = (await db.originals.bulkGet(ids)).filter((original) => original !== undefined);
  const imported = new Set(originals.map(({ foundIn, fileName }) => (foundIn === '' ? fileName : foundIn)));
  const times = new Map<string, number>();
  for (const file of files) times.set(file.name, (times.get(file.name) ?? 0) + 1);
  return {
    name,
    batchId: batchId as BatchId,
    already: originals.length,
    sources: files
      .filter((file) => times.get(file.name) !== 1 || !imported.has(file.name))
      .map((file) => pickedSource(archive, file)),
  };
}
