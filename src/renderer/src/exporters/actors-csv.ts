import type { Actor } from '$domain/coding/actor';
import { actorFieldText, type ActorTextField } from '$domain/coding/actor-text';
import { writeCsv, type CsvColumn } from './csv-table';
import type { ExportOutcome, ExportProfileId } from './exporter';

/** An actor of the table, and the name of what it is a part of; empty for nothing. */
export interface ActorRow {
  readonly actor: Actor;
  readonly parent: string;
}

/** Raised when a column changes its meaning, or goes; not when one is added. */
export const ACTORS_SCHEMA_VERSION = '1';

const column = (key: string, field: ActorTextField, definition: string): CsvColumn<ActorRow> => ({
  key,
  value: ({ actor }) => actorFieldText(actor, field),
  definition,
});

/** The columns of the actors table, in order. */
export const ACTOR_COLUMNS: readonly CsvColumn<ActorRow>[] = [
  { key: 'actor_id', value: ({ actor }) => actor.id, definition: 'UUID of the actor; it never changes.' },
  {
    key: 'name',
    value: ({ actor }) => actor.name,
    definition: 'Name of the actor; no two actors share one.',
  },
  column('aliases', 'aliases', 'Other names in any script, joined by `|`, which no name holds.'),
  column(
    'kind',
    'kind',
    '`person`, `group`, `population`, `state-body`, `armed-force`, `party`, `organisation`, `company` or `media`; empty when not set.',
  ),
  column(
    'country_code',
    'country',
    'Where the actor is at home: ISO 3166-1 alpha-3, or the archive’s own code beginning with `X` (`XKX` Kosovo, `XSU` the Soviet Union), whatever Settings export for passages.',
  ),
  {
    key: 'parent',
    value: ({ parent }) => parent,
    definition: 'Name of the actor that this one is a part of; empty when of none.',
  },
  column(
    'roles',
    'roles',
    'Posts and memberships as `title@from..to`, joined by `|`: `minister@2016-09..2019-03-20|speaker@2019..`. Dates are ISO 8601 to the precision known, a side that is open is empty; a role without dates is only its title. `\\` stands before a `|` or `\\` of a title.',
  ),
  column('acled_type', 'acledType', 'Generic actor type of ACLED, such as `Protesters`; empty when not set.'),
  column('plover_cameo', 'cameo', 'PLOVER or CAMEO actor code, such as `KAZCOP`.'),
  column('wikidata', 'wikidata', 'Wikidata item, such as `Q232`.'),
  column('definition', 'definition', 'What counts as this actor; may hold line breaks, like the next three.'),
  column('include', 'include', 'What is to be coded as this actor too.'),
  column('exclude', 'exclude', 'What is not.'),
  column('example', 'example', 'An example.'),
  column('colour', 'colour', 'Number of the highlight colour, 1 to 12.'),
  column(
    'deprecated',
    'deprecated',
    '`true` when the actor is not to be used for new passages, otherwise `false`.',
  ),
  {
    key: 'schema_version',
    value: () => ACTORS_SCHEMA_VERSION,
    definition: 'Version of this table, the same in every row. Columns may be added without a new version.',
  },
];

/** Writes the actors table as CSV, one row an actor, in one of the profiles of {@link writeCsv}. */
export function exportActorsCsv(
  rows: Iterable<ActorRow>,
  profile: ExportProfileId,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCsv(rows, ACTOR_COLUMNS, profile, ({ actor }) => `actor ${actor.name}`);
}
