import { MAX_FILE_BYTES } from '$contract/host-api';
import type { NewReport } from '$domain/change/command';
import { textSize } from '$domain/change/size';
import type { BatchId, ReportId, Sha256 } from '$domain/ids';
import { lengthInWords, type Report, type ReportDraft, type ReportMetadata } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import type { FoundReport, SourceFile } from '../importers/importer';
import { attempt } from '../platform/host';
import { sha256 } from '../platform/ports';
import { correctedReports, reportsByTextHash } from '../storage/reads';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import { unsaved } from './keep-journal';

/** A file or pasted text that wants to become a report. */
export interface ImportSource {
  /** Of a file in a folder with its path from there, `/` between: `week/monday.html`. */
  readonly name: string;
  read(): Promise<Result<Uint8Array>>;
}

/** Where a candidate comes from. */
interface CandidateOrigin {
  /** The file, and where in it when it holds several: `week.zip › monday.html`. */
  readonly name: string;
  /** Place of its source among those given, from 0. */
  readonly source: number;
}

/** What became of a report found in a source before anything is saved. */
export type Candidate =
  | ReadyCandidate
  | (CandidateOrigin & {
      readonly kind: 'duplicate';
      readonly draft: ReportDraft;
      readonly of: SameText;
    })
  | (CandidateOrigin & { readonly kind: 'refused'; readonly failure: Failure });

export interface ReadyCandidate extends CandidateOrigin {
  readonly kind: 'ready';
  readonly draft: ReportDraft;
  /** The file that is kept as its original. */
  readonly original: SourceFile;
  readonly textHash: Sha256;
}

/** What has the same text already: a report of the archive, or an earlier file of the same import. */
export type SameText =
  | { readonly kind: 'report'; readonly reportId: ReportId; readonly title: string }
  | { readonly kind: 'candidate'; readonly candidate: ReadyCandidate };

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

/** Sources that are read from the disk at the same time. */
const READ_AT_ONCE = 4;
/** Originals that are kept at the same time. */
const KEEP_AT_ONCE = 8;
/** Reports a transaction: large enough to be fast, small enough that cancelling is prompt. */
export const COMMIT_SIZE = 50;
const MIB = 1024 * 1024;
/** UTF-16 units of the journal a transaction: what has to be written there before the import goes on. */
const COMMIT_UNITS = 16 * MIB;
/** UTF-16 units a report may take in the journal: well under what main accepts in one piece. */
const LONGEST_RECORD = 100 * MIB;

/**
 * Reads and parses sources; saves nothing. A bad file becomes a refused candidate, never an exception.
 * The same text twice, in the archive or among the sources, becomes a duplicate. When aborted, the candidates so far.
 */
export async function draftReports(
  archive: Archive,
  sources: readonly ImportSource[],
  options: ImportOptions = {},
): Promise<Candidate[]> {
  const read: (readonly Parsed[] | undefined)[] = [];
  let done = 0;
  await inParallel(sources, READ_AT_ONCE, options.signal, async (source, index) => {
    const parsed: Parsed[] = [];
    await readSource(archive, source, index, (found) => void parsed.push(found), options.signal);
    read[index] = parsed;
    done += 1;
    options.onProgress?.({ done, total: sources.length });
  });
  const finished = read.flatMap((parsed) => parsed ?? []);
  return withoutTwins(archive, finished);
}

/** Marks the texts that the archive has already, or an earlier candidate. */
export async function withoutTwins(archive: Archive, parsed: readonly Parsed[]): Promise<Candidate[]> {
  const seen = new Map<Sha256, SameText>();
  const known = await reportsByTextHash(
    archive.db,
    parsed.flatMap((item) => (item.kind === 'ready' ? [item.textHash] : [])),
  );
  for (const [hash, report] of [...known, ...(await correctedSince(archive, parsed))]) {
    if (!seen.has(hash)) seen.set(hash, sameTextAs(report));
  }
  return parsed.map((item): Candidate => {
    if (item.kind === 'refused') return item;
    const of = seen.get(item.textHash);
    if (of) {
      const { name, source, draft } = item;
      return { kind: 'duplicate', name, source, draft, of };
    }
    seen.set(item.textHash, { kind: 'candidate', candidate: item });
    return item;
  });
}

function sameTextAs({ id, title }: Report): SameText {
  return { kind: 'report', reportId: id, title };
}

/** Candidates, by their text, whose very file was imported before and its text corrected since. */
async function correctedSince({ db }: Archive, parsed: readonly Parsed[]): Promise<[Sha256, Report][]> {
  const byFile = new Map(
    (await correctedReports(db)).map(({ report, original }) => [original?.sha256, report]),
  );
  if (byFile.size === 0) return [];
  const found = await Promise.all(
    parsed.map(async (item): Promise<[Sha256, Report][]> => {
      const report = item.kind === 'ready' ? byFile.get(await sha256(item.original.bytes)) : undefined;
      return item.kind === 'ready' && report ? [[item.textHash, report]] : [];
    }),
  );
  return found.flat();
}

export type Parsed = Exclude<Candidate, { kind: 'duplicate' }>;

/** Reads one source, which is the one at place `at` of those given, and hands over each report in it as it is found. */
export async function readSource(
  archive: Archive,
  source: ImportSource,
  at: number,
  onFound: (found: Parsed) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const refuse = (failure: Failure, within = '') =>
    onFound({ kind: 'refused', name: nameWithin(source.name, within), source: at, failure });
  const bytes = await source.read();
  if (!bytes.ok) return refuse(bytes.error);
  const file: SourceFile = {
    name: source.name.slice(source.name.lastIndexOf('/') + 1),
    bytes: bytes.value,
  };
  const take = async ({ within, result, original = file }: FoundReport): Promise<void> => {
    if (!result.ok) return refuse(result.error, within);
    const draft = result.value;
    return onFound({
      kind: 'ready',
      name: nameWithin(source.name, within),
      source: at,
      draft,
      original,
      textHash: await sha256(draft.text),
    });
  };
  const read = await archive.importer.read(file, take, signal ? { signal } : {});
  if (!read.ok) await refuse(read.error);
}

const nameWithin = (name: string, within: string): string => (within === '' ? name : `${name} › ${within}`);

/** A candidate with the metadata as the researcher left it in the preview. */
export interface Confirmed {
  readonly candidate: ReadyCandidate;
  readonly metadata: ReportMetadata;
}

export type ImportOutcome = { readonly name: string } & (
  | {
      readonly kind: 'imported';
      readonly report: Report;
      /** Why it is in the store but not in the journal yet, and so not saved; null when it is. */
      readonly unsaved: Failure | null;
    }
  | { readonly kind: 'refused'; readonly failure: Failure }
);

export interface SaveOptions {
  readonly sample?: boolean;
  readonly undoable?: boolean;
  /** Adds to an import under way: the undo step it belongs to and how many reports that has so far. */
  readonly continues?: { readonly batchId: BatchId; readonly imported: number };
}

/**
 * Saves confirmed candidates in transactions of {@link COMMIT_SIZE} or fewer, one undo step in all. When aborted, what was
 * committed stays. Outcomes come in the order of `confirmed`, for those that were reached: it ends early when the archive
 * cannot be written.
 */
export async function importReports(
  archive: Archive,
  confirmed: readonly Confirmed[],
  options: ImportOptions & SaveOptions = {},
): Promise<ImportOutcome[]> {
  const batchId = options.continues?.batchId ?? newBatch(archive);
  const outcomes: ImportOutcome[] = [];
  let imported = options.continues?.imported ?? 0;
  for (const page of commitsOf(confirmed)) {
    if (options.signal?.aborted) break;
    const prepared: (Result<NewReport> | undefined)[] = [];
    await inParallel(page, KEEP_AT_ONCE, undefined, async (item, index) => {
      prepared[index] = await prepare(archive, item, options.sample ?? false);
    });
    const reports = prepared.flatMap((item) => (item?.ok ? [item.value] : []));
    imported += reports.length;
    const saved =
      reports.length === 0
        ? ok(true)
        : await change(
            archive,
            { kind: 'add-reports', reports },
            {
              batchId,
              undoable: options.undoable ?? true,
              label: imported === 1 ? 'Import report' : `Import ${imported} reports`,
            },
          );
    for (const [index, item] of page.entries()) {
      const { name } = item.candidate;
      const result = prepared[index]!;
      outcomes.push(
        !result.ok
          ? { kind: 'refused', name, failure: result.error }
          : !saved.ok
            ? { kind: 'refused', name, failure: saved.error }
            : { kind: 'imported', name, report: result.value.report, unsaved: unsaved(archive) },
      );
    }
    // What keeps one page from being saved keeps the next ones from it too.
    if (!saved.ok) break;
    options.onProgress?.({ done: outcomes.length, total: confirmed.length });
  }
  return outcomes;
}

/** What goes into one transaction each: a report of any size, and more while they are few and short. */
function* commitsOf(confirmed: readonly Confirmed[]): Generator<Confirmed[]> {
  let page: Confirmed[] = [];
  let units = 0;
  for (const item of confirmed) {
    const size = textSize(item.candidate.draft);
    if (page.length === COMMIT_SIZE || (page.length > 0 && units + size > COMMIT_UNITS)) {
      yield page;
      page = [];
      units = 0;
    }
    page.push(item);
    units += size;
  }
  if (page.length > 0) yield page;
}

/** Keeps the original first: a report never stands in the archive without the file it came from. */
async function prepare(
  archive: Archive,
  { candidate, metadata }: Confirmed,
  sample: boolean,
): Promise<Result<NewReport>> {
  const { draft } = candidate;
  const { bytes, name: fileName } = candidate.original;
  if (textSize(draft) > LONGEST_RECORD) {
    return fail({
      code: 'report/too-large',
      message: 'It is too long to be kept as one report. Nothing was imported from it. Split it into parts.',
    });
  }
  const original = await attempt(archive.host.keepOriginal(bytes));
  if (!original.ok) return original;
  const id = archive.ports.newId() as ReportId;
  const dek = draft.blocks.find((block) => block.kind === 'dek');
  return {
    ok: true,
    value: {
      report: {
        ...metadata,
        id,
        dek: dek ? draft.text.slice(dek.span.start, dek.span.end) : '',
        revision: 1,
        textHash: candidate.textHash,
        blockCount: draft.blocks.length,
        wordCount: lengthInWords(draft.text),
        importedAt: archive.ports.now(),
        sample,
      },
      text: { reportId: id, revision: 1, text: draft.text, blocks: draft.blocks },
      original: {
        reportId: id,
        sha256: original.value.sha256 as Sha256,
        fileName,
        size: bytes.byteLength,
        encoding: draft.encoding,
        foundIn: candidate.name === fileName ? '' : candidate.name,
        notes: draft.notes,
      },
    },
  };
}

/** A file picked through the host. */
export function pickedSource(
  archive: Archive,
  file: { readonly token: string; readonly name: string; readonly size: number },
): ImportSource {
  return {
    name: file.name,
    read: async () =>
      file.size > MAX_FILE_BYTES ? tooLarge(file.size) : attempt(archive.host.readPicked(file.token)),
  };
}

/** A file dropped on the window. Folders and files that went away are refused. */
export function droppedSource(file: File): ImportSource {
  return {
    name: file.name,
    read: async () => {
      if (file.size > MAX_FILE_BYTES) return tooLarge(file.size);
      try {
        return { ok: true, value: new Uint8Array(await file.arrayBuffer()) };
      } catch {
        return fail({
          code: 'file/unreadable',
          message:
            'It could not be read: it may be a folder, or have been moved. Drop single files; nothing was changed.',
        });
      }
    },
  };
}

/** Text pasted into the window. */
export function pastedSource(text: string): ImportSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'Pasted text.txt',
    read: () =>
      Promise.resolve(
        bytes.byteLength > MAX_FILE_BYTES ? tooLarge(bytes.byteLength) : { ok: true, value: bytes },
      ),
  };
}

function tooLarge(bytes: number): Result<never> {
  const mega = 1024 * 1024;
  return fail({
    code: 'file/too-large',
    message: `It has ${Math.ceil(bytes / mega)} MB; text files are read up to ${MAX_FILE_BYTES / mega} MB. Split it into separate reports.`,
  });
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal | undefined,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && !signal?.aborted) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
