import type { Archive } from '../archive';
import type { Findings } from './findings';

/** What a check works with. It reads only, whatever it finds. */
export interface CheckRun {
  readonly archive: Archive;
  readonly findings: Findings;
  /** Says how far the check is; throws when it was stopped. */
  readonly advance: (done: number, total: number) => void;
}

/**
 * Whether changes up to `to`, from `from` on, may lack in the log: of a store built anew its older part is read back from
 * the journal later. `missing` is what lacked when the check began.
 */
export function comesLater(
  missing: { readonly from: number; readonly to: number } | null,
  from: number,
  to: number,
): boolean {
  return missing !== null && from >= missing.from && to <= missing.to;
}

/** Rows read at a time. */
export const ROWS_AT_ONCE = 500;
/** Texts read at a time: they are the large rows. */
export const TEXTS_AT_ONCE = 50;
