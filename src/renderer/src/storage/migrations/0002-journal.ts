import type { Transaction } from 'dexie';
import { subjectsOf, type Change } from '$domain/change/change';
import type { History } from '$domain/change/history';
import { tick, type Hlc } from '$domain/change/hlc';

/**
 * Changes get what another device would need (`hlc`, `deviceSeq`) and an index of what they are about. The outbox
 * names the changes that are not yet in the journal; after this step those are all. Indexes that nothing read are
 * gone: they were a third of the time it takes to build a store anew.
 */
export const JOURNAL = {
  reports: 'id, textHash',
  originals: 'reportId',
  excerpts: 'id, reportId',
  assignments: 'id, excerptId, reportId, pair.actorId',
  actors: 'id',
  changes: 'seq, batchId, *subjects',
  outbox: 'seq',
} as const;

/** The tables that this version counted. */
const COUNTED = [
  'reports',
  'originals',
  'excerpts',
  'assignments',
  'memos',
  'actors',
  'reportTexts',
  'changes',
];
const PAGE = 500;

/** Runs inside Dexie's upgrade transaction: the old store or the whole new one. */
export async function addJournal(transaction: Transaction): Promise<void> {
  const changes = transaction.table<Change & { subjects: string[] }, number>('changes');
  let hlc: Hlc | null = null;
  let seq = 0;
  const meta = transaction.table('meta');
  const history = (await meta.get('history')) as History | undefined;
  const steps = new Set([...(history?.undo ?? []), ...(history?.redo ?? [])].map((step) => step.batchId));
  for (;;) {
    const page = await changes.where('seq').above(seq).limit(PAGE).toArray();
    if (page.length === 0) break;
    const upgraded = page.map((change) => {
      hlc = tick(hlc, Date.parse(change.at), change.device);
      const undoable = change.kind !== 'do' || steps.has(change.batchId);
      return { ...change, hlc, undoable, deviceSeq: change.seq, subjects: subjectsOf(change.ops) };
    });
    await changes.bulkPut(upgraded);
    await transaction.table('outbox').bulkAdd(page.map((change) => ({ seq: change.seq })));
    seq = page.at(-1)!.seq;
  }
  if (seq === 0) return;

  const counts: Record<string, number> = {};
  for (const table of COUNTED) {
    counts[table] = await transaction.table(table).count();
  }
  await meta.put({ key: 'seq', value: seq, deviceSeq: seq, hlc });
  await meta.put({ key: 'counts', counts });
}
