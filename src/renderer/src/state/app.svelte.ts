import { createContext } from 'svelte';
import type { SpaceState } from '$contract/schemas';
import type { Actor } from '$domain/coding/actor';
import { withAdded, type AddedCountry } from '$domain/coding/added-country';
import type { Code } from '$domain/coding/code';
import type { Country } from '$domain/coding/country';
import type { ActorId, BatchId, CodeId, CountryCode, ExcerptId, ReportId } from '$domain/ids';
import { reportsAfter } from '$domain/change/reports-after';
import { storyOf, type Report } from '$domain/report/report';
import type { Result } from '$domain/result';
import { crosstab, type CountedAssignment, type CountUnit, type Crosstab } from '$domain/tabulate/crosstab';
import {
  actorsById,
  listActors,
  listAddedCountries,
  listAssignments,
  listCodes,
  listReports,
  listReportsAt,
  passagesByIds,
} from '../storage/reads';
import type { Archive } from '../usecases/archive';
import {
  breakOffFor,
  change,
  deleteReports,
  editReport,
  historyNames,
  newBatch,
  stepHistory,
} from '../usecases/change-archive';
import { loadCountries } from '../usecases/load-countries';
import { BackupsState } from './backups.svelte';
import { BatchSearch } from './batch-search.svelte';
import { CheckSession } from './checking.svelte';
import { BulkImport } from './bulk-import.svelte';
import { CodebookSession } from './codebook.svelte';
import { CodesSession } from './codes.svelte';
import { OwnCountriesSession } from './own-countries.svelte';
import { CorrectSession } from './correcting.svelte';
import { ExportSession } from './exporting.svelte';
import { HistorySession } from './history.svelte';
import { ImportSession } from './importing.svelte';
import { DetailsSession } from './details.svelte';
import { LiveQuery } from './live-query.svelte';
import type { Messages } from './messages.svelte';
import { orderFrom } from './passage-columns';
import { OverlapSession } from './overlaps.svelte';
import { readPlace, type Place } from './place';
import { keepPlace } from './place-keeper.svelte';
import { placeOf, ReadingSession } from './reading.svelte';
import { ReviewSession } from './reviewing.svelte';
import { RestoreSession } from './restoring.svelte';
import { SavingState } from './saving.svelte';
import { SavedSearches } from './saved-searches.svelte';
import { keyOf, SearchSession, type HitPlace } from './search.svelte';
import type { SettingsState } from './settings.svelte';
import { SuggestSession } from './suggesting.svelte';
import { TallyState } from './tally.svelte';
import type { View } from './views';
import type { Workbench } from './workbench.svelte';
import { Following } from './following.svelte';
import { Watching } from './watching.svelte';

export interface AppServices {
  readonly archive: Archive;
  readonly settings: SettingsState;
  readonly messages: Messages;
  readonly about: { readonly version: string; readonly folder: string };
  /** Free space when the window opened; null when it is not known. */
  readonly space: SpaceState | null;
  /** What {@link keepPlace} left before the page was loaded again. */
  readonly place: string | null;
}

const NONE_ADDED: readonly AddedCountry[] = [];

/** What the window shows: which view, and the sessions of each job. Made once, by the root component. */
export class AppState {
  readonly archive: Archive;
  readonly about: { readonly version: string; readonly folder: string };
  readonly messages: Messages;
  readonly settings: SettingsState;
  readonly reading: ReadingSession;
  readonly overlaps: OverlapSession;
  readonly correcting: CorrectSession;
  readonly reviewing: ReviewSession;
  readonly suggesting: SuggestSession;
  readonly search: SearchSession;
  readonly savedSearches: SavedSearches;
  readonly batchSearch: BatchSearch;
  readonly importing: ImportSession;
  readonly bulk: BulkImport;
  readonly watching: Watching;
  readonly exporting: ExportSession;
  readonly saving: SavingState;
  readonly backups: BackupsState;
  readonly restoring: RestoreSession;
  readonly past: HistorySession;
  readonly checking: CheckSession;
  readonly codebook: CodebookSession;
  readonly codingJobs: CodesSession;
  readonly ownCountries: OwnCountriesSession;
  /** The table of passages while it is on screen. */
  workbench = $state.raw<Workbench | null>(null);
  #view = $state<View>('reports');
  #helpOpen = $state(false);
  #authority = $state.raw<readonly Country[]>([]);
  readonly #addedCountries: LiveQuery<AddedCountry[]>;
  readonly countries = $derived(
    this.#authority.length === 0 ? [] : withAdded(this.#authority, this.addedCountries),
  );
  readonly #reports: Following<readonly Report[]>;
  readonly #actors: LiveQuery<Actor[]>;
  readonly #codes: LiveQuery<Code[]>;
  readonly tally: TallyState;
  readonly #crosstab: LiveQuery<Crosstab>;
  /** What the analysis counts. */
  countBy = $state<CountUnit>('passages');
  readonly #history: LiveQuery<{ undo: string | null; redo: string | null }>;
  readonly #actorsById = $derived(new Map(this.actors.map((actor): [ActorId, Actor] => [actor.id, actor])));
  readonly codesById = $derived(new Map(this.codes.map((code): [CodeId, Code] => [code.id, code])));
  readonly #countryNames = $derived(
    new Map(this.countries.map((country): [CountryCode, string] => [country.code, country.name])),
  );

  constructor({ archive, settings, messages, about, space, place }: AppServices) {
    this.archive = archive;
    this.about = about;
    this.settings = settings;
    this.messages = messages;
    const { db } = archive;
    this.#reports = new Following(
      archive.feed,
      async () => {
        const { seq, reports } = await listReportsAt(db);
        return { seq, value: reports };
      },
      reportsAfter,
    );
    this.#actors = new LiveQuery(() => () => listActors(db));
    this.#addedCountries = new LiveQuery(() => () => listAddedCountries(db));
    this.#codes = new LiveQuery(() => () => listCodes(db));
    this.tally = new TallyState(archive);
    this.#crosstab = new LiveQuery(() =>
      this.#view === 'analysis' || this.#view === 'codebook'
        ? this.#counting(this.#view === 'codebook' ? 'passages' : this.countBy)
        : null,
    );
    this.#history = new LiveQuery(() => () => historyNames(archive));
    this.saving = new SavingState(archive, space);
    this.backups = new BackupsState(archive, messages);
    this.restoring = new RestoreSession(archive, messages, () => this.backups.list ?? []);
    this.past = new HistorySession(archive);
    this.checking = new CheckSession(archive, messages, about.version);
    this.reading = new ReadingSession(archive, this.messages, () => this.actorsById);
    this.overlaps = new OverlapSession(archive, this.messages, this.reading);
    this.correcting = new CorrectSession(archive, this.messages, this.reading);
    this.reviewing = new ReviewSession(archive, this.messages, this.reading);
    this.suggesting = new SuggestSession(
      archive,
      this.messages,
      this.reading,
      settings,
      {
        actors: () => this.actors,
        countries: () => this.addedCountries,
        countryName: (code) => this.countryName(code),
      },
      (batchId) => void this.#step('undo', batchId),
    );
    const tellDone = (text: string, batchId: BatchId): void => {
      this.tellDone({ ok: true, value: true }, text, batchId);
    };
    this.codebook = new CodebookSession(archive, messages, tellDone);
    this.codingJobs = new CodesSession(archive, messages, tellDone);
    this.ownCountries = new OwnCountriesSession(archive, messages, tellDone);
    this.search = new SearchSession(archive, {
      actors: () => this.actors,
      codes: () => this.codes,
      countries: () => this.countries,
      order: () => orderFrom(settings.current.passages.sort),
    });
    this.savedSearches = new SavedSearches(archive, messages, this.search, tellDone);
    this.batchSearch = new BatchSearch(archive, messages);
    this.exporting = new ExportSession(archive, this.messages);
    this.bulk = new BulkImport(archive, messages, tellDone);
    this.watching = new Watching(archive, messages, this.bulk);
    this.importing = new ImportSession(archive, this.messages, this.bulk, (id) => {
      this.openReport(id);
    });
    void loadCountries().then((countries) => {
      this.#authority = countries;
    });
    this.#resume(place === null ? null : readPlace(place));
    keepPlace(archive.host, archive.gate, () => this.#place);
    $effect(() => this.backups.keepUp());
    $effect(() => {
      const barred = this.saving.barred;
      if (barred) return () => this.messages.forget(barred.code);
    });
    $effect(() => {
      const first = this.reports?.[0];
      if (first && this.reading.reportId === null) this.reading.show(first.id);
    });
    $effect(() => {
      if (this.reading.isGone) this.reading.close();
    });
  }

  /** Newest first; undefined until loaded. */
  get reports(): readonly Report[] | undefined {
    return this.#reports.value;
  }
  get actors(): readonly Actor[] {
    return this.#actors.value ?? [];
  }
  /** By name. */
  get codes(): readonly Code[] {
    return this.#codes.value ?? [];
  }
  get actorsById(): ReadonlyMap<ActorId, Actor> {
    return this.#actorsById;
  }
  /** The countries that were added to the authority, by name. */
  get addedCountries(): readonly AddedCountry[] {
    return this.#addedCountries.value ?? NONE_ADDED;
  }
  /** A country's English name; the code itself until names are loaded. */
  countryName(code: CountryCode): string {
    return this.#countryNames.get(code) ?? code;
  }
  /** Passages by actor and country; counted only while a view shows it, undefined until then. */
  get crosstab(): Crosstab | undefined {
    return this.#crosstab.value;
  }
  get hasSample(): boolean {
    return this.reports?.some((report) => report.sample) ?? false;
  }
  get history(): { undo: string | null; redo: string | null } {
    return this.#history.value ?? { undo: null, redo: null };
  }
  /** What went wrong when the archive could not be read; null when all is well. */
  get storeError(): unknown {
    return this.#reports.error ?? this.tally.error;
  }

  get #place(): Place {
    return {
      view: this.#view,
      search: this.search.text,
      ...this.reading.place,
      correction: this.correcting.place,
    };
  }
  #resume(place: Place | null): void {
    if (!place) return;
    this.#view = place.view;
    this.search.text = place.search;
    this.reading.resume(place);
    if (place.correction) void this.correcting.resume(place.correction);
  }

  /**
   * What nobody dealt with. A store that broke off is opened again; anything else is a bug, which must not pass in
   * silence: the person has to know that what they did last may not be kept.
   */
  unexpected(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.messages.fail(
      breakOffFor(this.archive, error) ?? {
        code: 'unexpected',
        message: `Something went wrong, and the last step may not have been saved. What was saved before is safe. (${reason})`,
      },
    );
  }

  get view(): View {
    return this.#view;
  }
  go(view: View): void {
    this.#view = view;
  }
  get helpOpen(): boolean {
    return this.#helpOpen;
  }
  set helpOpen(open: boolean) {
    this.#helpOpen = open;
  }

  openReport(id: string, at?: Parameters<ReadingSession['show']>[1]): void {
    this.#view = 'reports';
    this.reading.show(id as ReportId, at);
  }

  /** Opens a report where the search found something in it. */
  openHit(place: HitPlace): void {
    const { report, index } = place;
    this.search.current = keyOf(place);
    this.savedSearches.noteUse();
    const hit = report.hits[Math.max(0, index)];
    const texts = report.hits.filter((each) => each.kind !== 'memo');
    this.reading.show(report.reportId, {
      hits: texts.flatMap((each) => each.matches),
      ...(hit ? { span: hit.matches.length > 0 && hit.kind !== 'memo' ? hit.matches[0]! : hit.span } : {}),
      ...(hit?.excerptId === undefined ? {} : { excerptId: hit.excerptId }),
    });
  }

  /** Opens the next hit of the search, or the one before, through all reports that are listed. */
  stepHit(by: 1 | -1): void {
    const place = this.search.step(by);
    if (place) this.openHit(place);
    else this.messages.inform(by === 1 ? 'That was the last hit listed.' : 'That was the first hit.');
  }

  /** Opens a passage in its report. */
  async openPassage(id: ExcerptId): Promise<void> {
    const [passage] = await passagesByIds(this.archive.db, [id]);
    if (!passage) return;
    this.openReport(passage.excerpt.reportId, placeOf(passage));
  }

  /** Exports exactly the passages that the query on screen finds. */
  async exportShown(): Promise<void> {
    const ids: readonly ExcerptId[] = (await this.search.refresh())?.passageIds ?? [];
    if (ids.length > 0) this.exporting.open(ids);
    else this.messages.inform('There are no passages to export here. Tag some, or widen the search.');
  }

  async undo(): Promise<void> {
    await this.#step('undo');
  }
  async redo(): Promise<void> {
    await this.#step('redo');
  }

  async removeSample(): Promise<void> {
    const batchId = newBatch(this.archive);
    const result = await change(this.archive, { kind: 'remove-sample' }, { batchId });
    this.tellDone(result, 'The sample is removed.', batchId);
  }

  async deleteReport(report: Report): Promise<void> {
    const batchId = newBatch(this.archive);
    const result = await deleteReports(this.archive, [report.id], batchId);
    this.tellDone(result, `Deleted “${report.title}” and its passages.`, batchId);
  }

  /** The message's Undo takes back just this, however much later it is used. */
  tellDone(result: Result<boolean>, text: string, batchId: BatchId): void {
    if (result.ok) this.messages.inform(text, { label: 'Undo', run: () => void this.#step('undo', batchId) });
    else this.messages.fail(result.error);
  }

  /** Corrects a report's details. The value says whether they are saved. */
  #counting(unit: CountUnit): () => Promise<Crosstab> {
    const { db } = this.archive;
    return async () => {
      const stories = new Map<string, string>();
      if (unit === 'stories')
        for (const report of await listReports(db)) stories.set(report.id, storyOf(report));
      const unitOf = ({ excerptId, reportId }: CountedAssignment): string =>
        unit === 'passages' ? excerptId : (stories.get(reportId) ?? reportId);
      return crosstab(await listAssignments(db), await actorsById(db), unitOf);
    };
  }

  /** Create while a component initialises. `report`: null while no details are shown. */
  details(report: () => Report | null): DetailsSession {
    return new DetailsSession(this.archive, this.messages, report);
  }

  async editReport(id: ReportId, metadata: Parameters<typeof editReport>[2]): Promise<boolean> {
    const result = await editReport(this.archive, id, metadata);
    if (!result.ok) this.messages.fail(result.error);
    return result.ok;
  }

  /** Goes to the passages of an actor, of a country, or of both in one pair; or to those of a code. */
  showPassages(of: { readonly actor?: Actor; readonly country?: CountryCode; readonly code?: Code }): void {
    this.search.clear();
    if (of.actor) this.search.choose('actor', of.actor.name, 'in');
    if (of.country) this.search.choose('country', of.country, 'in');
    if (of.code) this.search.choose('code', of.code.name, 'in');
    this.go('passages');
  }

  async #step(direction: 'undo' | 'redo', expected?: BatchId): Promise<void> {
    const result = await stepHistory(this.archive, direction, expected);
    const done = { undo: 'Undone', redo: 'Done again' }[direction];
    if (!result.ok) this.messages.fail(result.error);
    else if (result.value === null) this.messages.inform(`There is nothing to ${direction}.`);
    else this.messages.inform(`${done}: ${result.value}.`);
  }
}

/** The window's state, put there by the root component. */
export const [getApp, setApp] = createContext<AppState>();
