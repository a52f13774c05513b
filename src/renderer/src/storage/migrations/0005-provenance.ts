import type { Transaction } from 'dexie';
import { addFields } from './add-fields';

/** What a report of an earlier version says of who wrote it, when its copy was made and whose story it tells: nothing. */
const REPORT = { author: '', captured: '', story: '' };

/**
 * Reports are asked for by revision, at every import, and by story. `textKeys` is derived: it says of which reports the
 * texts are worth comparing.
 */
export const PROVENANCE = { reports: 'id, textHash, revision, story', textKeys: 'reportId, *keys' };

/** An original of an earlier version was a file of its own, and what its import changed was not kept. */
const ORIGINAL = { foundIn: '', notes: [] };

/**
 * Reports get an author, the date of their copy and a story, originals where they were found and what the import changed. Runs
 * inside Dexie's upgrade transaction: the old store or the whole new one.
 */
export async function addProvenance(transaction: Transaction): Promise<void> {
  await addFields(transaction, 'reports', REPORT);
  await addFields(transaction, 'originals', ORIGINAL, 'reportId');
}
