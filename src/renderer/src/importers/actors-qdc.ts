import { actorName, type ActorFields } from '$domain/coding/actor';
import { readDescription } from '$domain/coding/actor-description';
import { nearestColour } from '$domain/coding/actor-palette';
import { readActorField } from '$domain/coding/actor-text';
import type { Country } from '$domain/coding/country';
import type { ActorFile, DraftFields } from '$domain/coding/entry-draft';
import { readCodebookQdc } from './codebook-qdc';

/**
 * Reads the codes of a codebook as actors. A code inside another is a part of it; one that is not codable is deprecated;
 * a description that `actorDescription` wrote gives its fields back, any other is the definition. Never throws.
 */
export function parseActorsQdc(text: string, countries: readonly Country[]): ActorFile {
  return readCodebookQdc<ActorFields>(text, {
    prefix: 'actors',
    nameOf: actorName,
    fieldsOf(code, name, report) {
      const colour = nearestColour(code.colour);
      let fields: DraftFields = {
        ...(code.isCodable === undefined ? {} : { deprecated: !code.isCodable }),
        ...(colour === null ? {} : { colour }),
      };
      for (const [field, said] of readDescription(code.description)) {
        const value = readActorField(field, said, { name, countries });
        if (value.ok) fields = { ...fields, ...value.value };
        else report({ ...value.error, line: code.line, refused: false });
      }
      return fields;
    },
  });
}
