import { actorName, aliasesOf, NO_ACTOR_DETAILS, type Actor, type ActorFields } from '$domain/coding/actor';
import { colourPicker } from '$domain/coding/actor-palette';
import { actorCalled, canBePartOf } from '$domain/coding/registry';
import type { ActorId, BatchId, ExcerptId } from '$domain/ids';
import { isPublished } from '$domain/report/published';
import { fail, ok, type Result } from '$domain/result';
import { listActors } from '../storage/reads';
import type { Archive } from './archive';
import { backUpBefore, BULK_PASSAGES } from './automatic-backups';
import { change, newBatch } from './change-archive';

/** What is typed for an actor; the colour is chosen when it is not given. */
export type ActorInput = Pick<Actor, 'name'> & Partial<ActorFields>;

/**
 * Adds an actor to the registry. Fails with `actor/…` when a field is refused or an actor already has one of the names.
 */
export async function addActor(archive: Archive, input: ActorInput): Promise<Result<ActorId>> {
  const known = await listActors(archive.db);
  const checked = checkFields(known, null, input);
  if (!checked.ok) return checked;
  const actor: Actor = {
    colour: colourPicker(known)(),
    ...NO_ACTOR_DETAILS,
    ...checked.value,
    name: checked.value.name ?? input.name,
    id: archive.ports.newId() as ActorId,
    createdAt: archive.ports.now(),
    sample: false,
  };
  const added = await change(archive, { kind: 'add-actors', actors: [actor] });
  return added.ok ? ok(actor.id) : added;
}

/**
 * Edits an actor, one step. Fails with `actor/…` when a field is refused or another actor has one of the names. The
 * value says whether anything changed.
 */
export async function editActor(
  archive: Archive,
  actorId: ActorId,
  fields: Partial<ActorFields>,
): Promise<Result<boolean>> {
  const known = await listActors(archive.db);
  const checked = checkFields(known, known.find(({ id }) => id === actorId) ?? null, fields);
  if (!checked.ok) return checked;
  return change(archive, { kind: 'edit-actors', edits: [{ actorId, fields: checked.value }] });
}

/** Makes several actors one: their passages are about `into` from now on. The archive is backed up first. */
export async function mergeActors(
  archive: Archive,
  from: readonly ActorId[],
  into: ActorId,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  const kept = await backUpBefore(archive);
  if (kept?.ok === false) return kept;
  return change(archive, { kind: 'merge-actors', from, into }, { batchId });
}

/**
 * Takes some passages of an actor for a new one, which is of the same kind and colour group. Fails with `actor/…` when
 * the name is refused or taken.
 */
export async function splitActor(
  archive: Archive,
  from: Actor,
  name: string,
  excerptIds: readonly ExcerptId[],
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  const known = await listActors(archive.db);
  const checked = checkFields(known, null, { name });
  if (!checked.ok) return checked;
  if (excerptIds.length >= BULK_PASSAGES) {
    const kept = await backUpBefore(archive);
    if (kept?.ok === false) return kept;
  }
  const { kind, country, parentId } = from;
  const part: Actor = {
    ...NO_ACTOR_DETAILS,
    kind,
    country,
    parentId,
    id: archive.ports.newId() as ActorId,
    name: checked.value.name ?? name,
    colour: colourPicker(known)(),
    createdAt: archive.ports.now(),
    sample: false,
  };
  return change(archive, { kind: 'split-actor', from: from.id, part, excerptIds }, { batchId });
}

/** Deletes an actor that no passage is about. Fails with `actor/in-use`. */
export function deleteActor(
  archive: Archive,
  actorId: ActorId,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return change(archive, { kind: 'delete-actor', actorId }, { batchId });
}

const WIKIDATA = /^Q[1-9]\d*$/u;

/** Tidies fields and checks them against the other actors. `self` is the actor that has them; null for a new one. */
function checkFields(
  known: readonly Actor[],
  self: Actor | null,
  fields: Partial<ActorFields>,
): Result<Partial<ActorFields>> {
  const others = known.filter((actor) => actor.id !== self?.id);
  const checked: { -readonly [K in keyof ActorFields]?: ActorFields[K] } = { ...fields };
  if (fields.name !== undefined) {
    const name = actorName(fields.name);
    if (!name.ok) return name;
    checked.name = name.value;
  }
  const name = checked.name ?? self?.name ?? '';
  if (fields.aliases !== undefined) {
    const aliases: string[] = [];
    for (const typed of fields.aliases.filter((alias) => alias.trim() !== '')) {
      const alias = actorName(typed);
      if (!alias.ok) return alias;
      aliases.push(alias.value);
    }
    checked.aliases = aliasesOf(name, aliases);
  } else if (self && checked.name !== undefined) {
    // A name that was an alias until now is not said twice.
    const aliases = aliasesOf(name, self.aliases);
    if (aliases.length < self.aliases.length) checked.aliases = aliases;
  }
  for (const each of [checked.name, ...(fields.aliases === undefined ? [] : (checked.aliases ?? []))]) {
    const taken = each === undefined ? undefined : actorCalled(others, each);
    if (taken) return nameTaken(each!, taken);
  }
  const wrongDate = (fields.roles ?? [])
    .flatMap(({ from, to }) => [from, to])
    .find((date) => !isPublished(date));
  if (wrongDate !== undefined) {
    return fail({
      code: 'actor/role-date',
      message: `“${wrongDate}” is no date. Write it as 2022, 2022-01 or 2022-01-06, or leave it empty.`,
    });
  }
  if (fields.wikidata !== undefined && fields.wikidata !== '' && !WIKIDATA.test(fields.wikidata)) {
    return fail({
      code: 'actor/wikidata',
      message: `“${fields.wikidata}” is no Wikidata item. They are written as Q and a number, such as Q232.`,
    });
  }
  const parent = fields.parentId ?? null;
  if (
    parent !== null &&
    self &&
    !canBePartOf(new Map(known.map((actor) => [actor.id, actor])), self.id, parent)
  ) {
    return fail({
      code: 'actor/part-of-itself',
      message: `“${name}” cannot be a part of this actor, because that is a part of “${name}”.`,
    });
  }
  return ok(checked);
}

function nameTaken(name: string, { name: owner }: Actor): Result<never> {
  return fail({
    code: 'actor/name-taken',
    message:
      owner === name
        ? `There is already an actor called “${owner}”.`
        : `“${name}” is already a name of the actor “${owner}”.`,
  });
}
