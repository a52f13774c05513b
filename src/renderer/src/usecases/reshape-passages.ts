import { splitSpan } from '$domain/anchor/edges';
import { byPlace, touch, unionOf } from '$domain/anchor/layers';
import { placeIn, type PassagePlace } from '$domain/anchor/place';
import { describeQuote } from '$domain/anchor/selectors';
import type { Excerpt } from '$domain/coding/excerpt';
import type { ExcerptId } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import type { Passage } from '../storage/reads';
import type { Archive } from './archive';
import { change } from './change-archive';
import { MEMO_LIMIT } from './tag-passage';

const placeOf = ({ text }: ReportText, span: Span): PassagePlace => ({
  span,
  quote: describeQuote(text, span),
});

/**
 * Gives a passage another extent in its text: the span (UTF-16) is snapped to whole characters and trimmed of white
 * space first. Fails with `passage/empty` for white space, or `command/gone`. The value says whether anything changed.
 */
export async function resizePassage(
  archive: Archive,
  text: ReportText,
  excerptId: ExcerptId,
  span: Span,
): Promise<Result<boolean>> {
  const place = placeIn(text.text, span);
  return place
    ? change(archive, { kind: 'resize-passage', excerptId, place })
    : fail({ code: 'passage/empty', message: 'A passage needs some words.' });
}

/**
 * Makes two passages of one, cut at an offset (UTF-16), with the same pairs and status; the memo stays with the first.
 * Fails with `passage/no-split` where either part would have no words, with `command/gone` or `command/moved`. The
 * value is the second.
 */
export async function splitPassage(
  archive: Archive,
  text: ReportText,
  excerpt: Excerpt,
  offset: number,
): Promise<Result<ExcerptId>> {
  const parts = splitSpan(text.text, excerpt.span, offset);
  if (!parts) {
    return fail({
      code: 'passage/no-split',
      message:
        'Click inside the passage where it is to be split, or select the words that the second part begins with.',
    });
  }
  const secondId = archive.ports.newId() as ExcerptId;
  const [first, second] = parts.map((span) => placeOf(text, span)) as [PassagePlace, PassagePlace];
  const result = await change(archive, {
    kind: 'split-passage',
    excerptId: excerpt.id,
    first,
    second,
    secondId,
    coder: archive.writer.coder(),
  });
  return result.ok ? ok(secondId) : result;
}

/**
 * Makes one passage of several of a report that overlap or touch: it covers them all and has all their pairs, and their
 * memos one after the other. The first in reading order stays and is the value.
 * Fails with `passage/apart` when there are words between them, `memo/too-long`, `command/gone` or `command/moved`.
 */
export async function joinPassages(
  archive: Archive,
  text: ReportText,
  passages: readonly Pick<Passage, 'excerpt' | 'memo'>[],
): Promise<Result<ExcerptId>> {
  const ordered = passages.toSorted((a, b) => byPlace(a.excerpt, b.excerpt));
  const [first, ...others] = ordered.map(({ excerpt }) => excerpt);
  let covered = first?.span;
  for (const { span } of others) {
    if (covered && !touch(text.text, covered, span)) covered = undefined;
    covered &&= unionOf([covered, span]);
  }
  if (!first || !covered || others.length === 0) {
    return fail({ code: 'passage/apart', message: 'Only passages that overlap or touch can be joined.' });
  }
  const memo = ordered.reduce((length, each) => length + (each.memo?.text.length ?? 0), 2 * others.length);
  if (memo > MEMO_LIMIT) {
    return fail({
      code: 'memo/too-long',
      message: `Together the memos would be longer than ${MEMO_LIMIT.toLocaleString('en')} characters.`,
    });
  }
  const result = await change(archive, {
    kind: 'join-passages',
    excerptIds: [first, ...others].map(({ id }) => id),
    place: placeOf(text, covered),
  });
  return result.ok ? ok(first.id) : result;
}
