import { join } from 'node:path';
import type { Journal } from '../archive/journal';
import type { Ledger } from '../archive/ledger';
import { listOriginals } from '../archive/unused-originals';
import { reportUnexpected } from '../unexpected';
import { beginBackup } from './backup-writer';

export interface JournalBackupOptions {
  profileFolder: string;
  backupFolder: string;
  appVersion: string;
  ledger: Ledger;
  journal: Journal;
  now: () => Date;
}

/**
 * A backup before the tables are changed, when there is no page yet that could write readable ones: the journal, from
 * which all of them can be built, and the originals. A backup that cannot be written is reported and not thrown.
 */
export async function backUpJournal(options: JournalBackupOptions): Promise<void> {
  const { profileFolder, ledger, journal } = options;
  const { seq, storeId } = journal.head;
  if (storeId === null) return;
  const originalsFolder = join(profileFolder, 'originals');
  const begun = await beginBackup({
    place: { folder: options.backupFolder },
    request: {
      kind: 'before-migration',
      passphrase: null,
      schema: ledger.schema,
      seq,
      reports: 0,
      passages: 0,
      rows: {},
    },
    storeId,
    appVersion: options.appVersion,
    now: options.now(),
    originalsFolder,
    originals: await listOriginals(originalsFolder),
    temporaryFolder: profileFolder,
    copyJournal: (write) => journal.copyTo(write, seq),
    onProgress: () => undefined,
  });
  const written = begun.ok ? await begun.value.finish() : begun;
  if (!written.ok) reportUnexpected(`a backup before an upgrade (${written.code})`, new Error(written.code));
}
