import type { EntryDraft, EntryFile, EntryProblem } from '$domain/coding/entry-draft';
import { importProblems, type Entry, type EntryImportPlan } from '../usecases/plan-entry-import';

/** What importing a file of actors or codes would do. */
export interface EntryImportPreview<Draft> {
  readonly fileName: string;
  readonly drafts: readonly Draft[];
  readonly added: readonly string[];
  /** Those that are there already and would change, with what of them. */
  readonly updated: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly unchanged: number;
  readonly problems: readonly EntryProblem[];
}

/** A plan as it is shown before it is carried out. */
export function entryImportPreview<E extends Entry, Draft extends EntryDraft<unknown>>(
  fileName: string,
  file: EntryFile<Draft>,
  plan: EntryImportPlan<E, Draft>,
): EntryImportPreview<Draft> {
  return {
    fileName,
    drafts: file.drafts,
    added: plan.entries.flatMap((each) => (each.kind === 'new' ? [each.entry.name] : [])),
    updated: plan.entries.flatMap((each) =>
      each.kind === 'update' ? [{ name: each.entry.name, fields: Object.keys(each.fields) }] : [],
    ),
    unchanged: plan.entries.filter(({ kind }) => kind === 'unchanged').length,
    problems: importProblems(file, plan),
  };
}
