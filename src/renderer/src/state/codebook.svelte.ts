import type { Actor, ActorFields } from '$domain/coding/actor';
import type { ActorDraft } from '$domain/coding/entry-draft';
import type { ActorId, BatchId, ExcerptId } from '$domain/ids';
import { passagesOfActor, reportsByIds } from '../storage/reads';
import {
  chooseActorTarget,
  exportActors,
  importActors,
  MAX_ACTOR_FILE_BYTES,
  previewActorImport,
  readActorFile,
  type ACTOR_FORMATS,
} from '../usecases/actor-files';
import { addActor, deleteActor, editActor, mergeActors, splitActor } from '../usecases/actors';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import { changedFields } from './changed-fields';
import { entryImportPreview, type EntryImportPreview } from './entry-import';
import type { Messages } from './messages.svelte';

type ActorExporter = (typeof ACTOR_FORMATS)[number];

/** A passage as the dialog that splits an actor shows it. */
export interface SplitCandidate {
  readonly id: ExcerptId;
  readonly quote: string;
  readonly report: string;
  /** Publication date of the report. */
  readonly published: string;
}

/** What is being done to the registry. */
export type CodebookJob =
  | { readonly kind: 'add' }
  /** `alias`: a name to begin with that it does not have yet. */
  | { readonly kind: 'edit'; readonly actor: Actor; readonly alias?: string }
  | { readonly kind: 'merge'; readonly actor: Actor }
  | { readonly kind: 'split'; readonly actor: Actor; readonly passages: readonly SplitCandidate[] }
  | { readonly kind: 'import'; readonly preview: EntryImportPreview<ActorDraft> };

/** The registry of actors while it is worked on: one job at a time, each one step of the history. */
export class CodebookSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tellDone: (text: string, batchId: BatchId) => void;
  #job = $state.raw<CodebookJob | null>(null);

  /** `tellDone` tells of a step with a way to take back just that. */
  constructor(archive: Archive, messages: Messages, tellDone: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tellDone = tellDone;
  }

  get job(): CodebookJob | null {
    return this.#job;
  }

  add(): void {
    this.#job = { kind: 'add' };
  }
  edit(actor: Actor, alias?: string): void {
    this.#job = { kind: 'edit', actor, ...(alias === undefined ? {} : { alias }) };
  }
  merge(actor: Actor): void {
    this.#job = { kind: 'merge', actor };
  }
  /** Reads the actor's passages, of which some are to go to a new one. */
  async split(actor: Actor): Promise<void> {
    const { db } = this.#archive;
    const passages = await passagesOfActor(db, actor.id);
    const ids = [...new Set(passages.map(({ excerpt }) => excerpt.reportId))];
    const reports = new Map((await reportsByIds(db, ids)).map((report, i) => [ids[i]!, report]));
    const candidates = passages.map(({ excerpt }): SplitCandidate => {
      const report = reports.get(excerpt.reportId);
      return {
        id: excerpt.id,
        quote: excerpt.quote.exact,
        report: report?.title ?? '',
        published: report?.published ?? '',
      };
    });
    candidates.sort((a, b) => a.published.localeCompare(b.published) || a.report.localeCompare(b.report));
    this.#job = { kind: 'split', actor, passages: candidates };
  }
  close(): void {
    this.#job = null;
  }

  /** Reads a file of actors and shows what importing it would do. */
  async readFile(file: File): Promise<void> {
    if (file.size > MAX_ACTOR_FILE_BYTES) {
      this.#messages.fail({
        code: 'actors/too-large',
        message: `“${file.name}” is larger than ${MAX_ACTOR_FILE_BYTES / 1024 / 1024} MB. Nothing was changed.`,
      });
      return;
    }
    const read = await readActorFile(this.#archive, file.name, new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) {
      this.#messages.fail({
        ...read.error,
        message: `“${file.name}”: ${read.error.message} Nothing was changed.`,
      });
      return;
    }
    const plan = await previewActorImport(this.#archive, read.value.drafts);
    const preview = entryImportPreview(file.name, read.value, plan);
    this.#job = { kind: 'import', preview };
  }

  /** Imports what the preview shows. The value is the sentence that says why not; null when done. */
  async importShown(): Promise<string | null> {
    if (this.#job?.kind !== 'import') return null;
    const batchId = newBatch(this.#archive);
    const done = await importActors(this.#archive, this.#job.preview.drafts, batchId);
    if (!done.ok) return done.error.message;
    const { added, updated } = done.value;
    this.close();
    this.#tellDone(`${added} actors added, ${updated} changed.`, batchId);
    return null;
  }

  /** Asks where, and writes the registry there. */
  async export(format: ActorExporter): Promise<void> {
    const target = await chooseActorTarget(this.#archive, format);
    if (!target.ok) this.#messages.fail(target.error);
    if (!target.ok || target.value === null) return;
    const written = await exportActors(this.#archive, format.id, target.value);
    if (written.ok) this.#messages.inform(`The actors are written to ${written.value.file.name}.`);
    else this.#messages.fail(written.error);
  }

  /** Adds the actor or saves what was edited. The value is the sentence that says why not; null when done. */
  async save(fields: ActorFields): Promise<string | null> {
    const job = this.#job;
    if (job?.kind === 'edit') {
      const result = await editActor(
        this.#archive,
        job.actor.id,
        changedFields<ActorFields>(job.actor, fields),
      );
      if (!result.ok) return result.error.message;
    } else {
      const result = await addActor(this.#archive, fields);
      if (!result.ok) return result.error.message;
      this.#messages.inform(`Added “${fields.name.trim()}”.`);
    }
    this.close();
    return null;
  }

  /** Renames an actor everywhere. The value is the sentence that says why not; null when done. */
  async rename(id: ActorId, name: string): Promise<string | null> {
    const result = await editActor(this.#archive, id, { name });
    return result.ok ? null : result.error.message;
  }

  /** Makes one actor of two. The value is the sentence that says why not; null when done. */
  async mergeInto(from: Actor, into: Actor): Promise<string | null> {
    const batchId = newBatch(this.#archive);
    const result = await mergeActors(this.#archive, [from.id], into.id, batchId);
    if (!result.ok) return result.error.message;
    this.close();
    this.#tellDone(`Merged “${from.name}” into “${into.name}”.`, batchId);
    return null;
  }

  /** Takes passages of an actor for a new one. The value is the sentence that says why not; null when done. */
  async splitOff(from: Actor, name: string, ids: readonly ExcerptId[]): Promise<string | null> {
    const batchId = newBatch(this.#archive);
    const result = await splitActor(this.#archive, from, name, ids, batchId);
    if (!result.ok) return result.error.message;
    this.close();
    const passages = ids.length === 1 ? '1 passage is' : `${ids.length} passages are`;
    this.#tellDone(`${passages} about “${name.trim()}” now.`, batchId);
    return null;
  }

  async deprecate(actor: Actor, deprecated: boolean): Promise<void> {
    const result = await editActor(this.#archive, actor.id, { deprecated });
    if (!result.ok) this.#messages.fail(result.error);
    else {
      this.#messages.inform(
        deprecated
          ? `“${actor.name}” is deprecated: it is no longer offered for new passages, and keeps those it has.`
          : `“${actor.name}” is offered for new passages again.`,
      );
    }
  }

  /** Deletes an actor that no passage is about. */
  async remove(actor: Actor): Promise<void> {
    const batchId = newBatch(this.#archive);
    const result = await deleteActor(this.#archive, actor.id, batchId);
    if (result.ok) this.#tellDone(`Deleted “${actor.name}”.`, batchId);
    else this.#messages.fail(result.error);
  }
}
