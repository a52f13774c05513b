import type { CodeId, IsoInstant } from '../ids';
import { fail, ok, type Result } from '../result';
import { hasNoNameCharacter, NAME_LIMIT, tidyName } from './actor';

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

/** Stands between a code and what it is a kind of, where its whole path is written. */
const STEP = ' > ';

/**
 * Checks a name typed for a code and tidies its white space. Fails with `code/…` as `actorName` does, and for a `>`, which
 * stands between the names of a path.
 */
export function codeName(raw: string): Result<string> {
  const name = tidyName(raw);
  if (name === '') return fail({ code: 'code/empty-name', message: 'A code needs a name.' });
  if ([...name].length > NAME_LIMIT) {
    return fail({
      code: 'code/long-name',
      message: `A code’s name can have up to ${NAME_LIMIT} characters.`,
    });
  }
  if (name.includes('>') || hasNoNameCharacter(name)) {
    return fail({
      code: 'code/bad-character',
      message:
        'A code’s name cannot contain “|”, “>” or control characters: “|” separates codes in exports, “>” a code from what it is a kind of.',
    });
  }
  return ok(name);
}

/** The names of a path as typed, outermost first: `Protest > Strike`. */
export function pathNames(text: string): string[] {
  return text.split('>').map((part) => part.trim());
}

/** A code's name with those of all that it is a kind of, outermost first: `Protest > Strike`. */
export function codePath(codes: ReadonlyMap<CodeId, Pick<Code, 'name' | 'parentId'>>, id: CodeId): string {
  const names: string[] = [];
  const seen = new Set<CodeId>();
  for (let at: CodeId | null = id; at !== null && !seen.has(at); at = codes.get(at)?.parentId ?? null) {
    seen.add(at);
    const name = codes.get(at)?.name;
    if (name !== undefined) names.unshift(name);
  }
  return names.join(STEP);
}

/** A code with all that are kinds of it, by the code; each set begins with the code itself. */
export function withKinds(codes: readonly Pick<Code, 'id' | 'parentId'>[]): Map<CodeId, ReadonlySet<CodeId>> {
  const parents = new Map(codes.map(({ id, parentId }) => [id, parentId]));
  const kinds = new Map(codes.map(({ id }) => [id, new Set([id])]));
  for (const { id } of codes) {
    const seen = new Set([id]);
    for (let at = parents.get(id) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      seen.add(at);
      kinds.get(at)?.add(id);
    }
  }
  return kinds;
}
