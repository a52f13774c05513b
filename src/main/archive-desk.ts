import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { STORE_SCHEMA } from '$contract/store-schema';
import { DEFAULT_SETTINGS, type SpaceState } from '$contract/schemas';
import { parseSettings } from '$contract/validate';
import { keepAside, keepColdCopy } from './archive/cold-copy';
import { stampOf } from './archive/files';
import { watchSpace } from './archive/free-space';
import { asideFolder, generationPaths, type GenerationPaths } from './archive/generations';
import { createKeeper } from './archive/keeper';
import { knownDamage } from './archive/known-damage';
import { isPurgeUnfinished } from './archive/known-purge';
import { checkArchive, type StartResult } from './archive/start-checks';
import { createBackupDesk } from './backups/backup-desk';
import { createBackupSettings } from './backups/backup-settings';
import { backUpJournal } from './backups/back-up-journal';
import type { Desk } from './handlers';
import { createJsonStore } from './json-store';
import { createImportKeeper } from './kept-import';
import { createPickedFiles } from './picked-files';
import { createSaveTargets } from './save-targets';
import { reportUnexpected } from './unexpected';
import { createWatchedFolder } from './watched-folder';

export interface ArchiveDeskOptions {
  /** Locked by this process and prepared. */
  profileFolder: string;
  /** Where backups go until the person chooses another folder. */
  defaultBackupFolder: string;
  appVersion: string;
  chromium: string;
  /** Permission bits of files that the person saves. */
  newFileMode: number;
  openPage: (generation: GenerationPaths) => void;
  onSpace: (space: SpaceState) => void;
  onProgress: (job: string, done: number, total: number) => void;
}

export interface ArchiveDesk extends Omit<Desk, 'reload'> {
  /** The orderly end: what is under way is dropped, and the ledger notes that nothing was cut off. */
  end(): Promise<void>;
}

const now = (): Date => new Date();

/**
 * Checks the archive and puts together what the handlers work on. Runs before any window or session could open the
 * store. Throws when the profile folder cannot be read.
 */
export async function openArchiveDesk(options: ArchiveDeskOptions): Promise<ArchiveDesk> {
  const { profileFolder, appVersion, chromium, onProgress } = options;
  performance.mark('start checks');
  const start = await checkArchive({
    profileFolder,
    chromium,
    appVersion,
    knownDamage: await knownDamage(profileFolder),
    now,
  });
  performance.measure('checks before the window', 'start checks');
  const pickedFiles = createPickedFiles();
  const imports = createImportKeeper(profileFolder, pickedFiles);
  const watched = createWatchedFolder({ profileFolder, pickedFiles, now });
  const saveTargets = createSaveTargets(options.newFileMode);
  const settings = createJsonStore({
    path: join(profileFolder, 'settings.json'),
    parse: parseSettings,
    defaults: DEFAULT_SETTINGS,
    now,
  });
  const backupSettings = createBackupSettings({
    path: join(profileFolder, 'backups.json'),
    defaultFolder: options.defaultBackupFolder,
    now,
  });
  if (start.state.kind === 'open') {
    if (settings.wasDamaged) start.state.notes.push(SETTINGS_DAMAGED);
    if (backupSettings.wasDamaged) start.state.notes.push(backupsDamaged(options.defaultBackupFolder));
  }
  const keeper = createKeeper({
    profileFolder,
    start,
    purged: await isPurgeUnfinished(profileFolder, start.generation.generation),
    chromium,
    appVersion,
    now,
    openPage: options.openPage,
    openBackups: () => backups.openNewest(keeper.storeId),
    onProgress,
  });
  const backups = createBackupDesk({
    profileFolder,
    appVersion,
    settings: backupSettings,
    keeper: () => keeper,
    saveTargets,
    pickedFiles,
    now,
    onProgress,
  });
  if (start.state.kind === 'open') {
    await keepBeforeUpgrade(options, start, backupSettings.get().folder);
    await clearSuperseded(profileFolder, start);
    await removeUnfinished(profileFolder);
    keeper.begin();
  }
  let { space } = start;
  const stopWatching = watchSpace(profileFolder, (next) => {
    space = next;
    options.onSpace(next);
  });
  return {
    profileFolder,
    pickedFiles,
    imports,
    watched,
    saveTargets,
    settings,
    keeper,
    backups,
    backupSettings,
    space: () => space,
    onProgress,
    end: async () => {
      stopWatching();
      try {
        await backups.abortAll();
        await saveTargets.abortAll();
      } finally {
        await keeper.end();
      }
    },
  };
}

const SETTINGS_DAMAGED =
  'The settings were damaged and are the usual ones again. The damaged file was kept; nothing in the archive was touched.';

function backupsDamaged(folder: string): string {
  return (
    `The settings of the backups were damaged; the damaged file was kept. Backups are now kept in ${folder}. ` +
    'If you had chosen another folder, the backups in it are untouched: choose it again in Settings.'
  );
}

/** Keeps what a newer version of the tables or of Chromium is about to change: the store as it is, and a backup. */
async function keepBeforeUpgrade(
  options: ArchiveDeskOptions,
  start: StartResult,
  backupFolder: string,
): Promise<void> {
  const { profileFolder, chromium, appVersion } = options;
  const ledger = start.ledger.get();
  const isNewEngine = ledger.chromium.split('.')[0] !== chromium.split('.')[0];
  if (ledger.schema >= STORE_SCHEMA && !isNewEngine) return;
  try {
    const aside = join(asideFolder(profileFolder), `${stampOf(now)}-before-upgrade`);
    await keepColdCopy(start.generation.indexedDb, aside);
    if (start.journal !== null && start.journal.head.seq > 0) {
      await backUpJournal({ profileFolder, backupFolder, appVersion, ledger, journal: start.journal, now });
    }
  } catch (error) {
    // The upgrade itself is one transaction; without room for a copy the archive is still opened.
    reportUnexpected('keeping the store before an upgrade', error);
  }
}

/** Temporary files of a run that was cut off; nobody else writes here while the archive is locked. */
async function removeUnfinished(profileFolder: string): Promise<void> {
  for (const name of await readdir(profileFolder)) {
    if (UNFINISHED.test(name)) await rm(join(profileFolder, name), { force: true });
  }
}

const UNFINISHED = /^\.commonplace-[0-9a-f-]{36}\.part$/u;

/**
 * What an earlier build replaced and could not clear away: it was cut off, or files were open. Kept aside, as nobody
 * knows here whether it was damaged; after a purge removed.
 */
async function clearSuperseded(profileFolder: string, start: StartResult): Promise<void> {
  const { generation } = start.generation;
  const isPurge = await isPurgeUnfinished(profileFolder, generation);
  const first = generationPaths(profileFolder, 0);
  const folders = [
    ...start.superseded.flatMap((root) => [join(root, 'IndexedDB'), join(root, 'journal'), root]),
    ...(generation === 0 ? [] : [first.indexedDb, first.journal]),
  ];
  for (const folder of folders) {
    try {
      const isWorth = !isPurge && !start.superseded.includes(folder);
      if (isWorth) await keepAside(folder, asideFolder(profileFolder), `replaced-${basename(folder)}`, now);
      else await rm(folder, { recursive: true, force: true });
    } catch (error) {
      reportUnexpected('clearing away a replaced store', error);
    }
  }
}
