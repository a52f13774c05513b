import type { Assessment, PlaceDoubt } from '../coding/excerpt';

/** What a passage is judged to be, and whether its place is certain. */
export interface Judged extends Assessment {
  readonly place: PlaceDoubt | null;
}
