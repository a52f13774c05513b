import type { Original, Report } from '$domain/report/report';
import type { Archive } from '../usecases/archive';
import { openOriginal, saveOriginal } from '../usecases/originals';
import { leaveStory, restOfStory } from '../usecases/stories';
import { sideOfReport, type Comparison } from './comparison';
import { LiveQuery } from './live-query.svelte';
import type { Messages } from './messages.svelte';

/** What the details of a report tell beside its metadata: the file it came from, and others of its story. */
export class DetailsSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #report: () => Report | null;
  readonly #story: LiveQuery<Report[]>;

  /** Create while a component initialises. `report`: null while no details are shown. */
  constructor(archive: Archive, messages: Messages, report: () => Report | null) {
    this.#archive = archive;
    this.#messages = messages;
    this.#report = report;
    this.#story = new LiveQuery(() => {
      const of = report();
      return of && (() => restOfStory(archive, of));
    });
  }

  /** The other reports of its story, in the order they came in; empty until loaded. */
  get story(): readonly Report[] {
    return this.#story.value ?? [];
  }

  /** The report beside another of its story; null when one is gone. */
  async compare(other: Report): Promise<Comparison | null> {
    const report = this.#report();
    if (!report) return null;
    const [left, right] = await Promise.all([other, report].map(({ id }) => sideOfReport(this.#archive, id)));
    return left && right ? { left, right } : null;
  }

  async leaveStory(): Promise<void> {
    const report = this.#report();
    const left = report && (await leaveStory(this.#archive, report));
    if (left?.ok === false) this.#messages.fail(left.error);
  }

  async openOriginal(original: Original): Promise<void> {
    const opened = await openOriginal(this.#archive, original);
    if (!opened.ok) this.#messages.fail(opened.error);
  }

  async saveOriginal(original: Original): Promise<void> {
    const saved = await saveOriginal(this.#archive, original);
    if (!saved.ok) this.#messages.fail(saved.error);
    else if (saved.value) this.#messages.inform(`A copy is written to ${saved.value.file.name}.`);
  }
}
