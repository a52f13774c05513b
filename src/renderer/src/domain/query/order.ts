/** What passages can be sorted by. `published` is the date of their report, `position` where they begin in its text. */
export const PASSAGE_ORDERS = [
  'published',
  'report',
  'position',
  'actor',
  'country',
  'status',
  'confidence',
  'eventDate',
  'modified',
] as const;
export type PassageOrderKey = (typeof PASSAGE_ORDERS)[number];

/** Equals stand as they do without an order; what has no value comes last, whichever the direction. */
export interface PassageOrder {
  readonly by: PassageOrderKey;
  readonly descending: boolean;
}

/** Newest report first, then as the passages stand in the text. */
export const USUAL_ORDER: PassageOrder = { by: 'published', descending: true };
