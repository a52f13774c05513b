import { readArguments } from './arguments';
import { exportCommand } from './export-command';
import { importCommand } from './import-command';
import type { CommandRun } from './command-run';
import { EXIT, type ExitCode, type Output } from './output';
import { listCommand, passagesCommand, showCommand } from './read-commands';
import { searchCommand } from './search-command';
import { tagCommand } from './tag-command';
import type { Archive } from '../archive';

interface CommandDefinition {
  readonly usage: string;
  readonly options: readonly string[];
  run(run: CommandRun): Promise<ExitCode>;
}

const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  import: { usage: 'import PATH...', options: [], run: importCommand },
  list: { usage: 'list', options: [], run: listCommand },
  show: { usage: 'show REPORT', options: [], run: showCommand },
  tag: {
    usage:
      'tag REPORT --quote TEXT [--nth N] --actor NAME [--country CODE] [--role affiliation|location|mentioned] [--memo TEXT] [--status claimed|confirmed|denied|planned]',
    options: ['quote', 'nth', 'actor', 'country', 'role', 'memo', 'status'],
    run: tagCommand,
  },
  search: { usage: 'search QUERY [--limit N]', options: ['limit'], run: searchCommand },
  passages: { usage: 'passages [--query Q]', options: ['query'], run: passagesCommand },
  export: {
    usage: 'export --format csv --out PATH [--profile data|spreadsheet] [--query Q]',
    options: ['format', 'out', 'profile', 'query'],
    run: exportCommand,
  },
};

const LATER = [
  'suggest',
  'import-annotations',
  'verify',
  'backup',
  'restore',
  'journal',
  'undo',
  'redo',
  'history',
];

function usageText(): string {
  return [
    'Usage: commonplace [--archive DIR] COMMAND ... [--json]',
    ...Object.values(COMMANDS).map((command) => `  ${command.usage}`),
  ].join('\n');
}

/** Runs one command (`args[0]`) on the archive. The value is the exit code; bugs reject. */
export async function runCommand(
  archive: Archive,
  args: readonly string[],
  output: Output,
): Promise<ExitCode> {
  const name = args[0] ?? 'help';
  if (name === 'help') {
    await output.record({ event: 'help', text: usageText() }, usageText());
    return EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const message = LATER.includes(name)
      ? `“${name}” is not there yet: it comes with a later version.`
      : `There is no command “${name}”.\n${usageText()}`;
    await output.error({ code: 'usage', message });
    return EXIT.usage;
  }
  const read = readArguments(args.slice(1), 1, command.options);
  if (!read.ok) {
    await output.error({ code: 'usage', message: `${read.error.message}\nUsage: ${command.usage}` });
    return EXIT.usage;
  }
  return command.run({ archive, args: read.value, output });
}
