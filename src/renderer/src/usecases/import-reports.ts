import type { NewReport } from '$domain/change/command';
import { textSize } from '$domain/change/size';
import { placeIn } from '$domain/anchor/place';
import { NOT_ASSESSED } from '$domain/coding/excerpt';
import type { BatchId, ReportId, Sha256 } from '$domain/ids';
import { lengthInWords, type Report, type ReportDraft, type ReportMetadata } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import type { TextKeysRow } from '../storage/archive-db';
import { putTextKeys } from '../storage/text-keys';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import type { ReadyCandidate } from './draft-reports';
import { inParallel } from './in-parallel';
import { unsaved } from './keep-journal';
import type { Work } from './progress';
import { MEMO_LIMIT, newExcerpt } from './tag-passage';

/** Originals that are kept at the same time. */
const KEEP_AT_ONCE = 8;
/** Reports a transaction: large enough to be fast, small enough that cancelling is prompt. */
export const COMMIT_SIZE = 50;
const MIB = 1024 * 1024;
/** UTF-16 units of the journal a transaction: what has to be written there before the import goes on. */
const COMMIT_UNITS = 16 * MIB;
/** UTF-16 units a report may take in the journal: well under what main accepts in one piece. */
const LONGEST_RECORD = 100 * MIB;

/** A candidate with the metadata as the researcher left it in the preview. */
export interface Confirmed {
  readonly candidate: ReadyCandidate;
  readonly metadata: ReportMetadata;
  /** Whether it is counted by itself, although it is much like another report. */
  readonly isOwnStory?: boolean;
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
  options: Work & SaveOptions = {},
): Promise<ImportOutcome[]> {
  const batchId = options.continues?.batchId ?? newBatch(archive);
  const outcomes: ImportOutcome[] = [];
  let imported = options.continues?.imported ?? 0;
  const stories = new Map<ReadyCandidate, ReportId>();
  for (const page of commitsOf(confirmed)) {
    if (options.signal?.aborted) break;
    const kept: (Result<NewReport> | undefined)[] = [];
    await inParallel(page, KEEP_AT_ONCE, undefined, async (item, index) => {
      kept[index] = await prepare(archive, item, options.sample ?? false);
    });
    const prepared = kept.map((item, index) =>
      item?.ok ? ok(inStory(item.value, page[index]!, stories)) : item,
    );
    const reports = prepared.flatMap((item) => (item?.ok ? [item.value] : []));
    imported += reports.length;
    const label = imported === 1 ? 'Import report' : `Import ${imported} reports`;
    const saved =
      reports.length === 0
        ? ok(true)
        : await change(
            archive,
            { kind: 'add-reports', reports },
            { batchId, undoable: options.undoable ?? true, label },
          );
    if (saved.ok) await putTextKeys(archive.db, keysOf(page, prepared));
    for (const [index, item] of page.entries()) {
      const report = prepared[index]!;
      if (saved.ok && report.ok) {
        await keepComments(archive, item.candidate.draft, report.value, { batchId, label });
      }
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

/** The report with its story: that of the report it is much like. `stories`: of the candidates before it, which it adds to. */
function inStory(
  made: NewReport,
  { candidate, isOwnStory }: Confirmed,
  stories: Map<ReadyCandidate, ReportId>,
): NewReport {
  const of = isOwnStory === true ? undefined : candidate.like?.of;
  const story = of?.kind === 'report' ? of.story : ((of && stories.get(of.candidate)) ?? '');
  stories.set(candidate, story === '' ? made.report.id : story);
  return { ...made, report: { ...made.report, story } };
}

function keysOf(
  page: readonly Confirmed[],
  prepared: readonly (Result<NewReport> | undefined)[],
): TextKeysRow[] {
  return page.flatMap(({ candidate }, i) => {
    const made = prepared[i];
    if (!made?.ok) return [];
    const { id: reportId, textHash } = made.value.report;
    return [{ reportId, textHash, keys: candidate.keys }];
  });
}

/** Makes passages of a document's comments, with their words as memo, in the undo step of its import. */
async function keepComments(
  archive: Archive,
  { comments = [] }: ReportDraft,
  { text }: NewReport,
  step: { readonly batchId: BatchId; readonly label: string },
): Promise<void> {
  for (const { span, text: words, author } of comments) {
    const place = placeIn(text.text, span);
    if (!place) continue;
    const memo = (author === '' ? words : `${author}: ${words}`).slice(0, MEMO_LIMIT);
    await change(
      archive,
      {
        kind: 'tag-passage',
        excerpt: newExcerpt(archive, text, place, NOT_ASSESSED),
        coding: { ...NOT_ASSESSED, pairs: [], codes: [], memo, newActors: [], newCodes: [] },
      },
      step,
    );
  }
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
        story: '',
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
