import type { ReportDraft } from '$domain/report/report';
import type { Result } from '$domain/result';

/** What the client sends to the import worker. */
export interface ImportRequest {
  readonly id: number;
  /** File name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the worker answers, one reply per request. */
export interface ImportReply {
  readonly id: number;
  readonly result: Result<ReportDraft>;
}
