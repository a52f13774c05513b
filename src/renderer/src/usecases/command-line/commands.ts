import type { Failure } from '$domain/result';
import { actorsCommand } from './actors-command';
import {
  backupCommand,
  exportJournalCommand,
  exportWholeJournal,
  recoverCommand,
  recoverDamaged,
  restoreCommand,
  restoreDamaged,
} from './backup-commands';
import type { CommandEnd, CommandRun, MachineRun } from './command-run';
import { exportCommand } from './export-command';
import { historyCommand, redoCommand, undoCommand } from './history-commands';
import { importCommand } from './import-command';
import { listCommand, passagesCommand, showCommand } from './read-commands';
import { searchCommand } from './search-command';
import { suggestCommand } from './suggest-command';
import { tagCommand } from './tag-command';
import { verifyCommand, verifyDamaged } from './verify-command';

export interface CommandDefinition {
  readonly usage: string;
  readonly options: readonly string[];
  /** Options without a value. */
  readonly flags?: readonly string[];
  /** It writes to the archive, so that a backup may be due after it. */
  readonly changes?: true;
  run(run: CommandRun): Promise<CommandEnd>;
  /** What it does while the store cannot be opened; absent when it needs the store. */
  runDamaged?(run: MachineRun, fault: Failure): Promise<CommandEnd>;
}

export const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  import: { usage: 'import PATH...', options: [], changes: true, run: importCommand },
  list: { usage: 'list', options: [], run: listCommand },
  show: { usage: 'show REPORT', options: [], run: showCommand },
  tag: {
    usage:
      'tag REPORT --quote TEXT [--nth N] --actor NAME [--country CODE] [--role affiliation|location|mentioned] [--code PATH|PATH] [--memo TEXT] [--status claimed|confirmed|denied|planned] [--confidence low|medium|high] [--important yes|no] [--event-date DATE]',
    options: [
      'quote',
      'nth',
      'actor',
      'country',
      'role',
      'code',
      'memo',
      'status',
      'confidence',
      'important',
      'event-date',
    ],
    changes: true,
    run: tagCommand,
  },
  search: { usage: 'search QUERY [--limit N]', options: ['limit'], run: searchCommand },
  passages: { usage: 'passages [--query Q]', options: ['query'], run: passagesCommand },
  suggest: { usage: 'suggest PATH|REPORT', options: [], run: suggestCommand },
  export: {
    usage: 'export --format csv --out PATH [--profile data|spreadsheet] [--query Q]',
    options: ['format', 'out', 'profile', 'query'],
    run: exportCommand,
  },
  actors: {
    usage:
      'actors | actors import FILE [--dry-run] | actors export --format csv|qdc --out FILE [--profile data|spreadsheet]',
    options: ['format', 'out', 'profile'],
    flags: ['dry-run'],
    changes: true,
    run: actorsCommand,
  },
  undo: { usage: 'undo [N]', options: [], changes: true, run: undoCommand },
  redo: { usage: 'redo [N]', options: [], changes: true, run: redoCommand },
  history: { usage: 'history [REPORT] [--limit N]', options: ['limit'], run: historyCommand },
  verify: { usage: 'verify', options: [], run: verifyCommand, runDamaged: verifyDamaged },
  backup: {
    usage: 'backup --out FILE [--passphrase-file PATH]',
    options: ['out', 'passphrase-file'],
    run: backupCommand,
  },
  restore: {
    usage: 'restore FILE [--passphrase-file PATH]',
    options: ['passphrase-file'],
    run: restoreCommand,
    runDamaged: restoreDamaged,
  },
  recover: { usage: 'recover', options: [], run: recoverCommand, runDamaged: recoverDamaged },
  journal: {
    usage: 'journal export --out FILE',
    options: ['out'],
    run: exportWholeJournal,
    runDamaged: (run) => exportJournalCommand(run),
  },
};

/** Commands that are announced and not there yet. */
export const LATER: readonly string[] = ['import-annotations'];

export function usageText(): string {
  return [
    'Usage: commonplace [--archive DIR] COMMAND ... [--json]',
    ...Object.values(COMMANDS).map((command) => `  ${command.usage}`),
  ].join('\n');
}
