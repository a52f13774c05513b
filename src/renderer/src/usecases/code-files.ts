import type { SaveToken } from '$contract/schemas';
import type { CodeDraft, CodeFile } from '$domain/coding/entry-draft';
import type { BatchId } from '$domain/ids';
import { fail, ok, type Result } from '$domain/result';
import { exportCodesQdc } from '../exporters/codes-qdc';
import { parseCodesQdc } from '../importers/codes-qdc';
import { decode } from '../importers/decode';
import { attempt } from '../platform/host';
import { listCodes } from '../storage/reads';
import { MAX_ACTOR_FILE_BYTES } from './actor-files';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import { planCodeImport, refusalOf, type CodeImportPlan } from './plan-entry-import';
import { saveChunks, type SavedExport } from './save-file';

/** What codes can be taken out as and read from: a REFI-QDA codebook. */
export const CODE_FILE = { label: 'REFI-QDA codebook', extension: 'qdc' } as const;

/**
 * Reads a REFI-QDA codebook as codes. Never throws. Fails with `codes/too-large`, `codes/empty`, `codes/no-codebook`,
 * `xml/…`, or the `import/…` codes of `decode`; what is wrong with parts of it is in `problems`.
 */
export function readCodeFile(bytes: Uint8Array): Result<CodeFile> {
  if (bytes.byteLength > MAX_ACTOR_FILE_BYTES) {
    return fail({
      code: 'codes/too-large',
      message: `The file is larger than ${MAX_ACTOR_FILE_BYTES / 1024 / 1024} MB.`,
    });
  }
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const file = parseCodesQdc(decoded.value.text);
  const whole = refusalOf(file);
  if (whole) return whole;
  if (file.drafts.length === 0 && file.problems.length === 0) {
    return fail({ code: 'codes/empty', message: 'There is no code in the file.' });
  }
  return ok(file);
}

/** What an import of these drafts would do just now; nothing is changed. */
export async function previewCodeImport(
  archive: Archive,
  drafts: readonly CodeDraft[],
): Promise<CodeImportPlan> {
  return planCodeImport(await listCodes(archive.db), drafts, archive.ports);
}

/**
 * Imports drafts in one undo step: new codes are added, known ones edited, clashes left out. Planned anew, so that it is
 * true to the codebook as it is now. Fails as `change` does; what was done before the failure stays, and is taken back by
 * the one undo step.
 */
export async function importCodes(
  archive: Archive,
  drafts: readonly CodeDraft[],
  batchId: BatchId = newBatch(archive),
): Promise<Result<CodeImportPlan>> {
  const plan = await previewCodeImport(archive, drafts);
  const options = { batchId, label: 'Import codes' };
  const codes = plan.entries.flatMap((each) => (each.kind === 'new' ? [each.entry] : []));
  if (codes.length > 0) {
    const done = await change(archive, { kind: 'add-codes', codes }, options);
    if (!done.ok) return done;
  }
  for (const each of plan.entries) {
    if (each.kind !== 'update') continue;
    const { entry, fields } = each;
    const done = await change(archive, { kind: 'edit-code', codeId: entry.id, fields }, options);
    if (!done.ok) return done;
  }
  return ok(plan);
}

/** Asks where to save. Null when the user cancels; fails with the host's `save/…` codes. */
export function chooseCodeTarget(archive: Archive): Promise<Result<SaveToken | null>> {
  const { label, extension } = CODE_FILE;
  const day = archive.ports.now().slice(0, 10);
  return attempt(
    archive.host.pickSaveTarget(`codes-${day}.${extension}`, [{ name: label, extensions: [extension] }]),
  );
}

/** Writes all codes to a chosen target. Fails with `codes/none` when there is none, or the host's `save/…` codes. */
export async function exportCodes(archive: Archive, target: SaveToken): Promise<Result<SavedExport>> {
  const codes = await listCodes(archive.db);
  if (codes.length === 0) {
    await attempt(archive.host.abortSave(target.token));
    return fail({
      code: 'codes/none',
      message: 'There is no code yet, and a codebook has one at least. Nothing was saved.',
    });
  }
  return saveChunks(archive, target, exportCodesQdc(codes));
}
