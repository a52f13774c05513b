import type { Failure } from '../result';
import type { ActorFields } from './actor';
import type { CodeFields } from './code';

/** An entry of the codebook as a file tells of it. A field that is missing is one the file says nothing of. */
export interface EntryDraft<Fields> {
  /** Where it stands: the record of a table (the header is 1) or the line of a file, from 1. */
  readonly line: number;
  /** A UUID in lower case, or null where the file has none. */
  readonly id: string | null;
  /** Tidied as `actorName` or `codeName` does. */
  readonly name: string;
  /** The name of what it is a part of; empty for nothing, missing where the file says nothing of it. */
  readonly parent?: string;
  readonly fields: Partial<Omit<Fields, 'name' | 'parentId'>>;
}

export type ActorDraft = EntryDraft<ActorFields>;
export type CodeDraft = EntryDraft<CodeFields>;
export type DraftFields = ActorDraft['fields'];

/** Something in a file that could not be taken as it stands. */
export interface EntryProblem extends Failure {
  /** As in {@link EntryDraft}; null when it concerns the whole file. */
  readonly line: number | null;
  /** True when an entry was left out because of it, false when only a part was. */
  readonly refused: boolean;
}

/** What a file of actors or codes holds. */
export interface EntryFile<Draft> {
  readonly drafts: readonly Draft[];
  readonly problems: readonly EntryProblem[];
}

export type ActorFile = EntryFile<ActorDraft>;
export type CodeFile = EntryFile<CodeDraft>;

const UUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/iu;

/** A UUID with or without braces, in lower case without them; null for anything else. */
export function readUuid(text: string): string | null {
  return UUID.exec(text.trim())?.[1]?.toLowerCase() ?? null;
}
