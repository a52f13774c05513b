import { aliasesOf, foldName, NO_ACTOR_DETAILS, type Actor, type ActorFields } from '$domain/coding/actor';
import { colourPicker } from '$domain/coding/actor-palette';
import { NO_CODE_DETAILS, type Code, type CodeFields } from '$domain/coding/code';
import type { ActorDraft, CodeDraft, EntryDraft, EntryFile, EntryProblem } from '$domain/coding/entry-draft';
import type { ActorId, CodeId, Ports } from '$domain/ids';
import { fail, type Failure, type Result } from '$domain/result';

/** What actors and codes have in common: names, and others that they are parts of. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly parentId: string | null;
}

type FieldsOf<E extends Entry> = Partial<Omit<E, 'id' | 'createdAt' | 'sample'>>;

/** By what a draft was recognised as an entry of the archive. */
export type MatchedBy = 'id' | 'name' | 'alias';

/** What becomes of one draft. */
export type PlannedEntry<E extends Entry, D> =
  | { readonly kind: 'new'; readonly draft: D; readonly entry: E }
  | {
      readonly kind: 'update';
      readonly draft: D;
      /** As it is now. */
      readonly entry: E;
      readonly by: MatchedBy;
      /** Only what would be another than now. */
      readonly fields: FieldsOf<E>;
    }
  | { readonly kind: 'unchanged'; readonly draft: D; readonly entry: E; readonly by: MatchedBy }
  /** Left out; the failure says why. */
  | { readonly kind: 'clash'; readonly draft: D; readonly failure: Failure };

export interface EntryImportPlan<E extends Entry, D> {
  /** In the order of the file. */
  readonly entries: readonly PlannedEntry<E, D>[];
  /** Names and parents that could not be taken over. */
  readonly problems: readonly EntryProblem[];
}

export type PlannedActor = PlannedEntry<Actor, ActorDraft>;
export type ActorImportPlan = EntryImportPlan<Actor, ActorDraft>;
export type CodeImportPlan = EntryImportPlan<Code, CodeDraft>;

/** Every problem of an import in the order of the file: those of reading it, of planning it, and its clashes. */
export function importProblems<E extends Entry, D extends EntryDraft<unknown>>(
  file: EntryFile<D>,
  plan: EntryImportPlan<E, D>,
): EntryProblem[] {
  const clashes = plan.entries.flatMap((each) =>
    each.kind === 'clash' ? [{ ...each.failure, line: each.draft.line, refused: true }] : [],
  );
  return [...file.problems, ...plan.problems, ...clashes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** Why a file is refused as a whole; null when it is not. */
export function refusalOf({ problems }: EntryFile<unknown>): Result<never> | null {
  const whole = problems.find(({ line, refused }) => refused && line === null);
  return whole ? fail({ code: whole.code, message: whole.message }) : null;
}

/** How entries of one kind are made and what they gain. */
interface Rules<E extends Entry, D> {
  readonly noun: 'actor' | 'code';
  create(draft: D, aliases: readonly string[]): E;
  /** What one gains by a draft that does not know it by its id, besides its aliases. */
  gains(entry: E, said: D): FieldsOf<E>;
}

/** {@link planImport} for actors; they gain roles as they do names, and keep their colour. */
export function planActorImport(
  known: readonly Actor[],
  drafts: readonly ActorDraft[],
  ports: Ports,
): ActorImportPlan {
  const colourOfNext = colourPicker(known);
  return planImport<Actor, ActorFields, ActorDraft>(known, drafts, {
    noun: 'actor',
    create: ({ id, name, fields }, aliases) => ({
      ...NO_ACTOR_DETAILS,
      ...fields,
      aliases,
      id: (id ?? ports.newId()) as ActorId,
      name,
      colour: fields.colour ?? colourOfNext(),
      createdAt: ports.now(),
      sample: false,
    }),
    gains: (actor, { fields: { colour: _, aliases: _aliases, roles = [], ...single } }) => {
      const added = roles.filter(
        (role) =>
          !actor.roles.some(
            ({ title, from, to }) => title === role.title && from === role.from && to === role.to,
          ),
      );
      return { ...filled(single), roles: [...actor.roles, ...added] };
    },
  });
}

/** {@link planImport} for codes. */
export function planCodeImport(
  known: readonly Code[],
  drafts: readonly CodeDraft[],
  ports: Ports,
): CodeImportPlan {
  return planImport<Code, CodeFields, CodeDraft>(known, drafts, {
    noun: 'code',
    create: ({ id, name, fields }, aliases) => ({
      ...NO_CODE_DETAILS,
      ...fields,
      aliases,
      id: (id ?? ports.newId()) as CodeId,
      name,
      createdAt: ports.now(),
    }),
    gains: (_code, { fields: { aliases: _, ...single } }) => filled(single),
  });
}

/** The fields that a file has a value for; it can deprecate, and not bring back. */
function filled<F extends object>(said: F): Partial<F> {
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== '' && value !== null && value !== false),
  ) as Partial<F>;
}

type Target<E> = { readonly entry: E; readonly by: MatchedBy } | Failure | null;

/**
 * Says what importing drafts into a registry would do. A draft is the entry of the same id, else of the same name, else
 * one that has its name as an alias, else the one that has one of its aliases as name or alias; else it is new.
 * Found by id, the entry becomes what the file says, so that an empty cell empties the field. Found otherwise, it only
 * gains: names are added, other fields set where the file has a value.
 * A clash is a draft that fits two entries, or whose entry or name an earlier one has taken. An alias that belongs to
 * another is left out with a problem, and so is a parent that is not there or would make an entry a part of itself.
 * Pure but for what `rules` do.
 */
function planImport<
  E extends Entry,
  F,
  D extends EntryDraft<F> & { fields: { aliases?: readonly string[] } },
>(known: readonly E[], drafts: readonly D[], rules: Rules<E, D>): EntryImportPlan<E, D> {
  const registry = new Registry<E, D>(known, rules.noun);
  const problems: EntryProblem[] = [];
  const targets = registry.claim(drafts);
  const planned = drafts.map((draft, i): PlannedEntry<E, D> => {
    const target = targets[i] ?? null;
    if (target !== null && 'code' in target) return { kind: 'clash', draft, failure: target };
    const aliases = aliasesOf(draft.name, registry.freeAliases(draft, i, target?.entry ?? null, problems));
    if (target === null) return { kind: 'new', draft, entry: rules.create(draft, aliases) };
    const { entry, by } = target;
    const fields =
      by === 'id'
        ? {
            ...draft.fields,
            ...(draft.fields.aliases === undefined ? {} : { aliases }),
            name: draft.name,
          }
        : {
            ...rules.gains(entry, draft),
            aliases: aliasesOf(entry.name, [...entry.aliases, draft.name, ...aliases]),
          };
    return { kind: 'update', draft, entry, by, fields: fields as FieldsOf<E> };
  });
  const withParents = setParents(known, planned, rules.noun, problems);
  return { entries: withParents.map(onlyChanges), problems };
}

/** Whom the names of a registry and of drafts belong to. */
class Registry<E extends Entry, D extends EntryDraft<unknown> & { fields: { aliases?: readonly string[] } }> {
  private readonly byId: ReadonlyMap<string, E>;
  private readonly named = new Map<string, E>();
  private readonly aliased = new Map<string, Set<E>>();
  /** Drafts by their names, then by the aliases they were given. */
  private readonly drafted = new Map<string, number>();

  constructor(
    known: readonly E[],
    private readonly noun: string,
  ) {
    this.byId = new Map(known.map((entry) => [entry.id, entry]));
    for (const entry of known) {
      this.named.set(foldName(entry.name), entry);
      for (const alias of entry.aliases) {
        const folded = foldName(alias);
        this.aliased.set(folded, (this.aliased.get(folded) ?? new Set<E>()).add(entry));
      }
    }
  }

  /** What each draft is; names go to drafts before any alias does, wherever they stand. */
  claim(drafts: readonly D[]): Target<E>[] {
    const takenBy = new Map<E, D>();
    const newById = new Map<string, D>();
    const found = drafts.map((draft) => this.targetOf(draft));
    const exact = new Set(
      found.flatMap((target) =>
        target !== null && 'by' in target && target.by !== 'alias' ? target.entry : [],
      ),
    );
    return drafts.map((draft, i) => {
      const name = foldName(draft.name);
      let target = found[i] ?? null;
      if (target !== null && 'code' in target) return target;
      // One that only shares an alias with another is another when the file has that one too.
      if (target?.by === 'alias' && exact.has(target.entry) && !this.aliased.has(name)) target = null;
      const earlier = this.drafted.get(name);
      const twice =
        (target === null ? newById.get(draft.id ?? '') : takenBy.get(target.entry)) ?? drafts[earlier ?? -1];
      if (twice !== undefined) {
        return clash(
          `${this.noun}s/twice`,
          `“${draft.name}” is the ${this.noun} of line ${twice.line} again (“${twice.name}”). The first one counts.`,
        );
      }
      if (target !== null) takenBy.set(target.entry, draft);
      else if (draft.id !== null) newById.set(draft.id, draft);
      this.drafted.set(name, i);
      return target;
    });
  }

  private targetOf(draft: D): Target<E> {
    const byId = draft.id === null ? undefined : this.byId.get(draft.id);
    const name = foldName(draft.name);
    const byName = this.named.get(name);
    if (byId !== undefined) {
      const other = [byName, ...(this.aliased.get(name) ?? [])].find((owner) => owner && owner !== byId);
      if (other === undefined) return { entry: byId, by: 'id' };
      return clash(
        `${this.noun}s/name-taken`,
        `By its id this is “${byId.name}”, but “${draft.name}” is a name of another ${this.noun}, “${other.name}”.`,
      );
    }
    if (byName !== undefined) return { entry: byName, by: 'name' };
    const byAlias = new Set(this.aliased.get(name));
    if (byAlias.size === 0) {
      for (const alias of (draft.fields.aliases ?? []).map(foldName)) {
        const owner = this.named.get(alias);
        if (owner) byAlias.add(owner);
        for (const entry of this.aliased.get(alias) ?? []) byAlias.add(entry);
      }
    }
    const [entry, ...others] = byAlias;
    if (entry === undefined) return null;
    if (others.length === 0) return { entry, by: 'alias' };
    const names = [...byAlias].map((owner) => `“${owner.name}”`).join(', ');
    return clash(
      `${this.noun}s/ambiguous`,
      `The names of “${draft.name}” are those of several ${this.noun}s: ${names}.`,
    );
  }

  /** The draft's aliases without those of others; they belong to it from now on. */
  freeAliases(draft: D, index: number, entry: E | null, problems: EntryProblem[]): readonly string[] {
    return (draft.fields.aliases ?? []).filter((alias) => {
      const folded = foldName(alias);
      const owners = new Set(this.aliased.get(folded));
      const owner = this.named.get(folded);
      if (owner) owners.add(owner);
      const drafted = this.drafted.get(folded) ?? index;
      const isFree = drafted === index && (owners.size === 0 || (entry !== null && owners.has(entry)));
      if (isFree) this.drafted.set(folded, index);
      else {
        problems.push({
          code: `${this.noun}s/alias-taken`,
          message: `“${alias}” names another ${this.noun} already, so it was not added to “${draft.name}”.`,
          line: draft.line,
          refused: false,
        });
      }
      return isFree;
    });
  }
}

const clash = (code: string, message: string): Failure => ({ code, message });

/** Finds parents by name among what the registry will be, and refuses circles. */
function setParents<E extends Entry, D extends EntryDraft<unknown>>(
  known: readonly E[],
  planned: readonly PlannedEntry<E, D>[],
  noun: string,
  problems: EntryProblem[],
): PlannedEntry<E, D>[] {
  const parents = new Map<string, string | null>();
  const ids = new Map<string, string>();
  const call = (name: string, id: string): void => {
    const folded = foldName(name);
    if (!ids.has(folded)) ids.set(folded, id);
  };
  for (const each of planned) if (each.kind !== 'clash') call(each.draft.name, each.entry.id);
  for (const { id, name, parentId } of known) {
    call(name, id);
    parents.set(id, parentId);
  }
  for (const { id, aliases } of known) for (const alias of aliases) call(alias, id);

  return planned.map((each) => {
    if (each.kind === 'clash') return each;
    const { draft, entry } = each;
    if (draft.parent === undefined) return each;
    if (draft.parent === '') {
      if (each.kind !== 'update' || each.by !== 'id') return each;
      parents.set(entry.id, null);
      return { ...each, fields: { ...each.fields, parentId: null } };
    }
    const parentId = ids.get(foldName(draft.parent));
    const refuse = (code: string, message: string): PlannedEntry<E, D> => {
      problems.push({ code, message, line: draft.line, refused: false });
      return each;
    };
    if (parentId === undefined) {
      return refuse(
        `${noun}s/unknown-parent`,
        `There is no ${noun} “${draft.parent}” for “${draft.name}” to be a part of.`,
      );
    }
    if (isWithin(parentId, entry.id, parents)) {
      return refuse(
        `${noun}s/circle`,
        `“${draft.name}” cannot be a part of “${draft.parent}”, which is a part of it.`,
      );
    }
    parents.set(entry.id, parentId);
    if (each.kind === 'new') return { ...each, entry: { ...entry, parentId } };
    return each.kind === 'update' ? { ...each, fields: { ...each.fields, parentId } } : each;
  });
}

function isWithin(id: string, whole: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = id; at != null && !seen.has(at); at = parents.get(at)) {
    if (at === whole) return true;
    seen.add(at);
  }
  return false;
}

function onlyChanges<E extends Entry, D>(planned: PlannedEntry<E, D>): PlannedEntry<E, D> {
  if (planned.kind !== 'update') return planned;
  const { draft, entry, by } = planned;
  const changed = Object.entries(planned.fields).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(entry[field as keyof E]),
  );
  if (changed.length === 0) return { kind: 'unchanged', draft, entry, by };
  return { ...planned, fields: Object.fromEntries(changed) as FieldsOf<E> };
}
