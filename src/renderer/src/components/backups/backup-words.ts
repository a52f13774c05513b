import type { BackupInfo } from '../../state/backups.svelte';

type Kind = NonNullable<BackupInfo['summary']>['kind'];

const KINDS: Readonly<Record<Kind, string>> = {
  manual: 'by hand',
  daily: 'of the day',
  changes: 'after 500 changes',
  'before-migration': 'before an update',
  'before-restore': 'before restoring',
  'before-delete': 'before deleting or merging',
};

/** Why a backup was made, in words; empty when it cannot be told from outside. */
export function kindWords(kind: Kind | undefined): string {
  return kind === undefined ? '' : KINDS[kind];
}
