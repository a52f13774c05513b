import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BackupInfo } from '$contract/schemas';
import type { Pair } from '$domain/coding/excerpt';
import type { Command } from '$domain/change/command';
import type { ActorId, ExcerptId, ReportId, SavedSearchId } from '$domain/ids';
import { createFakeHost, type FakeHost } from '../platform/fake-host';
import { systemPorts } from '../platform/ports';
import { ArchiveDb } from '../storage/archive-db';
import { checkStore, countStore } from '../storage/check-store';
import { passagesByIds } from '../storage/reads';
import {
  aPlace,
  aReport,
  aSearch,
  anActor,
  anExcerpt,
  coding,
  TEXT,
} from '../storage/testing/arbitrary-commands';
import type { Archive } from './archive';
import { backUp } from './back-up';
import { buildArchive } from './build-archive';
import { mergeActors } from './actors';
import { change, stepHistory } from './change-archive';
import { ChangeFeed } from './change-feed';
import { JournalKeeper } from './keep-journal';
import { openBackup } from './restore';
import { WriteGate } from './write-gate';

/**
 * Anything in any order: import, tag, retag, resize, split, join, delete, rename, merge, save a search, undo, redo, being killed, losing the store,
 * purging, backing up and restoring; compared after every step with a model that knows nothing of changes, operations
 * or journals. Its undo is the state as it was before.
 */
interface Passage {
  readonly report: string;
  /** UTF-16. */
  readonly span: readonly [start: number, end: number];
  readonly pairs: readonly string[];
  readonly memo: string;
}
interface State {
  readonly reports: Readonly<Record<string, string>>;
  readonly passages: Readonly<Record<string, Passage>>;
  readonly actors: Readonly<Record<string, string>>;
  /** Queries by the name they are saved under. */
  readonly searches: Readonly<Record<string, string>>;
}
interface Model {
  state: State;
  undo: State[];
  redo: State[];
}

const ACTORS = ['a', 'b', 'c'] as const;
type Step =
  | { readonly kind: 'import'; readonly report: number }
  | {
      readonly kind: 'tag';
      readonly report: number;
      readonly actors: readonly string[];
      readonly memo: string;
    }
  | {
      readonly kind: 'retag';
      readonly nth: number;
      readonly actors: readonly string[];
      readonly memo: string;
    }
  | { readonly kind: 'resize'; readonly nth: number; readonly start: number; readonly length: number }
  | { readonly kind: 'split'; readonly nth: number; readonly at: number }
  | { readonly kind: 'join'; readonly nth: number; readonly other: number }
  | { readonly kind: 'delete-passage'; readonly nth: number }
  | { readonly kind: 'delete-report'; readonly nth: number }
  | { readonly kind: 'rename'; readonly actor: string; readonly name: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'save-search' | 'change-search'; readonly name: string; readonly query: string }
  | { readonly kind: 'delete-search'; readonly name: string }
  | {
      readonly kind:
        'undo' | 'redo' | 'kill' | 'kill-unsent' | 'lose-store' | 'purge' | 'back-up' | 'restore';
    };

const someActors = fc.uniqueArray(fc.constantFrom(...ACTORS), { maxLength: 2 });
const SEARCH_NAMES = ['Crowds', 'Порт'] as const;
const someMemo = fc.constantFrom('', 'note', 'note 🚢');
const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('import' as const), report: fc.nat({ max: 5 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('tag' as const),
      report: fc.nat({ max: 5 }),
      actors: someActors,
      memo: someMemo,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('retag' as const),
      nth: fc.nat({ max: 5 }),
      actors: someActors,
      memo: someMemo,
    }),
  },
  fc.record({
    kind: fc.constant('resize' as const),
    nth: fc.nat({ max: 5 }),
    start: fc.integer({ min: 2, max: 30 }),
    length: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({ kind: fc.constant('split' as const), nth: fc.nat({ max: 5 }), at: fc.nat({ max: 20 }) }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('join' as const),
      nth: fc.nat({ max: 5 }),
      other: fc.nat({ max: 5 }),
    }),
  },
  fc.record({ kind: fc.constant('delete-passage' as const), nth: fc.nat({ max: 5 }) }),
  fc.record({ kind: fc.constant('delete-report' as const), nth: fc.nat({ max: 5 }) }),
  fc.record({
    kind: fc.constant('rename' as const),
    actor: fc.constantFrom(...ACTORS),
    name: fc.constantFrom('Police', 'Army', 'Қала'),
  }),
  fc.record({
    kind: fc.constant('merge' as const),
    from: fc.constantFrom(...ACTORS),
    into: fc.constantFrom(...ACTORS),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('save-search' as const, 'change-search' as const),
      name: fc.constantFrom(...SEARCH_NAMES),
      query: fc.constantFrom('crowds', 'ministry 🚢'),
    }),
  },
  fc.record({ kind: fc.constant('delete-search' as const), name: fc.constantFrom(...SEARCH_NAMES) }),
  { weight: 3, arbitrary: fc.constantFrom<Step>({ kind: 'undo' }, { kind: 'redo' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      { kind: 'kill' },
      { kind: 'kill-unsent' },
      { kind: 'lose-store' },
      { kind: 'purge' },
      { kind: 'back-up' },
      { kind: 'restore' },
    ),
  },
);

let stores = 0;

/** The archive with everything around it but Electron, and the ways it can be hurt. */
class Machine {
  readonly host: FakeHost = createFakeHost();
  db = new ArchiveDb(`model-${++stores}`);
  archive = this.#assemble(0);
  #backup: { id: string; model: Model } | null = null;
  #ids = 0;

  #assemble(journalSeq: number): Archive {
    const gate = new WriteGate();
    const { db, host } = this;
    return {
      db,
      host,
      ports: systemPorts,
      gate,
      checked: Promise.resolve(true),
      writer: { db, ports: systemPorts, coder: () => 'Coder 1', barred: () => gate.barred },
      journal: new JournalKeeper(db, host, gate, journalSeq),
      feed: new ChangeFeed(),
      broke: () => {
        throw new Error('the store broke');
      },
    } as unknown as Archive;
  }

  async perform(step: Step, model: Model): Promise<void> {
    const { state } = model;
    const passages = Object.keys(state.passages);
    const reports = Object.keys(state.reports);
    switch (step.kind) {
      case 'import': {
        const id = `report-${step.report}`;
        if (id in state.reports) return;
        await this.#do({ kind: 'add-reports', reports: [aReport(step.report)] });
        next(model, { ...state, reports: { ...state.reports, [id]: `Report ${step.report}` } });
        return;
      }
      case 'tag': {
        const id = `e-${++this.#ids}`;
        const report = `report-${step.report}`;
        if (!(report in state.reports)) return;
        const span = [14 + (this.#ids % 5), 25] as const;
        const excerpt = anExcerpt(id, step.report, ...span);
        await this.#do({ kind: 'tag-passage', excerpt, coding: this.#coding(step, state) });
        const passage = { report, span, pairs: step.actors, memo: step.memo };
        next(model, withActors({ ...state, passages: { ...state.passages, [id]: passage } }, step.actors));
        return;
      }
      case 'retag': {
        const id = passages[step.nth];
        if (id === undefined) return;
        const before = state.passages[id]!;
        const same =
          JSON.stringify(before.pairs) === JSON.stringify(step.actors) && before.memo === step.memo;
        await this.#do({
          kind: 'edit-passage',
          excerptId: id as ExcerptId,
          coding: this.#coding(step, state),
        });
        const passage = { ...before, pairs: step.actors, memo: step.memo };
        if (!same)
          next(model, withActors({ ...state, passages: { ...state.passages, [id]: passage } }, step.actors));
        return;
      }
      case 'resize': {
        const id = passages[step.nth];
        if (id === undefined) return;
        const span = [step.start, step.start + step.length] as const;
        const before = state.passages[id]!;
        await this.#do({ kind: 'resize-passage', excerptId: id as ExcerptId, place: aPlace(...span) });
        if (before.span[0] === span[0] && before.span[1] === span[1]) return;
        next(model, { ...state, passages: { ...state.passages, [id]: { ...before, span } } });
        return;
      }
      case 'split': {
        const id = passages[step.nth];
        if (id === undefined) return;
        const before = state.passages[id]!;
        const [start, end] = before.span;
        if (end - start < 2) return;
        const cut = start + 1 + (step.at % (end - start - 1));
        const part = `e-${++this.#ids}`;
        await this.#do({
          kind: 'split-passage',
          excerptId: id as ExcerptId,
          first: aPlace(start, cut),
          second: aPlace(cut, end),
          secondId: part as ExcerptId,
          coder: 'Coder 1',
        });
        next(model, {
          ...state,
          passages: {
            ...state.passages,
            [id]: { ...before, span: [start, cut] },
            [part]: { ...before, span: [cut, end], memo: '' },
          },
        });
        return;
      }
      case 'join': {
        const [id, other] = [passages[step.nth], passages[step.other]];
        if (id === undefined || other === undefined || id === other) return;
        const [a, b] = [state.passages[id]!, state.passages[other]!];
        if (a.report !== b.report) return;
        const span = [Math.min(a.span[0], b.span[0]), Math.max(a.span[1], b.span[1])] as const;
        await this.#do({
          kind: 'join-passages',
          excerptIds: [id, other] as ExcerptId[],
          place: aPlace(...span),
        });
        const joined = {
          ...a,
          span,
          pairs: [...new Set([...a.pairs, ...b.pairs])],
          memo: [a.memo, b.memo].filter((memo) => memo !== '').join('\n\n'),
        };
        next(model, {
          ...state,
          passages: { ...without(state.passages, (key) => key === other), [id]: joined },
        });
        return;
      }
      case 'delete-passage': {
        const id = passages[step.nth];
        if (id === undefined) return;
        await this.#do({ kind: 'delete-passages', excerptIds: [id as ExcerptId] });
        next(model, { ...state, passages: without(state.passages, (key) => key === id) });
        return;
      }
      case 'delete-report': {
        const id = reports[step.nth];
        if (id === undefined) return;
        await this.#do({ kind: 'remove-reports', reportIds: [id as ReportId] });
        next(model, {
          ...state,
          reports: without(state.reports, (key) => key === id),
          passages: without(state.passages, (_key, passage) => passage.report === id),
        });
        return;
      }
      case 'rename': {
        if (state.actors[step.actor] === undefined || state.actors[step.actor] === step.name) return;
        await this.#do({
          kind: 'edit-actors',
          edits: [{ actorId: step.actor as ActorId, fields: { name: step.name } }],
        });
        next(model, { ...state, actors: { ...state.actors, [step.actor]: step.name } });
        return;
      }
      case 'merge': {
        const { from, into } = step;
        if (from === into || !(from in state.actors) || !(into in state.actors)) return;
        expect(await mergeActors(this.archive, [from as ActorId], into as ActorId)).toMatchObject({
          ok: true,
        });
        const moved = Object.entries(state.passages).map(([id, passage]): [string, Passage] => [
          id,
          { ...passage, pairs: [...new Set(passage.pairs.map((actor) => (actor === from ? into : actor)))] },
        ]);
        next(model, {
          ...state,
          actors: without(state.actors, (key) => key === from),
          passages: Object.fromEntries(moved),
        });
        return;
      }
      case 'save-search': {
        const { name, query } = step;
        const search = { ...aSearch(`s-${++this.#ids}`, name), query };
        if (name in state.searches) {
          expect(await change(this.archive, { kind: 'save-search', search })).toMatchObject({
            ok: false,
            error: { code: 'search/name-taken' },
          });
          return;
        }
        await this.#do({ kind: 'save-search', search });
        next(model, { ...state, searches: { ...state.searches, [name]: query } });
        return;
      }
      case 'change-search': {
        const { name, query } = step;
        if (!(name in state.searches)) return;
        await this.#do({ kind: 'edit-search', searchId: await this.#searchId(name), fields: { query } });
        if (state.searches[name] === query) return;
        next(model, { ...state, searches: { ...state.searches, [name]: query } });
        return;
      }
      case 'delete-search': {
        if (!(step.name in state.searches)) return;
        await this.#do({ kind: 'delete-search', searchId: await this.#searchId(step.name) });
        next(model, { ...state, searches: without(state.searches, (name) => name === step.name) });
        return;
      }
      case 'undo':
      case 'redo':
        expect(await stepHistory(this.archive, step.kind)).toMatchObject({ ok: true });
        back(model, step.kind);
        return;
      case 'kill':
        await this.#startAgain();
        return;
      case 'kill-unsent': {
        // Killed between the store and the journal: the change was made but not yet called saved.
        this.host.journal.refusal = 'journal/not-written: The disk does not answer.';
        const report = 100 + this.#ids++;
        await change(this.archive, { kind: 'add-reports', reports: [aReport(report)] });
        expect(this.archive.journal.state.kind).toBe('not-saved');
        this.host.journal.refusal = null;
        await this.#startAgain();
        next(model, { ...state, reports: { ...state.reports, [`report-${report}`]: `Report ${report}` } });
        return;
      }
      case 'lose-store':
        await this.#build('recovery', 'journal');
        return;
      case 'purge':
        if (await this.#build('purge', 'journal')) Object.assign(model, { undo: [], redo: [] });
        return;
      case 'back-up': {
        const made = await backUp(this.archive, { kind: 'manual', target: null, passphrase: null });
        if (made.ok) this.#backup = { id: made.value.name, model: structuredClone(model) };
        else expect(made.error.code).toBe('backup/nothing');
        return;
      }
      case 'restore': {
        if (!this.#backup) return;
        const { id, model: then } = this.#backup;
        const listed = { id } as BackupInfo;
        const opened = await openBackup(this.archive, { listed }, null);
        if (!opened.ok) throw new Error(opened.error.message);
        await this.#build('restore', opened.value.token);
        Object.assign(model, structuredClone(then));
      }
    }
  }

  async #do(command: Command): Promise<void> {
    expect(await change(this.archive, command)).toMatchObject({ ok: true });
    expect(this.archive.journal.state).toMatchObject({ kind: 'saved', seq: this.host.journal.head.seq });
  }

  async #searchId(name: string): Promise<SavedSearchId> {
    const searches = await this.db.savedSearches.toArray();
    return searches.find((search) => search.name === name)!.id;
  }

  #coding({ actors, memo }: { actors: readonly string[]; memo: string }, state: State) {
    return coding({
      pairs: actors.map((actor) => ({ actorId: actor, country: null }) as unknown as Pair),
      memo,
      newActors: actors.filter((actor) => !(actor in state.actors)).map((actor) => anActor(actor)),
    });
  }

  async #startAgain(): Promise<void> {
    this.archive.journal.stop();
    this.db.close();
    this.db = new ArchiveDb(this.db.name);
    const { head } = this.host.journal;
    this.archive = this.#assemble(head.seq);
    const witness = { storeId: head.storeId, seq: head.seq, ledgerSeq: head.seq, changeId: null, rows: null };
    expect(await checkStore(this.db, witness)).toMatchObject({ kind: 'whole' });
    expect(await countStore(this.db, witness)).toBeNull();
    await this.archive.journal.flush();
  }

  /** Leaves the store there is and builds another, as main does with a new generation. False for an empty archive. */
  async #build(reason: 'recovery' | 'restore' | 'purge', source: string): Promise<boolean> {
    if (this.host.journal.head.seq === 0) return false;
    await this.host.startBuild(reason, source);
    const { archive: state } = await this.host.launch();
    if (state.kind !== 'build') throw new Error('nothing is built');
    const old = this.db;
    this.db = new ArchiveDb(`model-${++stores}`);
    const built = await buildArchive(this.host, systemPorts, this.db, state, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    if (!built.ok) throw new Error(`${built.error.code}: ${built.error.message}`);
    this.archive = this.#assemble(built.value.seq);
    await old.delete();
    return true;
  }

  /** The archive in the model's words. */
  async read(): Promise<State> {
    const { db } = this;
    const excerpts = await db.excerpts.toArray();
    const passages = await passagesByIds(
      db,
      excerpts.map((excerpt) => excerpt.id),
    );
    return {
      reports: Object.fromEntries((await db.reports.toArray()).map(({ id, title }) => [id, title])),
      actors: Object.fromEntries((await db.actors.toArray()).map(({ id, name }) => [id, name])),
      searches: Object.fromEntries(
        (await db.savedSearches.toArray()).map(({ name, query }) => [name, query]),
      ),
      passages: Object.fromEntries(
        passages.map(({ excerpt, assignments, memo }) => {
          expect(TEXT.slice(excerpt.span.start, excerpt.span.end)).toBe(excerpt.quote.exact);
          const pairs = assignments.map(({ pair }) => pair.actorId as string);
          const span = [excerpt.span.start, excerpt.span.end] as const;
          return [excerpt.id, { report: excerpt.reportId, span, pairs, memo: memo?.text ?? '' }];
        }),
      ),
    };
  }
}

function next(model: Model, state: State): void {
  model.undo.push(model.state);
  model.redo = [];
  model.state = state;
}

function back(model: Model, direction: 'undo' | 'redo'): void {
  const other = direction === 'undo' ? 'redo' : 'undo';
  const state = model[direction].pop();
  if (!state) return;
  model[other].push(model.state);
  model.state = state;
}

function withActors(state: State, actors: readonly string[]): State {
  const added = actors.filter((actor) => !(actor in state.actors)).map((actor) => [actor, actor] as const);
  return { ...state, actors: { ...state.actors, ...Object.fromEntries(added) } };
}

function without<T>(
  record: Readonly<Record<string, T>>,
  gone: (key: string, value: T) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => !gone(key, value)));
}

test('whatever is done and whatever happens, the archive is what the person made of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 4, maxLength: 24 }), async (steps) => {
      const machine = new Machine();
      const model: Model = {
        state: { reports: {}, passages: {}, actors: {}, searches: {} },
        undo: [],
        redo: [],
      };
      for (const step of steps) {
        await machine.perform(step, model);
        expect(await machine.read()).toEqual(model.state);
      }
      // And all the way back.
      while (model.undo.length > 0) {
        await machine.perform({ kind: 'undo' }, model);
        expect(await machine.read()).toEqual(model.state);
      }
      await machine.db.delete();
    }),
    { seed: 20220106, numRuns: 60 },
  );
}, 240_000);
