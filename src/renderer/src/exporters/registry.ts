import { CSV_PROFILES } from './csv-table';
import type { Exporter } from './exporter';
import { exportPassagesCsv } from './passages-csv';

/** Every format that passages can be taken out in, in the order they are offered. */
export const EXPORTERS: readonly Exporter[] = [
  {
    id: 'csv',
    label: 'CSV table',
    extension: 'csv',
    profiles: CSV_PROFILES,
    write: exportPassagesCsv,
  },
];

/** The exporter with this id, undefined when there is none. */
export function exporterById(id: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.id === id);
}
