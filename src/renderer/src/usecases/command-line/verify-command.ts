import type { Failure } from '$domain/result';
import { attempt } from '../../platform/host';
import { checkArchive } from '../check-archive';
import type { ArchiveCheck } from '../checks/findings';
import type { CommandRun, MachineRun } from './command-run';
import { EXIT, type ExitCode, type Output } from './output';
import { wrongUse } from './read-commands';

/** `verify`: one record a check. Exit 4 when one fails. Repairs nothing. */
export async function verifyCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  if (args.words.length > 0) return wrongUse(output, '“verify” takes no words.');
  const checked = await checkArchive(archive);
  if (!checked.ok) {
    await output.error(checked.error);
    return EXIT.refused;
  }
  for (const check of checked.value) await print(output, check);
  return checked.value.every((check) => check.ok) ? EXIT.done : EXIT.fault;
}

/** `verify` on a store that cannot be opened: says so, and whether the journal can bring it back. */
export async function verifyDamaged({ host, output }: MachineRun, fault: Failure): Promise<ExitCode> {
  await print(output, { check: 'store', ok: false, count: 0, details: [fault.message] });
  const journal = await attempt(host.checkJournal());
  const wrong = journal.ok ? journal.value.fault : journal.error;
  await print(output, {
    check: 'journal',
    ok: wrong === null,
    count: journal.ok ? journal.value.changes : 0,
    details: wrong === null ? [] : [wrong.message],
  });
  return EXIT.fault;
}

async function print(output: Output, { check, ok, count, details }: ArchiveCheck): Promise<void> {
  const lines = [
    `${ok ? 'ok  ' : 'FAIL'} ${check.padEnd(10)}  ${count}`,
    ...details.map((detail) => `     ${detail}`),
  ];
  await output.record({ check, ok, count, details }, lines.join('\n'));
}
