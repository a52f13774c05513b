import type { FoundReport, Offer, ReadChoices, SourceFile } from './importer';

/** What the client sends to a worker: a file to read, and after each thing found that it has room for the next. */
export type ImportRequest =
  | { readonly kind: 'read'; readonly file: SourceFile; readonly choices: ReadChoices }
  | { readonly kind: 'more' };

/** What a worker answers: what it finds, one at a time, and at the end what can be chosen. */
export type ImportReply =
  | { readonly kind: 'found'; readonly found: FoundReport }
  | { readonly kind: 'done'; readonly offers: readonly Offer[] };
