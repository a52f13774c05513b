import type { ExportOutcome } from './exporter';

/** An entry of a codebook as the format holds it. */
export interface QdcEntry {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly isCodable: boolean;
  /** `#rrggbb`. */
  readonly colour?: string;
  readonly description: string;
}

/**
 * Writes a REFI-QDA codebook (`.qdc`), valid by the schema of versions 1.0 and 1.5: UTF-8 without a byte order mark; an
 * entry is a `Code` inside that of its parent, its UUID the `guid`. The schema wants one code at least.
 * Losses: characters that XML cannot hold, which become U+FFFD.
 * @see https://www.qdasoftware.org/refi-qda-codebook/
 */
export async function* writeCodebookQdc(
  entries: readonly QdcEntry[],
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  const losses: string[] = [];
  const children = new Map<string, QdcEntry[]>();
  for (const entry of entries) {
    if (entry.parentId === null) continue;
    const siblings = children.get(entry.parentId);
    if (siblings) siblings.push(entry);
    else children.set(entry.parentId, [entry]);
  }
  const known = new Set(entries.map(({ id }) => id));
  const roots = entries.filter(({ parentId }) => parentId === null || !known.has(parentId));
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', OPENING, '  <Codes>'];

  // A stack of its own: how deep entries lie within each other has no bound. All follow the roots, so that none is
  // missing, should some be parts of one another in a circle.
  const stack: (QdcEntry | string)[] = [...roots, ...entries].reverse();
  const written = new Set<QdcEntry>();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') {
      lines.push(next);
      continue;
    }
    if (written.has(next)) continue;
    written.add(next);
    losses.push(...lossesOf(next));
    const within = (children.get(next.id) ?? []).filter((child) => !written.has(child));
    const { description } = next;
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

function attributesOf({ id, name, colour, isCodable }: QdcEntry): string {
  return [
    `guid="${escapeXml(id)}"`,
    `name="${escapeXml(name)}"`,
    `isCodable="${String(isCodable)}"`,
    ...(colour === undefined ? [] : [`color="${colour}"`]),
  ].join(' ');
}

/** What no XML 1.0 document may hold, not even by reference: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** White space other than a space is written by number: an attribute would not keep it, and a reader may turn CR into LF. */
function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"\t\r]/gu, (char) => `&#${char.codePointAt(0)};`);
}

function lossesOf({ name, description }: QdcEntry): string[] {
  const unwritable = `${name}${description}`.match(NOT_XML)?.length ?? 0;
  return unwritable === 0
    ? []
    : [`Characters of “${name}” that XML cannot hold, written as U+FFFD: ${unwritable}.`];
}
