import { aliasesOf } from '../coding/actor';
import { parentAfterMerge } from '../coding/registry';
import type { CodeId, Ports } from '../ids';
import { fail, ok, type Result } from '../result';
import { withoutNoOps, type RowOp, type RowSet } from './change';
import type { Command } from './command';
import { gone, put, remove } from './row-ops';

/** The one that stays takes the others' names as aliases, and what was a kind of them. `rows` has all codes. */
export function mergeCodes(
  { from, into }: Extract<Command, { kind: 'merge-codes' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  const stays = rows.codes.get(into);
  const merged = from.filter((id) => id !== into).map((id) => rows.codes.get(id));
  if (!stays || merged.includes(undefined)) return gone('code');
  const codes = merged.filter((code) => code !== undefined);
  const ids = new Set<CodeId>(codes.map(({ id }) => id));
  const kinds = [...rows.codes.values()].filter(
    ({ id, parentId }) => parentId !== null && ids.has(parentId) && !ids.has(id) && id !== into,
  );
  const modifiedAt = ports.now();
  return ok(
    withoutNoOps([
      ...[...rows.excerpts.values()]
        .filter((excerpt) => excerpt.codes.some((code) => ids.has(code)))
        .map((excerpt) =>
          put('excerpts', excerpt.id, excerpt, {
            ...excerpt,
            codes: [...new Set(excerpt.codes.map((code) => (ids.has(code) ? into : code)))],
            modifiedAt,
          }),
        ),
      ...kinds.map((kind) => put('codes', kind.id, kind, { ...kind, parentId: into })),
      put('codes', into, stays, {
        ...stays,
        parentId: parentAfterMerge(rows.codes, ids, into),
        aliases: aliasesOf(stays.name, [
          ...stays.aliases,
          ...codes.flatMap(({ name, aliases }) => [name, ...aliases]),
        ]),
      }),
      ...codes.map((code) => remove('codes', code.id, code)),
    ]),
  );
}

const IN_USE = fail({
  code: 'code/in-use',
  message: 'Passages have this code, so it was not deleted. Merge it into another, or deprecate it.',
});

/** What was a kind of it becomes a kind of what it was a kind of. `rows` has all codes, and a passage that has it if any. */
export function deleteCode(id: CodeId, rows: RowSet): Result<RowOp[]> {
  const code = rows.codes.get(id);
  if (!code) return gone('code');
  if (rows.excerpts.size > 0) return IN_USE;
  const kinds = [...rows.codes.values()].filter(({ parentId }) => parentId === id);
  return ok([
    ...kinds.map((kind) => put('codes', kind.id, kind, { ...kind, parentId: code.parentId })),
    remove('codes', id, code),
  ]);
}
