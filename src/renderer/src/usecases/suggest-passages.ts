import { describeQuote } from '$domain/anchor/selectors';
import type { AddedCoding, Command, NewPassage } from '$domain/change/command';
import { NOT_ASSESSED, type CountryRole, type Excerpt } from '$domain/coding/excerpt';
import type { BatchId, RejectionId, ReportId } from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { acceptanceOf, type Choice } from '$domain/suggest/acceptance';
import {
  openProposals,
  proposalsOf,
  rejectionKey,
  type PassageUnit,
  type Proposal,
} from '$domain/suggest/proposal';
import type { Rejection } from '$domain/suggest/rejection';
import type { SuggestionTarget } from '$domain/suggest/suggestion';
import { snapToGraphemes, type Span } from '$domain/text/offsets';
import {
  listActors,
  listAddedCountries,
  listReports,
  passagesOfReport,
  rejectionsFor,
  reportsByIds,
  textsOf,
} from '../storage/reads';
import type { KnownEntries } from '../suggesters/dictionary';
import type { Archive } from './archive';
import { change } from './change-archive';
import type { Progress } from './progress';
import { actorResolver, newExcerpt } from './tag-passage';

/** What the archive knows beside the authority. */
export async function knownEntries({ db }: Archive): Promise<KnownEntries> {
  return { actors: await listActors(db), countries: await listAddedCountries(db) };
}

/** All that the suggester finds in a text, also what is coded or turned down already. Saves nothing. */
export async function findProposals(
  archive: Archive,
  known: KnownEntries,
  report: Pick<Report, 'language'>,
  text: ReportText,
): Promise<Result<Proposal[]>> {
  const found = await archive.suggester.suggest(known, [{ ...text, language: report.language }]);
  return found.ok ? ok(proposalsOf(found.value[0]!, text)) : found;
}

interface AcceptOptions {
  readonly batchId: BatchId;
  readonly unit: PassageUnit;
}

/**
 * Makes passages of what was chosen in one report, in one undo step: a passage for each stretch of text, or more pairs
 * for the passage that stands there already. The value says whether anything changed. Fails with `actor/…` for a refused
 * name, or as `change` does.
 */
export async function acceptProposals(
  archive: Archive,
  text: ReportText,
  choices: readonly Choice[],
  { batchId, unit }: AcceptOptions,
): Promise<Result<boolean>> {
  const command = await commandFor(archive, [{ text, choices }], unit);
  if (!command.ok) return command;
  return change(archive, command.value, { batchId, label: acceptLabel(choices.length) });
}

const acceptLabel = (count: number): string =>
  count === 1 ? 'Accept suggestion' : `Accept ${count.toLocaleString('en')} suggestions`;

async function commandFor(
  archive: Archive,
  parts: readonly { readonly text: ReportText; readonly choices: readonly Choice[] }[],
  unit: PassageUnit,
): Promise<Result<Command>> {
  const actors = await actorResolver(archive);
  const passages: NewPassage[] = [];
  const added: AddedCoding[] = [];
  for (const { text, choices } of parts) {
    const acceptance = acceptanceOf(choices, unit, await passagesOfReport(archive.db, text.reportId));
    for (const { span, pairs } of acceptance.created) {
      const resolved = actors.resolve(pairs);
      if (!resolved.ok) return resolved;
      passages.push({ excerpt: excerptAt(archive, text, span), pairs: resolved.value });
    }
    for (const { excerptId, pairs } of acceptance.added) {
      const resolved = actors.resolve(pairs);
      if (!resolved.ok) return resolved;
      added.push({ excerptId, pairs: resolved.value, codes: [] });
    }
  }
  return ok({ kind: 'tag-passages', passages, added, newActors: actors.created, newCodes: [] });
}

function excerptAt(archive: Archive, text: ReportText, place: Span): Excerpt {
  const span = snapToGraphemes(text.text, place);
  return newExcerpt(archive, text, { span, quote: describeQuote(text.text, span) }, NOT_ASSESSED);
}

/** What is to be accepted wherever it is suggested, and in which reading. */
export interface Wanted {
  /** Of the proposals. */
  readonly group: string;
  readonly target: SuggestionTarget;
  readonly role: CountryRole;
}

/** A report in which something is suggested, and how often. */
export interface Occurrences {
  readonly reportId: ReportId;
  readonly count: number;
}

interface LongJob {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

const CANCELLED: Failure = {
  code: 'suggest/cancelled',
  message: 'Stopped before all reports were looked at.',
};
/** Reports that are read and looked through at once: few, so that cancelling is prompt. */
const PAGE = 10;
/** Passages a change: well below what the journal takes in one piece. */
const PASSAGES_A_CHANGE = 500;

/**
 * Counts where in the archive a group of proposals is open. Saves nothing. Fails with `suggest/cancelled`, or when the
 * suggester does.
 */
export async function findOccurrences(
  archive: Archive,
  group: string,
  job: LongJob = {},
): Promise<Result<Occurrences[]>> {
  const reports = await listReports(archive.db);
  const known = await knownEntries(archive);
  const found: Occurrences[] = [];
  for (let at = 0; at < reports.length; at += PAGE) {
    if (job.signal?.aborted) return fail(CANCELLED);
    const page = await openInReports(archive, known, reports.slice(at, at + PAGE), group);
    if (!page.ok) return page;
    found.push(...page.value.map(({ text, open }) => ({ reportId: text.reportId, count: open.length })));
    job.onProgress?.({ done: Math.min(at + PAGE, reports.length), total: reports.length });
  }
  return ok(found);
}

async function openInReports(
  archive: Archive,
  known: KnownEntries,
  reports: readonly Report[],
  group: string,
): Promise<Result<{ text: ReportText; open: Proposal[] }[]>> {
  const texts = (await textsOf(archive.db, reports)).flatMap((text, i) =>
    text ? [{ text, language: reports[i]!.language }] : [],
  );
  const suggested = await archive.suggester.suggest(
    known,
    texts.map(({ text, language }) => ({ ...text, language })),
  );
  if (!suggested.ok) return suggested;
  const found: { text: ReportText; open: Proposal[] }[] = [];
  for (const [i, { text }] of texts.entries()) {
    const wanted = proposalsOf(suggested.value[i]!, text).filter((proposal) => proposal.group === group);
    if (wanted.length === 0) continue;
    const [passages, rejections] = await Promise.all([
      passagesOfReport(archive.db, text.reportId),
      rejectionsFor(archive.db, text.reportId),
    ]);
    const open = openProposals(wanted, passages, rejections);
    if (open.length > 0) found.push({ text, open });
  }
  return ok(found);
}

/** What a long acceptance came to: what was accepted stays, also when it was cancelled or failed in the middle. */
export interface AcceptedEverywhere {
  readonly suggestions: number;
  readonly reports: number;
  /** Why it did not come to its end; null when it did. */
  readonly failure: Failure | null;
}

/** Accepts a group of proposals in these reports, as they are now, in one undo step. */
export async function acceptEverywhere(
  archive: Archive,
  { group, target, role }: Wanted,
  reportIds: readonly ReportId[],
  options: AcceptOptions & LongJob,
): Promise<AcceptedEverywhere> {
  const { batchId, unit } = options;
  let suggestions = 0;
  let reports = 0;
  let waiting: { text: ReportText; choices: Choice[] }[] = [];
  const save = async (): Promise<Failure | null> => {
    const count = waiting.reduce((sum, { choices }) => sum + choices.length, 0);
    if (count === 0) return null;
    const command = await commandFor(archive, waiting, unit);
    if (!command.ok) return command.error;
    const saved = await change(archive, command.value, { batchId, label: acceptLabel(suggestions + count) });
    if (!saved.ok) return saved.error;
    suggestions += count;
    reports += waiting.length;
    waiting = [];
    return null;
  };
  const known = await knownEntries(archive);
  for (let at = 0; at < reportIds.length; at += PAGE) {
    if (options.signal?.aborted) return { suggestions, reports, failure: CANCELLED };
    const page = (await reportsByIds(archive.db, reportIds.slice(at, at + PAGE))).filter(
      (report) => report !== undefined,
    );
    const open = await openInReports(archive, known, page, group);
    if (!open.ok) return { suggestions, reports, failure: open.error };
    waiting.push(
      ...open.value.map((each) => ({
        text: each.text,
        choices: each.open.map((proposal) => ({ proposal, target, role })),
      })),
    );
    const isLast = at + PAGE >= reportIds.length;
    if (isLast || waiting.reduce((sum, { choices }) => sum + choices.length, 0) >= PASSAGES_A_CHANGE) {
      const failure = await save();
      if (failure) return { suggestions, reports, failure };
    }
    options.onProgress?.({ done: Math.min(at + PAGE, reportIds.length), total: reportIds.length });
  }
  return { suggestions, reports, failure: null };
}

/** Remembers that these words do not mean what is proposed: in one report, or for null in the whole archive. */
export function rejectProposals(
  archive: Archive,
  proposals: readonly Proposal[],
  reportId: ReportId | null,
  batchId: BatchId,
): Promise<Result<boolean>> {
  const byGroup = new Map(proposals.map((proposal) => [proposal.group, proposal]));
  const rejections = [...byGroup.values()].map((proposal): Rejection => ({
    id: archive.ports.newId() as RejectionId,
    reportId,
    ...rejectionKey(proposal),
  }));
  return change(archive, { kind: 'reject-suggestions', rejections }, { batchId });
}

/** Takes rejections back, so that the same is suggested again. */
export function forgetRejections(
  archive: Archive,
  rejectionIds: readonly RejectionId[],
  batchId: BatchId,
): Promise<Result<boolean>> {
  return change(archive, { kind: 'forget-rejections', rejectionIds }, { batchId });
}
