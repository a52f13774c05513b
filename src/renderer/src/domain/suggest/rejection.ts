import type { RejectionId, ReportId } from '../ids';

/** A suggestion that the researcher turned down: these words do not mean that actor or country. */
export interface Rejection {
  readonly id: RejectionId;
  /** The report in which it holds; null for the whole archive. */
  readonly reportId: ReportId | null;
  /** The words without case and accents, as `foldName` gives them. */
  readonly form: string;
  /** What was suggested: `country:KAZ`, or `actor:` and the folded name. */
  readonly target: string;
}
