import { readMeta } from '../storage/archive-db';
import type { Archive } from './archive';

/**
 * Brings the sample report with a few tagged passages into an archive that never held anything. The app does this by
 * itself, so it is no undo step. Does nothing on any archive that was used before, even if it is empty now, and nothing
 * while it cannot be written to: the next start brings it then.
 */
export async function bringSample(archive: Archive): Promise<void> {
  if (archive.gate.barred || (await readMeta(archive.db, 'seq')) !== undefined) return;
  const { importSample } = await import('./sample-content');
  await importSample(archive);
}
