import { isPublished } from '../report/published';
import { fail, ok, type Result } from '../result';
import type { RolePeriod } from './actor';

/**
 * Roles as one text: `title@from..to`, joined by `|`; a side of the dates that is open is empty. Without dates only the
 * title. In a title, `|` and `\` have a `\` before them.
 */
export function rolesText(roles: readonly RolePeriod[]): string {
  return roles.map(roleText).join('|');
}

function roleText({ title, from, to }: RolePeriod): string {
  const escaped = title.replace(/[\\|]/gu, (char) => `\\${char}`);
  // With an @ of its own, a title without dates would be read as one with.
  return from === '' && to === '' && !title.includes('@') ? escaped : `${escaped}@${from}..${to}`;
}

/**
 * Reads {@link rolesText}; white space around parts does not matter, and dates may be joined by an en dash or `/` too.
 * Fails with `actor/bad-role` for what begins like dates and is none, or ends before it begins.
 */
export function readRoles(text: string): Result<RolePeriod[]> {
  const roles: RolePeriod[] = [];
  for (const part of partsOf(text)) {
    const role = readRole(part);
    if (!role.ok) return role;
    if (role.value.title !== '' || role.value.from !== '' || role.value.to !== '') roles.push(role.value);
  }
  return ok(roles);
}

function partsOf(text: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[\\|]|[^]/gu)) {
    if (piece === '|') parts.push('');
    else parts.push(parts.pop()! + piece);
  }
  return parts;
}

const DATES = /^\s*([\d-]*)\s*(?:\.\.|–|\/)\s*([\d-]*)\s*$/u;

function readRole(part: string): Result<RolePeriod> {
  const at = part.lastIndexOf('@');
  const dates = at === -1 ? null : DATES.exec(part.slice(at + 1));
  const title = unescape(dates === null ? part : part.slice(0, at));
  if (dates === null) return ok({ title, from: '', to: '' });
  const [from, to] = [dates[1]!, dates[2]!];
  if (!isPublished(from) || !isPublished(to)) {
    return badRole(part, 'dates are written as 2022, 2022-01 or 2022-01-06');
  }
  if (from !== '' && to !== '' && isAfter(from, to)) return badRole(part, 'it ends before it begins');
  return ok({ title, from, to });
}

const unescape = (title: string): string => title.replace(/\\([\\|])/gu, '$1').trim();

function isAfter(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) > b.slice(0, length);
}

function badRole(part: string, reason: string): Result<never> {
  return fail({ code: 'actor/bad-role', message: `The role “${part.trim()}” cannot be read: ${reason}.` });
}
