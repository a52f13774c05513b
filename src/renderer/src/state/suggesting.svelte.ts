import type { Actor } from '$domain/coding/actor';
import type { AddedCountry } from '$domain/coding/added-country';
import { COUNTRY_ROLES, type CountryRole } from '$domain/coding/excerpt';
import type { BatchId, CountryCode, RejectionId } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import type { Result } from '$domain/result';
import type { Choice } from '$domain/suggest/acceptance';
import {
  openProposals,
  targetKey,
  targetsIn,
  type PassageUnit,
  type Proposal,
} from '$domain/suggest/proposal';
import type { Rejection } from '$domain/suggest/rejection';
import type { SuggestionTarget } from '$domain/suggest/suggestion';
import type { Span } from '$domain/text/offsets';
import { rejectionsFor } from '../storage/reads';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import {
  acceptProposals,
  findProposals,
  forgetRejections,
  rejectProposals,
} from '../usecases/suggest-passages';
import { LiveQuery } from './live-query.svelte';
import type { Messages } from './messages.svelte';
import type { ReadingSession } from './reading.svelte';
import type { SettingsState } from './settings.svelte';
import { EverywhereSession } from './suggest-everywhere.svelte';

/** A country or actor that is suggested in the report, and how often. */
export interface SuggestedTarget {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

/** What was turned down, as the text has it, or folded where the text does not. */
export interface Rejected {
  readonly id: RejectionId;
  readonly form: string;
  readonly name: string;
  readonly isEverywhere: boolean;
}

/** Which suggestions are listed: all, those with one meaning, or those of one target, by {@link targetKey}. */
export type Shown = string;
export const ALL: Shown = 'all';
export const CLEAR: Shown = 'clear';

interface Names {
  actors(): readonly Actor[];
  /** The countries that were added to the authority. */
  countries(): readonly AddedCountry[];
  countryName(code: CountryCode): string;
}

/** Milliseconds a report stays open before it is looked through: who pages through the library asks for nothing. */
const SETTLE_MS = 150;
/** One message about what was accepted or rejected at a time: each key press has one. */
const TOLD = 'suggest/done';

/** What could be tagged in the report being read: looked through, chosen, accepted and turned down. */
export class SuggestSession {
  #isShown = $state(false);
  #isFocused = $state(false);
  #found = $state.raw<{ readonly text: ReportText; readonly proposals: readonly Proposal[] } | null>(null);
  #shown = $state<Shown>(ALL);
  #chosen = $state.raw<{ readonly id: string; readonly start: number } | null>(null);
  /** Index of the reading chosen for a proposal, by its id. */
  #readings = $state.raw<ReadonlyMap<string, number>>(new Map());
  #roles = $state.raw<ReadonlyMap<string, CountryRole>>(new Map());
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #reading: ReadingSession;
  readonly #settings: SettingsState;
  readonly #names: Names;
  /** The same object as long as nothing in it changes. */
  readonly #known = $derived.by(() => ({
    actors: this.#names.actors(),
    countries: this.#names.countries(),
  }));
  readonly #undo: (batchId: BatchId) => void;
  readonly #rejections: LiveQuery<Rejection[]>;
  readonly everywhere: EverywhereSession;
  /** Key presses one after another: the next may come before the last is saved. */
  #work: Promise<unknown> = Promise.resolve();

  readonly #open = $derived.by((): readonly Proposal[] => {
    if (this.#found?.text.reportId !== this.#reading.reportId) return [];
    return openProposals(this.#found?.proposals ?? [], this.#reading.passages, this.#rejections.value ?? []);
  });
  readonly #listed = $derived(this.#open.filter((proposal) => this.#isListed(proposal)));
  readonly #active = $derived.by((): Proposal | null => {
    const chosen = this.#chosen;
    if (chosen === null) return null;
    const same = this.#listed.find(({ id }) => id === chosen.id);
    return same ?? this.#listed.find(({ span }) => span.start >= chosen.start) ?? this.#listed.at(-1) ?? null;
  });
  readonly #targets = $derived.by((): readonly SuggestedTarget[] => {
    const byKey = new Map<string, SuggestedTarget>();
    for (const { target } of this.#open) {
      const key = targetKey(target);
      byKey.set(key, { key, name: target.name, count: (byKey.get(key)?.count ?? 0) + 1 });
    }
    return [...byKey.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  });
  readonly #rejected = $derived.by((): readonly Rejected[] => {
    const byGroup = new Map((this.#found?.proposals ?? []).map((proposal) => [proposal.group, proposal]));
    return (this.#rejections.value ?? [])
      .map(({ id, form, target, reportId }) => {
        const found = byGroup.get(`${target} ${form}`);
        const name = found?.target.name ?? this.#nameOf(target);
        return { id, form: found?.form ?? form, name, isEverywhere: reportId === null };
      })
      .sort((a, b) => a.form.localeCompare(b.form) || (a.id < b.id ? -1 : 1));
  });

  /** Create while a component initialises. `undo` takes a batch back. */
  constructor(
    archive: Archive,
    messages: Messages,
    reading: ReadingSession,
    settings: SettingsState,
    names: Names,
    undo: (batchId: BatchId) => void,
  ) {
    this.#archive = archive;
    this.#messages = messages;
    this.#reading = reading;
    this.#settings = settings;
    this.#names = names;
    this.#undo = undo;
    this.everywhere = new EverywhereSession(archive, messages, (text, batchId) => this.#tell(text, batchId));
    this.#rejections = new LiveQuery(() => {
      const id = reading.reportId;
      return id === null ? null : () => rejectionsFor(archive.db, id);
    });
    $effect(() => {
      void reading.reportId;
      this.#shown = ALL;
      this.#chosen = null;
      this.#readings = new Map();
      this.#roles = new Map();
    });
    $effect(() => {
      const { open } = reading;
      const known = this.#known;
      if (!open) return;
      let isLatest = true;
      const timer = setTimeout(() => {
        void findProposals(archive, known, open.report, open.text).then((found) => {
          if (!isLatest) return;
          if (found.ok) this.#found = { text: open.text, proposals: found.value };
          else messages.fail(found.error);
        });
      }, SETTLE_MS);
      return () => {
        isLatest = false;
        clearTimeout(timer);
      };
    });
  }

  /** Whether the list of suggestions stands beside the report, in place of the passages. */
  get isShown(): boolean {
    return this.#isShown;
  }
  set isShown(shown: boolean) {
    this.#isShown = shown;
    if (!shown) this.#isFocused = false;
  }
  /** Whether keys go to the list. */
  get isFocused(): boolean {
    return this.#isFocused && this.#isShown;
  }
  set isFocused(focused: boolean) {
    this.#isFocused = focused;
  }
  /** All that is open in the report, in reading order. */
  get open(): readonly Proposal[] {
    return this.#open;
  }
  /** Those that are listed, in reading order. */
  get listed(): readonly Proposal[] {
    return this.#listed;
  }
  /** What is suggested, most often first. */
  get targets(): readonly SuggestedTarget[] {
    return this.#targets;
  }
  /** Those that have one meaning, or whose meaning was chosen: what {@link acceptListed} takes. */
  get clear(): readonly Proposal[] {
    return this.#listed.filter((proposal) => this.isClear(proposal));
  }
  /** What was turned down in this report and in the archive, by form. */
  get rejected(): readonly Rejected[] {
    return this.#rejected;
  }
  get shown(): Shown {
    return this.#shown;
  }
  set shown(shown: Shown) {
    this.#shown = shown;
  }
  get unit(): PassageUnit {
    return this.#settings.current.suggestUnit;
  }
  set unit(suggestUnit: PassageUnit) {
    this.#settings.update({ suggestUnit });
  }
  /** The one that keys are about: where the chosen one is gone, the next that is left. */
  get active(): Proposal | null {
    return this.#active;
  }

  activate(id: string): void {
    const chosen = this.#listed.find((proposal) => proposal.id === id);
    if (chosen) this.#chosen = { id, start: chosen.span.start };
  }

  /** Makes the suggestion at an offset of the text (UTF-16) the active one, if one is listed there. */
  activateAt(offset: number): void {
    const here = this.#listed.find(({ span }) => span.start <= offset && offset < span.end);
    if (here) this.activate(here.id);
  }

  /** What is found in a stretch of the text (UTF-16) and not turned down, also where it is tagged already. */
  foundIn(stretch: Span): ReturnType<typeof targetsIn> {
    if (this.#found?.text.reportId !== this.#reading.reportId) return [];
    return targetsIn(openProposals(this.#found?.proposals ?? [], [], this.#rejections.value ?? []), stretch);
  }

  /** The first one becomes the active one, unless one is. */
  begin(): void {
    const [first] = this.#listed;
    if (!this.active && first) this.activate(first.id);
  }

  /** Whether it can mean one thing only, or was decided. */
  isClear({ id, readings, otherwise }: Proposal): boolean {
    return readings.length + otherwise.length === 1 || this.#readings.has(id);
  }
  readingOf({ id, readings, target }: Proposal): SuggestionTarget {
    return readings[this.#readings.get(id) ?? 0] ?? target;
  }
  roleOf({ id }: Proposal): CountryRole {
    return this.#roles.get(id) ?? 'mentioned';
  }
  /** What the same words for the same target are in this report. */
  same({ group }: Proposal): readonly Proposal[] {
    return this.#open.filter((proposal) => proposal.group === group);
  }

  choose(proposal: Proposal, reading: number): void {
    this.#readings = new Map(this.#readings).set(proposal.id, reading);
    this.#messages.say(`${proposal.exact}: ${this.readingOf(proposal).name}`);
  }
  setRole({ id }: Proposal, role: CountryRole): void {
    this.#roles = new Map(this.#roles).set(id, role);
  }
  /** Chooses the next of the active one's readings, round and round. */
  stepReading(by: 1 | -1): void {
    const { active } = this;
    if (!active || this.isClearByItself(active)) return;
    const count = active.readings.length;
    const at = this.#readings.get(active.id) ?? (by === 1 ? -1 : 0);
    this.choose(active, (at + by + count) % count);
  }
  isClearByItself({ readings, otherwise }: Proposal): boolean {
    return readings.length + otherwise.length === 1;
  }
  /** Gives the active one the next role, when it is a country. */
  stepRole(): void {
    const { active } = this;
    if (!active || this.readingOf(active).kind !== 'country') return;
    const at = COUNTRY_ROLES.indexOf(this.roleOf(active));
    const role = COUNTRY_ROLES[(at + 1) % COUNTRY_ROLES.length]!;
    this.setRole(active, role);
    this.#messages.say(`Role: ${role}`);
  }

  /** Accepts the active one as it is read. */
  accept(): void {
    const { active } = this;
    if (active) this.#accept([this.#choiceOf(active)]);
  }

  /** Accepts all that are listed but those that can mean more than one thing and were not decided. */
  acceptListed(): void {
    const { clear } = this;
    const left = this.#listed.length - clear.length;
    if (clear.length > 0)
      this.#accept(
        clear.map((proposal) => this.#choiceOf(proposal)),
        left,
      );
    else this.#messages.inform('Each of these can mean more than one thing: choose what, then accept it.');
  }

  /** Accepts the same words for the same target wherever the report has them, read as the active one is. */
  acceptSame(): void {
    const { active } = this;
    if (!active) return;
    const { target, role } = this.#choiceOf(active);
    this.#accept(this.same(active).map((proposal) => ({ proposal, target, role })));
  }

  /** Asks where else in the archive the active one stands, to accept all of them. */
  acceptEverywhere(): void {
    const { active } = this;
    if (!active) return;
    const { target, role } = this.#choiceOf(active);
    void this.everywhere.look({ group: active.group, target, role }, active.exact, this.unit);
  }

  /** Turns the active one down, in this report or in the whole archive. */
  reject(everywhere: boolean): void {
    const { active } = this;
    const reportId = everywhere ? null : this.#reading.reportId;
    if (!active) return;
    const same = this.same(active);
    const where = everywhere ? 'in the whole archive' : 'in this report';
    const text = `“${active.form}” is not suggested as ${active.target.name} ${where} any more.`;
    this.#do(same, text, (batchId) => rejectProposals(this.#archive, [active], reportId, batchId));
  }

  /** Suggests again what was turned down. */
  allow(id: RejectionId): void {
    const text = 'It is suggested again.';
    this.#do([], text, (batchId) => forgetRejections(this.#archive, [id], batchId));
  }

  /** A rejection keeps an actor by its folded name. */
  #nameOf(key: string): string {
    if (key.startsWith('country:'))
      return this.#names.countryName(key.slice('country:'.length) as CountryCode);
    const known = this.#names
      .actors()
      .find(({ id, name }) => targetKey({ kind: 'actor', actorId: id, name }) === key);
    return known?.name ?? key.slice('actor:'.length);
  }

  #isListed(proposal: Proposal): boolean {
    if (this.#shown === ALL) return true;
    if (this.#shown === CLEAR) return this.isClear(proposal);
    return targetKey(proposal.target) === this.#shown;
  }

  #choiceOf(proposal: Proposal): Choice {
    return { proposal, target: this.readingOf(proposal), role: this.roleOf(proposal) };
  }

  #accept(choices: readonly Choice[], left = 0): void {
    const text = this.#found?.text;
    if (!text) return;
    const [first] = choices;
    const what =
      choices.length === 1 && first
        ? `Accepted: “${first.proposal.exact}” as ${first.target.name}.`
        : `Accepted ${choices.length.toLocaleString('en')} suggestions.`;
    const stay = left === 1 ? 'One with more than one meaning is' : `${left} with more than one meaning are`;
    const rest = left === 0 ? '' : ` ${stay} left to you.`;
    this.#do(
      choices.map(({ proposal }) => proposal),
      `${what}${rest}`,
      (batchId) => acceptProposals(this.#archive, text, choices, { batchId, unit: this.unit }),
    );
  }

  /** Goes on to the next one at once, since keys are faster than the disk. */
  #do(leaving: readonly Proposal[], text: string, job: (batchId: BatchId) => Promise<Result<boolean>>): void {
    const gone = new Set(leaving.map(({ id }) => id));
    const { active } = this;
    if (active && gone.has(active.id)) {
      const at = this.#listed.indexOf(active);
      const isLeft = ({ id }: Proposal): boolean => !gone.has(id);
      const next = this.#listed.slice(at).find(isLeft) ?? this.#listed.slice(0, at).findLast(isLeft);
      if (next) this.activate(next.id);
    }
    const batchId = newBatch(this.#archive);
    this.#work = this.#work
      .then(() => job(batchId))
      .then((done) => {
        if (!done.ok) this.#messages.fail(done.error);
        else if (done.value) this.#tell(text, batchId);
      });
  }

  #tell(text: string, batchId: BatchId): void {
    this.#messages.inform(text, { label: 'Undo', run: () => this.#undo(batchId) }, TOLD);
  }
}
