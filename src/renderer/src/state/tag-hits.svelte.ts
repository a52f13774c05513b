import { SvelteSet } from 'svelte/reactivity';
import type { BatchId } from '$domain/ids';
import type { Query } from '$domain/query/query';
import type { PassageUnit } from '$domain/suggest/proposal';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import type { FoundHit, FoundHits, HitsOfReport } from '../usecases/find-hits';
import type { Progress } from '../usecases/progress';
import { tagHits, type ChosenHits, type HitCoding, type TaggedHits } from '../usecases/tag-hits';
import { LongWork } from './long-work.svelte';
import type { Messages } from './messages.svelte';

export type { FoundHit, HitCoding, HitsOfReport };
export type TagHitsPhase = 'closed' | 'finding' | 'choosing' | 'tagging' | 'failed';

/** A line of the list that is reviewed: a report, or one of its hits. */
export interface HitRow {
  readonly key: string;
  readonly report: HitsOfReport;
  /** Null for the report itself. */
  readonly hit: FoundHit | null;
}

const NOTHING: FoundHits = { reports: [], looked: 0, total: 0 };

/** All hits of a query reviewed and tagged in one go: looked for first, then chosen, both with a way to stop. */
export class TagHitsSession {
  #phase = $state<TagHitsPhase>('closed');
  #found = $state.raw<FoundHits>(NOTHING);
  #unit = $state<PassageUnit>('sentence');
  /** Words found that are not to be tagged, so that another unit does not lose the choice. All others are. */
  readonly #left = new SvelteSet<string>();
  #failure = $state('');
  readonly #work = new LongWork();
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tell: (text: string, batchId: BatchId) => void;

  readonly #rows = $derived.by(() =>
    this.#found.reports.flatMap((report): HitRow[] => [
      { key: report.reportId, report, hit: null },
      ...this.hitsOf(report).map((hit) => ({ key: keyOf(report, hit), report, hit })),
    ]),
  );
  readonly #counts = $derived.by(() => {
    const counts = { total: 0, chosen: 0, standing: 0 };
    for (const { report, hit } of this.#rows) {
      if (!hit) continue;
      counts.total += 1;
      if (!this.isChosen(report, hit)) continue;
      counts.chosen += 1;
      if (hit.isPassage) counts.standing += 1;
    }
    return counts;
  });

  /** @param tell says what was done, with a way to take it back */
  constructor(archive: Archive, messages: Messages, tell: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tell = tell;
  }

  get phase(): TagHitsPhase {
    return this.#phase;
  }
  get progress(): Progress {
    return this.#work.progress;
  }
  /** Why the hits could not be found; empty when they could. */
  get failure(): string {
    return this.#failure;
  }
  get found(): FoundHits {
    return this.#found;
  }
  get unit(): PassageUnit {
    return this.#unit;
  }
  set unit(unit: PassageUnit) {
    this.#unit = unit;
  }
  get rows(): readonly HitRow[] {
    return this.#rows;
  }
  /** Hits in all, those that are chosen, and those of these that are passages already. */
  get counts(): { readonly total: number; readonly chosen: number; readonly standing: number } {
    return this.#counts;
  }

  hitsOf(report: HitsOfReport): readonly FoundHit[] {
    return report.hits[this.#unit];
  }
  isChosen({ reportId }: HitsOfReport, { matches }: FoundHit): boolean {
    return matches.some(({ start }) => !this.#left.has(`${reportId} ${start}`));
  }
  /** How many hits of a report are chosen. */
  chosenIn(report: HitsOfReport): number {
    return this.hitsOf(report).filter((hit) => this.isChosen(report, hit)).length;
  }

  /** Takes a hit or leaves it; of a report all of its hits, unless all are taken already. */
  toggle({ report, hit }: HitRow): void {
    const hits = hit ? [hit] : this.hitsOf(report);
    const isLeaving = hits.every((each) => this.isChosen(report, each));
    this.#choose(report, hits, !isLeaving);
  }
  chooseAll(): void {
    this.#left.clear();
  }
  chooseNone(): void {
    for (const report of this.#found.reports) this.#choose(report, this.hitsOf(report), false);
  }
  #choose({ reportId }: HitsOfReport, hits: readonly FoundHit[], isChosen: boolean): void {
    for (const { start } of hits.flatMap(({ matches }) => matches)) {
      if (isChosen) this.#left.delete(`${reportId} ${start}`);
      else this.#left.add(`${reportId} ${start}`);
    }
  }

  /** Finds every hit of the query, and asks which are to be tagged. */
  async open(query: Query): Promise<void> {
    if (this.#phase !== 'closed') return;
    this.#phase = 'finding';
    const work = this.#work.begin();
    this.#found = NOTHING;
    this.#unit = 'sentence';
    this.#left.clear();
    this.#failure = '';
    // The stemmers of all languages come only once they are needed.
    const { findHits } = await import('../usecases/find-hits');
    const found = await findHits(this.#archive, query, work);
    if (work.signal.aborted) return;
    if (found.ok) this.#found = found.value;
    else this.#failure = found.error.message;
    this.#phase = found.ok ? 'choosing' : 'failed';
  }

  /** Tags what is chosen. The value is the sentence that says why not; null when it is done or was stopped. */
  async tag(coding: HitCoding): Promise<string | null> {
    if (this.#phase !== 'choosing') return null;
    this.#phase = 'tagging';
    const work = this.#work.begin();
    const batchId = newBatch(this.#archive);
    const tagged = await tagHits(this.#archive, this.#chosen(), coding, { batchId, ...work });
    const { failure, passages } = tagged;
    if (failure && passages === 0 && !work.signal.aborted) {
      this.#phase = 'choosing';
      return failure.message;
    }
    this.#phase = 'closed';
    if (passages > 0) this.#tell(taggedWords(tagged), batchId);
    else if (!failure) this.#messages.inform(taggedWords(tagged));
    if (failure && work.signal.aborted) this.#messages.inform('Stopped. What was tagged before stays.');
    else if (failure) this.#messages.fail(failure);
    return null;
  }

  #chosen(): ChosenHits[] {
    return this.#found.reports.flatMap((report) => {
      const chosen = this.hitsOf(report).filter((hit) => this.isChosen(report, hit));
      const { reportId, revision } = report;
      return chosen.length === 0 ? [] : [{ reportId, revision, spans: chosen.map(({ span }) => span) }];
    });
  }

  /** Stops what is going on and closes; what was tagged already stays. */
  cancel(): void {
    this.#work.stop();
    // What is being saved is told once it is.
    if (this.#phase !== 'tagging') this.#phase = 'closed';
  }
}

const keyOf = ({ reportId }: HitsOfReport, { span }: FoundHit): string => `${reportId} ${span.start}`;

const many = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;

function taggedWords({ passages, reports, unchanged, outdated }: TaggedHits): string {
  const parts = [
    passages > 0
      ? `Tagged ${many(passages, 'passage')} in ${many(reports, 'report')}.`
      : 'No passage was tagged.',
    ...(unchanged > 0 ? [`${many(unchanged, 'passage')} had all of it already.`] : []),
    ...(outdated > 0 ? [`${many(outdated, 'hit')} left out: the text changed meanwhile.`] : []),
  ];
  return parts.join(' ');
}
