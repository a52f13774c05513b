import type { BackupInfo, OpenedBackup, PickedFile } from '$contract/schemas';
import { fail, type Failure, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { readMeta } from '../storage/archive-db';
import type { Archive } from './archive';
import { backUp } from './back-up';

/**
 * Reads a backup from end to end, so that nothing but a whole one is ever offered. Fails with `backup/encrypted` when
 * it needs a passphrase, and with `backup/…` for whatever is wrong with it.
 */
export function openBackup(
  archive: Archive,
  from: { readonly listed: BackupInfo } | { readonly picked: PickedFile },
  passphrase: string | null,
): Promise<Result<OpenedBackup>> {
  const { host } = archive;
  return attempt(
    'listed' in from
      ? host.openListedBackup(from.listed.id, passphrase)
      : host.openPickedBackup(from.picked.token, passphrase),
  );
}

/**
 * Puts a backup in the archive's place: what the archive holds now is backed up first, then the page opens again on a
 * new store that is filled from the backup. Fails with `backup/…`, and then nothing was changed.
 */
export function restore(archive: Archive, backup: OpenedBackup): Promise<Result<void>> {
  return leave(archive, async () => {
    if ((await readMeta(archive.db, 'seq')) !== undefined) {
      const kept = await backUp(archive, { kind: 'before-restore', target: null, passphrase: null });
      if (!kept.ok) return kept;
    }
    return attempt(archive.host.startBuild('restore', backup.token));
  });
}

/**
 * Removes for good what was deleted: the store and the journal are written anew without it, and files that no report
 * needs go. The page opens again on the new store. Backups made before still hold it.
 */
export function purge(archive: Archive): Promise<Result<void>> {
  return leave(archive, async () => {
    const saved = await archive.journal.flush();
    if (saved.kind === 'not-saved') return fail(saved.failure);
    return attempt(archive.host.startBuild('purge', 'journal'));
  });
}

const LEAVING: Failure = {
  code: 'archive/being-replaced',
  message: 'The archive is about to be built anew. Until then nothing can be changed.',
};

/** Bars writing until the page goes away: what was done meanwhile would not be in what takes the archive's place. */
async function leave(archive: Archive, begin: () => Promise<Result<void>>): Promise<Result<void>> {
  archive.gate.bar('build', LEAVING);
  let begun = false;
  try {
    const result = await begin();
    begun = result.ok;
    return result;
  } finally {
    if (!begun) archive.gate.lift('build');
  }
}
