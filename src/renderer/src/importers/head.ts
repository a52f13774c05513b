import { detectLanguage } from './language';
import { readDateline, type LineMetadata } from './metadata';
import type { Part } from './parts';
import {
  countWords,
  endsClause,
  endsInFullStop,
  endsSentence,
  innerSentenceEnds,
  isBoilerplate,
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
  const { main, known } = setting;
  const stated: { -readonly [K in keyof LineMetadata]: LineMetadata[K] } = { ...known };
  for (const part of parts) {
    for (const [key, value] of Object.entries(part.metadata ?? {}) as [keyof LineMetadata, string][]) {
      if ((stated[key] ?? '') === '') stated[key] = value;
    }
  }
  let first = parts.findIndex((part) => !isAside(part, main));
  if (first !== -1 && isOtherLanguage(parts, first, setting)) first += 1;
  const title = first !== -1 && canBeTitle(parts, first, stated.title) ? first : -1;
  const opening = parts.slice(Math.max(title, first), Math.max(title, first) + 3);
  for (const part of opening) {
    const dateline = part.kind === 'plain' ? readDateline(part.text) : null;
    if (dateline === null) continue;
    stated.source ??= dateline.source ?? '';
    if (dateline.published !== undefined) stated.published ??= dateline.published;
  }
  return { title, dek: title !== -1 && hasDek(parts, title, main) ? title + 1 : -1, metadata: stated };
}

/** True for a sentence in another language of the same script above a line that can be the title: a site's promotion. */
function isOtherLanguage(parts: readonly Part[], at: number, { main, language, known }: Setting): boolean {
  const part = parts[at]!;
  const next = parts[at + 1];
  if (part.kind !== 'plain' || !endsSentence(part.text) || language === '') return false;
  if (next === undefined || isAside(next, main) || !canBeTitle(parts, at + 1, known.title)) return false;
  const own = detectLanguage(part.text);
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
  return part.kind === 'plain' && !isProse(part.text, parts.length > 1);
}

/** True for running text, which a first line can be as well as a headline. */
function isProse(text: string, hasMore: boolean): boolean {
  if (readDateline(text) !== null) return true;
  const words = countWords(text);
  if (words > 50) return true;
  return endsInFullStop(text) && ((hasMore && words > 25) || (innerSentenceEnds(text) > 0 && words > 15));
}

/**
 * A dek is told from the first sentence of the report only where the layout says so: it is bound to the title and set
 * off from the text, stands above the imprint, is in italics, or ends without the full stop that text ends with.
 */
function hasDek(parts: readonly Part[], title: number, main: Script | null): boolean {
  const dek = parts[title + 1];
  if (dek === undefined || dek.kind !== 'plain' || isAside(dek, main)) return false;
  const words = countWords(dek.text);
  if (words < 4 || dek.text.length > MAX_DEK_LENGTH || innerSentenceEnds(dek.text) > 0) return false;
  const after = parts[title + 2];
  if (after === undefined || after.kind === 'list-item') return false;
  if (dek.emphasised === true) return true;
  if (after.metadata !== undefined) return !dek.text.endsWith(':');
  if (!dek.gap && after.gap) return !dek.text.endsWith(':');
  const lead = parts.slice(title + 2).find((part) => !isAside(part, main));
  return (
    words >= 6 &&
    !endsClause(dek.text) &&
    lead?.kind === 'plain' &&
    endsSentence(lead.text) &&
    lead.text.length > dek.text.length
  );
}
