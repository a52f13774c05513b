import { aliasesOf } from '$domain/coding/actor';
import { codeName, NO_CODE_DETAILS, pathNames, type Code, type CodeFields } from '$domain/coding/code';
import { actorCalled, canBePartOf } from '$domain/coding/registry';
import type { BatchId, CodeId } from '$domain/ids';
import { fail, ok, type Result } from '$domain/result';
import { listCodes } from '../storage/reads';
import type { Archive } from './archive';
import { backUpBefore } from './automatic-backups';
import { change, newBatch } from './change-archive';

/** A code as chosen or typed: a new one is a name, or a path such as `Protest > Strike`. */
export type CodeInput =
  { readonly kind: 'existing'; readonly id: CodeId } | { readonly kind: 'new'; readonly name: string };

/** Adds a code to the codebook. Fails with `code/…` when a field is refused or a code already has one of the names. */
export async function addCode(
  archive: Archive,
  input: Pick<Code, 'name'> & Partial<CodeFields>,
): Promise<Result<CodeId>> {
  const checked = checkFields(await listCodes(archive.db), null, input);
  if (!checked.ok) return checked;
  const code = aCode(archive, { ...checked.value, name: checked.value.name ?? input.name });
  const added = await change(archive, { kind: 'add-codes', codes: [code] });
  return added.ok ? ok(code.id) : added;
}

/**
 * Edits a code, one step. Fails with `code/…` when a field is refused or another code has one of the names. The value says
 * whether anything changed.
 */
export async function editCode(
  archive: Archive,
  codeId: CodeId,
  fields: Partial<CodeFields>,
): Promise<Result<boolean>> {
  const known = await listCodes(archive.db);
  const checked = checkFields(known, known.find(({ id }) => id === codeId) ?? null, fields);
  return checked.ok ? change(archive, { kind: 'edit-code', codeId, fields: checked.value }) : checked;
}

/** Makes several codes one: their passages have `into` from now on. The archive is backed up first. */
export async function mergeCodes(
  archive: Archive,
  from: readonly CodeId[],
  into: CodeId,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  const kept = await backUpBefore(archive);
  if (kept?.ok === false) return kept;
  return change(archive, { kind: 'merge-codes', from, into }, { batchId });
}

/** Deletes a code that no passage has. Fails with `code/in-use`. */
export function deleteCode(
  archive: Archive,
  codeId: CodeId,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return change(archive, { kind: 'delete-code', codeId }, { batchId });
}

/** Finds codes as chosen or typed, and makes those that are not there yet: each name once. */
export interface CodeResolver {
  /** Each code once, in order. Fails with `code/…` for a refused name. */
  resolve(inputs: readonly CodeInput[]): Result<CodeId[]>;
  /** The codes made so far; to be stored with what they are given to. */
  readonly created: readonly Code[];
}

export async function codeResolver(archive: Archive): Promise<CodeResolver> {
  const known = await listCodes(archive.db);
  const created: Code[] = [];
  // Of a path only the last code is given; those above it are made where they are missing.
  const idOf = (path: string): Result<CodeId> => {
    let parentId: CodeId | null = null;
    for (const part of pathNames(path)) {
      const name = codeName(part);
      if (!name.ok) return name;
      const found = actorCalled([...known, ...created], name.value);
      if (!found) created.push(aCode(archive, { name: name.value, parentId }));
      parentId = (found ?? created.at(-1)!).id;
    }
    return ok(parentId!);
  };
  return {
    created,
    resolve(inputs) {
      const ids = new Set<CodeId>();
      for (const input of inputs) {
        const id = input.kind === 'existing' ? ok(input.id) : idOf(input.name);
        if (!id.ok) return id;
        ids.add(id.value);
      }
      return ok([...ids]);
    },
  };
}

function aCode({ ports }: Archive, fields: Pick<Code, 'name'> & Partial<CodeFields>): Code {
  return { ...NO_CODE_DETAILS, ...fields, id: ports.newId() as CodeId, createdAt: ports.now() };
}

/** Tidies fields and checks them against the other codes. `self` is the code that has them; null for a new one. */
function checkFields(
  known: readonly Code[],
  self: Code | null,
  fields: Partial<CodeFields>,
): Result<Partial<CodeFields>> {
  const others = known.filter(({ id }) => id !== self?.id);
  const checked: { -readonly [K in keyof CodeFields]?: CodeFields[K] } = { ...fields };
  if (fields.name !== undefined) {
    const name = codeName(fields.name);
    if (!name.ok) return name;
    checked.name = name.value;
  }
  const name = checked.name ?? self?.name ?? '';
  const aliases: string[] = [];
  for (const typed of (fields.aliases ?? []).filter((alias) => alias.trim() !== '')) {
    const alias = codeName(typed);
    if (!alias.ok) return alias;
    aliases.push(alias.value);
  }
  if (fields.aliases !== undefined || checked.name !== undefined) {
    // A name that was an alias until now is not said twice.
    checked.aliases = aliasesOf(name, fields.aliases === undefined ? (self?.aliases ?? []) : aliases);
  }
  for (const each of [checked.name, ...(fields.aliases === undefined ? [] : aliases)]) {
    const taken = each === undefined ? undefined : actorCalled(others, each);
    if (taken) {
      return fail({
        code: 'code/name-taken',
        message:
          taken.name === each
            ? `There is already a code called “${taken.name}”.`
            : `“${each}” is already a name of the code “${taken.name}”.`,
      });
    }
  }
  const parent = fields.parentId ?? null;
  if (
    parent !== null &&
    self &&
    !canBePartOf(new Map(known.map((code) => [code.id, code])), self.id, parent)
  ) {
    return fail({
      code: 'code/kind-of-itself',
      message: `“${name}” cannot be a kind of this code, because that is a kind of “${name}”.`,
    });
  }
  return ok(checked);
}
