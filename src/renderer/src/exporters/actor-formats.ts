import { exportActorsCsv, type ActorRow } from './actors-csv';
import { exportActorsQdc } from './actors-qdc';
import { CSV_PROFILES } from './csv-table';
import type { ExportOutcome, ExportProfile, ExportProfileId } from './exporter';

/** A format that the registry of actors can be taken out in. */
export interface ActorExporter {
  /** Stable: named on the command line. */
  readonly id: 'csv' | 'qdc';
  readonly label: string;
  /** Of the file's name, without the dot. */
  readonly extension: string;
  /** The first is the default; empty where there is nothing to choose. */
  readonly profiles: readonly ExportProfile[];
  /** False when a file without an actor would not be valid. */
  readonly mayBeEmpty: boolean;
  /** Yields the file's bytes in order; the outcome is the generator's return value. */
  write(rows: Iterable<ActorRow>, profile: ExportProfileId): AsyncGenerator<Uint8Array, ExportOutcome, void>;
}

/** Every such format, in the order they are offered. */
export const ACTOR_EXPORTERS: readonly ActorExporter[] = [
  {
    id: 'csv',
    label: 'CSV table',
    extension: 'csv',
    profiles: CSV_PROFILES,
    mayBeEmpty: true,
    write: exportActorsCsv,
  },
  {
    id: 'qdc',
    label: 'REFI-QDA codebook',
    extension: 'qdc',
    profiles: [],
    mayBeEmpty: false,
    write: exportActorsQdc,
  },
];

/** The exporter with this id, undefined when there is none. */
export function actorExporterById(id: string): ActorExporter | undefined {
  return ACTOR_EXPORTERS.find((exporter) => exporter.id === id);
}
