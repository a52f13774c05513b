import { checkCanonical } from '$domain/text/canonical';
import type { ReportDraft } from '$domain/report/report';
import type { FoundReport, Importer, Offer, ReadChoices } from '../../importer';

/** Everything that an importer yields for a file, and what it offers. */
export async function readAll(
  importer: Importer,
  bytes: Uint8Array,
  { name = 'a.bin', ...choices }: ReadChoices & { readonly name?: string } = {},
): Promise<{ found: FoundReport[]; offers: readonly Offer[] }> {
  const reading = importer.read({ name, bytes }, choices);
  const found: FoundReport[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done) return { found, offers: next.value };
    found.push(next.value);
  }
}

/** The draft of a file that holds one report. */
export async function readOne(
  importer: Importer,
  bytes: Uint8Array,
  choices?: ReadChoices & { readonly name?: string },
): Promise<ReportDraft> {
  const { found } = await readAll(importer, bytes, choices);
  const [report] = found;
  if (found.length !== 1 || report?.result.ok !== true) throw new Error(JSON.stringify(found));
  const faults = checkCanonical(report.result.value);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return report.result.value;
}

/** The code of the failure that a file is refused with; `read` when it is not. */
export async function codeOf(importer: Importer, bytes: Uint8Array, name?: string): Promise<string> {
  const { found } = await readAll(importer, bytes, name === undefined ? {} : { name });
  return found[0]!.result.ok ? 'read' : found[0]!.result.error.code;
}

/** What is wrong with the way hostile bytes were read; empty when each report is sound or refused with a code. */
export async function faultsOf(importer: Importer, bytes: Uint8Array, choices?: ReadChoices): Promise<string[]> {
  const { found } = await readAll(importer, bytes, choices);
  return found.flatMap(({ result }) => {
    if (result.ok) return checkCanonical(result.value);
    return /^(?:import|xml)\/(?!failed)/u.test(result.error.code) ? [] : [result.error.code];
  });
}
