export interface ComboOption {
  readonly id: string;
  readonly label: string;
  /** Shown beside the label, such as a type or a code. */
  readonly detail?: string;
  /** An actor's colour, 1 to 12. */
  readonly colour?: number;
}
