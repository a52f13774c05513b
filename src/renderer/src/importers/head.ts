import { detectLanguage } from './language';
import { dateAtEnd, isPublicationName, readDateline, type LineMetadata } from './metadata';
import type { Part } from './parts';
import {
  countWords,
  endsClause,
  endsInFullStop,
  endsSentence,
  innerSentenceEnds,
  isBoilerplate,
  isCaption,
  isForeign,
} from './prose';
import type { Script } from './script';

export interface Head {
  /** Index of the title among the parts; -1 when no line is one. */
  readonly title: number;
  readonly dek: number;
  readonly metadata: LineMetadata;
}

const MAX_TITLE_LENGTH = 300;
const MAX_DEK_LENGTH = 250;
/** A longer sentence bound to the title may be the report's first as well. */
const MAX_DEK_WORDS = 25;

/** True for parts that take no role in the report's structure: a site's lines, other scripts, imprint. */
export function isAside(part: Part, main: Script | null): boolean {
  return part.metadata !== undefined || isBoilerplate(part.text) || isForeign(part.text, main);
}

/** What is known of a text as a whole. */
export interface Setting {
  readonly main: Script | null;
  /** BCP 47 tag of the body's language; empty when unknown. */
  readonly language: string;
  /** What was stated outside of the text; it wins. */
  readonly known: LineMetadata;
}

/** Finds the title, the dek where that is certain, and what single lines say about the report. */
export function findHead(parts: readonly Part[], setting: Setting): Head {
  const { known } = setting;
  const stated: Stated = { ...known };
  for (const part of parts) {
    for (const [key, value] of Object.entries(part.metadata ?? {}) as [keyof LineMetadata, string][]) {
      if ((stated[key] ?? '') === '') stated[key] = value;
    }
  }
  const title = parts.findIndex(({ role }) => role === 'title');
  const dek = parts.findIndex(({ role }) => role === 'dek');
  if (title !== -1 || dek !== -1) return { title, dek, metadata: stated };
  return foundHead(parts, setting, stated);
}

type Stated = { -readonly [K in keyof LineMetadata]: LineMetadata[K] };

function foundHead(parts: readonly Part[], setting: Setting, stated: Stated): Head {
  const { main } = setting;
  let first = parts.findIndex((part) => !isAside(part, main));
  const below = first === -1 ? -1 : parts.findIndex((part, i) => i > first && !isAside(part, main));
  if (below !== -1 && isMasthead(parts, first, below, stated.title)) {
    stated.source ??= parts[first]!.text;
    first = below;
  }
  if (first !== -1 && isPromotion(parts, first, setting)) first += 1;
  const title = first !== -1 && canBeTitle(parts, first, stated.title) ? first : -1;
  const opening = parts.slice(Math.max(title, first), Math.max(title, first) + 3);
  for (const part of opening) {
    const dateline = part.kind === 'plain' ? readDateline(part.text) : null;
    if (dateline === null) continue;
    stated.source ??= dateline.source ?? '';
    if (dateline.published !== undefined) stated.published ??= dateline.published;
  }
  if (title !== -1) stated.published ??= dateAtEnd(parts[title]!.text) ?? '';
  return { title, dek: title !== -1 && hasDek(parts, title, setting) ? title + 1 : -1, metadata: stated };
}

/** True for a publication's name above a line that is the title. */
function isMasthead(parts: readonly Part[], at: number, below: number, stated: string | undefined): boolean {
  const [name, title] = [parts[at]!, parts[below]!];
  if (name.kind !== 'plain' || title.kind !== 'plain' || !isPublicationName(name.text)) return false;
  if (parts[below + 1]?.kind !== 'plain' && parts[below + 1]?.kind !== 'heading') return false;
  return canBeTitle(parts, below, stated) && countWords(title.text) >= 3 && !endsClause(title.text);
}

const MAX_PROMOTION_WORDS = 25;

/**
 * True for a site's sentence above the line that is the title: one in another language of the same script, or one
 * that ends in a full stop, which a headline does not, while the line between it and the text does not end in one.
 */
function isPromotion(parts: readonly Part[], at: number, setting: Setting): boolean {
  const [part, next, lead] = [parts[at]!, parts[at + 1], parts[at + 2]];
  if (part.kind !== 'plain' || !endsSentence(part.text) || next === undefined) return false;
  if (isAside(next, setting.main) || !canBeTitle(parts, at + 1, setting.known.title)) return false;
  if (isOtherLanguage(part, setting)) return true;
  if (lead?.kind !== 'plain' || !endsInFullStop(part.text) || endsClause(next.text)) return false;
  if (countWords(part.text) > MAX_PROMOTION_WORDS || countWords(next.text) < 4) return false;
  return lead.text.length > next.text.length && endsSentence(lead.text);
}

function isOtherLanguage(part: Part, { language }: Setting): boolean {
  const own = language === '' ? '' : detectLanguage(part.text);
  return own !== '' && own !== language;
}

function canBeTitle(parts: readonly Part[], at: number, stated: string | undefined): boolean {
  const part = parts[at]!;
  if (part.text.length > MAX_TITLE_LENGTH) return false;
  if (part.kind === 'heading' && part.level === 1) return true;
  if (stated !== undefined) return part.text.toLowerCase() === stated.toLowerCase();
  if (part.kind === 'heading') {
    const others = parts.filter((other, i) => i !== at && other.kind === 'heading');
    return others.every((other) => (other.level ?? 1) > (part.level ?? 1));
  }
  return part.kind === 'plain' && !isProse(part.text);
}

/** True for running text, which a first line can be as well as a headline. */
function isProse(text: string): boolean {
  if (readDateline(text) !== null) return true;
  const words = countWords(text);
  if (words > 50) return true;
  return endsInFullStop(text) && (words > 25 || (innerSentenceEnds(text) > 0 && words > 15));
}

/**
 * A dek is told from the first sentence of the report only where the layout says so: it is bound to the title and set
 * off from the text, stands above the imprint, is in italics, or ends without the full stop that text ends with.
 */
function hasDek(parts: readonly Part[], title: number, setting: Setting): boolean {
  const { main } = setting;
  const dek = parts[title + 1];
  if (dek === undefined || dek.kind !== 'plain' || isAside(dek, main) || isCaption(dek.text)) return false;
  const words = countWords(dek.text);
  if (words < 4 || dek.text.length > MAX_DEK_LENGTH || innerSentenceEnds(dek.text) > 0) return false;
  const after = parts[title + 2];
  if (after === undefined || after.kind === 'list-item') return false;
  if (dek.emphasised === true) return true;
  if (dek.text.endsWith(':')) return false;
  const lead = parts.slice(title + 2).find((part) => !isAside(part, main));
  const aboveText = lead?.kind === 'plain' && endsSentence(lead.text) && lead.text.length > dek.text.length;
  // In this order since telling the language takes longer than all the rest.
  return isBoundToTitle(dek, after, aboveText) && !isOtherLanguage(dek, setting);
}

function isBoundToTitle(dek: Part, after: Part, aboveText: boolean): boolean {
  const words = countWords(dek.text);
  if (after.metadata !== undefined) return aboveText || !endsInFullStop(dek.text);
  if (!dek.gap && after.gap && words <= MAX_DEK_WORDS) return aboveText;
  return words >= 6 && !endsClause(dek.text) && aboveText;
}
