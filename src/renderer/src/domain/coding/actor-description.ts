import type { ActorFields } from './actor';
import { actorFieldText, type ActorTextField } from './actor-text';
import { descriptionBy } from './entry-description';

const DESCRIPTION = descriptionBy<ActorTextField>([
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
]);

/** What is known of an actor as one text for people, for formats that have no other place for it. */
export function actorDescription(actor: ActorFields): string {
  return DESCRIPTION.write(actor.definition, (field) => actorFieldText(actor, field));
}

/** The fields that a description has, as the texts that `readActorField` reads. */
export function readDescription(text: string): Map<ActorTextField, string> {
  return DESCRIPTION.read(text);
}
