import type { SaveToken } from '$contract/schemas';
import type { ActorDraft, ActorFile } from '$domain/coding/entry-draft';
import type { Country } from '$domain/coding/country';
import type { BatchId } from '$domain/ids';
import { fail, ok, type Result } from '$domain/result';
import { ACTOR_EXPORTERS, actorExporterById, type ActorExporter } from '../exporters/actor-formats';
import type { ActorRow } from '../exporters/actors-csv';
import type { ExportProfileId } from '../exporters/exporter';
import { isActorTable, parseActorsCsv } from '../importers/actors-csv';
import { parseActorsQdc } from '../importers/actors-qdc';
import { decode } from '../importers/decode';
import { isPetrarch, parsePetrarchActors } from '../importers/petrarch-actors';
import { attempt } from '../platform/host';
import { listActors } from '../storage/reads';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import { countriesOf } from './load-countries';
import { planActorImport, refusalOf, type ActorImportPlan } from './plan-entry-import';
import { saveChunks, type SavedExport } from './save-file';

export { planActorImport } from './plan-entry-import';
export type { ActorImportPlan, MatchedBy, PlannedActor } from './plan-entry-import';

export type ActorFileFormat = 'csv' | 'qdc' | 'petrarch';

/** What the file dialog for actors offers: `extensions` without the dot. */
export const ACTOR_FILE_KINDS: readonly { readonly label: string; readonly extensions: readonly string[] }[] =
  [{ label: 'Actors', extensions: ['csv', 'tsv', 'qdc', 'txt', 'actors'] }];

/** What the registry can be exported as, in the order it is offered. */
export const ACTOR_FORMATS: readonly ActorExporter[] = ACTOR_EXPORTERS;

export interface ReadActorFile extends ActorFile {
  readonly format: ActorFileFormat;
}

/** Larger files are refused, in bytes: the largest dictionaries in use have under 2 MB. */
export const MAX_ACTOR_FILE_BYTES = 20 * 1024 * 1024;

/**
 * Reads a file of actors: a CSV table, a REFI-QDA codebook or a PETRARCH actor dictionary, told by content and by the
 * extension of `name`. Never throws. Fails with `actors/too-large`, `actors/unknown-format`, `actors/empty`, `xml/…`,
 * `actors/no-codebook`, `actors/no-name-column`, or the `import/…` codes of `decode`; what is wrong with parts of it is in
 * `problems`.
 */
export async function readActorFile(
  archive: Archive,
  name: string,
  bytes: Uint8Array,
): Promise<Result<ReadActorFile>> {
  if (bytes.byteLength > MAX_ACTOR_FILE_BYTES) {
    return fail({
      code: 'actors/too-large',
      message: `The file is larger than ${MAX_ACTOR_FILE_BYTES / 1024 / 1024} MB.`,
    });
  }
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  const format = formatOf(name, text);
  if (format === null) {
    return fail({
      code: 'actors/unknown-format',
      message:
        'The file is no table of actors with a column “name”, no REFI-QDA codebook and no PETRARCH actor dictionary.',
    });
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let file: ActorFile;
  try {
    file = PARSERS[format](text, await countriesOf(archive.db), marked);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({ code: 'actors/failed', message: `The file could not be read as actors (${reason}).` });
  }
  const { drafts, problems } = file;
  const whole = refusalOf(file);
  if (whole) return whole;
  if (drafts.length === 0 && problems.length === 0) {
    return fail({ code: 'actors/empty', message: 'There is no actor in the file.' });
  }
  const notes = decoded.value.notes.map((note) => ({ ...note, line: null, refused: false }));
  return ok({ format, drafts, problems: [...notes, ...problems] });
}

const PARSERS: Readonly<
  Record<ActorFileFormat, (text: string, countries: readonly Country[], marked: boolean) => ActorFile>
> = {
  csv: (text, countries, marked) => parseActorsCsv(text, countries, { marked }),
  qdc: parseActorsQdc,
  petrarch: parsePetrarchActors,
};

function formatOf(name: string, text: string): ActorFileFormat | null {
  const extension = /\.([^./\\]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  if (['qdc', 'qde', 'xml'].includes(extension) || /^\s*<(?:\?xml\b|(?:\w+:)?CodeBook\b)/u.test(text))
    return 'qdc';
  if (['csv', 'tsv', 'tab'].includes(extension) || isActorTable(text)) return 'csv';
  return isPetrarch(text) ? 'petrarch' : null;
}

/** What an import of these drafts would do just now; nothing is changed. */
export async function previewActorImport(
  archive: Archive,
  drafts: readonly ActorDraft[],
): Promise<ActorImportPlan> {
  return planActorImport(await listActors(archive.db), drafts, archive.ports);
}

export interface ImportedActors {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly clashes: number;
  /** What was done, draft by draft, in the order of the file. */
  readonly plan: ActorImportPlan;
}

/** Actors that are edited in one transaction: few enough for the journal to take it, however much is said of each. */
const EDITS_AT_ONCE = 100;

/**
 * Imports drafts in one undo step: new actors are added, known ones edited, clashes left out. Planned anew, so that it
 * is true to the registry as it is now. Fails as `change` does; what was done before the failure stays, and is taken
 * back by the one undo step.
 */
export async function importActors(
  archive: Archive,
  drafts: readonly ActorDraft[],
  batchId: BatchId = newBatch(archive),
): Promise<Result<ImportedActors>> {
  const plan = await previewActorImport(archive, drafts);
  const added = plan.entries.flatMap((entry) => (entry.kind === 'new' ? [entry.entry] : []));
  const updates = plan.entries.filter((entry) => entry.kind === 'update');
  const options = { batchId, label: 'Import actors' };
  if (added.length > 0) {
    const done = await change(archive, { kind: 'add-actors', actors: added }, options);
    if (!done.ok) return done;
  }
  for (let from = 0; from < updates.length; from += EDITS_AT_ONCE) {
    const page = updates.slice(from, from + EDITS_AT_ONCE);
    const edits = page.map(({ entry, fields }) => ({ actorId: entry.id, fields }));
    const done = await change(archive, { kind: 'edit-actors', edits }, options);
    if (!done.ok) return done;
  }
  const count = (kind: string): number => plan.entries.filter((entry) => entry.kind === kind).length;
  return ok({
    added: added.length,
    updated: updates.length,
    unchanged: count('unchanged'),
    clashes: count('clash'),
    plan,
  });
}

/** Asks where to save. Null when the user cancels; fails with the host's `save/…` codes. */
export function chooseActorTarget(
  archive: Archive,
  { label, extension }: ActorExporter,
): Promise<Result<SaveToken | null>> {
  const day = archive.ports.now().slice(0, 10);
  return attempt(
    archive.host.pickSaveTarget(`actors-${day}.${extension}`, [{ name: label, extensions: [extension] }]),
  );
}

/**
 * Writes the registry to a chosen target, sorted by name. On any failure the target is as it was. Fails with
 * `actors/none` when the format cannot be empty and there is no actor, or the host's `save/…` codes.
 */
export async function exportActors(
  archive: Archive,
  format: ActorExporter['id'],
  target: SaveToken,
  profile: ExportProfileId = 'data',
): Promise<Result<SavedExport>> {
  const exporter = actorExporterById(format)!;
  const rows = await actorRows(archive);
  if (rows.length === 0 && !exporter.mayBeEmpty) {
    await attempt(archive.host.abortSave(target.token));
    return fail({
      code: 'actors/none',
      message: 'There is no actor yet, and a codebook has one code at least. Nothing was saved.',
    });
  }
  return saveChunks(archive, target, exporter.write(rows, profile));
}

/** The registry as rows of a table, sorted by name. */
export async function actorRows({ db }: Archive): Promise<ActorRow[]> {
  const actors = await listActors(db);
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  return actors.map((actor) => ({
    actor,
    parent: actor.parentId === null ? '' : (names.get(actor.parentId) ?? ''),
  }));
}
