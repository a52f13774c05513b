import { placeIn, type PassagePlace } from '$domain/anchor/place';
import { actorName, NO_ACTOR_DETAILS, type Actor } from '$domain/coding/actor';
import { colourPicker } from '$domain/coding/actor-palette';
import {
  assessmentOf,
  type Assessment,
  type CountryOfPair,
  type Excerpt,
  type Pair,
} from '$domain/coding/excerpt';
import { actorCalled } from '$domain/coding/registry';
import type { Coding } from '$domain/change/command';
import type { ActorId, ExcerptId } from '$domain/ids';
import { isPublished } from '$domain/report/published';
import type { ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import { listActors } from '../storage/reads';
import type { Archive } from './archive';
import { change } from './change-archive';
import { codeResolver, type CodeInput } from './codes';

/** A pair as typed in the palette or on the command line: the actor may be new. */
export interface PairInput {
  readonly actor:
    | { readonly kind: 'existing'; readonly id: ActorId }
    | { readonly kind: 'new'; readonly name: string }
    | null;
  readonly country: CountryOfPair | null;
}

export interface CodingInput extends Assessment {
  readonly pairs: readonly PairInput[];
  readonly codes: readonly CodeInput[];
  readonly memo: string;
}

export const MEMO_LIMIT = 20_000;

/**
 * Tags a span of a report: the span is snapped to whole characters and trimmed of white space first.
 * Fails with `passage/empty` for white space, `actor/…` or `code/…` for a refused name, `memo/too-long`, `passage/event-date` for
 * what is no date, or `command/gone`.
 */
export async function tagPassage(
  archive: Archive,
  text: ReportText,
  span: Span,
  input: CodingInput,
  options: { sample?: boolean; undoable?: boolean } = {},
): Promise<Result<ExcerptId>> {
  const place = placeIn(text.text, span);
  if (!place) {
    return fail({ code: 'passage/empty', message: 'Select some words first: there is nothing to tag here.' });
  }
  const coding = await toCoding(archive, input, options.sample ?? false);
  if (!coding.ok) return coding;
  const excerpt = newExcerpt(archive, text, place, input);
  const result = await change(
    archive,
    { kind: 'tag-passage', excerpt, coding: coding.value },
    { undoable: options.undoable ?? true },
  );
  return result.ok ? ok(excerpt.id) : result;
}

/** A passage to be, by the coder of the archive. */
export function newExcerpt(
  archive: Archive,
  text: ReportText,
  place: PassagePlace,
  assessment: Assessment,
): Excerpt {
  const now = archive.ports.now();
  return {
    id: archive.ports.newId() as ExcerptId,
    reportId: text.reportId,
    revision: text.revision,
    ...place,
    codes: [],
    anchoring: 'anchored',
    ...assessmentOf(assessment),
    createdBy: archive.writer.coder(),
    createdAt: now,
    modifiedAt: now,
  };
}

/** Replaces what is said about a passage. Fails as {@link tagPassage}. The value says whether anything changed. */
export async function editPassage(
  archive: Archive,
  excerptId: ExcerptId,
  input: CodingInput,
): Promise<Result<boolean>> {
  const coding = await toCoding(archive, input, false);
  if (!coding.ok) return coding;
  return change(archive, { kind: 'edit-passage', excerptId, coding: coding.value });
}

async function toCoding(archive: Archive, input: CodingInput, sample: boolean): Promise<Result<Coding>> {
  const memo = input.memo.replace(/\r\n?/gu, '\n').trim();
  if (memo.length > MEMO_LIMIT) {
    return fail({
      code: 'memo/too-long',
      message: `A memo can have up to ${MEMO_LIMIT.toLocaleString('en')} characters; this one has ${memo.length.toLocaleString('en')}.`,
    });
  }
  if (!isPublished(input.eventDate)) {
    return fail({
      code: 'passage/event-date',
      message: `“${input.eventDate}” is no date. Write it as 2022, 2022-01 or 2022-01-06, or leave it empty.`,
    });
  }
  const actors = await actorResolver(archive, sample);
  const pairs = actors.resolve(input.pairs);
  if (!pairs.ok) return pairs;
  const resolver = await codeResolver(archive);
  const codes = resolver.resolve(input.codes);
  if (!codes.ok) return codes;
  return ok({
    pairs: pairs.value,
    codes: codes.value,
    memo,
    ...assessmentOf(input),
    newActors: actors.created,
    newCodes: resolver.created,
  });
}

/** Finds the actors of pairs as typed, and makes those that are not there yet: each name once. */
export interface ActorResolver {
  /** Fails with `actor/…` for a refused name. */
  resolve(pairs: readonly PairInput[]): Result<Pair[]>;
  /** The actors made so far; to be stored with the pairs. */
  readonly created: readonly Actor[];
}

export async function actorResolver(archive: Archive, sample = false): Promise<ActorResolver> {
  const known: Actor[] = await listActors(archive.db);
  const created: Actor[] = [];
  const colourOfNext = colourPicker(known);
  const idOf = (actor: PairInput['actor']): Result<ActorId | null> => {
    if (actor?.kind !== 'new') return ok(actor?.id ?? null);
    const name = actorName(actor.name);
    if (!name.ok) return name;
    const existing = actorCalled([...known, ...created], name.value);
    if (existing) return ok(existing.id);
    const made: Actor = {
      id: archive.ports.newId() as ActorId,
      name: name.value,
      colour: colourOfNext(),
      createdAt: archive.ports.now(),
      sample,
      ...NO_ACTOR_DETAILS,
    };
    created.push(made);
    return ok(made.id);
  };
  return {
    created,
    resolve(inputs) {
      const pairs: Pair[] = [];
      for (const { actor, country } of inputs) {
        const actorId = idOf(actor);
        if (!actorId.ok) return actorId;
        if (actorId.value !== null) pairs.push({ actorId: actorId.value, country });
        else if (country !== null) pairs.push({ actorId: null, country });
      }
      return ok(pairs);
    },
  };
}
