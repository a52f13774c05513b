import type { ExcerptId } from '$domain/ids';
import { tokens } from '$domain/text/normalise-term';
import type { LoadedReport } from './source';

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
