import type { Sha256 } from '$domain/ids';
import { attempt } from '../../platform/host';
import { readMeta } from '../../storage/archive-db';
import type { CheckRun } from './check-run';

/** Hashes main compares in one call. */
const FILES_AT_ONCE = 500;

/** Whether every imported file is kept, byte for byte. */
export async function checkOriginals({ archive, findings, advance }: CheckRun): Promise<void> {
  const nameOf = new Map((await archive.db.originals.toArray()).map((row) => [row.sha256, row.fileName]));
  const hashes = [...nameOf.keys()];
  for (let from = 0; from < hashes.length; from += FILES_AT_ONCE) {
    const page = hashes.slice(from, from + FILES_AT_ONCE);
    const checked = await attempt(archive.host.checkOriginals(page));
    if (!checked.ok) {
      findings.fault(checked.error.message);
      return;
    }
    for (const { sha256, problem } of checked.value) {
      const name = nameOf.get(sha256 as Sha256) ?? sha256;
      findings.fault(
        problem === 'missing'
          ? `The imported file “${name}” is missing.`
          : `The imported file “${name}” is damaged.`,
      );
    }
    findings.looked(page.length);
    advance(from + page.length, hashes.length);
  }
}

/** Whether every line of the journal is whole, and the last one is the archive's last change. */
export async function checkJournal({ archive, findings, advance }: CheckRun): Promise<void> {
  advance(0, 0);
  const checked = await attempt(archive.host.checkJournal());
  if (!checked.ok) {
    findings.fault(checked.error.message);
    return;
  }
  const { changes, fault } = checked.value;
  findings.looked(changes);
  if (fault !== null) {
    findings.fault(fault.message);
    return;
  }
  const seq = (await readMeta(archive.db, 'seq'))?.value ?? 0;
  if (changes !== seq) {
    findings.fault(`The journal ends at change ${changes}, the archive at change ${seq}.`);
  }
}
