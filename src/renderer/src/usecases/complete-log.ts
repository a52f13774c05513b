import type { Change } from '$domain/change/change';
import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { readChange } from '../records/change-record';
import { TextShelf } from '../records/text-shelf';
import { SCHEMA_VERSION } from '../storage/archive-db';
import { completeLog, missingChanges } from '../storage/log-completion';
import type { Archive } from './archive';

/** Changes written at a time, and the pause after each, milliseconds: nobody waits for this. */
const PAGE = 250;
const PAUSE_MS = 30;
/** The time until it goes on when it had to stop, milliseconds. */
const GO_ON_AFTER_MS = 60_000;

/**
 * Reads the older part of the log from the journal into a store that was built anew, in small steps beside other work.
 * What is cut off goes on the next time. Does nothing when the log is complete, and stops while writing is barred.
 */
export async function completeLogFromJournal(archive: Archive, signal: AbortSignal): Promise<Result<void>> {
  const missing = await missingChanges(archive.db);
  if (!missing) return ok(undefined);
  const shelf = new TextShelf();
  const mustStop = (): boolean => signal.aborted || archive.gate.barred !== null;
  let seq = 0;
  while (seq < missing.to && !mustStop()) {
    const page = await attempt(archive.host.readChanges('journal', seq));
    if (!page.ok) return page;
    if (page.value.bodies.length === 0) break;
    let found: Change[] = [];
    for (const body of page.value.bodies) {
      const replayed = readChange(body, shelf.find, SCHEMA_VERSION);
      if (!replayed.ok) return replayed;
      shelf.add(replayed.value.texts);
      ({ seq } = replayed.value.change);
      if (seq >= missing.from && seq <= missing.to) found.push(replayed.value.change);
      if (found.length < PAGE) continue;
      await completeLog(archive.db, found);
      found = [];
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (mustStop()) return ok(undefined);
    }
    await completeLog(archive.db, found);
  }
  return ok(undefined);
}

/** {@link completeLogFromJournal} until it is complete: a bar or a journal that cannot be read only puts it off. */
export async function keepLogComplete(archive: Archive, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await completeLogFromJournal(archive, signal);
    if ((await missingChanges(archive.db)) === null) return;
    await new Promise((resolve) => setTimeout(resolve, GO_ON_AFTER_MS));
  }
}
