/** A line to be ticked: something that passages have, and how many of them. */
export interface CheckEntry {
  /** What it is in words: no two lines have the same. */
  readonly words: string;
  readonly passages: number;
  readonly isChosen: boolean;
}
