import type { BuildReason, OpenedBackup } from '$contract/schemas';
import { fail, type Failure, type Result } from '$domain/result';
import { attempt } from '../../platform/host';
import { readMeta } from '../../storage/archive-db';
import { backUp } from '../back-up';
import { findSources, rebuild, rewriteJournal } from '../recover';
import { restore } from '../restore';
import type { CommandEnd, CommandRun, MachineRun } from './command-run';
import { EXIT, type ExitCode, type Output } from './output';
import { readPassphrase } from './passphrase';
import { wrongUse } from './read-commands';

/** `backup --out FILE`: the whole archive as one file, read back before the command says so. */
export async function backupCommand({ archive, args, host, output }: CommandRun): Promise<ExitCode> {
  const out = args.options.get('out');
  if (args.words.length > 0 || !out) return wrongUse(output, 'Say where to: backup --out FILE');
  const passphrase = await readPassphrase(host, args);
  if (!passphrase.ok) return refused(output, passphrase.error);
  const target = await attempt(host.saveToArgument(out.index));
  if (!target.ok) return refused(output, target.error);
  const made = await backUp(archive, {
    kind: 'manual',
    target: target.value,
    passphrase: passphrase.value,
  });
  if (!made.ok) return refused(output, made.error);
  const { sha256, summary } = made.value;
  const { reports, passages, changes } = summary;
  await output.record(
    { event: 'backup', path: out.text, reports, passages, changes, sha256 },
    `${reports} reports and ${passages} passages are backed up in ${out.text}`,
  );
  return EXIT.done;
}

/** `restore FILE`: what the archive holds now is backed up first; the page that follows prints what it became. */
export async function restoreCommand(run: CommandRun): Promise<CommandEnd> {
  const opened = await openNamed(run);
  if (!opened.ok) return refused(run.output, opened.error);
  return goesOn(run.output, await restore(run.archive, opened.value));
}

/** `restore FILE` in the place of a store that cannot be opened. Main keeps its files aside. */
export async function restoreDamaged(run: MachineRun): Promise<CommandEnd> {
  const opened = await openNamed(run);
  if (!opened.ok) return refused(run.output, opened.error);
  return build(run, 'restore', opened.value.token);
}

/** `recover` on an archive that opens: builds its store again, unless that would lose changes. */
export async function recoverCommand(run: CommandRun): Promise<CommandEnd> {
  const saved = await run.archive.journal.flush();
  if (saved.kind === 'not-saved') return refused(run.output, saved.failure);
  return recoverTo(run, (await readMeta(run.archive.db, 'seq'))?.value ?? 0);
}

/**
 * `recover` for an archive that cannot be opened. A damaged journal is kept aside and continued by the store, which may
 * well be whole and hold more; the page that follows finds out. A damaged store is built from whatever reaches furthest.
 */
export async function recoverDamaged(run: MachineRun, fault: Failure): Promise<CommandEnd> {
  if (!fault.code.startsWith('journal/')) return recoverTo(run, 0);
  await run.output.note('The journal is damaged. It is kept aside, and the archive continues it.');
  return goesOn(run.output, await rewriteJournal(run.host));
}

/** `journal export --out FILE`: every change ever made, as far as the journal can be read. Exit 4 when not to its end. */
export async function exportJournalCommand(
  run: MachineRun,
  counts: { readonly reports: number | null; readonly passages: number | null } = UNKNOWN,
): Promise<ExitCode> {
  const { host, args, output } = run;
  const [what, ...more] = args.words;
  const out = args.options.get('out');
  if (what?.text !== 'export' || more.length > 0 || !out) {
    return wrongUse(output, 'Say where to: journal export --out FILE');
  }
  const target = await attempt(host.saveToArgument(out.index));
  if (!target.ok) return refused(output, target.error);
  const { token } = target.value;
  const written = await attempt(host.exportJournal(token));
  if (!written.ok) {
    await attempt(host.abortSave(token));
    return refused(output, written.error);
  }
  const file = await attempt(host.finishSave(token));
  if (!file.ok) return refused(output, file.error);
  const { changes, fault } = written.value;
  await output.record(
    { event: 'journal', path: out.text, ...counts, changes, sha256: file.value.sha256 },
    `${changes} changes written to ${out.text}`,
  );
  if (fault === null) return EXIT.done;
  await output.error(fault);
  return EXIT.fault;
}

/** The journal as it is once what waits for it is in it. */
export async function exportWholeJournal(run: CommandRun): Promise<ExitCode> {
  const saved = await run.archive.journal.flush();
  if (saved.kind === 'not-saved') await run.output.note(saved.failure.message);
  const { reports, excerpts } = run.archive.db;
  return exportJournalCommand(run, { reports: await reports.count(), passages: await excerpts.count() });
}

/** A store that cannot be opened cannot be counted. */
const UNKNOWN = { reports: null, passages: null };

async function openNamed({ args, host, output }: MachineRun): Promise<Result<OpenedBackup>> {
  const [file, ...more] = args.words;
  if (!file || more.length > 0) return fail(NAME_ONE_BACKUP);
  const passphrase = await readPassphrase(host, args);
  if (!passphrase.ok) return passphrase;
  const found = await attempt(host.openArgument(file.index));
  if (!found.ok) return found;
  if (found.value.kind === 'refused') {
    return fail({ code: found.value.code, message: found.value.message });
  }
  const opened = await attempt(host.openPickedBackup(found.value.file.token, passphrase.value));
  if (!opened.ok) return opened;
  const { createdAt, reports, passages, changes } = opened.value.summary;
  await output.note(
    `Restoring ${reports} reports, ${passages} passages and ${changes} changes, as they were at ${createdAt}.`,
  );
  return opened;
}

const NAME_ONE_BACKUP: Failure = { code: 'usage', message: 'Name one backup: restore FILE' };

/** `least`: the change that must be reached, so that nothing is lost by it. */
async function recoverTo(run: MachineRun, least: number): Promise<CommandEnd> {
  const { args, host, output } = run;
  if (args.words.length > 0) return wrongUse(output, '“recover” takes no words.');
  const options = await findSources(host);
  if (!options.ok) return refused(output, options.error);
  const { sources, lastSeq } = options.value;
  const best = sources[0];
  if (!best) {
    return refused(output, {
      code: 'recover/nothing',
      message:
        'There is no journal and no backup to recover from. Nothing was changed. If you have a backup elsewhere, use restore FILE.',
    });
  }
  if (best.seq < least) {
    return refused(output, {
      code: 'recover/behind',
      message: `The archive holds ${least} changes, but what it could be recovered from ends at change ${best.seq}. Nothing was changed.`,
    });
  }
  const from = best.kind === 'journal' ? 'the journal' : `the backup ${best.name}`;
  const last = Math.max(lastSeq, least);
  await output.note(
    best.seq >= last
      ? `Recovering from ${from}: all ${best.seq} changes.`
      : `Recovering from ${from}: it reaches change ${best.seq} of ${last}, saved ${best.savedAt ?? 'at a time not known'}.`,
  );
  return build(run, 'recovery', best.token);
}

async function build({ host, output }: MachineRun, reason: BuildReason, token: string): Promise<CommandEnd> {
  return goesOn(output, await rebuild(host, reason, token));
}

async function goesOn(output: Output, started: Result<void>): Promise<CommandEnd> {
  return started.ok ? 'goes-on-in-a-new-page' : refused(output, started.error);
}

async function refused(output: Output, failure: Failure): Promise<ExitCode> {
  await output.error(failure);
  return failure.code === 'usage' ? EXIT.usage : EXIT.refused;
}
