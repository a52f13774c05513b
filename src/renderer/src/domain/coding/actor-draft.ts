import type { Failure } from '../result';
import type { ActorFields } from './actor';

/** What a file says of an actor besides name and parent. A field that is missing is one the file says nothing of. */
export type DraftFields = Partial<Omit<ActorFields, 'name' | 'parentId'>>;

/** An actor as a file tells of it. */
export interface ActorDraft {
  /** Where it stands: the record of a table (the header is 1) or the line of a file, from 1. */
  readonly line: number;
  /** A UUID in lower case, or null where the file has none. */
  readonly id: string | null;
  /** Tidied as `actorName` does. */
  readonly name: string;
  /** The name of what it is a part of; empty for nothing, missing where the file says nothing of it. */
  readonly parent?: string;
  readonly fields: DraftFields;
}

/** Something in a file that could not be taken as it stands. */
export interface ActorFileProblem extends Failure {
  /** As in {@link ActorDraft}; null when it concerns the whole file. */
  readonly line: number | null;
  /** True when an actor was left out because of it, false when only a part was. */
  readonly refused: boolean;
}

/** What a file of actors holds. */
export interface ActorFile {
  readonly drafts: readonly ActorDraft[];
  readonly problems: readonly ActorFileProblem[];
}

const UUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/iu;

/** A UUID with or without braces, in lower case without them; null for anything else. */
export function readUuid(text: string): string | null {
  return UUID.exec(text.trim())?.[1]?.toLowerCase() ?? null;
}
