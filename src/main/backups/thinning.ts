import { parseBackupName, type BackupName } from './backup-names';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Of each of the newest so many hours, days and weeks (UTC) in which there is a backup, the last one is kept. Counting
 * periods that have backups, not the time that has passed, keeps all of the last 24 hours up to one an hour, one a day
 * for 14 days and one a week for a year, and keeps them too when the clock jumps ahead or the app was not used.
 */
const PERIODS = [
  { ms: HOUR_MS, kept: 25 },
  { ms: DAY_MS, kept: 15 },
  { ms: 7 * DAY_MS, kept: 54 },
];
const NEWEST_KEPT = 3;
const REPLACED_KEPT = 10;

interface Named extends BackupName {
  name: string;
}

/**
 * The automatic backups of one store that may be removed. Those made by hand are always kept; so are those that are
 * dated after `now`, which count for nothing, because the clock was wrong then or is wrong now.
 */
export function chooseToRemove(names: string[], store: string, now: Date): string[] {
  const backups = names
    .flatMap((name): Named[] => {
      const parsed = parseBackupName(name);
      return parsed === null ? [] : [{ ...parsed, name }];
    })
    .filter((backup) => backup.store === store && backup.kind !== 'manual' && backup.at <= now)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.copy - a.copy || (a.name < b.name ? -1 : 1));
  const kept = new Set(backups.slice(0, NEWEST_KEPT));
  // What a restore replaced has no other copy.
  for (const backup of backups.filter(({ kind }) => kind === 'before-restore').slice(0, REPLACED_KEPT)) {
    kept.add(backup);
  }
  for (const { ms, kept: most } of PERIODS) {
    const seen = new Set<number>();
    for (const backup of backups) {
      const period = Math.floor(backup.at.getTime() / ms);
      if (seen.has(period)) continue;
      if (seen.size === most) break;
      seen.add(period);
      kept.add(backup);
    }
  }
  return backups.filter((backup) => !kept.has(backup)).map(({ name }) => name);
}
