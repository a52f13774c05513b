import type { ReportId } from '$domain/ids';
import type { CanonicalText } from '$domain/report/report';
import { reportsByIds, textOf } from '../storage/reads';
import type { Archive } from '../usecases/archive';

/** A text to be put beside another. */
export interface ComparedSide {
  readonly title: string;
  /** Where it is from: a source and date, or a file. */
  readonly from: string;
  readonly blocks: readonly string[];
}

export interface Comparison {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
}

export function blocksOf({ text, blocks }: CanonicalText): string[] {
  return blocks.map(({ span }) => text.slice(span.start, span.end));
}

/** A report of the archive as it can be compared; null when it is gone. */
export async function sideOfReport({ db }: Archive, id: ReportId): Promise<ComparedSide | null> {
  const [report] = await reportsByIds(db, [id]);
  const text = report && (await textOf(db, report));
  if (!report || !text) return null;
  const from = [report.source, report.published].filter((part) => part !== '').join(', ');
  return { title: report.title, from: from === '' ? 'in the archive' : from, blocks: blocksOf(text) };
}
