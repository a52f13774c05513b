import type { Exporter } from './exporter';
import { exportPassagesCsv } from './passages-csv';

/** Every format that passages can be taken out in, in the order they are offered. */
export const EXPORTERS: readonly Exporter[] = [
  {
    id: 'csv',
    label: 'CSV table',
    extension: 'csv',
    profiles: [
      {
        id: 'spreadsheet',
        label: 'For spreadsheets',
        description:
          'Opens in Excel and LibreOffice with all letters right. Text that would run as a formula gets an apostrophe in front.',
      },
      {
        id: 'data',
        label: 'For R, Python and other programs',
        description: 'Every character as it stands in the archive: plain UTF-8, nothing added.',
      },
    ],
    write: exportPassagesCsv,
  },
];

/** The exporter with this id, undefined when there is none. */
export function exporterById(id: string): Exporter | undefined {
  return EXPORTERS.find((exporter) => exporter.id === id);
}
