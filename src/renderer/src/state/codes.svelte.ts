import type { Code, CodeFields } from '$domain/coding/code';
import type { CodeDraft } from '$domain/coding/entry-draft';
import type { BatchId, CodeId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import {
  chooseCodeTarget,
  exportCodes,
  importCodes,
  previewCodeImport,
  readCodeFile,
} from '../usecases/code-files';
import { addCode, deleteCode, editCode, mergeCodes } from '../usecases/codes';
import { changedFields } from './changed-fields';
import { entryImportPreview, type EntryImportPreview } from './entry-import';
import type { Messages } from './messages.svelte';

/** What is being done to the codes. */
export type CodesJob =
  /** `parentId`: what the new one is a kind of to begin with. */
  | { readonly kind: 'add'; readonly parentId: CodeId | null }
  | { readonly kind: 'edit'; readonly code: Code }
  | { readonly kind: 'merge'; readonly code: Code }
  | { readonly kind: 'import'; readonly preview: EntryImportPreview<CodeDraft> };

/** The codes while they are worked on: one job at a time, each one step of the history. */
export class CodesSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tellDone: (text: string, batchId: BatchId) => void;
  #job = $state.raw<CodesJob | null>(null);

  /** `tellDone` tells of a step with a way to take back just that. */
  constructor(archive: Archive, messages: Messages, tellDone: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tellDone = tellDone;
  }

  get job(): CodesJob | null {
    return this.#job;
  }
  add(parentId: CodeId | null = null): void {
    this.#job = { kind: 'add', parentId };
  }
  edit(code: Code): void {
    this.#job = { kind: 'edit', code };
  }
  merge(code: Code): void {
    this.#job = { kind: 'merge', code };
  }
  close(): void {
    this.#job = null;
  }

  /** Reads a codebook and shows what importing it would do. */
  async readFile(file: File): Promise<void> {
    const read = readCodeFile(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) {
      this.#messages.fail({
        ...read.error,
        message: `“${file.name}”: ${read.error.message} Nothing was changed.`,
      });
      return;
    }
    const plan = await previewCodeImport(this.#archive, read.value.drafts);
    this.#job = { kind: 'import', preview: entryImportPreview(file.name, read.value, plan) };
  }

  /** Imports what the preview shows. The value is the sentence that says why not; null when it is done. */
  async importShown(): Promise<string | null> {
    if (this.#job?.kind !== 'import') return null;
    const { added, updated, drafts } = this.#job.preview;
    const batchId = newBatch(this.#archive);
    const done = await importCodes(this.#archive, drafts, batchId);
    if (!done.ok) return done.error.message;
    this.close();
    this.#tellDone(`${added.length} codes added, ${updated.length} changed.`, batchId);
    return null;
  }

  /** Asks where, and writes all codes there. */
  async export(): Promise<void> {
    const target = await chooseCodeTarget(this.#archive);
    if (!target.ok) this.#messages.fail(target.error);
    if (!target.ok || target.value === null) return;
    const written = await exportCodes(this.#archive, target.value);
    if (written.ok) this.#messages.inform(`The codes are written to ${written.value.file.name}.`);
    else this.#messages.fail(written.error);
  }

  /** Adds the code or saves what was edited. The value is the sentence that says why not; null when done. */
  async save(fields: CodeFields): Promise<string | null> {
    const job = this.#job;
    if (job?.kind === 'edit') {
      const result = await editCode(this.#archive, job.code.id, changedFields<CodeFields>(job.code, fields));
      if (!result.ok) return result.error.message;
    } else {
      const result = await addCode(this.#archive, fields);
      if (!result.ok) return result.error.message;
      this.#messages.inform(`Added the code “${fields.name.trim()}”.`);
    }
    this.close();
    return null;
  }

  /** Makes one code of two. The value is the sentence that says why not; null when done. */
  async mergeInto(from: Code, into: CodeId, intoName: string): Promise<string | null> {
    const batchId = newBatch(this.#archive);
    const result = await mergeCodes(this.#archive, [from.id], into, batchId);
    if (!result.ok) return result.error.message;
    this.close();
    this.#tellDone(`Merged “${from.name}” into “${intoName}”.`, batchId);
    return null;
  }

  async deprecate(code: Code, deprecated: boolean): Promise<void> {
    const result = await editCode(this.#archive, code.id, { deprecated });
    if (!result.ok) this.#messages.fail(result.error);
    else {
      this.#messages.inform(
        deprecated
          ? `“${code.name}” is deprecated: it is no longer offered for new passages, and stays on those that have it.`
          : `“${code.name}” is offered for new passages again.`,
      );
    }
  }

  /** Deletes a code that no passage has. */
  async remove(code: Code): Promise<void> {
    const batchId = newBatch(this.#archive);
    const result = await deleteCode(this.#archive, code.id, batchId);
    if (result.ok) this.#tellDone(`Deleted the code “${code.name}”.`, batchId);
    else this.#messages.fail(result.error);
  }
}
