import { rm } from 'node:fs/promises';
import { STORE_SCHEMA } from '$contract/store-schema';
import type { ArchiveState, Fault, JournalHead, SpaceState } from '$contract/schemas';
import { systemCode } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { holdsFiles, keepColdCopy } from './cold-copy';
import { readSpace } from './free-space';
import {
  asideFolder,
  coldCopyFolder,
  generationPaths,
  listGenerations,
  type FoundGeneration,
  type GenerationPaths,
} from './generations';
import { openJournal, type Journal } from './journal';
import { openLedger, type Ledger, type LedgerState, type LedgerStore } from './ledger';
import { isStoreReplaced, repairStore } from './store-doctor';

export interface StartOptions {
  /** Locked by this process and prepared. */
  profileFolder: string;
  /** The version of Chromium that is about to open the store. */
  chromium: string;
  appVersion: string;
  /** What an earlier start found wrong with the store, which then is left alone; null for nothing. */
  knownDamage: Fault | null;
  now: () => Date;
}

export interface StartResult {
  state: ArchiveState;
  /** Null when the archive is refused. Read-only when it has a fault. */
  journal: Journal | null;
  ledger: LedgerStore;
  generation: GenerationPaths;
  /** Folders of complete generations that are not in use; generation 0 is never among them. */
  superseded: string[];
  space: SpaceState;
  /** Whether the run before this one ended in order, whatever the verdict. */
  sinceClean: boolean;
}

/**
 * Looks at an archive before any window could open its store: what must be in it, whether this version may open it, and
 * what a crash left behind. Writes nothing to the ledger. Throws when the profile folder cannot be read.
 */
export async function checkArchive(options: StartOptions): Promise<StartResult> {
  const { profileFolder, chromium, knownDamage, now } = options;
  const { ledger, state: ledgerState } = openLedger(profileFolder, now);
  const space = await readSpace(profileFolder);
  const witness = ledger.get();
  const generations = await listGenerations(profileFolder);
  const current = currentGeneration(generations, witness, ledgerState);
  const generation = generationPaths(profileFolder, current);
  const refused = (fault: Fault): StartResult => ({
    state: { kind: 'refused', fault },
    journal: null,
    ledger,
    generation,
    superseded: [],
    space,
    sinceClean: witness.clean,
  });
  if (ledgerState === 'newer' || witness.schema > STORE_SCHEMA) return refused(NEWER_VERSION);
  if (majorOf(witness.chromium) > majorOf(chromium)) return refused(NEWER_ENGINE);

  const aside = asideFolder(profileFolder);
  const opened = await openJournal(generation.journal, aside, now);
  if (opened.fault?.code === 'journal/newer') return refused(opened.fault);
  const { journal } = opened;

  const hasStore = await holdsFiles(generation.indexedDb);
  const isNew = ledgerState === 'none' && !hasStore && journal.head.storeId === null;
  const cleanExit = isNew || witness.clean;
  const notes = [...ledgerNotes(ledgerState), ...opened.notes, ...behindNotes(witness, journal.head)];
  const isMissing = !hasStore && Math.max(witness.seq, journal.head.seq) > 0;
  // Without its store the archive has to be restored, whatever else is damaged.
  let fault = knownDamage ?? (isMissing ? STORE_MISSING : opened.fault);
  if (hasStore && knownDamage === null) {
    const prepared = await prepareStore(generation, profileFolder, now);
    notes.push(...prepared.notes);
    fault ??= prepared.fault;
  }
  return {
    state:
      fault !== null
        ? { kind: 'damaged', fault }
        : {
            kind: 'open',
            journal: journal.head,
            expected: expectation(witness, journal.head),
            cleanExit,
            purged: false,
            notes,
          },
    journal,
    ledger,
    generation,
    superseded: await sortOutOthers(generations, current),
    space,
    sinceClean: cleanExit,
  };
}

/** Only a ledger that is as it was last written can say so for certain; else the highest complete one is newest. */
function currentGeneration(generations: FoundGeneration[], ledger: Ledger, state: LedgerState): number {
  if (state === 'whole') return ledger.generation;
  return Math.max(...generations.filter(({ isComplete }) => isComplete).map(({ generation }) => generation));
}

/** Removes builds that were not finished; gives the folders of the finished ones. */
async function sortOutOthers(generations: FoundGeneration[], current: number): Promise<string[]> {
  const superseded: string[] = [];
  for (const { generation, root, isComplete } of generations) {
    if (generation === current || generation === 0) continue;
    if (isComplete) superseded.push(root);
    else await removeBuild(root);
  }
  return superseded;
}

async function removeBuild(root: string): Promise<void> {
  try {
    await rm(root, { recursive: true, force: true });
  } catch (error) {
    // It is in nobody's way; the next start tries again.
    reportUnexpected('removing an unfinished build', error);
  }
}

/** Copies a store that nobody has open, then repairs what would make Chromium delete it. */
export async function prepareStore(
  { indexedDb }: GenerationPaths,
  profileFolder: string,
  now: () => Date,
): Promise<{ notes: string[]; fault: Fault | null }> {
  try {
    await keepColdCopy(indexedDb, coldCopyFolder(profileFolder));
  } catch (error) {
    // The copy is a second net: without room for it, the archive can still be read.
    reportUnexpected(`copying the store (${systemCode(error)})`, error);
  }
  try {
    if (await isStoreReplaced(indexedDb)) return { notes: [], fault: STORE_REPLACED };
    const { repaired } = await repairStore(indexedDb, asideFolder(profileFolder), now);
    return { notes: repaired.length > 0 ? [REPAIRED] : [], fault: null };
  } catch (error) {
    reportUnexpected('repairing the store', error);
    return { notes: [], fault: NOT_REPAIRED };
  }
}

function expectation(ledger: Ledger, head: JournalHead): (ArchiveState & { kind: 'open' })['expected'] {
  const storeId = head.storeId ?? ledger.storeId;
  if (storeId === null) return null;
  if (ledger.storeId !== storeId) return { storeId, seq: head.seq, rows: null };
  const isExact = ledger.clean && ledger.seq === head.seq && ledger.hash === head.hash;
  return { storeId, seq: ledger.seq, rows: isExact ? ledger.rows : null };
}

function majorOf(version: string): number {
  const major = Number.parseInt(version, 10);
  return Number.isNaN(major) ? 0 : major;
}

function ledgerNotes(state: LedgerState): string[] {
  if (state === 'previous')
    return [`${LEDGER_DAMAGED} The version before it is used, and the archive is compared with its journal.`];
  return state === 'lost' ? [`${LEDGER_DAMAGED} The archive is compared with its journal instead.`] : [];
}

function behindNotes(ledger: Ledger, head: JournalHead): string[] {
  const isOther = head.storeId !== null && ledger.storeId !== head.storeId;
  if (isOther || ledger.seq <= head.seq) return [];
  return [
    `The journal ends at change ${head.seq}, but change ${ledger.seq} was saved. ` +
      'What is missing is taken from the archive, if it is there.',
  ];
}

const LEDGER_DAMAGED =
  'The record of what was last saved was missing or damaged. Nothing in the archive itself was touched.';
const REPAIRED =
  'The last write to the archive had not been finished, as happens in a crash. What there was of it was kept aside; ' +
  'everything reported as saved is whole.';
const NEWER_VERSION: Fault = {
  code: 'archive/newer-version',
  message:
    'This archive was last used by a newer version of Commonplace, which this one cannot read. ' +
    'Nothing was changed. Open it with that version or a later one.',
};
const NEWER_ENGINE: Fault = {
  code: 'archive/newer-engine',
  message:
    'This archive was last opened by a version of Commonplace with a newer browser engine, and an older engine can ' +
    'destroy what a newer one wrote. Nothing was changed. Open it with that version or a later one.',
};
const STORE_MISSING: Fault = {
  code: 'store/missing',
  message:
    'The archive holds saved changes, but the files of its store are missing. Nothing was changed or created. ' +
    'Restore the archive from its journal or a backup, or put the missing files back and start again.',
};
const STORE_REPLACED: Fault = {
  code: 'store/unreadable',
  message:
    'Where the folder of the store should be, there is a file. Nothing was changed. Restore the archive from its ' +
    'journal or a backup; the file is kept aside.',
};
const NOT_REPAIRED: Fault = {
  code: 'store/not-repaired',
  message:
    'The files of the archive could not be checked for an unfinished write, and opening them like that can destroy ' +
    'them. Nothing was opened. Free some space, check that the archive folder can be read and written, and start again.',
};
