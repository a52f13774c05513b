import type { PassageRow } from '$domain/tabulate/passage-row';

export type ExportProfileId = 'data' | 'spreadsheet';

export interface ExportProfile {
  readonly id: ExportProfileId;
  readonly label: string;
  readonly description: string;
}

/** What an export wrote, and what the file could not hold as it was, in plain sentences. */
export interface ExportOutcome {
  readonly rows: number;
  readonly losses: readonly string[];
}

export interface Exporter {
  /** Stable: named on the command line and kept in settings. */
  readonly id: string;
  readonly label: string;
  /** Of the file's name, without the dot. */
  readonly extension: string;
  /** The first is the default. */
  readonly profiles: readonly [ExportProfile, ...ExportProfile[]];
  /** Yields the file's bytes in order; the outcome is the generator's return value. */
  write(
    rows: Iterable<PassageRow> | AsyncIterable<PassageRow>,
    profile: ExportProfileId,
  ): AsyncGenerator<Uint8Array, ExportOutcome, void>;
}
