/** An actor or a code as the dialog that merges it shows it. */
export interface MergeEntry {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly deprecated: boolean;
  /** Passages coded with it. */
  readonly passages: number;
  /** 1 to 12; missing where it has none. */
  readonly colour?: number;
}
