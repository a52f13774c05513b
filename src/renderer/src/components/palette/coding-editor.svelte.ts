import type { CountryOfPair, CountryRole } from '$domain/coding/excerpt';
import {
  distinctDrafts,
  exactName,
  sameCode,
  sameDraft,
  usualRole,
  type NameIndex,
  type PaletteActor,
  type PaletteCode,
  type PaletteCountry,
  type PaletteOrganisation,
} from './palette-model';
import type { DraftActor, DraftCode, DraftPair, PaletteDraft } from '../../state/place';

export interface EditorInputs {
  actors: () => NameIndex<PaletteActor>;
  codes: () => NameIndex<PaletteCode>;
  searchCountries: (text: string) => readonly PaletteCountry[];
  searchOrganisations: (text: string) => readonly PaletteOrganisation[];
  /** A sentence that says what is wrong with a new actor's name, or null. */
  validateActorName: (name: string) => string | null;
  /** A sentence that says what is wrong with a new code's name or path, or null. */
  validateCodeName: (name: string) => string | null;
}

/** Everything in the editor, also what is only typed. */
export type EditorDraft = Pick<
  PaletteDraft,
  'added' | 'codes' | 'actor' | 'actorText' | 'country' | 'countryText' | 'role'
>;

/** Which field a problem is in. */
export interface Problem {
  readonly field: 'actor' | 'country';
  readonly message: string;
}

/** What the field of the actor begins with when a code is meant. */
export const CODE_SIGN = '#';

/** The pairs and codes of one passage while they are edited: those already added, and the pair in the fields. */
export class CodingEditor {
  readonly #inputs: EditorInputs;
  readonly #initial: { readonly pairs: readonly DraftPair[]; readonly codes: readonly DraftCode[] };
  #codes = $state.raw<readonly DraftCode[]>([]);
  #added = $state.raw<readonly DraftPair[]>([]);
  #actor = $state.raw<DraftActor | null>(null);
  #actorText = $state('');
  #country = $state.raw<CountryOfPair['code'] | null>(null);
  #countryText = $state('');
  #role = $state<CountryRole | null>(null);

  /**
   * The last of the given pairs goes into the fields, where it can be changed at once. With `draft` the editor is as
   * it was left, and `initial` is what it is compared with.
   */
  constructor(
    initial: { readonly pairs: readonly DraftPair[]; readonly codes: readonly DraftCode[] },
    inputs: EditorInputs,
    draft: EditorDraft | null = null,
  ) {
    const { pairs, codes } = initial;
    this.#inputs = inputs;
    this.#initial = initial;
    this.#codes = draft?.codes ?? codes;
    if (draft) {
      this.#added = draft.added;
      this.#actor = draft.actor;
      this.#actorText = draft.actorText;
      this.#country = draft.country;
      this.#countryText = draft.countryText;
      this.#role = draft.role;
      return;
    }
    this.#added = pairs.slice(0, -1);
    const last = pairs.at(-1);
    if (last) this.#load(last);
  }

  get added(): readonly DraftPair[] {
    return this.#added;
  }
  /** All pairs as they stand, the one in the fields included; what is only typed does not count. */
  get pairs(): readonly DraftPair[] {
    return this.#all();
  }
  get actor(): DraftActor | null {
    return this.#actor;
  }
  get actorText(): string {
    return this.#actorText;
  }
  get country(): CountryOfPair['code'] | null {
    return this.#country;
  }
  get countryText(): string {
    return this.#countryText;
  }
  get role(): CountryRole {
    return this.#role ?? usualRole(this.#actor !== null || this.#actorText.trim() !== '');
  }
  get codes(): readonly DraftCode[] {
    return this.#codes;
  }
  /** Whether pairs or codes differ from the ones given; what is only typed does not count. */
  get changed(): boolean {
    const { pairs, codes } = this.#initial;
    return !sameLists(this.#all(), pairs, sameDraft) || !sameLists(this.#codes, codes, sameCode);
  }

  get draft(): EditorDraft {
    return {
      added: this.#added,
      codes: this.#codes,
      actor: this.#actor,
      actorText: this.#actorText,
      country: this.#country,
      countryText: this.#countryText,
      role: this.#role,
    };
  }

  typeActor(text: string): void {
    this.#actor = null;
    this.#actorText = text;
  }

  /** Takes an actor; answers what is wrong with a new one's name, or null. */
  takeActor(actor: DraftActor): Problem | null {
    if (actor.kind === 'new') {
      const message = this.#inputs.validateActorName(actor.name);
      if (message !== null) return { field: 'actor', message };
    }
    this.#actor = actor;
    this.#actorText = this.nameOf(actor);
    return null;
  }

  /** Adds a code, and empties the field it was typed in; answers what is wrong with a new one's name, or null. */
  takeCode(code: DraftCode): Problem | null {
    if (code.kind === 'new') {
      const message = this.#inputs.validateCodeName(code.name);
      if (message !== null) return { field: 'actor', message };
    }
    this.#codes = [...this.#codes.filter((other) => !sameCode(other, code)), code];
    this.typeActor('');
    return null;
  }

  removeCode(code: DraftCode): void {
    this.#codes = this.#codes.filter((other) => !sameCode(other, code));
  }

  typeCountry(text: string): void {
    this.#country = null;
    this.#countryText = text;
  }

  takeCountry(code: CountryOfPair['code']): void {
    this.#country = code;
    this.#countryText = this.countryName(code);
  }

  /**
   * Moves an organisation typed as a country to the actor: the one that is called so or by another of its names, or a
   * new one.
   * An actor that is there already becomes a pair of its own. Answers what is wrong with that actor, or null.
   */
  takeOrganisation({ name, names }: PaletteOrganisation): Problem | null {
    const problem = this.#resolveActor();
    if (problem) return problem;
    const index = this.#inputs.actors();
    const known = [name, ...names].map((each) => exactName(index, each)).find((actor) => actor !== undefined);
    const actor: DraftActor = known ? { kind: 'existing', id: known.id } : { kind: 'new', name };
    this.typeCountry('');
    if (this.#actor !== null) {
      const isThere = sameDraft({ actor: this.#actor, country: null }, { actor, country: null });
      if (isThere) return null;
      this.#addFields();
    }
    return this.takeActor(actor);
  }

  setRole(role: CountryRole): void {
    this.#role = role;
  }

  /** Fills the fields with a pair used before. */
  takePair(pair: DraftPair): void {
    this.#load(pair);
  }

  /** Moves the pair in the fields to those added and empties the fields. */
  add(): Problem | null {
    const problem = this.resolve();
    if (problem) return problem;
    if (!this.#inFields()) return { field: 'actor', message: 'Choose an actor or a country first.' };
    this.#addFields();
    return null;
  }

  /** Takes an added pair back into the fields; what they held is added first. */
  edit(pair: DraftPair): Problem | null {
    if (this.#inFields() || this.#hasText()) {
      const problem = this.add();
      if (problem) return problem;
    }
    this.remove(pair);
    this.#load(pair);
    return null;
  }

  remove(pair: DraftPair): void {
    this.#added = this.#added.filter((other) => !sameDraft(other, pair));
  }

  /** Takes away the last pair that was added, or else the last code. */
  removeLast(): void {
    if (this.#added.length > 0) this.#added = this.#added.slice(0, -1);
    else this.#codes = this.#codes.slice(0, -1);
  }

  /**
   * Settles what is typed but not picked: an actor of that name or a new one, the country that fits best.
   * Nothing is guessed for actors, because a passage coded with the wrong one goes unnoticed.
   */
  resolve(): Problem | null {
    return this.#resolveActor() ?? this.#resolveCountry();
  }

  /** All pairs and codes, once everything typed is settled; a problem when there is none or something cannot be. */
  finish(): { readonly pairs: readonly DraftPair[]; readonly codes: readonly DraftCode[] } | Problem {
    const problem = this.resolve();
    if (problem) return problem;
    const pairs = this.#all();
    return pairs.length > 0 || this.#codes.length > 0
      ? { pairs, codes: this.#codes }
      : { field: 'actor', message: 'Choose an actor, a country or a code first.' };
  }

  nameOf(actor: DraftActor): string {
    if (actor.kind === 'new') return actor.name;
    return this.#inputs.actors().folded.find(({ entry }) => entry.id === actor.id)?.entry.name ?? '';
  }

  /** A code with what it is a kind of, as chips have it. */
  codePath(code: DraftCode): string {
    if (code.kind === 'new') return code.name;
    return this.#inputs.codes().folded.find(({ entry }) => entry.id === code.id)?.entry.path ?? '';
  }

  countryName(code: CountryOfPair['code']): string {
    return this.#inputs.searchCountries(code).find((country) => country.code === code)?.name ?? code;
  }

  #resolveActor(): Problem | null {
    const name = this.#actorText.trim();
    if (this.#actor !== null || name === '') return null;
    if (name.startsWith(CODE_SIGN)) return this.#resolveCode(name.slice(CODE_SIGN.length).trim());
    const known = exactName(this.#inputs.actors(), name);
    return this.takeActor(known ? { kind: 'existing', id: known.id } : { kind: 'new', name });
  }

  #resolveCode(name: string): Problem | null {
    const known = exactName(this.#inputs.codes(), name);
    return this.takeCode(known ? { kind: 'existing', id: known.id } : { kind: 'new', name });
  }

  #resolveCountry(): Problem | null {
    const typed = this.#countryText.trim();
    if (this.#country !== null || typed === '') return null;
    if (this.#inputs.searchOrganisations(typed).some(({ meant }) => meant)) {
      return {
        field: 'country',
        message: `“${typed}” is an organisation, not a country: take it as an actor from the list.`,
      };
    }
    const [best] = this.#inputs.searchCountries(typed);
    if (!best) return { field: 'country', message: `No country is called “${typed}”.` };
    this.takeCountry(best.code);
    return null;
  }

  #addFields(): void {
    this.#added = this.#all();
    this.#clear();
  }

  #all(): DraftPair[] {
    const pair = this.#inFields();
    return distinctDrafts(pair ? [...this.#added, pair] : this.#added);
  }

  #inFields(): DraftPair | null {
    if (this.#actor === null && this.#country === null) return null;
    const country = this.#country === null ? null : { code: this.#country, role: this.role };
    return { actor: this.#actor, country };
  }

  #hasText(): boolean {
    return this.#actorText.trim() !== '' || this.#countryText.trim() !== '';
  }

  #load(pair: DraftPair): void {
    this.#clear();
    if (pair.actor) {
      this.#actor = pair.actor;
      this.#actorText = this.nameOf(pair.actor);
    }
    if (pair.country) {
      this.takeCountry(pair.country.code);
      this.#role = pair.country.role;
    }
  }

  #clear(): void {
    this.#actor = null;
    this.#actorText = '';
    this.#country = null;
    this.#countryText = '';
    this.#role = null;
  }
}

function sameLists<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((each, i) => same(each, b[i]!));
}
