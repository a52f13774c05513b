import type { ActorFields } from './actor';
import { actorFieldText, type ActorTextField } from './actor-text';

/** What begins the line of a field in a description. */
const LABELS: readonly (readonly [string, ActorTextField])[] = [
  ['Include', 'include'],
  ['Exclude', 'exclude'],
  ['Example', 'example'],
  ['Also known as', 'aliases'],
  ['Kind', 'kind'],
  ['Home country', 'country'],
  ['Roles', 'roles'],
  ['ACLED type', 'acledType'],
  ['PLOVER/CAMEO code', 'cameo'],
  ['Wikidata', 'wikidata'],
];

const LABELLED = new RegExp(`^(${LABELS.map(([label]) => label).join('|')}):(?: |$)`, 'u');
const ESCAPED = new RegExp(`^\\\\+${LABELLED.source.slice(1)}`, 'u');
const NEEDS_ESCAPE = new RegExp(`^\\\\*${LABELLED.source.slice(1)}`, 'u');

/**
 * What is known of an actor as one text for people, for formats that have no other place for it: the definition, then
 * a line for each field that is filled, such as `Home country: KAZ`. A line of the definition or of another text that
 * looks like one of these has a `\` before it. {@link readDescription} reads it.
 */
export function actorDescription(actor: ActorFields): string {
  const fields = LABELS.flatMap(([label, field]) => {
    const text = actorFieldText(actor, field);
    return text === '' ? [] : [`${label}: ${escapeLines(text, true)}`];
  });
  const definition = actor.definition === '' ? [] : [escapeLines(actor.definition)];
  return [...definition, ...(fields.length > 0 ? [fields.join('\n')] : [])].join('\n\n');
}

/** The fields that a description has, as the texts that `readActorField` reads. Words before the first are the definition. */
export function readDescription(text: string): Map<ActorTextField, string> {
  const fields = new Map<ActorTextField, string[]>();
  let lines: string[] = [];
  fields.set('definition', lines);
  for (const line of text.replace(/\r\n?/gu, '\n').split('\n')) {
    const label = LABELLED.exec(line);
    const field = LABELS.find(([known]) => known === label?.[1])?.[1];
    if (label !== null && field !== undefined && !fields.has(field)) {
      lines = [line.slice(label[0].length)];
      fields.set(field, lines);
    } else {
      lines.push(ESCAPED.test(line) ? line.slice(1) : line);
    }
  }
  return new Map(
    [...fields]
      .map(([field, own]) => [field, own.join('\n').trim()] as const)
      .filter(([, own]) => own !== ''),
  );
}

/** The first line of a field follows its label, so that it cannot be taken for one. */
function escapeLines(text: string, afterLabel = false): string {
  return text
    .split('\n')
    .map((line, i) => (NEEDS_ESCAPE.test(line) && !(afterLabel && i === 0) ? `\\${line}` : line))
    .join('\n');
}
