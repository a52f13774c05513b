import { placeOf } from './reading.svelte';
import type { Settings } from '$contract/schemas';
import type { BatchId, ExcerptId } from '$domain/ids';
import type { Result } from '$domain/result';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { PassageOrderKey } from '$domain/query/order';
import type { Archive } from '../usecases/archive';
import { deletePassages, newBatch } from '../usecases/change-archive';
import {
  heldPairs,
  previewRetag,
  retagPassages,
  type HeldPairs,
  type RetagInput,
  type RetagPreview,
} from '../usecases/retag-passages';
import { orderAfterClick, orderFrom, shownColumns, type PassageColumnId } from './passage-columns';
import type { Messages } from './messages.svelte';
import type { ReadingSession } from './reading.svelte';
import type { SearchSession } from './search.svelte';
import type { SettingsState } from './settings.svelte';
import { PassageSelection } from './passage-selection.svelte';
import { PassageTable } from './passage-table.svelte';

/** The parts of the window that the table works with. */
export interface WorkbenchInputs {
  readonly archive: Archive;
  readonly settings: SettingsState;
  readonly messages: Messages;
  readonly search: SearchSession;
  readonly reading: ReadingSession;
  /** Tells what was done, with an undo of just that, or why it was not. */
  tellDone(result: Result<boolean>, text: string, batchId: BatchId): void;
  openPassage(id: ExcerptId): Promise<void>;
}

export type { HeldPairs, RetagInput, RetagPreview };

const NONE: readonly ExcerptId[] = [];

/** The passages that a retag is asked about, and what they have once it is read. */
export interface Retagging {
  readonly ids: readonly ExcerptId[];
  readonly held: HeldPairs | null;
}

/** The table of passages as a place of work: what is shown, what is selected, and what is done to many at once. */
export class Workbench {
  readonly #app: WorkbenchInputs;
  readonly table: PassageTable;
  readonly selection: PassageSelection;
  #index = $state(0);
  /** Whether a row has the keyboard focus: only then are its keys the table's. */
  hasFocus = $state(false);
  #editingId = $state<ExcerptId | null>(null);
  #retagging = $state.raw<Retagging | null>(null);
  #isDeleting = $state(false);

  /** Create while a component initialises. */
  constructor(app: WorkbenchInputs) {
    this.#app = app;
    const ids = (): readonly ExcerptId[] => app.search.result?.passageIds ?? NONE;
    this.table = new PassageTable(app.archive, ids);
    this.selection = new PassageSelection(ids);
  }

  get #look() {
    return this.#app.settings.current.passages;
  }
  #setLook(patch: Partial<Settings['passages']>): void {
    this.#app.settings.update({ passages: { ...this.#look, ...patch } });
  }
  get columns() {
    return shownColumns(this.#look.columns);
  }
  get order() {
    return orderFrom(this.#look.sort);
  }
  get context(): boolean {
    return this.#look.context;
  }
  get beside(): boolean {
    return this.#look.beside;
  }
  toggleColumn(id: PassageColumnId): void {
    const { columns } = this.#look;
    this.#setLook({
      columns: columns.includes(id) ? columns.filter((other) => other !== id) : [...columns, id],
    });
  }
  toggleContext(): void {
    this.#setLook({ context: !this.context });
  }
  toggleBeside(): void {
    if (this.beside) this.#setLook({ beside: false });
    else this.openBeside();
  }
  sortBy(by: PassageOrderKey): void {
    this.#setLook({ sort: orderAfterClick(this.order, by) });
  }

  /** The row that the keys are about, from 0. */
  get index(): number {
    return Math.max(0, Math.min(this.#index, this.table.ids.length - 1));
  }
  get row(): PassageRow | undefined {
    return this.table.at(this.index);
  }
  get currentId(): ExcerptId | undefined {
    return this.table.ids[this.index];
  }
  goTo(index: number): void {
    this.#index = Math.max(0, Math.min(index, this.table.ids.length - 1));
  }

  /** A press of the pointer on a row. */
  press(index: number, keys: { readonly range: boolean; readonly add: boolean }): void {
    this.goTo(index);
    if (keys.range) this.selection.extendTo(index, keys.add);
    else if (keys.add) this.selection.toggle(index);
    else this.selection.only(index);
    this.#saySelected();
  }
  /** A key that moves to another row; with `range` all rows up to it are selected. */
  move(index: number, range: boolean): void {
    this.goTo(index);
    if (range) {
      this.selection.extendTo(this.#index);
      this.#saySelected();
    } else this.selection.anchorAt(this.#index);
  }
  toggle(index = this.index): void {
    this.goTo(index);
    this.selection.toggle(index);
    this.#saySelected();
  }
  selectAll(): void {
    this.selection.all();
    this.#saySelected();
  }
  selectNone(): void {
    this.selection.clear();
    this.#saySelected();
  }
  #saySelected(): void {
    const { size } = this.selection;
    const count = size.toLocaleString('en');
    this.#app.messages.say(
      size === 0 ? 'Nothing selected.' : `${count} ${size === 1 ? 'passage' : 'passages'} selected.`,
    );
  }

  /** What a command is about: the selection, or else the row the keys are about. */
  get #chosen(): readonly ExcerptId[] {
    if (this.selection.size > 0) return this.selection.ids;
    return this.currentId === undefined ? [] : [this.currentId];
  }

  /** Opens the palette on the current row. */
  async edit(): Promise<void> {
    if (this.currentId === undefined) return;
    this.#editingId = this.currentId;
    await this.#app.reading.editAnywhere(this.currentId);
    // It may be gone by now.
    if (!this.isEditing) this.#editingId = null;
  }
  /** Whether the palette is open that was asked for in the table. */
  get isEditing(): boolean {
    const { palette } = this.#app.reading;
    return palette?.mode === 'edit' && palette.passage.excerpt.id === this.#editingId;
  }
  /** The palette has closed. Says whether it was asked for in the table. */
  endEdit(): boolean {
    const wasEditing = this.#editingId !== null;
    this.#editingId = null;
    return wasEditing;
  }

  /** Brings the current passage up beside the table, marked for a moment. */
  openBeside(): void {
    if (!this.beside) this.#setLook({ beside: true });
    this.showCurrent();
  }
  showCurrent(): void {
    const { row } = this;
    if (!row) return;
    this.#app.reading.show(row.excerpt.reportId, placeOf(row));
  }
  /** Leaves the table for the current passage in its report. */
  openReport(): void {
    if (this.currentId !== undefined) void this.#app.openPassage(this.currentId);
  }

  get retagging(): Retagging | null {
    return this.#retagging;
  }
  async startRetag(): Promise<void> {
    const ids = this.#chosen;
    if (ids.length === 0) return;
    const asked: Retagging = { ids, held: null };
    this.#retagging = asked;
    const held = await heldPairs(this.#app.archive, ids);
    if (this.#retagging === asked) this.#retagging = { ids, held };
  }
  /** The palette for what is selected: of one passage its own, of several the one that changes all of them. */
  tag(): void {
    if (this.#chosen.length === 1) void this.edit();
    else void this.startRetag();
  }
  /** Gives all that is selected one of the recent pairs, the newest being 0. */
  async tagWithRecent(index: number): Promise<void> {
    const input = this.#app.reading.recentInput(index);
    const ids = this.#chosen;
    if (!input || ids.length === 0) return;
    const { archive } = this.#app;
    const batchId = newBatch(archive);
    const retag = { remove: [], add: [input], removeCodes: [], addCodes: [], assess: {} };
    const result = await retagPassages(archive, ids, retag, batchId);
    this.#app.tellDone(result, `Tagged ${passages(ids.length)}.`, batchId);
  }
  closeRetag(): void {
    this.#retagging = null;
  }
  preview(held: HeldPairs, input: RetagInput): RetagPreview {
    // A new actor or code has no id yet, and no passage can have it: whatever stands for it is as new.
    const add = input.add.map(({ actor, country }, i) => ({
      actorId: actor?.kind === 'existing' ? actor.id : actor && `new ${i}`,
      country,
    }));
    const addCodes = input.addCodes.map((code) => (code.kind === 'existing' ? code.id : `new ${code.name}`));
    const { remove, removeCodes, assess } = input;
    return previewRetag(held, {
      remove,
      add: add as never,
      removeCodes,
      addCodes: addCodes as never,
      assess,
    });
  }
  /** Changes the pairs and codes. The value is the sentence that says why not; null when done. */
  async retag(input: RetagInput): Promise<string | null> {
    const ids = this.#retagging?.ids ?? [];
    const { archive } = this.#app;
    const batchId = newBatch(archive);
    const result = await retagPassages(archive, ids, input, batchId);
    if (!result.ok) return result.error.message;
    this.#retagging = null;
    this.#app.tellDone(result, `Retagged ${passages(ids.length)}.`, batchId);
    return null;
  }

  get isDeleting(): boolean {
    return this.#isDeleting;
  }
  async remove(): Promise<void> {
    const ids = this.#chosen;
    if (ids.length === 0 || this.#isDeleting) return;
    const { archive } = this.#app;
    const batchId = newBatch(archive);
    this.#isDeleting = true;
    try {
      const result = await deletePassages(archive, ids, batchId);
      this.#app.tellDone(result, `Deleted ${passages(ids.length)}.`, batchId);
    } finally {
      this.#isDeleting = false;
    }
  }
}

const passages = (count: number): string =>
  count === 1 ? '1 passage' : `${count.toLocaleString('en')} passages`;
