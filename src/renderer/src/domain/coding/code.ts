import type { CodeId, IsoInstant } from '../ids';

/** What the codebook says of a code beyond its name. Every text is empty when nothing is said. */
export interface CodeDetails {
  /** Other names in any script, each found like the name itself. */
  readonly aliases: readonly string[];
  /** The code it is a kind of. */
  readonly parentId: CodeId | null;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly example: string;
  /** Not to be used for new passages; those it has stay. */
  readonly deprecated: boolean;
}

export const NO_CODE_DETAILS: CodeDetails = {
  aliases: [],
  parentId: null,
  definition: '',
  include: '',
  exclude: '',
  example: '',
  deprecated: false,
};

/** A theme or type of event that passages are about, beside who and where; the codebook is a hierarchy of them. */
export interface Code extends CodeDetails {
  readonly id: CodeId;
  readonly name: string;
  readonly createdAt: IsoInstant;
}

/** What of a code can be edited. */
export type CodeFields = Omit<Code, 'id' | 'createdAt'>;
