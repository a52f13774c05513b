import type { ExcerptId, ReportId } from '$domain/ids';
import { tokens } from '$domain/text/normalise-term';
import type { LoadedReport } from './source';

/** Most that is kept, in characters: about the texts of 5,000 reports. */
const MOST_KEPT = 32_000_000;

/** The normalised words of a report's texts, each set off by spaces: phrases are looked up in them as they are. */
export interface FoldedReport {
  readonly whole: string;
  readonly passages: ReadonlyMap<ExcerptId, string>;
  readonly size: number;
}

/** Whether the terms stand next to each other in one paragraph of a folded text. */
export function holdsPhrase(folded: string, terms: readonly string[]): boolean {
  return folded.includes(` ${terms.join(' ')} `);
}

/** Normalises everything in a report that a phrase can stand in: title, text, memos; and each passage with its memo. */
export function foldReport({ title, text, excerpts, memos }: LoadedReport): FoldedReport {
  const whole = fold([title, text.text, ...memos.map((memo) => memo.text)]);
  const passages = new Map<ExcerptId, string>();
  let size = whole.length;
  for (const { id, quote } of excerpts) {
    const own = memos.filter((memo) => memo.excerptId === id).map((memo) => memo.text);
    const folded = fold([quote.exact, ...own]);
    passages.set(id, folded);
    size += folded.length;
  }
  return { whole, passages, size };
}

function fold(texts: readonly string[]): string {
  const paragraphs = texts.flatMap((text) => text.split('\n\n'));
  return paragraphs
    .map(
      (text) =>
        ` ${tokens(text)
          .map((token) => token.term)
          .join(' ')} `,
    )
    .join('\n');
}

/** Folded reports that phrases were looked up in lately: reading and folding is what a phrase query costs. */
export class FoldedTexts {
  readonly #kept = new Map<ReportId, FoldedReport>();
  #size = 0;
  /** Rises with every change, so that nothing read before a change is kept after it. */
  #generation = 0;

  get generation(): number {
    return this.#generation;
  }

  get(id: ReportId): FoldedReport | undefined {
    const folded = this.#kept.get(id);
    if (folded === undefined) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, folded);
    return folded;
  }

  /** Keeps a report that was read at `generation`, unless something changed since; drops the longest unused. */
  keep(id: ReportId, folded: FoldedReport, generation: number): void {
    if (generation !== this.#generation) return;
    this.#drop(id);
    this.#kept.set(id, folded);
    this.#size += folded.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MOST_KEPT) break;
      this.#drop(oldest);
    }
  }

  /** The report or something on it changed. */
  forget(id: ReportId): void {
    this.#generation += 1;
    this.#drop(id);
  }

  #drop(id: ReportId): void {
    this.#size -= this.#kept.get(id)?.size ?? 0;
    this.#kept.delete(id);
  }
}
