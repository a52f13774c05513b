import type { HostApi } from '$contract/host-api';
import type { ArchiveState, Launch, SpaceState } from '$contract/schemas';
import type { Ports } from '$domain/ids';
import { ok, type Failure, type Result } from '$domain/result';
import type { ArchiveDb } from '../../storage/archive-db';
import type { Archive } from '../archive';
import { backUpWhenDue } from '../automatic-backups';
import { buildNew, type BuildState } from '../build-archive';
import { unsaved } from '../keep-journal';
import { openChecked } from '../open-archive';
import { readArguments, usage } from './arguments';
import type { CommandEnd, MachineRun } from './command-run';
import { COMMANDS, LATER, usageText, type CommandDefinition } from './commands';
import { commandOutput, EXIT, type ExitCode, type Output } from './output';

type CommandLaunch = Extract<Launch, { kind: 'command' }>;

/**
 * Runs the command main was started with and ends the app with its exit code; a restore goes on in the page that
 * replaces this one instead. `assemble` makes the archive of an opened store whose journal ends at `journalSeq`.
 */
export async function runOnMachine(
  host: HostApi,
  ports: Ports,
  launch: CommandLaunch,
  assemble: (db: ArchiveDb, journalSeq: number) => Archive,
): Promise<void> {
  const output = commandOutput(host, launch.json);
  let end: CommandEnd;
  try {
    end = await run(host, ports, launch, assemble, output);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await output.error({
      code: 'unexpected',
      message: `Something went wrong that should not have: ${reason}`,
    });
    end = EXIT.unexpected;
  }
  if (end !== 'goes-on-in-a-new-page') await host.exit(end);
}

async function run(
  host: HostApi,
  ports: Ports,
  { args, archive: state, space }: CommandLaunch,
  assemble: (db: ArchiveDb, journalSeq: number) => Archive,
  output: Output,
): Promise<CommandEnd> {
  if (state.kind === 'build') return finishBuild(host, ports, state, args, output);
  if ((args[0] ?? 'help') === 'help') {
    await output.record({ event: 'help', text: usageText() }, usageText());
    return EXIT.done;
  }
  const chosen = choose(args);
  if (!chosen.ok) {
    await output.error(chosen.error);
    return EXIT.usage;
  }
  const { command, args: read } = chosen.value;
  const machine: MachineRun = { host, args: read, output };
  if (state.kind === 'refused') return unavailable(output, state.fault);
  if (state.kind === 'damaged') return runDamaged(command, machine, state.fault);
  return runOpen(command, machine, state, space, assemble);
}

async function runOpen(
  command: CommandDefinition,
  machine: MachineRun,
  state: Extract<ArchiveState, { kind: 'open' }>,
  space: SpaceState,
  assemble: (db: ArchiveDb, journalSeq: number) => Archive,
): Promise<CommandEnd> {
  const { host, output } = machine;
  const opening = await openChecked(host, state, space);
  if (opening.kind === 'refused') return unavailable(output, opening.fault);
  if (opening.kind === 'damaged') return runDamaged(command, machine, opening.fault);
  const miscounted = await opening.counted;
  if (miscounted !== null) {
    opening.db.close();
    return runDamaged(command, machine, miscounted);
  }
  for (const note of opening.notes) await output.note(note);
  const archive = assemble(opening.db, opening.journalSeq);
  await archive.journal.flush();
  const end = await command.run({ ...machine, archive });
  archive.journal.stop();
  if (end === 'goes-on-in-a-new-page') return end;
  if (command.changes === true && unsaved(archive) === null) {
    const backup = await backUpWhenDue(archive);
    if (backup?.ok === false) await output.note(`No backup was made: ${backup.error.message}`);
  }
  await archive.close();
  const waiting = unsaved(archive);
  if (waiting === null || end !== EXIT.done) return end;
  await output.error(waiting);
  return EXIT.refused;
}

async function runDamaged(
  command: CommandDefinition,
  machine: MachineRun,
  fault: Failure,
): Promise<CommandEnd> {
  if (command.runDamaged) return command.runDamaged(machine, fault);
  return unavailable(machine.output, {
    code: fault.code,
    message: `${fault.message} Open the window to recover it, or use restore FILE, recover, journal export or verify.`,
  });
}

async function unavailable(output: Output, fault: Failure): Promise<ExitCode> {
  await output.error(fault);
  return EXIT.unavailable;
}

/** The second half of `restore` and `recover`: this page runs on the new store. On a failure the old one stays. */
async function finishBuild(
  host: HostApi,
  ports: Ports,
  state: BuildState,
  args: readonly string[],
  output: Output,
): Promise<ExitCode> {
  const built = await buildNew(host, ports, state, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (!built.ok) {
    await output.error(built.error);
    return EXIT.refused;
  }
  const { db, seq } = built.value;
  const reports = await db.reports.count();
  const passages = await db.excerpts.count();
  db.close();
  const chosen = choose(args);
  const path = (chosen.ok && args[0] === 'restore' && chosen.value.args.words[0]?.text) || null;
  await output.record(
    { event: 'restored', path, reports, passages, changes: seq, sha256: state.sha256 },
    `The archive holds ${reports} reports and ${passages} passages again${path === null ? '' : `, from ${path}`}`,
  );
  return EXIT.done;
}

interface Chosen {
  readonly command: CommandDefinition;
  readonly args: MachineRun['args'];
}

/** The command that `args` name, with its arguments. Fails with `usage`. */
function choose(args: readonly string[]): Result<Chosen> {
  const name = args[0] ?? '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    return usage(
      LATER.includes(name)
        ? `“${name}” is not there yet: it comes with a later version.`
        : `There is no command “${name}”.\n${usageText()}`,
    );
  }
  const read = readArguments(args.slice(1), 1, command.options, command.flags);
  if (!read.ok) return usage(`${read.error.message}\nUsage: ${command.usage}`);
  return ok({ command, args: read.value });
}
