import type { RecoverySource } from '../../state/recovery.svelte';
import { moment } from '../words';

/** Where the changes come from. */
export function sourceName({ kind, name }: Pick<RecoverySource, 'kind' | 'name'>): string {
  return kind === 'journal'
    ? 'From the journal of this archive'
    : name === ''
      ? 'From a backup'
      : `From backup ${name}`;
}

/** How far a source reaches: "Everything up to change 512, saved 14:02 on 3 March". */
export function reach({ seq, savedAt }: Pick<RecoverySource, 'seq' | 'savedAt'>, now = new Date()): string {
  const change = seq.toLocaleString('en');
  return `Everything up to change ${change}${savedAt === null ? '' : `, saved ${moment(savedAt, now)}`}`;
}

/** The changes from one number to another: "change 513", "changes 513 to 520". */
export function changesBetween(after: number, last: number): string {
  const from = (after + 1).toLocaleString('en');
  return after + 1 === last ? `change ${from}` : `changes ${from} to ${last.toLocaleString('en')}`;
}
