import { refuse, systemCode, type Refusal } from '../outcome';
import { reportUnexpected } from '../unexpected';

/** A refusal on its way out of streams and loops to the function that answers with it. */
export class BackupProblem extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'BackupProblem';
  }
}

const UNCHANGED = 'The archive is unchanged.';
const SAFE = 'The archive and older backups are safe.';

/** `part` says what is damaged and fits "…, because <part>". It holds no path. */
export function damaged(part: string): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/damaged',
      `The backup is damaged and cannot be used, because ${part}. ${UNCHANGED} Choose another backup.`,
    ),
  );
}

export function notABackup(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/not-a-backup',
      `This file is not a backup of an archive. ${UNCHANGED} Choose another file.`,
    ),
  );
}

export function newer(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/newer',
      `This backup was written by a newer version of Commonplace. ${UNCHANGED} Update the app, then open it again.`,
    ),
  );
}

export function needsPassphrase(): BackupProblem {
  return new BackupProblem(
    refuse('backup/encrypted', `This backup is encrypted. ${UNCHANGED} Type its passphrase to open it.`),
  );
}

export function wrongPassphrase(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/wrong-passphrase',
      `That passphrase does not open this backup. ${UNCHANGED} Check it and type it again.`,
    ),
  );
}

export function otherEncryption(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/unreadable',
      `This file is encrypted in a way that the app does not open. ${UNCHANGED} ` +
        'Decrypt it with the program that encrypted it, then open the result.',
    ),
  );
}

export function stopped(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/stopped',
      `This was stopped before it was finished. ${SAFE} Start it again when you like.`,
    ),
  );
}

export function journalDamaged(reason: string): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/journal-damaged',
      `No backup was written, because the journal is damaged. ${SAFE} ${reason}`,
    ),
  );
}

export function notReadBack(): BackupProblem {
  return new BackupProblem(
    refuse(
      'backup/failed',
      `The backup was written but could not be read back as it should be, so it was not kept. ${SAFE} ` +
        'The disk may be failing: write it to another one.',
    ),
  );
}

/** An error of the operating system, as against one of a library that was given damaged bytes. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error));
}

/** The refusal for an error while a backup is written; null for what is a bug and must be thrown on. */
export function refusalForWriting(error: unknown): Refusal | null {
  if (error instanceof BackupProblem) return error.refusal;
  if (isFull(error)) {
    return refuse(
      'backup/disk-full',
      `The disk is full, so no backup was written. ${SAFE} Free some space, or choose a folder on another disk.`,
    );
  }
  const code = systemCode(error);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST'].includes(code)) {
    return refuse(
      'backup/not-writable',
      `The backup cannot be written there. ${SAFE} Check that the folder is there and can be written to, ` +
        'or choose another one.',
    );
  }
  if (!/^E[A-Z0-9]+$/u.test(code)) return null;
  return refuse(
    'backup/failed',
    `The backup could not be written. ${SAFE} Try again, or choose another folder.`,
  );
}

/** The refusal for an error while a backup is read. A hostile file must not stop the app, so bugs are refusals too. */
export function refusalForReading(error: unknown): Refusal {
  if (error instanceof BackupProblem) return error.refusal;
  const code = systemCode(error);
  if (code === 'ENOENT') {
    return refuse('backup/not-found', `The backup is not there any more. ${UNCHANGED} Choose another one.`);
  }
  if (isFull(error)) {
    return refuse(
      'backup/disk-full',
      'The disk is full, so the backup could not be unpacked. What the archive holds is safe. Free some space and try again.',
    );
  }
  if (!/^E[A-Z0-9]+$/u.test(code)) reportUnexpected('reading a backup', error);
  return refuse(
    'backup/unreadable',
    `The backup could not be read. ${UNCHANGED} Check that its disk is connected and try again, or choose another backup.`,
  );
}
