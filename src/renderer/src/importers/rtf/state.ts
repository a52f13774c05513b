import type { HeadingLevel } from '$domain/report/report';
import type { NoteKind } from '../docx/notes';
import type { Header } from './header';
import type { Mark, ParagraphPlace, Story } from './story';

/** Where the words of a group go: `held` is a text that is looked at when the group ends, `shape` may hold pictures. */
export type Destination =
  'text' | 'skip' | 'fonts' | 'styles' | 'style' | 'info' | 'property' | 'held' | 'label' | 'shape';

/** What is in force in a group; groups within it begin with the same. */
export interface State {
  destination: Destination;
  /** Where words go that are read again in a group which is skipped for programs without Unicode. */
  resumed: Destination | null;
  story: Story;
  held: { text: string };
  note: { kind: NoteKind } | null;
  annotation: { reference: string } | null;
  /** Null for the default font. */
  font: number | null;
  /** Characters after each Unicode character that stand for it. */
  fallback: number;
  hidden: boolean;
  deleted: boolean;
  inserted: boolean;
  moved: boolean;
  raised: boolean;
  style: number;
  outline: HeadingLevel | null | undefined;
  listLevel: number;
  isItem: boolean;
  isInTable: boolean;
  tables: number;
  /** Length of the paragraph when the group began. */
  start: number;
  /** What is done when the group ends; of this group only. */
  close: (() => void) | null;
}

const PLAIN_PARAGRAPH = {
  style: 0,
  outline: undefined,
  listLevel: 0,
  isItem: false,
  isInTable: false,
  tables: 0,
} as const;

const PLAIN_CHARACTERS = {
  font: null,
  hidden: false,
  deleted: false,
  inserted: false,
  moved: false,
  raised: false,
} as const;

/** What is in force where a story begins. */
export function newState(story: Story): State {
  return {
    destination: 'text',
    resumed: null,
    story,
    held: { text: '' },
    note: null,
    annotation: null,
    fallback: 1,
    ...PLAIN_PARAGRAPH,
    ...PLAIN_CHARACTERS,
    start: 0,
    close: null,
  };
}

/** Applies a control word for paragraphs or characters; false when it is none. */
export function format(state: State, name: string, value: number | undefined): boolean {
  const isOn = value !== 0;
  switch (name) {
    case 'pard':
      Object.assign(state, PLAIN_PARAGRAPH);
      return true;
    case 'plain':
      Object.assign(state, PLAIN_CHARACTERS);
      return true;
    case 's':
      state.style = value ?? 0;
      return true;
    case 'outlinelevel':
      state.outline = headingLevel(value ?? 0);
      return true;
    case 'ilvl':
      state.listLevel = value ?? 0;
      return true;
    case 'ls':
      state.isItem = isOn;
      return true;
    case 'intbl':
      state.isInTable = isOn;
      return true;
    case 'itap':
      state.tables = Math.max(0, value ?? 0);
      return true;
    case 'f':
      state.font = value ?? 0;
      return true;
    case 'uc':
      state.fallback = Math.max(0, value ?? 1);
      return true;
    case 'v':
      state.hidden = isOn;
      return true;
    case 'deleted':
      state.deleted = isOn;
      return true;
    case 'revised':
      state.inserted = isOn;
      return true;
    case 'mvf':
      state.moved = isOn;
      return true;
    case 'super':
      state.raised = isOn;
      return true;
    case 'nosupersub':
      state.raised = false;
      return true;
    default:
      return false;
  }
}

/** The heading level of an outline level from 0; null for body text. */
function headingLevel(outline: number): HeadingLevel | null {
  return outline < 0 || outline > 8 ? null : (Math.min(outline + 1, 6) as HeadingLevel);
}

/** How the words of a group are marked; what is left out comes first. */
export function markOf({ hidden, deleted, inserted, moved }: State): Mark | null {
  if (hidden) return 'hidden';
  if (deleted) return 'deletions';
  if (moved) return 'moves';
  return inserted ? 'insertions' : null;
}

/** What a paragraph is that ends in a group. */
export function placeOf(state: State, header: Header): ParagraphPlace {
  return {
    style: header.style(state.style),
    outline: state.outline,
    listLevel: state.listLevel,
    isItem: state.isItem,
    tables: Math.max(state.tables, state.isInTable ? 1 : 0),
  };
}
