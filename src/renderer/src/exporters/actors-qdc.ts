import { ACTOR_COLOUR_HEX } from '$domain/coding/actor-palette';
import { actorDescription } from '$domain/coding/actor-description';
import type { Actor } from '$domain/coding/actor';
import type { ExportOutcome } from './exporter';
import type { ActorRow } from './actors-csv';

/**
 * Writes actors as a REFI-QDA codebook (`.qdc`), valid by the schema of versions 1.0 and 1.5: UTF-8 without a byte order
 * mark; an actor is a `Code` inside that of its parent, its UUID the `guid`, deprecated ones with `isCodable="false"`.
 * What a code has no attribute for stands in its `Description`, a line a field. The schema wants one code at least.
 * Losses: characters that XML cannot hold, which become U+FFFD.
 * @see https://www.qdasoftware.org/refi-qda-codebook/
 */
export async function* exportActorsQdc(
  rows: Iterable<ActorRow>,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  const actors = [...rows].map(({ actor }) => actor);
  const losses: string[] = [];
  const children = new Map<string, Actor[]>();
  for (const actor of actors) {
    if (actor.parentId === null) continue;
    const siblings = children.get(actor.parentId);
    if (siblings) siblings.push(actor);
    else children.set(actor.parentId, [actor]);
  }
  const known = new Set(actors.map(({ id }) => id));
  const roots = actors.filter(({ parentId }) => parentId === null || !known.has(parentId));
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', OPENING, '  <Codes>'];

  // A stack of its own: how deep actors lie within each other has no bound. All follow the roots, so that none is
  // missing, should some be parts of one another in a circle.
  const stack: (Actor | string)[] = [...roots, ...actors].reverse();
  const written = new Set<Actor>();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') {
      lines.push(next);
      continue;
    }
    if (written.has(next)) continue;
    written.add(next);
    losses.push(...lossesOf(next));
    const within = (children.get(next.id) ?? []).filter((child) => !written.has(child));
    const description = actorDescription(next);
    if (within.length === 0 && description === '') {
      lines.push(`<Code ${attributesOf(next)}/>`);
      continue;
    }
    lines.push(`<Code ${attributesOf(next)}>`);
    if (description !== '') lines.push(`<Description>${escapeXml(description)}</Description>`);
    stack.push('</Code>', ...within.toReversed());
  }
  lines.push('  </Codes>', '</CodeBook>', '');
  yield new TextEncoder().encode(lines.join('\n'));
  return { rows: written.size, losses };
}

const OPENING = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Commonplace">';

function attributesOf({ id, name, colour, deprecated }: Actor): string {
  const color = ACTOR_COLOUR_HEX[colour - 1];
  return [
    `guid="${escapeXml(id)}"`,
    `name="${escapeXml(name)}"`,
    `isCodable="${String(!deprecated)}"`,
    ...(color === undefined ? [] : [`color="${color}"`]),
  ].join(' ');
}

/** What no XML 1.0 document may hold, not even by reference: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** White space other than a space is written by number: an attribute would not keep it, and a reader may turn CR into LF. */
function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"\t\r]/gu, (char) => `&#${char.codePointAt(0)};`);
}

function lossesOf(actor: Actor): string[] {
  const unwritable = `${actor.name}${actorDescription(actor)}`.match(NOT_XML)?.length ?? 0;
  return unwritable === 0
    ? []
    : [`Characters of actor ${actor.name} that XML cannot hold, written as U+FFFD: ${unwritable}.`];
}
