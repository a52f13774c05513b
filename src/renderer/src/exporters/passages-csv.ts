import type { PassageRow } from '$domain/tabulate/passage-row';
import { writeCsv } from './csv-table';
import type { ExportOutcome, ExportProfileId } from './exporter';
import { PASSAGE_COLUMNS } from './passage-columns';

/** Writes the passages table as CSV, in one of the profiles of {@link writeCsv}. */
export function exportPassagesCsv(
  rows: Iterable<PassageRow> | AsyncIterable<PassageRow>,
  profile: ExportProfileId,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCsv(rows, PASSAGE_COLUMNS, profile, (row) => `passage ${row.excerpt.id}`);
}
