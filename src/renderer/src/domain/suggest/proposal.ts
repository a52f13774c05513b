import { foldName } from '../coding/actor';
import type { Pair } from '../coding/excerpt';
import type { Block, CanonicalText } from '../report/report';
import { blockAt } from '../report/report';
import { overlaps, type Span } from '../text/offsets';
import { sentenceSpans } from '../text/sentences';
import type { Rejection } from './rejection';
import type { Suggestion, SuggestionTarget } from './suggestion';

/**
 * What becomes a passage when a suggestion is accepted. The sentence is what an analyst would select: it says what the
 * actor did or what happened in the country, and stands for itself in an export. The words alone are for those who
 * count mentions.
 */
export const PASSAGE_UNITS = ['sentence', 'words'] as const;
export type PassageUnit = (typeof PASSAGE_UNITS)[number];

/** A suggestion in its report: what it can mean, and what of the text would become a passage. */
export interface Proposal extends Suggestion {
  /** The same whenever the same is suggested for the same words. */
  readonly id: string;
  /** The same for all words of one entry that stand for one target, in any report. */
  readonly group: string;
  /** The words as they stand in the text. */
  readonly exact: string;
  /** The sentence around the words, or the whole title or heading; UTF-16, in the canonical text. */
  readonly context: Span;
  /** What can be chosen: what is proposed first, then the other countries and actors that the words may stand for. */
  readonly readings: readonly SuggestionTarget[];
  /** What else they may mean that is neither, such as “the U.S. state of Georgia”. */
  readonly otherwise: readonly string[];
  /** What of the text the acceptance is about: of a heading all that stands in its section. */
  readonly places: Readonly<Record<PassageUnit, readonly Span[]>>;
}

/** What a rejection names a target by: `country:KAZ`, or `actor:` and the folded name. */
export function targetKey(target: SuggestionTarget): string {
  return target.kind === 'country' ? `country:${target.code}` : `actor:${foldName(target.name)}`;
}

/** Suggestions made ready for being looked at, in their order. A heading without anything below it proposes nothing. */
export function proposalsOf(suggestions: readonly Suggestion[], { text, blocks }: CanonicalText): Proposal[] {
  const sentences = new Map<Block, readonly Span[]>();
  /** Cut once for each block: a paragraph may name many. */
  const sentencesOf = (block: Block): readonly Span[] => {
    const known = sentences.get(block) ?? sentenceSpans(text, block.span);
    sentences.set(block, known);
    return known;
  };
  return suggestions.flatMap((suggestion): Proposal[] => {
    const { span, target, source, alternatives } = suggestion;
    const block = blockAt(blocks, span.start);
    if (!block) return [];
    const isHeading = block.kind === 'title' || block.kind === 'heading';
    const context = isHeading ? block.span : sentencesAround(sentencesOf(block), span);
    const isSection = source === 'section';
    const section = isSection ? blocksBelow(blocks, block) : [];
    if (isSection && section.length === 0) return [];
    const exact = text.slice(span.start, span.end);
    // That a heading names nobody says nothing of the same words elsewhere.
    const form = foldName(isSection ? text.slice(block.span.start, block.span.end) : suggestion.form);
    return [
      {
        ...suggestion,
        id: `${span.start}-${span.end} ${targetKey(target)}`,
        group: `${targetKey(target)} ${form}`,
        exact,
        context,
        readings: [target, ...alternatives.flatMap((other) => readingOf(other) ?? [])],
        otherwise: alternatives.flatMap((other) => (readingOf(other) === null ? [other.label] : [])),
        places: isSection ? { sentence: section, words: section } : { sentence: [context], words: [span] },
      },
    ];
  });
}

function readingOf({ code, label, actorId }: Suggestion['alternatives'][number]): SuggestionTarget | null {
  if (code !== null) return { kind: 'country', code, name: label };
  return actorId === undefined ? null : { kind: 'actor', actorId, name: label };
}

/** From the first sentence that the words touch to the last. */
export function sentencesAround(sentences: readonly Span[], span: Span): Span {
  const touched = sentences.filter((sentence) => overlaps(sentence, span));
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { start: first.start, end: last.end } : span;
}

/** What stands between a heading and the next one, whatever its level: who acts there, that one says itself. */
function blocksBelow(blocks: readonly Block[], heading: Block): Span[] {
  const rest = blocks.slice(blocks.indexOf(heading) + 1);
  const next = rest.findIndex(({ kind }) => kind === 'heading');
  return rest
    .slice(0, next === -1 ? rest.length : next)
    .filter(({ kind }) => kind !== 'footnote')
    .map(({ span }) => span);
}

/** The words, folded, and the target, as a rejection keeps them. */
export function rejectionKey({
  group,
  target,
}: Pick<Proposal, 'group' | 'target'>): Pick<Rejection, 'form' | 'target'> {
  const key = targetKey(target);
  return { form: group.slice(key.length + 1), target: key };
}

/**
 * What is found in a stretch of the text (UTF-16), each target once: first who acts there as the heading says, then what
 * the words themselves name.
 */
export function targetsIn(
  proposals: readonly Proposal[],
  stretch: Span,
): { target: SuggestionTarget; isSection: boolean }[] {
  const isIn = ({ source, span, places }: Proposal): boolean =>
    source === 'section'
      ? places.sentence.some((place) => overlaps(place, stretch))
      : overlaps(span, stretch);
  const here = proposals.filter(isIn);
  const inOrder = [
    ...here.filter(({ source }) => source === 'section'),
    ...here.filter(({ source }) => source !== 'section'),
  ];
  const byKey = new Map<string, { target: SuggestionTarget; isSection: boolean }>();
  for (const { target, source } of inOrder) {
    const key = targetKey(target);
    if (!byKey.has(key)) byKey.set(key, { target, isSection: source === 'section' });
  }
  return [...byKey.values()];
}

/** A passage as far as suggestions look at it. */
export interface CodedPassage {
  readonly excerpt: { readonly span: Span };
  readonly assignments: readonly { readonly pair: Pair }[];
}

/** Where passages say already what a proposal says, in any of its readings, nothing is left to be accepted. */
export function placesLeft(
  { places, span, source, readings }: Proposal,
  unit: PassageUnit,
  passages: readonly CodedPassage[],
): readonly Span[] {
  const isSaid = (place: Span): boolean =>
    passages.some(
      ({ excerpt, assignments }) =>
        overlaps(excerpt.span, place) &&
        assignments.some(({ pair }) => readings.some((reading) => says(pair, reading))),
    );
  if (source !== 'section') return isSaid(span) ? [] : places[unit];
  return places[unit].filter((place) => !isSaid(place));
}

function says({ actorId, country }: Pair, target: SuggestionTarget): boolean {
  if (target.kind === 'country') return country?.code === target.code;
  return target.actorId !== null && actorId === target.actorId;
}

/** The proposals that are neither coded where they stand nor turned down. */
export function openProposals(
  proposals: readonly Proposal[],
  passages: readonly CodedPassage[],
  rejections: readonly Pick<Rejection, 'form' | 'target'>[],
): Proposal[] {
  const rejected = new Set(rejections.map(({ form, target }) => `${target} ${form}`));
  return proposals.filter(
    (proposal) => !rejected.has(proposal.group) && placesLeft(proposal, 'sentence', passages).length > 0,
  );
}
