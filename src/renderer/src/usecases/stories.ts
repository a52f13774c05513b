import { storyOf, type Report } from '$domain/report/report';
import { ok, type Result } from '$domain/result';
import { likeness, likenessKeys, SAME_STORY, shingles } from '$domain/story/likeness';
import { reportsByIds, textsOf } from '../storage/reads';
import { putTextKeys, reportsWithKeys, withoutTextKeys } from '../storage/text-keys';
import type { Archive } from './archive';
import { editReport, newBatch } from './change-archive';

/** A report whose text is much like another one. */
export interface LikeReport {
  readonly report: Report;
  /** Share of what both say, from 0 to 1. @see shingles */
  readonly share: number;
}

/** A text as it is compared with others. */
export interface ComparedText {
  readonly shingles: ReadonlySet<number>;
  readonly keys: readonly number[];
}

/** Texts that are compared with one, of those with most keys in common: where a form is filled in every day, all of them have. */
export const MOST_COMPARED = 8;
/** Reports whose keys are completed at a time, and the pause after each, milliseconds: nobody waits for this. */
const PAGE = 100;
const PAUSE_MS = 20;

/** The report of the archive whose text is most like one with these shingles and keys, if it is of the same story; else null. */
export async function mostLike({ db }: Archive, text: ComparedText): Promise<LikeReport | null> {
  const ids = (await reportsWithKeys(db, text.keys)).slice(0, MOST_COMPARED);
  if (ids.length === 0) return null;
  const reports = (await reportsByIds(db, ids)).filter((report) => report !== undefined);
  const texts = await textsOf(db, reports);
  let best: LikeReport | null = null;
  for (const [i, report] of reports.entries()) {
    const other = texts[i];
    const share = other === undefined ? 0 : likeness(text.shingles, shingles(other.text));
    if (share >= (best?.share ?? SAME_STORY)) best = { report, share };
  }
  return best;
}

/** The other reports of a report's story, in the order they came in. */
export async function restOfStory({ db }: Archive, report: Report): Promise<Report[]> {
  const story = storyOf(report);
  const first = await db.reports.get(story);
  const told = await db.reports.where('story').equals(story).toArray();
  // The first may have left for a story of its own, and come under another one.
  const all = first && storyOf(first) === story ? [first, ...told] : told;
  return all.filter(({ id }) => id !== report.id).sort((a, b) => a.importedAt.localeCompare(b.importedAt));
}

/**
 * Takes a report out of its story; it counts by itself from then on. Where it was the first, the next one takes its
 * place. One undo step. The value says whether anything changed.
 */
export async function leaveStory(archive: Archive, report: Report): Promise<Result<boolean>> {
  const step = { batchId: newBatch(archive), label: 'Count as a story of its own' };
  if (report.story !== '') return editReport(archive, report.id, { story: '' }, step);
  const [first, ...others] = await restOfStory(archive, report);
  if (!first) return ok(false);
  for (const { id } of [first, ...others]) {
    const done = await editReport(archive, id, { story: id === first.id ? '' : first.id }, step);
    if (!done.ok) return done;
  }
  return ok(true);
}

/** Makes the keys that are lacking, in small steps beside other work: of texts from before there were any, or corrected since. */
export async function completeTextKeys({ db }: Archive, signal: AbortSignal): Promise<void> {
  const lacking = await withoutTextKeys(db);
  for (let i = 0; i < lacking.length && !signal.aborted; i += PAGE) {
    const page = lacking.slice(i, i + PAGE);
    const texts = await textsOf(db, page);
    await putTextKeys(
      db,
      page.flatMap(({ id: reportId, textHash }, at) => {
        const text = texts[at];
        return text ? [{ reportId, textHash, keys: likenessKeys(shingles(text.text)) }] : [];
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
