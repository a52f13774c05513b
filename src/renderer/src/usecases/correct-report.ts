import { placeIn } from '$domain/anchor/place';
import type { RevisedFields } from '$domain/change/command';
import { followPassages } from '$domain/change/plan-revision';
import type { Excerpt } from '$domain/coding/excerpt';
import type { ExcerptId } from '$domain/ids';
import { correctedText } from '$domain/report/corrected-text';
import { lengthInWords, type CanonicalText, type Report, type ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import { sha256 } from '../platform/ports';
import { excerptsOfReport, latestRevision, textsAt, type TextKey } from '../storage/reads';
import type { Archive } from './archive';
import { change } from './change-archive';

/** What a corrected text would do to the passages of its report. */
export interface CorrectionPreview {
  /** Passages whose words stand at their place. */
  readonly kept: number;
  /** Passages that were put where their words are now, or say other words; they are marked to be looked at. */
  readonly toCheck: readonly FollowedPassage[];
  /** Passages whose words are nowhere for certain; they are kept, and listed until a person places them. */
  readonly lost: readonly Excerpt[];
}

export interface FollowedPassage {
  readonly excerpt: Excerpt;
  /** What it would say. */
  readonly words: string;
}

/** Says what saving would do. Null when the text is as it was; fails with `report/empty-text`. Saves nothing. */
export async function previewCorrection(
  archive: Archive,
  text: ReportText,
  edited: string,
): Promise<Result<CorrectionPreview | null>> {
  const corrected = correctedText(text, edited);
  if (!corrected.ok) return corrected;
  if (corrected.value.text === text.text) return ok(null);
  const excerpts = await excerptsOfReport(archive.db, text.reportId);
  const earlier = await textsOfExcerpts(archive, text, excerpts);
  const now: ReportText = { ...text, ...corrected.value };
  const preview = { kept: 0, toCheck: [] as FollowedPassage[], lost: [] as Excerpt[] };
  for (const [excerpt, found] of followPassages(excerpts, earlier, now)) {
    if (found.kind === 'lost') preview.lost.push(excerpt);
    else if (found.kind === 'kept' && excerpt.anchoring === 'anchored') preview.kept += 1;
    else preview.toCheck.push({ excerpt, words: now.text.slice(found.span.start, found.span.end) });
  }
  return ok(preview);
}

/**
 * Puts a corrected text in a report's place, as its next revision, and its passages with it: one undo step. The value says
 * whether anything changed. Fails with `report/empty-text`, `command/revised`, `command/gone` or `command/too-large`.
 */
export async function correctReport(
  archive: Archive,
  report: Report,
  text: ReportText,
  edited: string,
): Promise<Result<boolean>> {
  const corrected = correctedText(text, edited);
  if (!corrected.ok) return corrected;
  if (corrected.value.text === text.text) return ok(false);
  const { db } = archive;
  const excerpts = await excerptsOfReport(db, report.id);
  return change(archive, {
    kind: 'revise-report',
    reportId: report.id,
    from: text.revision,
    fields: await fieldsOf(report, text, corrected.value),
    text: {
      reportId: report.id,
      // Not the one after this: a correction that was undone has left its text behind.
      revision: (await latestRevision(db, report.id)) + 1,
      ...corrected.value,
    },
    earlier: await textsOfExcerpts(archive, text, excerpts),
  });
}

async function textsOfExcerpts(
  archive: Archive,
  text: ReportText,
  excerpts: readonly Excerpt[],
): Promise<ReportText[]> {
  const revisions = new Set(excerpts.map(({ revision }) => revision));
  revisions.delete(text.revision);
  const keys = Array.from(revisions, (revision): TextKey => [text.reportId, revision]);
  return [text, ...(await textsAt(archive.db, keys))];
}

async function fieldsOf(report: Report, before: ReportText, now: CanonicalText): Promise<RevisedFields> {
  const ofKind = ({ text, blocks }: CanonicalText, kind: 'title' | 'dek'): string => {
    const block = blocks.find((each) => each.kind === kind);
    return block ? text.slice(block.span.start, block.span.end) : '';
  };
  const title = ofKind(now, 'title');
  return {
    // A title that was given to the report by hand stays.
    title: title !== '' && report.title === ofKind(before, 'title') ? title : report.title,
    dek: ofKind(now, 'dek'),
    textHash: await sha256(now.text),
    blockCount: now.blocks.length,
    wordCount: lengthInWords(now.text),
  };
}

/**
 * Says where a passage stands in its report's text (UTF-16): snapped to whole characters and trimmed of white space.
 * Fails with `passage/empty` for white space, `command/gone` or `command/moved`.
 */
export async function placePassage(
  archive: Archive,
  text: ReportText,
  excerptId: ExcerptId,
  span: Span,
): Promise<Result<boolean>> {
  const place = placeIn(text.text, span);
  return place
    ? change(archive, { kind: 'place-passage', excerptId, revision: text.revision, place })
    : fail({ code: 'passage/empty', message: 'A passage needs some words. Select them in the text first.' });
}

/** Says that passages are where they belong. The value says whether any was waiting for it. */
export function confirmPassages(
  archive: Archive,
  excerptIds: readonly ExcerptId[],
): Promise<Result<boolean>> {
  return change(archive, { kind: 'confirm-passages', excerptIds });
}
