import { describeQuote } from '$domain/anchor/selectors';
import type { AddedCoding, Command, NewPassage } from '$domain/change/command';
import { standsOn } from '$domain/coding/hit-passages';
import { NOT_ASSESSED, samePair, type Pair } from '$domain/coding/excerpt';
import type { BatchId, CodeId, ReportId } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import { ok, type Failure, type Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import { passagesOfReport, reportsByIds, textOf, type Passage } from '../storage/reads';
import type { Archive } from './archive';
import { change } from './change-archive';
import { codeResolver, type CodeInput } from './codes';
import type { Work } from './progress';
import { actorResolver, newExcerpt, type PairInput } from './tag-passage';

/** Places of one report that are to become passages; in the text of the revision that they were found in. */
export interface ChosenHits {
  readonly reportId: ReportId;
  readonly revision: number;
  readonly spans: readonly Span[];
}

/** What they are tagged with, as a person says it: actors and codes may be new. */
export interface HitCoding {
  readonly pairs: readonly PairInput[];
  readonly codes: readonly CodeInput[];
}

/** What tagging came to: what was tagged stays, also when it was stopped or failed in the middle. */
export interface TaggedHits {
  /** New ones, and those that stood there and were given something. */
  readonly passages: number;
  readonly reports: number;
  /** Passages that were there with all of it. */
  readonly unchanged: number;
  /** Places in reports that are gone or have another text meanwhile. */
  readonly outdated: number;
  /** Why it did not come to its end; null when it did. */
  readonly failure: Failure | null;
}

/** Passages a change: well below what the journal takes in one piece. */
const PASSAGES_A_CHANGE = 500;

const STOPPED: Failure = { code: 'hits/stopped', message: 'Stopped before all hits were tagged.' };
const NOTHING_SAID: Failure = {
  code: 'passage/no-coding',
  message: 'Choose an actor, a country or a code first.',
};

/** A place with the passages that stand on just it. */
interface Place {
  readonly text: ReportText;
  readonly span: Span;
  readonly standing: readonly Passage[];
}

/**
 * Makes passages of places that words were found at, in one undo step. A passage that stands on just such a place gets what it
 * lacks instead of another on top of it. The failure is `hits/stopped`, `passage/no-coding`, `actor/…` or `code/…` for a
 * refused name, or one of `change`.
 */
export async function tagHits(
  archive: Archive,
  chosen: readonly ChosenHits[],
  coding: HitCoding,
  work: Work & { readonly batchId: BatchId },
): Promise<TaggedHits> {
  const reports = new Set<ReportId>();
  let [passages, unchanged, outdated] = [0, 0, 0];
  let waiting: Place[] = [];
  const ended = (failure: Failure | null): TaggedHits => ({
    passages,
    reports: reports.size,
    unchanged,
    outdated,
    failure,
  });
  const save = async (places: readonly Place[]): Promise<Failure | null> => {
    const planned = await plan(archive, places, coding);
    if (!planned.ok) return planned.error;
    const { command, tagged } = planned.value;
    const context = { batchId: work.batchId, label: tagLabel(passages + tagged.length) };
    const saved = tagged.length === 0 ? ok(false) : await change(archive, command, context);
    if (!saved.ok) return saved.error;
    passages += tagged.length;
    unchanged += places.length - tagged.length;
    for (const { text } of tagged) reports.add(text.reportId);
    return null;
  };
  if (coding.pairs.length + coding.codes.length === 0) return ended(NOTHING_SAID);
  for (const [i, { reportId, revision, spans }] of chosen.entries()) {
    if (work.signal?.aborted) return ended(STOPPED);
    const places = await placesOf(archive, reportId, revision, spans);
    if (places) waiting.push(...places);
    else outdated += spans.length;
    while (waiting.length >= PASSAGES_A_CHANGE || (waiting.length > 0 && i === chosen.length - 1)) {
      const failure = await save(waiting.slice(0, PASSAGES_A_CHANGE));
      if (failure) return ended(failure);
      waiting = waiting.slice(PASSAGES_A_CHANGE);
    }
    work.onProgress?.({ done: i + 1, total: chosen.length });
  }
  return ended(null);
}

const tagLabel = (count: number): string =>
  count === 1 ? 'Tag passage' : `Tag ${count.toLocaleString('en')} passages`;

/** Null when the report is gone or has another text than the one the spans were found in. */
async function placesOf(
  { db }: Archive,
  reportId: ReportId,
  revision: number,
  spans: readonly Span[],
): Promise<Place[] | null> {
  const [report] = await reportsByIds(db, [reportId]);
  const text = report?.revision === revision ? await textOf(db, report) : undefined;
  if (!text) return null;
  const passages = await passagesOfReport(db, reportId);
  return spans.map((span) => ({
    text,
    span,
    standing: passages.filter(({ excerpt }) => standsOn(excerpt, revision, span)),
  }));
}

/** The command, and the places at which it changes anything. */
async function plan(
  archive: Archive,
  places: readonly Place[],
  coding: HitCoding,
): Promise<Result<{ readonly command: Command; readonly tagged: readonly Place[] }>> {
  const actors = await actorResolver(archive);
  const pairs = actors.resolve(coding.pairs);
  if (!pairs.ok) return pairs;
  const resolver = await codeResolver(archive);
  const codes = resolver.resolve(coding.codes);
  if (!codes.ok) return codes;
  const passages: NewPassage[] = [];
  const added: AddedCoding[] = [];
  const tagged = places.filter(
    ({ standing }) => !standing.some((each) => has(each, pairs.value, codes.value)),
  );
  for (const { text, span, standing } of tagged) {
    const [first] = standing;
    if (first) {
      added.push({ excerptId: first.excerpt.id, pairs: pairs.value, codes: codes.value });
    } else {
      const place = { span, quote: describeQuote(text.text, span) };
      const excerpt = { ...newExcerpt(archive, text, place, NOT_ASSESSED), codes: codes.value };
      passages.push({ excerpt, pairs: pairs.value });
    }
  }
  const command: Command = {
    kind: 'tag-passages',
    passages,
    added,
    newActors: actors.created,
    newCodes: resolver.created,
  };
  return ok({ command, tagged });
}

function has({ excerpt, assignments }: Passage, pairs: readonly Pair[], codes: readonly CodeId[]): boolean {
  return (
    pairs.every((pair) => assignments.some((own) => samePair(own.pair, pair))) &&
    codes.every((code) => excerpt.codes.includes(code))
  );
}
