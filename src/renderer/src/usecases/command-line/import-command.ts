import type { ReportId } from '$domain/ids';
import type { Failure } from '$domain/result';
import { attempt } from '../../platform/host';
import type { Archive } from '../archive';
import { newBatch } from '../change-archive';
import { draftReports, type Candidate } from '../draft-reports';
import { importReports, type ImportOutcome } from '../import-reports';
import { pickedSource, type ImportSource } from '../import-sources';
import { EXIT, type ExitCode, type Output } from './output';
import type { CommandRun } from './command-run';

/** Files read, parsed and saved at a time: bounds memory to a few times 50 MB at worst. */
const FILES_AT_ONCE = 50;

type FileEvent =
  | { outcome: 'imported' | 'duplicate'; reportId: ReportId; title: string; problems: readonly Failure[] }
  | { outcome: 'refused'; problems: readonly Failure[] };

/**
 * `import PATH...`: one `file` event a report found in each path, a file or a folder with all that is in it, in order, then a summary. Exit 3 when a file was refused. A file is called
 * imported once it is in the journal; one that only the store has is refused with what keeps the journal from it.
 */
export async function importCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  if (args.words.length === 0) {
    await output.error({ code: 'usage', message: 'Name at least one file: import PATH...' });
    return EXIT.usage;
  }
  const given = await openGiven(archive, args.words);
  const batchId = newBatch(archive);
  const counts = { imported: 0, duplicate: 0, refused: 0 };
  for (let from = 0; from < given.length; from += FILES_AT_ONCE) {
    const page = given.slice(from, from + FILES_AT_ONCE);
    const candidates = await draftReports(
      archive,
      page.map(({ source }) => source),
    );
    const ready = candidates.filter((candidate) => candidate.kind === 'ready');
    const outcomes = await importReports(
      archive,
      ready.map((candidate) => ({ candidate, metadata: candidate.draft.metadata })),
      { continues: { batchId, imported: counts.imported } },
    );
    const outcomeOf = new Map<Candidate, ImportOutcome>(
      ready.map((candidate, i) => [candidate, outcomes[i] ?? notReached(archive, candidate)]),
    );
    for (const candidate of candidates) {
      const event = eventOf(candidate, outcomeOf);
      counts[event.outcome] += 1;
      await print(output, pathOf(page[candidate.source]!.path, candidate.name), event);
    }
  }
  await output.record(
    { event: 'summary', imported: counts.imported, duplicates: counts.duplicate, refused: counts.refused },
    `${counts.imported} imported, ${counts.duplicate} already here, ${counts.refused} refused`,
  );
  return counts.refused > 0 ? EXIT.refused : EXIT.done;
}

/** A file that was named, or lies in a folder that was. */
interface GivenFile {
  /** As it was given, and for a file in a folder its way from there. */
  readonly path: string;
  readonly source: ImportSource;
}

async function openGiven(archive: Archive, words: CommandRun['args']['words']): Promise<GivenFile[]> {
  const given: GivenFile[] = [];
  for (const { text, index } of words) {
    const folder = await attempt(archive.host.openArgumentFolder(index));
    if (!folder.ok || folder.value === null) {
      given.push({ path: text, source: argumentSource(archive, text, index) });
      continue;
    }
    for (const file of folder.value.files) {
      const way = file.name.slice(file.name.indexOf('/'));
      given.push({ path: `${text.replace(/[/\\]+$/u, '')}${way}`, source: pickedSource(archive, file) });
    }
  }
  return given;
}

/** A path as it was given, with where in the file it is when the file holds several reports. */
function pathOf(path: string, name: string): string {
  const within = name.indexOf(' › ');
  return within === -1 ? path : `${path}${name.slice(within)}`;
}

/** The file that the argument at `index` names, as something to read. */
export function argumentSource(archive: Archive, path: string, index: number): ImportSource {
  return {
    name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
    async read() {
      const opened = await attempt(archive.host.openArgument(index));
      if (!opened.ok) return opened;
      const file = opened.value;
      if (file.kind === 'file') return pickedSource(archive, file.file).read();
      return { ok: false, error: { code: file.code, message: file.message } };
    },
  };
}

function eventOf(candidate: Candidate, outcomeOf: ReadonlyMap<Candidate, ImportOutcome>): FileEvent {
  if (candidate.kind === 'refused') return { outcome: 'refused', problems: [candidate.failure] };
  const problems = candidate.draft.notes;
  if (candidate.kind === 'duplicate' && candidate.of.kind === 'report') {
    return { outcome: 'duplicate', reportId: candidate.of.reportId, title: candidate.of.title, problems };
  }
  const saved = outcomeOf.get(candidate.kind === 'duplicate' ? sameFile(candidate) : candidate)!;
  if (saved.kind === 'refused') return { outcome: 'refused', problems: [saved.failure] };
  if (saved.unsaved !== null) return { outcome: 'refused', problems: [saved.unsaved] };
  const { id, title } = saved.report;
  const outcome = candidate.kind === 'duplicate' ? 'duplicate' : 'imported';
  return { outcome, reportId: id, title, problems };
}

/** An import ends early when the archive cannot be written any more. */
function notReached({ gate }: Archive, { name }: Candidate): ImportOutcome {
  const failure = gate.barred ?? {
    code: 'import/stopped',
    message: 'The import stopped before this file, because the archive could not be written.',
  };
  return { kind: 'refused', name, failure };
}

function sameFile(candidate: Extract<Candidate, { kind: 'duplicate' }>): Candidate {
  if (candidate.of.kind !== 'candidate') throw new Error('Not a duplicate of a file.');
  return candidate.of.candidate;
}

async function print(output: Output, path: string, event: FileEvent): Promise<void> {
  const problems = event.problems.map(({ code, message }) => ({ code, message }));
  const details = event.outcome === 'refused' ? {} : { reportId: event.reportId, title: event.title };
  const words = { imported: 'imported', duplicate: 'already here', refused: 'refused' }[event.outcome];
  const notes = problems.map(({ message }) => `  ${message}`).join('\n');
  await output.record(
    { event: 'file', path, outcome: event.outcome, ...details, problems },
    `${path}: ${words}${event.outcome === 'refused' ? '' : `, “${event.title}”`}${notes === '' ? '' : `\n${notes}`}`,
  );
}
