import { aliasesOf, foldName, NO_ACTOR_DETAILS, type Actor, type ActorFields } from '$domain/coding/actor';
import type { ActorDraft, ActorFileProblem, DraftFields } from '$domain/coding/actor-draft';
import { colourPicker } from '$domain/coding/actor-palette';
import type { ActorId, Ports } from '$domain/ids';
import type { Failure } from '$domain/result';

/** By what a draft was recognised as an actor of the archive. */
export type MatchedBy = 'id' | 'name' | 'alias';

/** What becomes of one draft. */
export type PlannedActor =
  | { readonly kind: 'new'; readonly draft: ActorDraft; readonly actor: Actor }
  | {
      readonly kind: 'update';
      readonly draft: ActorDraft;
      /** As it is now. */
      readonly actor: Actor;
      readonly by: MatchedBy;
      /** Only what would be another than now. */
      readonly fields: Partial<ActorFields>;
    }
  | {
      readonly kind: 'unchanged';
      readonly draft: ActorDraft;
      readonly actor: Actor;
      readonly by: MatchedBy;
    }
  /** Left out; the failure says why. */
  | { readonly kind: 'clash'; readonly draft: ActorDraft; readonly failure: Failure };

export interface ActorImportPlan {
  /** In the order of the file. */
  readonly actors: readonly PlannedActor[];
  /** Names and parents that could not be taken over. */
  readonly problems: readonly ActorFileProblem[];
}

type Target = { readonly actor: Actor; readonly by: MatchedBy } | Failure | null;

/**
 * Says what importing drafts into a registry would do. A draft is the actor of the same id, else of the same name, else
 * one that has its name as an alias, else the one that has one of its aliases as name or alias; else it is new.
 * Found by id, the actor becomes what the file says, so that an empty cell empties the field. Found otherwise, it only
 * gains: names and roles are added, other fields set where the file has a value, its colour stays.
 * A clash is a draft that fits two actors, or whose actor or name an earlier one has taken. An alias that belongs to
 * another is left out with a problem, and so is a parent that is not there or would make an actor a part of itself.
 * Pure but for ids and times from `ports`.
 */
export function planActorImport(
  known: readonly Actor[],
  drafts: readonly ActorDraft[],
  ports: Ports,
): ActorImportPlan {
  const registry = new Registry(known);
  const problems: ActorFileProblem[] = [];
  const colourOfNext = colourPicker(known);
  const targets = registry.claim(drafts);
  const planned = drafts.map((draft, i): PlannedActor => {
    const target = targets[i] ?? null;
    if (target !== null && 'code' in target) return { kind: 'clash', draft, failure: target };
    const aliases = aliasesOf(draft.name, registry.freeAliases(draft, i, target?.actor ?? null, problems));
    if (target === null) {
      const actor = newActor({ ...draft, fields: { ...draft.fields, aliases } }, colourOfNext, ports);
      return { kind: 'new', draft, actor };
    }
    const { actor, by } = target;
    const said = draft.fields.aliases === undefined ? draft.fields : { ...draft.fields, aliases };
    const fields = by === 'id' ? { ...said, name: draft.name } : gains(actor, draft.name, said);
    return { kind: 'update', draft, actor, by, fields };
  });
  const withParents = setParents(known, planned, problems);
  return { actors: withParents.map(onlyChanges), problems };
}

/** Whom the names of a registry and of drafts belong to. */
class Registry {
  private readonly byId: ReadonlyMap<string, Actor>;
  private readonly named = new Map<string, Actor>();
  private readonly aliased = new Map<string, Set<Actor>>();
  /** Drafts by their names, then by the aliases they were given. */
  private readonly drafted = new Map<string, number>();

  constructor(known: readonly Actor[]) {
    this.byId = new Map(known.map((actor) => [actor.id, actor]));
    for (const actor of known) {
      this.named.set(foldName(actor.name), actor);
      for (const alias of actor.aliases) {
        const folded = foldName(alias);
        this.aliased.set(folded, (this.aliased.get(folded) ?? new Set()).add(actor));
      }
    }
  }

  /** What each draft is; names go to drafts before any alias does, wherever they stand. */
  claim(drafts: readonly ActorDraft[]): Target[] {
    const takenBy = new Map<Actor, ActorDraft>();
    const newById = new Map<string, ActorDraft>();
    const found = drafts.map((draft) => this.targetOf(draft));
    const exact = new Set(
      found.flatMap((target) =>
        target !== null && 'by' in target && target.by !== 'alias' ? target.actor : [],
      ),
    );
    return drafts.map((draft, i) => {
      const name = foldName(draft.name);
      let target = found[i] ?? null;
      if (target !== null && 'code' in target) return target;
      // One that only shares an alias with an actor is another when the file has that actor too.
      if (target?.by === 'alias' && exact.has(target.actor) && !this.aliased.has(name)) target = null;
      const earlier = this.drafted.get(name);
      const twice =
        (target === null ? newById.get(draft.id ?? '') : takenBy.get(target.actor)) ?? drafts[earlier ?? -1];
      if (twice !== undefined) {
        return clash(
          'actors/twice',
          `“${draft.name}” is the actor of line ${twice.line} again (“${twice.name}”). The first one counts.`,
        );
      }
      if (target !== null) takenBy.set(target.actor, draft);
      else if (draft.id !== null) newById.set(draft.id, draft);
      this.drafted.set(name, i);
      return target;
    });
  }

  private targetOf(draft: ActorDraft): Target {
    const byId = draft.id === null ? undefined : this.byId.get(draft.id);
    const name = foldName(draft.name);
    const byName = this.named.get(name);
    if (byId !== undefined) {
      const other = [byName, ...(this.aliased.get(name) ?? [])].find((owner) => owner && owner !== byId);
      if (other === undefined) return { actor: byId, by: 'id' };
      return clash(
        'actors/name-taken',
        `By its id this is “${byId.name}”, but “${draft.name}” is a name of another actor, “${other.name}”.`,
      );
    }
    if (byName !== undefined) return { actor: byName, by: 'name' };
    const byAlias = new Set(this.aliased.get(name));
    if (byAlias.size === 0) {
      for (const alias of (draft.fields.aliases ?? []).map(foldName)) {
        const owner = this.named.get(alias);
        if (owner) byAlias.add(owner);
        for (const actor of this.aliased.get(alias) ?? []) byAlias.add(actor);
      }
    }
    const [actor, ...others] = byAlias;
    if (actor === undefined) return null;
    if (others.length === 0) return { actor, by: 'alias' };
    const names = [...byAlias].map((owner) => `“${owner.name}”`).join(', ');
    return clash('actors/ambiguous', `The names of “${draft.name}” are those of several actors: ${names}.`);
  }

  /** The draft's aliases without those of others; they belong to it from now on. */
  freeAliases(
    draft: ActorDraft,
    index: number,
    actor: Actor | null,
    problems: ActorFileProblem[],
  ): readonly string[] {
    return (draft.fields.aliases ?? []).filter((alias) => {
      const folded = foldName(alias);
      const owners = new Set(this.aliased.get(folded));
      const owner = this.named.get(folded);
      if (owner) owners.add(owner);
      const drafted = this.drafted.get(folded) ?? index;
      const isFree = drafted === index && (owners.size === 0 || (actor !== null && owners.has(actor)));
      if (isFree) this.drafted.set(folded, index);
      else {
        problems.push({
          code: 'actors/alias-taken',
          message: `“${alias}” names another actor already, so it was not added to “${draft.name}”.`,
          line: draft.line,
          refused: false,
        });
      }
      return isFree;
    });
  }
}

const clash = (code: string, message: string): Failure => ({ code, message });

function newActor({ id, name, fields }: ActorDraft, colourOfNext: () => number, ports: Ports): Actor {
  return {
    ...NO_ACTOR_DETAILS,
    ...fields,
    id: (id ?? ports.newId()) as ActorId,
    name,
    colour: fields.colour ?? colourOfNext(),
    createdAt: ports.now(),
    sample: false,
  };
}

/** What an actor gains by a draft that does not know it by its id. */
function gains(actor: Actor, name: string, said: DraftFields): Partial<ActorFields> {
  const { colour: _, aliases = [], roles = [], deprecated, ...single } = said;
  const filled = Object.fromEntries(
    Object.entries(single).filter(([, value]) => value !== '' && value !== null),
  );
  const added = roles.filter(
    (role) =>
      !actor.roles.some(
        ({ title, from, to }) => title === role.title && from === role.from && to === role.to,
      ),
  );
  return {
    ...filled,
    ...(deprecated === true ? { deprecated } : {}),
    aliases: aliasesOf(actor.name, [...actor.aliases, name, ...aliases]),
    roles: [...actor.roles, ...added],
  };
}

/** Finds parents by name among what the registry will be, and refuses circles. */
function setParents(
  known: readonly Actor[],
  planned: readonly PlannedActor[],
  problems: ActorFileProblem[],
): PlannedActor[] {
  const parents = new Map<ActorId, ActorId | null>();
  const ids = new Map<string, ActorId>();
  const call = (name: string, id: ActorId): void => {
    const folded = foldName(name);
    if (!ids.has(folded)) ids.set(folded, id);
  };
  for (const entry of planned) if (entry.kind !== 'clash') call(entry.draft.name, entry.actor.id);
  for (const { id, name, parentId } of known) {
    call(name, id);
    parents.set(id, parentId);
  }
  for (const { id, aliases } of known) for (const alias of aliases) call(alias, id);

  return planned.map((entry) => {
    if (entry.kind === 'clash') return entry;
    const { draft, actor } = entry;
    if (draft.parent === undefined) return entry;
    if (draft.parent === '') {
      if (entry.kind !== 'update' || entry.by !== 'id') return entry;
      parents.set(actor.id, null);
      return { ...entry, fields: { ...entry.fields, parentId: null } };
    }
    const parentId = ids.get(foldName(draft.parent));
    const refuse = (code: string, message: string): PlannedActor => {
      problems.push({ code, message, line: draft.line, refused: false });
      return entry;
    };
    if (parentId === undefined) {
      return refuse(
        'actors/unknown-parent',
        `There is no actor “${draft.parent}” for “${draft.name}” to be a part of.`,
      );
    }
    if (isWithin(parentId, actor.id, parents)) {
      return refuse(
        'actors/circle',
        `“${draft.name}” cannot be a part of “${draft.parent}”, which is a part of it.`,
      );
    }
    parents.set(actor.id, parentId);
    if (entry.kind === 'new') return { ...entry, actor: { ...actor, parentId } };
    return entry.kind === 'update' ? { ...entry, fields: { ...entry.fields, parentId } } : entry;
  });
}

function isWithin(id: ActorId, whole: ActorId, parents: ReadonlyMap<ActorId, ActorId | null>): boolean {
  const seen = new Set<ActorId>();
  for (let at: ActorId | null | undefined = id; at != null && !seen.has(at); at = parents.get(at)) {
    if (at === whole) return true;
    seen.add(at);
  }
  return false;
}

function onlyChanges(planned: PlannedActor): PlannedActor {
  if (planned.kind !== 'update') return planned;
  const { draft, actor, by } = planned;
  const changed = Object.entries(planned.fields).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(actor[field as keyof ActorFields]),
  );
  if (changed.length === 0) return { kind: 'unchanged', draft, actor, by };
  return { ...planned, fields: Object.fromEntries(changed) };
}
