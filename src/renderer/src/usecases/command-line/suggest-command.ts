import type { CanonicalText } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import type { Suggestion } from '$domain/suggest/suggestion';
import { toPositionSelectors } from '$domain/text/offsets';
import { textOf } from '../../storage/reads';
import { draftReports } from '../draft-reports';
import type { CommandRun } from './command-run';
import { findReport } from './find-report';
import { argumentSource } from './import-command';
import { EXIT, type ExitCode } from './output';
import { knownEntries } from '../suggest-passages';
import { wrongUse } from './read-commands';

/**
 * `suggest PATH|REPORT`: actors and countries found in a file, read as `import` would read it, or in a report; one line
 * each, in the order of the text. Saves nothing. A file that is refused is exit 3.
 */
export async function suggestCommand(run: CommandRun): Promise<ExitCode> {
  const { archive, args, output } = run;
  const [named, ...more] = args.words;
  if (!named || more.length > 0) return wrongUse(output, 'Name one file or one report: suggest PATH|REPORT');
  const read = await readNamed(run, named);
  if (!read.ok) {
    await output.error(read.error);
    return read.error.code === 'usage' ? EXIT.usage : EXIT.refused;
  }
  const { text } = read.value;
  const found = await archive.suggester.suggest(await knownEntries(archive), [read.value]);
  if (!found.ok) {
    await output.error(found.error);
    return EXIT.unexpected;
  }
  const suggestions = found.value[0]!;
  const positions = toPositionSelectors(
    text,
    suggestions.map(({ span }) => span),
  );
  for (const [i, suggestion] of suggestions.entries()) {
    const exact = text.slice(suggestion.span.start, suggestion.span.end);
    await output.record(
      { ...positions[i]!, exact, ...suggestionRecord(suggestion) },
      [labelOf(suggestion), suggestion.reason, mayAlsoBe(suggestion)].filter(Boolean).join('  '),
    );
  }
  return EXIT.done;
}

interface Readable extends CanonicalText {
  readonly language: string;
}

/** What the word names: a file if there is one, otherwise a report. Fails with `usage` when it is neither. */
async function readNamed(
  { archive }: CommandRun,
  { text, index }: { readonly text: string; readonly index: number },
): Promise<Result<Readable>> {
  const [candidate] = await draftReports(archive, [argumentSource(archive, text, index)]);
  if (candidate === undefined) throw new Error('A file was neither read nor refused.');
  if (candidate.kind !== 'refused') {
    const { draft } = candidate;
    return ok({ text: draft.text, blocks: draft.blocks, language: draft.metadata.language });
  }
  if (candidate.failure.code !== 'file/not-found') return fail(candidate.failure);
  const report = await findReport(archive, text);
  if (!report.ok) return fail(neither(text, report.error));
  const stored = await textOf(archive.db, report.value);
  if (!stored) throw new Error(`The text of report ${report.value.id} is missing.`);
  return ok({ text: stored.text, blocks: stored.blocks, language: report.value.language });
}

function neither(named: string, { code, message }: Failure): Failure {
  return { code, message: `There is no file “${named}”. ${message}` };
}

/** Everything about a suggestion but its place; `ambiguous` and `alternatives` only where there are other readings. */
function suggestionRecord({ target, source, form, reason, alternatives }: Suggestion) {
  const ambiguous = alternatives.length > 0;
  return {
    kind: target.kind,
    name: target.name,
    ...(target.kind === 'country' ? { code: target.code } : { actorId: target.actorId }),
    ...(ambiguous
      ? { ambiguous, alternatives: alternatives.map(({ code, label }) => ({ code, name: label })) }
      : {}),
    source,
    form,
    reason,
  };
}

function labelOf({ target }: Suggestion): string {
  return target.kind === 'country' ? `${target.code} ${target.name}` : target.name;
}

function mayAlsoBe({ alternatives }: Suggestion): string {
  return alternatives.length === 0
    ? ''
    : `It may also be ${alternatives.map(({ label }) => label).join(' or ')}.`;
}
