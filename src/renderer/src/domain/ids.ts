declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Ids are UUIDs made by the client, so that two devices never hand out the same one. */
export type ReportId = Brand<string, 'ReportId'>;
export type ExcerptId = Brand<string, 'ExcerptId'>;
export type AssignmentId = Brand<string, 'AssignmentId'>;
export type ActorId = Brand<string, 'ActorId'>;
export type CodeId = Brand<string, 'CodeId'>;
export type RejectionId = Brand<string, 'RejectionId'>;
export type SavedSearchId = Brand<string, 'SavedSearchId'>;
export type MemoId = Brand<string, 'MemoId'>;
export type ChangeId = Brand<string, 'ChangeId'>;
export type BatchId = Brand<string, 'BatchId'>;

/** ISO 3166-1 alpha-3 code where one exists, otherwise an `X..` code of our own. */
export type CountryCode = Brand<string, 'CountryCode'>;
/** Lower-case hexadecimal SHA-256, 64 characters. */
export type Sha256 = Brand<string, 'Sha256'>;
/** UTC instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type IsoInstant = Brand<string, 'IsoInstant'>;

/** What the domain may not get by itself: the time and fresh ids. */
export interface Ports {
  now(): IsoInstant;
  newId(): string;
}
