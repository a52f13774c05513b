import type { Actor } from '$domain/coding/actor';
import { codePath, type Code } from '$domain/coding/code';
import {
  assessmentOf,
  type Assessment,
  type CountryRole,
  type Excerpt,
  type Pair,
} from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode, ExcerptId } from '$domain/ids';
import { blockAt, type Block } from '$domain/report/report';

/** A pair with its names looked up, for chips. */
export interface PairView {
  readonly actor: { readonly name: string; readonly colour: number } | null;
  readonly country: { readonly code: CountryCode; readonly name: string; readonly role: CountryRole } | null;
}

/** A passage as lists show it. */
export interface PassageView extends Assessment {
  readonly id: ExcerptId;
  readonly exact: string;
  readonly pairs: readonly PairView[];
  /** Codes with what they are a kind of. */
  readonly codes: readonly string[];
  readonly memo: string;
  readonly anchoring: Excerpt['anchoring'];
  /** The innermost heading above it; empty before the first. */
  readonly section: string;
  /** Text, pairs and codes in words: the accessible name. */
  readonly label: string;
}

export interface Names {
  readonly actors: ReadonlyMap<ActorId, Actor>;
  readonly codes: ReadonlyMap<CodeId, Code>;
  countryName(code: CountryCode): string;
}

/** Looks up a pair's names. An actor that is not loaded yet shows as "…". */
export function pairView(pair: Pair, names: Names): PairView {
  const actor = pair.actorId === null ? null : names.actors.get(pair.actorId);
  return {
    actor:
      actor === undefined ? { name: '…', colour: 1 } : actor && { name: actor.name, colour: actor.colour },
    country: pair.country && { ...pair.country, name: names.countryName(pair.country.code) },
  };
}

/** Pairs in words: "Protesters, Kazakhstan (location); CSTO". */
export function pairsLabel(pairs: readonly PairView[]): string {
  return pairs
    .map(({ actor, country }) =>
      [actor?.name, country && `${country.name} (${country.role})`].filter(Boolean).join(', '),
    )
    .join('; ');
}

interface Source {
  readonly excerpt: Excerpt;
  readonly assignments: readonly { readonly pair: Pair }[];
  readonly memo: { readonly text: string } | null;
}

/** What a list shows of a passage. */
export function passageView(source: Source, blocks: readonly Block[], names: Names): PassageView {
  const { excerpt } = source;
  const pairs = source.assignments.map(({ pair }) => pairView(pair, names));
  const codes = excerpt.codes.map((id) => codePath(names.codes, id) || '…');
  const about = [pairsLabel(pairs), ...codes].filter((part) => part !== '').join('; ');
  return {
    id: excerpt.id,
    exact: excerpt.quote.exact,
    pairs,
    codes,
    memo: source.memo?.text ?? '',
    ...assessmentOf(excerpt),
    anchoring: excerpt.anchoring,
    section:
      excerpt.anchoring === 'orphaned' ? '' : (blockAt(blocks, excerpt.span.start)?.section.at(-1) ?? ''),
    label: about === '' ? excerpt.quote.exact : `${excerpt.quote.exact} – ${about}`,
  };
}
