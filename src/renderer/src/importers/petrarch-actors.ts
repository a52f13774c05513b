import { actorName, aliasesOf, foldName, type RolePeriod } from '$domain/coding/actor';
import type { ActorDraft, ActorFile, EntryProblem, DraftFields } from '$domain/coding/entry-draft';
import { countryByCode, type Country } from '$domain/coding/country';
import { isPublished } from '$domain/report/published';
import { fail, ok, type Result } from '$domain/result';

/** A code and the days it holds for, `YYYY-MM-DD`, each included; empty when open. */
interface DatedCode {
  readonly code: string;
  readonly from: string;
  readonly to: string;
}

interface Entry {
  readonly line: number;
  readonly name: string;
  readonly aliases: string[];
  readonly codes: DatedCode[];
}

/** Stand for no actor: the null code, the discard code of TABARI, and one for more than one actor. */
const NO_CODE = /^(?:-+|#+|\*+|\++)$/u;
const CODE = /^[A-Z\d]+(?:\/[A-Z\d]+)*$/iu;

/**
 * Reads an actor dictionary of PETRARCH, PETRARCH2 or TABARI: a name, `+` and another name on lines of their own, codes
 * in brackets, each with or without dates (`[KAZGOV >20190320]`, `<911226`, `970101-061231`), comments after `#` or `;`
 * and in `<!-- -->`; `_` stands for a space. The code without dates becomes the CAMEO code, those with dates become roles,
 * and the first three letters the home country where ISO 3166-1 has them. A name that comes again is the same actor.
 * Lines that cannot be read are problems, the others are kept. Never throws.
 * @see https://petrarch.readthedocs.io/en/latest/dictionaries.html
 */
export function parsePetrarchActors(text: string, countries: readonly Country[]): ActorFile {
  const problems: EntryProblem[] = [];
  const entries = new Map<string, Entry>();
  let current: Entry | null = null;
  for (const { line, content } of contentLines(text)) {
    const report = (code: string, message: string, refused = false): void => {
      problems.push({ code, message, line, refused });
    };
    const phrase = content.replace(/\[.*$/u, '').replace(/\{[^}]*\}?/gu, '');
    const isSynonym = phrase.startsWith('+');
    if (phrase.trim() !== '') {
      const name = actorName(phrase.replace(/^\+/u, '').replaceAll('_', ' '));
      if (!name.ok) {
        report(name.error.code, name.error.message, !isSynonym);
        if (!isSynonym) current = null;
        continue;
      }
      if (!isSynonym) {
        const folded = foldName(name.value);
        current = entries.get(folded) ?? { line, name: name.value, aliases: [], codes: [] };
        entries.set(folded, current);
      } else if (current === null) {
        report('petrarch/no-actor', `“${name.value}” is another name, but no actor stands before it.`);
      } else current.aliases.push(name.value);
    }
    for (const code of codesOf(content)) {
      if (!code.ok) report(code.error.code, code.error.message);
      else if (current === null) report('petrarch/no-actor', 'A code stands before the first actor.');
      else if (code.value !== null) current.codes.push(code.value);
    }
  }
  return { drafts: [...entries.values()].map((entry) => draftOf(entry, countries)), problems };
}

/** Whether a text looks like an actor dictionary: codes in brackets after names or on lines of their own. */
export function isPetrarch(text: string): boolean {
  let codes = 0;
  let seen = 0;
  for (const { content } of contentLines(text)) {
    if (/\[\s*[A-Z\d~-]{2,}(?:\s+[<>\d][^\]]*)?\]/iu.test(content)) codes += 1;
    if ((seen += 1) >= 200) break;
  }
  return codes > 0 && codes * 10 >= seen;
}

/** Lines without comments, white space around them and blank ones. */
function* contentLines(text: string): Generator<{ readonly line: number; readonly content: string }> {
  let inComment = false;
  for (const [i, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    if (raw.includes('---STOP---')) return;
    let content = raw;
    if (inComment) {
      const end = content.indexOf('-->');
      if (end === -1) continue;
      content = content.slice(end + '-->'.length);
      inComment = false;
    }
    content = content.replace(/<!\s?--.*?-->/gu, '');
    const start = content.search(/<!\s?--/u);
    if (start !== -1) {
      inComment = true;
      content = content.slice(0, start);
    }
    // A discard code is written with the sign of a comment.
    content = content.replace(/(?<!\[#*)[#;].*$/u, '').trim();
    if (content !== '') yield { line: i + 1, content };
  }
}

/** The codes in the brackets of a line; null for one that stands for no actor. */
function codesOf(content: string): Result<DatedCode | null>[] {
  const from = content.indexOf('[');
  if (from === -1) return [];
  return content
    .slice(from)
    .split('[')
    .slice(1)
    .map((part) => {
      const end = part.indexOf(']');
      return end === -1
        ? unreadable('petrarch/bracket', `[${part}`, 'there is no “]”')
        : datedCode(part.slice(0, end).trim());
    });
}

function datedCode(text: string): Result<DatedCode | null> {
  const [, code = '', dates = ''] = /^([^\s<>]*)\s*(.*)$/u.exec(text) ?? [];
  if (code.includes('~')) {
    return unreadable(
      'petrarch/agent',
      `[${text}]`,
      'it is the code of an agent, a role that belongs to no actor by itself',
    );
  }
  if (code === '' || NO_CODE.test(code)) return ok(null);
  if (!CODE.test(code))
    return unreadable('petrarch/code', `[${text}]`, 'the code has other signs than letters');
  const period = periodOf(dates.trim());
  if (period === null) return unreadable('petrarch/date', `[${text}]`, 'its dates are none');
  if (period.from !== '' && period.to !== '' && period.from > period.to) {
    return unreadable('petrarch/date', `[${text}]`, 'it ends before it begins');
  }
  return ok({ code: code.toUpperCase(), ...period });
}

function periodOf(dates: string): { readonly from: string; readonly to: string } | null {
  if (dates === '') return { from: '', to: '' };
  const [, sign, first = '', second] = /^([<>]?)\s*(\d+)\s*(?:-\s*(\d+))?$/u.exec(dates) ?? [];
  const from = dayOf(first);
  if (from === null || sign === undefined) return null;
  if (second !== undefined) {
    const to = dayOf(second);
    return to === null || sign !== '' ? null : { from, to };
  }
  if (sign === '<') return { from: '', to: from };
  return sign === '>' ? { from, to: '' } : null;
}

/** Years of two figures up to this are of the 21st century. */
const LAST_YEAR_OF_2000S = 30;

function dayOf(figures: string): string | null {
  if (figures.length !== 6 && figures.length !== 8) return null;
  const short = Number(figures.slice(0, 2));
  const year =
    figures.length === 8 ? figures.slice(0, 4) : String(short + (short <= LAST_YEAR_OF_2000S ? 2000 : 1900));
  const day = `${year}-${figures.slice(-4, -2)}-${figures.slice(-2)}`;
  return isPublished(day) ? day : null;
}

function draftOf({ line, name, aliases, codes }: Entry, countries: readonly Country[]): ActorDraft {
  const roles: RolePeriod[] = [];
  for (const { code: title, from, to } of codes) {
    if (from === '' && to === '') continue;
    if (!roles.some((role) => role.title === title && role.from === from && role.to === to)) {
      roles.push({ title, from, to });
    }
  }
  const cameo = standingCode(codes);
  const country = homeOf(cameo === '' ? codes.map(({ code }) => code) : [cameo], countries);
  const others = aliasesOf(name, aliases);
  const fields: DraftFields = {
    ...(others.length > 0 ? { aliases: others } : {}),
    ...(cameo === '' ? {} : { cameo }),
    ...(country === null ? {} : { country }),
    ...(roles.length > 0 ? { roles } : {}),
  };
  return { line, id: null, name, fields };
}

/** The code without dates; else the one that all dates have, or the last that has no end. Empty when there is none. */
function standingCode(codes: readonly DatedCode[]): string {
  const undated = codes.find(({ from, to }) => from === '' && to === '');
  if (undated) return undated.code;
  const [first] = codes;
  if (first && codes.every(({ code }) => code === first.code)) return first.code;
  return codes.findLast(({ to }) => to === '')?.code ?? '';
}

/** The country that all codes begin with; null when they do not agree or begin with none of ISO 3166-1. */
function homeOf(codes: readonly string[], countries: readonly Country[]): Country['code'] | null {
  const [prefix, ...others] = new Set(codes.map((code) => code.slice(0, 3)));
  if (prefix === undefined || others.length > 0) return null;
  const country = countryByCode(countries, prefix);
  return country?.kind === 'iso' ? country.code : null;
}

function unreadable(code: string, text: string, reason: string): Result<never> {
  const shown = text.length > 60 ? `${[...text.slice(0, 200)].slice(0, 60).join('')}…` : text;
  return fail({ code, message: `“${shown}” was left out: ${reason}.` });
}
