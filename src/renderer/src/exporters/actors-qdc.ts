import { actorDescription } from '$domain/coding/actor-description';
import { ACTOR_COLOUR_HEX } from '$domain/coding/actor-palette';
import type { ActorRow } from './actors-csv';
import { writeCodebookQdc } from './codebook-qdc';
import type { ExportOutcome } from './exporter';

/**
 * Writes actors as a codebook by {@link writeCodebookQdc}: what an actor is a part of is the code around it, deprecated
 * ones are not codable, and what a code has no attribute for stands in its description, a line a field.
 */
export function exportActorsQdc(rows: Iterable<ActorRow>): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCodebookQdc(
    [...rows].map(({ actor }) => {
      const colour = ACTOR_COLOUR_HEX[actor.colour - 1];
      return {
        id: actor.id,
        name: actor.name,
        parentId: actor.parentId,
        isCodable: !actor.deprecated,
        ...(colour === undefined ? {} : { colour }),
        description: actorDescription(actor),
      };
    }),
  );
}
