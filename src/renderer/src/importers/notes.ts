import { plainFigures } from '$domain/report/footnotes';
import { isShortEnoughForTerm } from './endnotes';
import { looksLikeHeading } from './numbering';
import type { Part } from './parts';
import { endsClause, isBoilerplate } from './prose';

const NOTES_HEADING =
  /^(?:notes?|foot\s?notes?|end\s?notes?|references|примечани[ея]|сноски|ескерту(?:лер)?|сілтемелер|примітки|anmerkungen|fußnoten|notas|notes de bas de page)\s*:?$/iu;
const STAR_NOTE = /^(\*{1,3}|[†‡])\s*\S/u;

/**
 * Finds the footnotes: `(1) Term` with its definition on the next line, `[1] text`, `¹ text`, `* text` at the end when
 * the text carries a star, and numbered lines below a heading such as "Notes". What begins like one but is none becomes
 * a list item or stays a paragraph.
 */
export function resolveNotes(parts: readonly Part[]): Part[] {
  const body = bodyText(parts);
  const tail = tailStart(parts);
  const heading = parts.findIndex((part) => isNotesHeading(part));
  const notes = parts.filter((part) => part.kind === 'note');
  const resolved: Part[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i]!;
    const below = heading !== -1 && i > heading;
    if (i === heading && leadsToNotes(parts, i)) {
      resolved.push({ ...part, kind: 'heading' });
    } else if (part.kind === 'note') {
      const definition = definitionBelow(part, parts[i + 1]);
      const isOnly = definition !== null && notes.length === 1;
      const certain = below || i >= tail || isOnly || isMarked(body, part);
      if (certain || (definition !== null && termOccurs(body, restOf(part)))) {
        resolved.push(toFootnote(part, definition));
        if (definition !== null) i += 1;
      } else resolved.push(notAFootnote(part, parts[i - 1], parts[i + 1]));
    } else if (below && part.kind === 'list-item' && /^\d/u.test(part.label ?? '')) {
      resolved.push({ ...part, kind: 'footnote', label: part.label!.replace(/\D+$/u, '') });
    } else {
      resolved.push(i >= tail ? (starFootnote(part, parts[i - 1], body) ?? part) : part);
    }
  }
  return resolved;
}

function isNotesHeading(part: Part): boolean {
  return (part.kind === 'plain' || part.kind === 'heading') && NOTES_HEADING.test(part.text);
}

function leadsToNotes(parts: readonly Part[], at: number): boolean {
  const next = parts[at + 1];
  return (
    next !== undefined && (next.kind === 'note' || next.kind === 'list-item' || STAR_NOTE.test(next.text))
  );
}

/** Where the footnotes at the end of the text may begin: after it stand only notes, their definitions and a site's lines. */
function tailStart(parts: readonly Part[]): number {
  let start = parts.length;
  for (let i = parts.length - 1; i >= 0; i -= 1) {
    const part = parts[i]!;
    const above = parts[i - 1];
    if (part.kind === 'note' || isStarred(part)) {
      // Items of a list look the same; a list has something that announces it, or the first line of the text does.
      if (isListRun(parts, i)) break;
      start = i;
    } else if (part.kind !== 'plain') break;
    else if (above?.kind === 'note' && definitionBelow(above, part) !== null) continue;
    else if (part.metadata === undefined && !isBoilerplate(part.text)) break;
  }
  return start;
}

/** `(1) … (2) …` below a line that announces them are a list; a single one, or one with a definition, is a note. */
function isListRun(parts: readonly Part[], at: number): boolean {
  if (!parts[at]!.style?.startsWith('(')) return false;
  let first = at;
  while (parts[first - 1]?.kind === 'note') first -= 1;
  const alone = first === at && parts[at + 1]?.kind !== 'note';
  if (alone || definitionBelow(parts[at]!, parts[at + 1]) !== null) return false;
  const above = parts[first - 1];
  return (
    above !== undefined &&
    (above.kind === 'heading' || /:$/u.test(above.text) || looksLikeHeading(above.text))
  );
}

function isStarred(part: Part): boolean {
  return (
    (part.kind === 'list-item' && part.label === '*') || (part.kind === 'plain' && STAR_NOTE.test(part.text))
  );
}

const restOf = (note: Part): string => note.text.slice(note.style!.length).trim();

/** The part below a note when that is its definition: the note itself is then only a mark or a mark and a term. */
function definitionBelow(note: Part, next: Part | undefined): Part | null {
  const rest = restOf(note);
  if (next?.kind !== 'plain' || next.metadata !== undefined || isBoilerplate(next.text)) return null;
  if (!isShortEnoughForTerm(rest)) return null;
  return rest === '' || !endsClause(rest) || rest.endsWith(':') ? next : null;
}

function toFootnote(note: Part, definition: Part | null): Part {
  const rest = restOf(note);
  const inline = /^(.{1,60}?)(?::|\s[-–—])\s+\S/u.exec(rest)?.[1];
  const term = definition === null ? inline : rest.replace(/:$/u, '');
  const { style: _style, ...part } = note;
  return {
    ...part,
    kind: 'footnote',
    label: plainFigures(note.label!),
    text: definition === null ? note.text : `${note.text}\n${definition.text}`,
    ...(term === undefined || term === '' ? {} : { term }),
  };
}

function notAFootnote(note: Part, before: Part | undefined, after: Part | undefined): Part {
  const { style, label: _label, ...part } = note;
  const inList = [before, after].some((other) => other?.kind === 'note');
  return inList ? { ...part, kind: 'list-item', label: style! } : { ...part, kind: 'plain' };
}

function starFootnote(part: Part, above: Part | undefined, body: Body): Part | null {
  if (!isStarred(part) || (part.kind === 'list-item' && above?.kind === 'list-item' && above.label === '*'))
    return null;
  const text = part.kind === 'list-item' ? `* ${part.text}` : part.text;
  const label = STAR_NOTE.exec(text)![1]!;
  if (!body.marks.has(`star ${label}`)) return null;
  return { ...part, kind: 'footnote', label, text };
}

/** What the text outside of possible footnotes holds, gathered once. */
interface Body {
  readonly marks: ReadonlySet<string>;
  readonly text: string;
}

const ANY_MARK =
  /\((\d{1,3}|\*{1,3}|\p{Ll})\)|\[([\p{L}\p{N}*_-]{1,40})\]|([⁰¹²³⁴-⁹]{1,3})|(?<=[^\s*])(\*{1,3}|[†‡])(?![*\p{L}\p{N}])/gu;

function bodyText(parts: readonly Part[]): Body {
  const marks = new Set<string>();
  if (!parts.some((part) => part.kind === 'note' || isStarred(part))) return { marks, text: '' };
  const texts: string[] = [];
  for (const part of parts) {
    // The mark that a note or an item begins with is its own.
    const own = part.kind === 'note' ? restOf(part) : part.text;
    for (const match of own.matchAll(ANY_MARK)) {
      if (match.index === 0 && part.kind !== 'note') continue;
      const style = match[4] !== undefined ? 'star' : 'mark';
      marks.add(`${style} ${plainFigures(match[1] ?? match[2] ?? match[3] ?? match[4]!)}`);
    }
    if (part.kind !== 'note') texts.push(part.text);
  }
  return { marks, text: texts.join('\n').toLowerCase() };
}

function isMarked(body: Body, note: Part): boolean {
  const label = plainFigures(note.label!);
  return body.marks.has(`mark ${label}`) || body.marks.has(`star ${label}`);
}

function termOccurs(body: Body, term: string): boolean {
  const bare = term
    .toLowerCase()
    .replace(/^(?:the|an?)\s+|[:"“”«»]/gu, '')
    .trim();
  return bare !== '' && body.text.includes(bare);
}
