import type { EntryProblem } from '$domain/coding/entry-draft';
import { ok, type Failure, type Result } from '$domain/result';
import { actorExporterById } from '../../exporters/actor-formats';
import { attempt } from '../../platform/host';
import {
  actorRows,
  exportActors,
  importActors,
  previewActorImport,
  readActorFile,
  ACTOR_FORMATS,
  type ActorImportPlan,
  type PlannedActor,
} from '../actor-files';
import { unsaved } from '../keep-journal';
import { importProblems } from '../plan-entry-import';
import type { CommandRun } from './command-run';
import { argumentSource } from './import-command';
import { EXIT, type ExitCode, type Output } from './output';
import { wrongUse } from './read-commands';
import { actorRecord } from './records';

/** `actors`, `actors import FILE` and `actors export`: the registry of actors, and files of it. */
export async function actorsCommand(run: CommandRun): Promise<ExitCode> {
  const { args, output } = run;
  const [what, ...words] = args.words;
  const has = (...options: string[]): boolean => options.some((option) => args.options.has(option));
  switch (what?.text) {
    case undefined:
      if (has('format', 'out', 'profile', 'dry-run')) return wrongUse(output, '“actors” takes no options.');
      return list(run);
    case 'import':
      if (words.length !== 1 || has('format', 'out', 'profile')) {
        return wrongUse(output, 'Name one file: actors import FILE [--dry-run]');
      }
      return importFile(run, words[0]!);
    case 'export':
      if (words.length > 0 || has('dry-run')) return wrongUse(output, '“actors export” takes options only.');
      return exportFile(run);
    default:
      return wrongUse(output, `“actors” can import and export, not “${what!.text}”.`);
  }
}

async function list({ archive, output }: CommandRun): Promise<ExitCode> {
  for (const { actor, parent } of await actorRows(archive)) {
    const about = [actor.kind, actor.country, actor.cameo, parent && `part of ${parent}`].filter(Boolean);
    await output.record(
      actorRecord(actor, parent),
      about.length === 0 ? actor.name : `${actor.name}  (${about.join(', ')})`,
    );
  }
  return EXIT.done;
}

/**
 * One `actor` event an actor of the file, then one `problem` event each, then a summary. Exit 3 when an actor was left
 * out, or the file was refused.
 */
async function importFile(
  { archive, args, output }: CommandRun,
  file: { readonly text: string; readonly index: number },
): Promise<ExitCode> {
  const dryRun = args.options.has('dry-run');
  const bytes = await argumentSource(archive, file.text, file.index).read();
  const read = bytes.ok ? await readActorFile(archive, file.text, bytes.value) : bytes;
  if (!read.ok) return refused(output, read.error);
  const { drafts, format } = read.value;
  const planned: Result<ActorImportPlan> = dryRun
    ? ok(await previewActorImport(archive, drafts))
    : await plannedBy(importActors(archive, drafts));
  if (!planned.ok) return refused(output, planned.error);
  const waiting = unsaved(archive);
  if (waiting !== null) return refused(output, waiting);

  const problems = importProblems(read.value, planned.value);
  const counts = { new: 0, update: 0, unchanged: 0, clash: 0 };
  for (const entry of planned.value.entries) {
    counts[entry.kind] += 1;
    await printActor(output, entry);
  }
  for (const problem of problems) await printProblem(output, problem);
  const { new: added, update: updated, unchanged, clash: clashes } = counts;
  const summary = { added, updated, unchanged, clashes, problems: problems.length };
  await output.record(
    { event: 'summary', format, dryRun, ...summary },
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${clashes} left out${dryRun ? ' (nothing was changed)' : ''}`,
  );
  return problems.some((problem) => problem.refused) ? EXIT.refused : EXIT.done;
}

async function plannedBy(importing: ReturnType<typeof importActors>): Promise<Result<ActorImportPlan>> {
  const imported = await importing;
  return imported.ok ? ok(imported.value.plan) : imported;
}

const OUTCOMES = { new: 'added', update: 'updated', unchanged: 'unchanged', clash: 'clash' } as const;

async function printActor(output: Output, entry: PlannedActor): Promise<void> {
  const outcome = OUTCOMES[entry.kind];
  const { line, name } = entry.draft;
  if (entry.kind === 'clash') {
    const { code, message } = entry.failure;
    await output.record({ event: 'actor', outcome, line, name, code, message }, `${name}: left out`);
    return;
  }
  const fields = entry.kind === 'update' ? Object.keys(entry.fields) : [];
  await output.record(
    {
      event: 'actor',
      outcome,
      line,
      name,
      actorId: entry.entry.id,
      ...(entry.kind === 'new' ? {} : { is: entry.entry.name, by: entry.by }),
      ...(entry.kind === 'update' ? { fields } : {}),
    },
    `${name}: ${outcome}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
  );
}

async function printProblem(output: Output, { line, code, message, refused }: EntryProblem): Promise<void> {
  await output.record(
    { event: 'problem', line, code, message, refused },
    line === null ? message : `line ${line}: ${message}`,
  );
}

async function exportFile({ archive, args, output }: CommandRun): Promise<ExitCode> {
  const format = args.options.get('format')?.text ?? '';
  const exporter = actorExporterById(format);
  if (!exporter) {
    const formats = ACTOR_FORMATS.map(({ id }) => id).join(', ');
    return wrongUse(output, `“--format” is one of ${formats}; not “${format}”.`);
  }
  const named = args.options.get('profile')?.text;
  const profile = exporter.profiles.find(({ id }) => id === (named ?? 'data'));
  if (named !== undefined && !profile) {
    const profiles = exporter.profiles.map(({ id }) => id).join(', ');
    return wrongUse(
      output,
      profiles === '' ? `“${format}” has no profiles.` : `“--profile” is one of ${profiles}; not “${named}”.`,
    );
  }
  const out = args.options.get('out');
  if (!out) return wrongUse(output, 'Say where to: --out FILE');
  const target = await attempt(archive.host.saveToArgument(out.index));
  const exported = target.ok ? await exportActors(archive, exporter.id, target.value, profile?.id) : target;
  if (!exported.ok) return refused(output, exported.error);
  const { rows, losses, file } = exported.value;
  await output.record(
    { event: 'exported', format, path: out.text, rows, sha256: file.sha256, losses },
    [`${rows} actors written to ${out.text}`, ...losses].join('\n'),
  );
  return EXIT.done;
}

async function refused(output: Output, failure: Failure): Promise<ExitCode> {
  await output.error(failure);
  return EXIT.refused;
}
