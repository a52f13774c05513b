import type { HistoryStep } from '$domain/change/history';
import { stepHistory } from '../change-archive';
import { completeLogFromJournal } from '../complete-log';
import { unsaved } from '../keep-journal';
import { namedSteps, subjectHistory, type NamedStep } from '../read-history';
import { positiveNumber } from './arguments';
import type { CommandRun } from './command-run';
import { findReport } from './find-report';
import { EXIT, type ExitCode } from './output';
import { wrongUse } from './read-commands';

export const undoCommand = (run: CommandRun): Promise<ExitCode> => stepCommand(run, 'undo');
export const redoCommand = (run: CommandRun): Promise<ExitCode> => stepCommand(run, 'redo');

/** `undo [N]`, `redo [N]`: one record a step. Fewer steps than asked for are no failure. */
async function stepCommand(run: CommandRun, direction: HistoryStep): Promise<ExitCode> {
  const { archive, args, output } = run;
  const [times, ...more] = args.words;
  if (more.length > 0) return wrongUse(output, `Say how many steps: ${direction} [N]`);
  const number = positiveNumber('N', times?.text ?? '1');
  if (!number.ok) {
    return wrongUse(output, `“${direction}” takes a whole number of steps from 1, not “${times?.text}”.`);
  }
  for (let done = 0; done < number.value; done++) {
    const stepped = await stepHistory(archive, direction);
    const failure = stepped.ok ? unsaved(archive) : stepped.error;
    if (failure !== null) {
      await output.error(failure);
      return EXIT.refused;
    }
    const label = stepped.ok ? stepped.value : null;
    if (label === null) {
      await output.note(`There is nothing ${done === 0 ? '' : 'more '}to ${direction}.`);
      break;
    }
    await output.record(
      { event: direction, label },
      `${direction === 'undo' ? 'Undone' : 'Done again'}: ${label}`,
    );
  }
  return EXIT.done;
}

const MOST = 500;

/** `history`: the named steps, newest first. `history REPORT`: what happened to one report. */
export async function historyCommand(run: CommandRun): Promise<ExitCode> {
  const { archive, args, output } = run;
  const [named, ...more] = args.words;
  if (more.length > 0) return wrongUse(output, 'Name one report: history [REPORT]');
  const limit = positiveNumber('limit', args.options.get('limit')?.text ?? String(MOST));
  if (!limit.ok) return wrongUse(output, limit.error.message);
  if (!named) {
    const { undone, done } = await namedSteps(archive, limit.value);
    for (const step of undone) await printStep(run, step, false);
    for (const step of done) await printStep(run, step, true);
    return EXIT.done;
  }
  const report = await findReport(archive, named.text);
  if (!report.ok) return wrongUse(output, report.error.message);
  const completed = await completeLogFromJournal(archive, new AbortController().signal);
  if (!completed.ok) await output.note(completed.error.message);
  for (const { seq, at, coder, title, notes } of await subjectHistory(
    archive,
    report.value.id,
    limit.value,
  )) {
    await output.record(
      {
        event: 'change',
        change: seq,
        at,
        coder,
        label: title,
        notes: notes.map(({ text, memo }) => ({ text, ...memo })),
      },
      [`${at}  ${coder}  ${title}`, ...notes.map(({ text }) => `  ${text}`)].join('\n'),
    );
  }
  return EXIT.done;
}

/** `done`: whether the archive is as after this step; the others were undone and can be redone. */
async function printStep({ output }: CommandRun, step: NamedStep, done: boolean): Promise<void> {
  const { label, at, coder, batchId } = step;
  await output.record(
    { event: 'step', label, at, coder, batchId, state: done ? 'done' : 'undone' },
    `${at ?? 'time not known'}  ${coder ?? ''}  ${label}${done ? '' : '  (undone)'}`,
  );
}
