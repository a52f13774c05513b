import { PASSAGE_ORDERS, USUAL_ORDER, type PassageOrder, type PassageOrderKey } from '$domain/query/order';

export interface PassageColumn {
  readonly id: string;
  readonly label: string;
  /** What its heading sorts by; null when it does not. */
  readonly order: PassageOrderKey | null;
  /** Its width, as CSS grid has it. */
  readonly width: string;
}

/** All columns but the words of the passage, in the order they stand in. */
export const PASSAGE_COLUMNS = [
  { id: 'actor', label: 'Actor', order: 'actor', width: '8.5rem' },
  { id: 'country', label: 'Country', order: 'country', width: '8.75rem' },
  { id: 'codes', label: 'Codes', order: null, width: '8.5rem' },
  { id: 'published', label: 'Date', order: 'published', width: '6rem' },
  { id: 'report', label: 'Report', order: 'report', width: 'minmax(8rem, 16%)' },
  { id: 'section', label: 'Section', order: null, width: 'minmax(6rem, 12%)' },
  { id: 'status', label: 'Status', order: 'status', width: '7rem' },
  { id: 'confidence', label: 'Confidence', order: 'confidence', width: '6.5rem' },
  { id: 'eventDate', label: 'Event date', order: 'eventDate', width: '6.5rem' },
  { id: 'position', label: 'Position', order: 'position', width: '5.5rem' },
  { id: 'modified', label: 'Changed', order: 'modified', width: '6rem' },
] as const satisfies readonly PassageColumn[];
export type PassageColumnId = (typeof PASSAGE_COLUMNS)[number]['id'];

/** The columns to show for what the settings name; those that are not known here are left out. */
export function shownColumns(ids: readonly string[]): readonly (typeof PASSAGE_COLUMNS)[number][] {
  return PASSAGE_COLUMNS.filter(({ id }) => ids.includes(id));
}

/** The order that the settings name; the usual one for what is not known here. */
export function orderFrom({
  by,
  descending,
}: {
  readonly by: string;
  readonly descending: boolean;
}): PassageOrder {
  const known = PASSAGE_ORDERS.find((order) => order === by);
  return known ? { by: known, descending } : USUAL_ORDER;
}

/** Where a heading's next click leads: the other way when sorted by it; else dates newest first, the rest from the start. */
export function orderAfterClick(current: PassageOrder, by: PassageOrderKey): PassageOrder {
  if (current.by === by) return { by, descending: !current.descending };
  return { by, descending: by === 'published' || by === 'eventDate' || by === 'modified' };
}
