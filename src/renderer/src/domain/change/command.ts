import type { PassagePlace } from '../anchor/place';
import type { Actor } from '../coding/actor';
import type { AddedCountry, AddedCountryFields } from '../coding/added-country';
import type { Code, CodeFields } from '../coding/code';
import type { Assessment, Excerpt, Pair } from '../coding/excerpt';
import type { ActorFields } from '../coding/actor';
import type {
  ActorId,
  BatchId,
  CodeId,
  CountryCode,
  ExcerptId,
  RejectionId,
  ReportId,
  SavedSearchId,
} from '../ids';
import type { SavedSearch, SavedSearchFields } from '../query/saved-search';
import type { Rejection } from '../suggest/rejection';
import type { Original, Report, ReportFields, ReportText } from '../report/report';
import type { Retag } from './retag';

/** What a report says of a text, where another text is put in its place. */
export type RevisedFields = Pick<Report, 'title' | 'dek' | 'textHash' | 'blockCount' | 'wordCount'>;

export interface NewReport {
  readonly report: Report;
  readonly text: ReportText;
  readonly original: Original;
}

/** What a researcher says about a passage: the part of it that can be edited. */
export interface Coding extends Assessment {
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
  /** Empty for none. */
  readonly memo: string;
  /** Actors that the pairs name for the first time. */
  readonly newActors: readonly Actor[];
  /** Codes that are given for the first time. */
  readonly newCodes: readonly Code[];
}

/** A passage to be, with the pairs it begins with. */
export interface NewPassage {
  readonly excerpt: Excerpt;
  readonly pairs: readonly Pair[];
}

/** Pairs and codes for a passage there is. */
export interface AddedCoding {
  readonly excerptId: ExcerptId;
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
}

/** What an actor is to become. */
export interface ActorEdit {
  readonly actorId: ActorId;
  readonly fields: Partial<ActorFields>;
}

/** Everything that can be done to an archive. Each is one change, with its inverse. */
export type Command =
  | { readonly kind: 'add-reports'; readonly reports: readonly NewReport[] }
  | { readonly kind: 'edit-report'; readonly reportId: ReportId; readonly fields: Partial<ReportFields> }
  /** Its passages are followed into the new text: each of this report, and of no other. */
  | {
      readonly kind: 'revise-report';
      readonly reportId: ReportId;
      /** The revision it was made from. */
      readonly from: number;
      readonly fields: RevisedFields;
      readonly text: ReportText;
      /** The texts its passages stand in now. */
      readonly earlier: readonly ReportText[];
    }
  | { readonly kind: 'remove-reports'; readonly reportIds: readonly ReportId[] }
  | { readonly kind: 'remove-sample' }
  | { readonly kind: 'tag-passage'; readonly excerpt: Excerpt; readonly coding: Coding }
  /** Several at once, such as accepted suggestions. A pair or code that a passage has already is not added again. */
  | {
      readonly kind: 'tag-passages';
      readonly passages: readonly NewPassage[];
      readonly added: readonly AddedCoding[];
      /** Actors that the pairs name for the first time. */
      readonly newActors: readonly Actor[];
      /** Codes that are given for the first time. */
      readonly newCodes: readonly Code[];
    }
  | { readonly kind: 'edit-passage'; readonly excerptId: ExcerptId; readonly coding: Coding }
  | { readonly kind: 'delete-passages'; readonly excerptIds: readonly ExcerptId[] }
  /** Passages that are gone meanwhile are left out. */
  | {
      readonly kind: 'retag-passages';
      readonly excerptIds: readonly ExcerptId[];
      readonly retag: Retag;
      /** Actors that the pairs to add name for the first time; one that is there by now is left as it is. */
      readonly newActors: readonly Actor[];
      /** Codes to add that are new; one that is there by now is left as it is. */
      readonly newCodes: readonly Code[];
    }
  | { readonly kind: 'resize-passage'; readonly excerptId: ExcerptId; readonly place: PassagePlace }
  /** A person says where a passage stands in the report's text, of this revision. */
  | {
      readonly kind: 'place-passage';
      readonly excerptId: ExcerptId;
      readonly revision: number;
      readonly place: PassagePlace;
    }
  /** A person looked at where passages were put, and it is right. Those that are gone or lost meanwhile are left out. */
  | { readonly kind: 'confirm-passages'; readonly excerptIds: readonly ExcerptId[] }
  | {
      readonly kind: 'split-passage';
      readonly excerptId: ExcerptId;
      /** What the passage keeps. */
      readonly first: PassagePlace;
      /** What becomes a passage of its own, by `coder`. */
      readonly second: PassagePlace;
      readonly secondId: ExcerptId;
      readonly coder: string;
    }
  /** The first passage takes the others in; together they cover `place`. */
  | {
      readonly kind: 'join-passages';
      readonly excerptIds: readonly ExcerptId[];
      readonly place: PassagePlace;
    }
  | { readonly kind: 'add-actors'; readonly actors: readonly Actor[] }
  /** One or several, such as those of a file; each actor once. */
  | { readonly kind: 'edit-actors'; readonly edits: readonly ActorEdit[] }
  /** Their passages are about `into` from now on, which takes their names as aliases. */
  | { readonly kind: 'merge-actors'; readonly from: readonly ActorId[]; readonly into: ActorId }
  /** These passages of `from` are about the new actor instead. */
  | {
      readonly kind: 'split-actor';
      readonly from: ActorId;
      readonly part: Actor;
      readonly excerptIds: readonly ExcerptId[];
    }
  /** Only what no passage is about. */
  | { readonly kind: 'delete-actor'; readonly actorId: ActorId }
  | { readonly kind: 'add-codes'; readonly codes: readonly Code[] }
  | { readonly kind: 'edit-code'; readonly codeId: CodeId; readonly fields: Partial<CodeFields> }
  /** Their passages have `into` from now on, which takes their names as aliases and what was a kind of them. */
  | { readonly kind: 'merge-codes'; readonly from: readonly CodeId[]; readonly into: CodeId }
  /** Only what no passage has. */
  | { readonly kind: 'delete-code'; readonly codeId: CodeId }
  | { readonly kind: 'add-country'; readonly country: AddedCountry }
  | {
      readonly kind: 'edit-country';
      readonly code: CountryCode;
      readonly fields: Partial<AddedCountryFields>;
    }
  /** Only what no passage is about and where no actor is at home. */
  | { readonly kind: 'delete-country'; readonly code: CountryCode }
  | { readonly kind: 'reject-suggestions'; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'forget-rejections'; readonly rejectionIds: readonly RejectionId[] }
  /** Its name is free. */
  | { readonly kind: 'save-search'; readonly search: SavedSearch }
  | {
      readonly kind: 'edit-search';
      readonly searchId: SavedSearchId;
      readonly fields: Partial<SavedSearchFields>;
    }
  | { readonly kind: 'delete-search'; readonly searchId: SavedSearchId };

export interface CommandContext {
  /** Commands with the same batch are undone in one step. */
  readonly batchId: BatchId;
  /** What the whole batch is called; the command's own name when absent. */
  readonly label?: string;
  /** False for what the app did by itself, such as bringing the sample: it is logged but not offered for undo. */
  readonly undoable: boolean;
}

const count = (n: number, one: string, many: string): string =>
  n === 1 ? one : `${n.toLocaleString('en')} ${many}`;

/** The name of a command for the undo menu, the history and messages: an imperative of two or three words. */
export function commandLabel(command: Command): string {
  switch (command.kind) {
    case 'add-reports':
      return `Import ${count(command.reports.length, 'report', 'reports')}`;
    case 'edit-report':
      return 'Edit report details';
    case 'revise-report':
      return 'Correct text';
    case 'remove-reports':
      return `Delete ${count(command.reportIds.length, 'report', 'reports')}`;
    case 'remove-sample':
      return 'Remove sample';
    case 'tag-passage':
      return 'Tag passage';
    case 'tag-passages':
      return `Tag ${count(command.passages.length + command.added.length, 'passage', 'passages')}`;
    case 'edit-passage':
      return 'Edit passage';
    case 'delete-passages':
      return `Delete ${count(command.excerptIds.length, 'passage', 'passages')}`;
    case 'retag-passages':
      return `Retag ${count(command.excerptIds.length, 'passage', 'passages')}`;
    case 'resize-passage':
      return 'Resize passage';
    case 'place-passage':
      return 'Put passage in place';
    case 'confirm-passages':
      return `Confirm ${count(command.excerptIds.length, 'passage', 'passages')}`;
    case 'split-passage':
      return 'Split passage';
    case 'join-passages':
      return 'Join passages';
    case 'add-actors':
      return `Add ${count(command.actors.length, 'actor', 'actors')}`;
    case 'edit-actors': {
      const [first, ...more] = command.edits;
      return first && more.length === 0
        ? editLabel('actor', first.fields)
        : `Edit ${count(command.edits.length, 'actor', 'actors')}`;
    }
    case 'merge-actors':
      return 'Merge actors';
    case 'split-actor':
      return 'Split actor';
    case 'delete-actor':
      return 'Delete actor';
    case 'add-codes':
      return `Add ${count(command.codes.length, 'code', 'codes')}`;
    case 'edit-code':
      return editLabel('code', command.fields);
    case 'merge-codes':
      return 'Merge codes';
    case 'delete-code':
      return 'Delete code';
    case 'add-country':
      return 'Add country';
    case 'edit-country':
      return 'Edit country';
    case 'delete-country':
      return 'Delete country';
    case 'reject-suggestions':
      return `Reject ${count(command.rejections.length, 'suggestion', 'suggestions')}`;
    case 'forget-rejections':
      return `Allow ${count(command.rejectionIds.length, 'suggestion', 'suggestions')} again`;
    case 'save-search':
      return 'Save search';
    case 'edit-search':
      return Object.keys(command.fields).join() === 'name' ? 'Rename search' : 'Change search';
    case 'delete-search':
      return 'Delete search';
  }
}

function editLabel(what: 'actor' | 'code', fields: Partial<ActorFields | CodeFields>): string {
  const edited = Object.keys(fields);
  if (edited.length > 1) return `Edit ${what}`;
  if ('name' in fields) return `Rename ${what}`;
  if ('parentId' in fields) return `Move ${what}`;
  if ('deprecated' in fields) return fields.deprecated ? `Deprecate ${what}` : `Use ${what} again`;
  return `Edit ${what}`;
}
