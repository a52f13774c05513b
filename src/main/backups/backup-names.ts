import { BACKUP_KINDS, type BackupKind } from '$contract/schemas';

/** What the name of a file in the backup folder says. */
export interface BackupName {
  /** First eight characters of the store's id. */
  store: string;
  at: Date;
  kind: BackupKind;
  /** 1, or 2 and more where another backup has the same name otherwise. */
  copy: number;
  encrypted: boolean;
}

const NAME = new RegExp(
  `^commonplace-([0-9a-f]{8})-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z-(${BACKUP_KINDS.join('|')})` +
    '(?:-([2-9]|[1-9]\\d{1,3}))?\\.zip(\\.age)?$',
  'u',
);

export function storePrefix(storeId: string): string {
  return storeId.slice(0, 8);
}

/** `commonplace-1a2b3c4d-20250131T094500Z-daily.zip`; the time is UTC. */
export function formatBackupName({ store, at, kind, copy, encrypted }: BackupName): string {
  const time = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;
  const suffix = copy === 1 ? '' : `-${copy}`;
  return `commonplace-${store}-${time}-${kind}${suffix}.zip${encrypted ? '.age' : ''}`;
}

/** Null for every other name, so also for one that would lead out of the folder. */
export function parseBackupName(name: string): BackupName | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, store, year, month, day, hour, minute, second, kind, copy, age] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const parsed: BackupName = {
    store: store!,
    at,
    kind: kind as BackupKind,
    copy: Number(copy ?? 1),
    encrypted: age !== undefined,
  };
  // A day that no month has is either no date or turns into another one.
  return !Number.isNaN(at.getTime()) && formatBackupName(parsed) === name ? parsed : null;
}
