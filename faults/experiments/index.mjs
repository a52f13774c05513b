import { backupDamage } from './backup-damage.mjs';
import { clock } from './clock.mjs';
import { diskFull } from './disk-full.mjs';
import { journalDamage } from './journal-damage.mjs';
import { killBackup } from './kill-backup.mjs';
import { killRecovery, killRestore } from './kill-build.mjs';
import { killImport } from './kill-import.mjs';
import { killIndex } from './kill-index.mjs';
import { killMigration } from './kill-migration.mjs';
import { killSaving } from './kill-saving.mjs';
import { powerCut } from './power-cut.mjs';
import { processCrashes } from './process-crashes.mjs';
import { smallFilesDamage } from './small-files-damage.mjs';
import { storeDamage } from './store-damage.mjs';
import { tornLog } from './torn-log.mjs';
import { twoInstances } from './two-instances.mjs';

/** Every experiment, in the order of the table. */
export const EXPERIMENTS = [
  killSaving,
  killImport,
  killIndex,
  killMigration,
  killBackup,
  killRestore,
  killRecovery,
  tornLog,
  storeDamage,
  journalDamage,
  smallFilesDamage,
  backupDamage,
  diskFull,
  twoInstances,
  clock,
  processCrashes,
  powerCut,
];
