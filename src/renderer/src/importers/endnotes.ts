import type { Part } from './parts';
import { countWords, endsClause, endsSentence, isBoilerplate } from './prose';

const MAX_TERM_LENGTH = 100;
const MAX_TERM_WORDS = 12;
const MAX_DEFINITION_LENGTH = 400;

/** True for what is short enough to be the term that a footnote explains. */
export function isShortEnoughForTerm(text: string): boolean {
  return text.length <= MAX_TERM_LENGTH && countWords(text) <= MAX_TERM_WORDS;
}

/**
 * Finds the terms that `1)` or stars stand before at the end of a text, each above its definition, and makes them
 * notes. They look like numbered headings and like bullets, so the text above must carry every mark or hold every term.
 */
export function findEndnotes(parts: readonly Part[]): Part[] {
  let start = parts.length;
  while (start >= 2 && isSiteLine(parts[start - 1]!)) start -= 1;
  const notes = new Map<number, Part>();
  const labels = new Set<string>();
  while (start >= 2 && isDefinition(parts[start - 1]!)) {
    const note = markedTerm(parts[start - 2]!);
    if (note === null || labels.has(note.label!)) break;
    start -= 2;
    notes.set(start, note);
    labels.add(note.label!);
  }
  if (notes.size === 0) return [...parts];
  const above = parts.slice(0, start);
  const text = above.map((part) => part.text).join('\n');
  const bulleted = above.some((part) => part.kind === 'list-item' && part.label === '*');
  const isNote = (note: Part): boolean =>
    markPattern(note.label!).test(text) || (!(bulleted && note.label === '*') && holdsTerm(text, note));
  if (!above.some((part) => endsSentence(part.text)) || ![...notes.values()].every(isNote)) return [...parts];
  return parts.map((part, i) => notes.get(i) ?? part);
}

const isSiteLine = (part: Part): boolean =>
  part.kind === 'plain' && (part.metadata !== undefined || isBoilerplate(part.text));

const isDefinition = (part: Part): boolean =>
  part.kind === 'plain' && part.text.length <= MAX_DEFINITION_LENGTH && markedTerm(part) === null;

const MARK = /^(?:(\d{1,2})\)|(\*{1,3}|[†‡]))(?=\s*\S)/u;

function markedTerm(part: Part): Part | null {
  if (part.kind !== 'plain' && part.kind !== 'numbered' && part.label !== '*') return null;
  const text = part.label === '*' ? `* ${part.text}` : part.text;
  const mark = MARK.exec(text);
  if (mark === null) return null;
  const term = text.slice(mark[0].length).trim();
  if (!isShortEnoughForTerm(term) || endsClause(term.replace(/:$/u, ''))) return null;
  const { value: _value, ...rest } = part;
  return { ...rest, kind: 'note', text, label: mark[1] ?? mark[2]!, style: mark[0] };
}

function markPattern(label: string): RegExp {
  const escaped = label.replaceAll('*', '\\*');
  return /^\d/u.test(label)
    ? new RegExp(`(?<=[\\p{L}»”"]\\s?)${escaped}\\)`, 'u')
    : new RegExp(`(?<=[^\\s*])${escaped}(?![*\\p{L}\\p{N}])`, 'u');
}

/** Case counts: footnotes explain names, and numbered headings repeat common words of the text. */
function holdsTerm(text: string, note: Part): boolean {
  const term = note.text
    .slice(note.style!.length)
    .replace(/^\s*(?:[Tt]he|[Aa]n?)\s+|["“”«»:]/gu, '')
    .trim();
  return term !== '' && text.includes(term);
}
