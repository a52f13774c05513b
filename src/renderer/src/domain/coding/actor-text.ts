import { fail, ok, type Result } from '../result';
import {
  ACLED_ACTOR_TYPES,
  ACTOR_COLOURS,
  ACTOR_KINDS,
  actorName,
  aliasesOf,
  type ActorFields,
} from './actor';
import type { DraftFields } from './entry-draft';
import { nearestColour } from './actor-palette';
import { resolveCountry, type Country } from './country';
import { readRoles, rolesText } from './role-text';

/** What files hold of an actor besides id, name and parent, in the order in which it is written. */
export const ACTOR_TEXT_FIELDS = [
  'aliases',
  'kind',
  'country',
  'roles',
  'acledType',
  'cameo',
  'wikidata',
  'definition',
  'include',
  'exclude',
  'example',
  'colour',
  'deprecated',
] as const satisfies readonly (keyof DraftFields)[];
export type ActorTextField = (typeof ACTOR_TEXT_FIELDS)[number];

/** Longest text of a field that is read, in UTF-16 units. */
export const ACTOR_TEXT_LIMIT = 20_000;

/** A field of an actor as the text that files hold; empty for nothing. {@link readActorField} reads it. */
export function actorFieldText(actor: ActorFields, field: ActorTextField): string {
  switch (field) {
    case 'aliases':
      return actor.aliases.join('|');
    case 'roles':
      return rolesText(actor.roles);
    default:
      return String(actor[field] ?? '');
  }
}

/**
 * Reads the text of a field. `name` is the actor's, which is no alias of itself; `countries` is the authority by which
 * a country is a code or a name. Fails with `actor/bad-…` or `actor/…` of `actorName` when it is none that the field
 * can hold. Empty text is an empty field; for the colour, which always has a value, it is nothing.
 */
export function readActorField(
  field: ActorTextField,
  text: string,
  { name, countries }: { readonly name: string; readonly countries: readonly Country[] },
): Result<DraftFields> {
  const said = text.replace(/\r\n?/gu, '\n').normalize('NFC').trim();
  if (said.length > ACTOR_TEXT_LIMIT) {
    return bad(field, said, `it has more than ${ACTOR_TEXT_LIMIT.toLocaleString('en')} characters`);
  }
  switch (field) {
    case 'aliases':
      return readAliases(said, name);
    case 'roles': {
      const roles = readRoles(said);
      return roles.ok ? ok({ roles: roles.value }) : roles;
    }
    case 'kind': {
      const kind = ACTOR_KINDS.find((known) => known === said.toLowerCase().replace(/[\s_]+/gu, '-'));
      if (kind === undefined && said !== '')
        return bad(field, said, `it is one of ${ACTOR_KINDS.join(', ')}`);
      return ok({ kind: kind ?? null });
    }
    case 'country': {
      const country = said === '' ? null : resolveCountry(countries, said);
      if (country === null && said !== '') return bad(field, said, 'it is no code or name of one country');
      return ok({ country: country?.code ?? null });
    }
    case 'acledType': {
      const type =
        ACLED_ACTOR_TYPES.find((known) => known.toLowerCase() === said.toLowerCase()) ??
        (/^[1-8]$/u.test(said) ? ACLED_ACTOR_TYPES[Number(said) - 1] : undefined);
      if (type === undefined && said !== '')
        return bad(field, said, `it is one of ${ACLED_ACTOR_TYPES.join(', ')}`);
      return ok({ acledType: type ?? '' });
    }
    case 'wikidata': {
      const item = /^(?:https?:\/\/www\.wikidata\.org\/(?:wiki|entity)\/)?(Q[1-9]\d{0,11})$/iu.exec(
        said,
      )?.[1];
      if (item === undefined && said !== '') return bad(field, said, 'an item is written as Q232');
      return ok({ wikidata: item?.toUpperCase() ?? '' });
    }
    case 'colour': {
      if (said === '') return ok({});
      const number = /^\d{1,2}$/u.test(said) ? Number(said) : nearestColour(said);
      if (number === null || number < 1 || number > ACTOR_COLOURS) {
        return bad(field, said, `it is a number from 1 to ${ACTOR_COLOURS} or a colour such as #3f6fd1`);
      }
      return ok({ colour: number });
    }
    case 'deprecated': {
      if (/^(?:true|yes|1)$/iu.test(said)) return ok({ deprecated: true });
      if (/^(?:false|no|0|)$/iu.test(said)) return ok({ deprecated: false });
      return bad(field, said, 'it is true or false');
    }
    default:
      return ok({ [field]: said });
  }
}

function readAliases(text: string, name: string): Result<DraftFields> {
  const aliases: string[] = [];
  for (const part of text.split('|')) {
    if (part.trim() === '') continue;
    const alias = actorName(part);
    if (!alias.ok) return alias;
    aliases.push(alias.value);
  }
  return ok({ aliases: aliasesOf(name, aliases) });
}

function bad(field: ActorTextField, text: string, reason: string): Result<never> {
  const shown = text.length > 60 ? `${[...text.slice(0, 200)].slice(0, 60).join('')}…` : text;
  return fail({ code: `actor/bad-${field}`, message: `“${shown}” cannot stand as ${field}: ${reason}.` });
}
