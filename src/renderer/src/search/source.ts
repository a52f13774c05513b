import type { Excerpt, Memo } from '$domain/coding/excerpt';
import type { Actor } from '$domain/coding/actor';
import type { Code } from '$domain/coding/code';
import type { ReportId } from '$domain/ids';
import type { ReportText } from '$domain/report/report';

/** A report with all that is searched in it. */
export interface LoadedReport {
  readonly id: ReportId;
  readonly title: string;
  /** The revision that its excerpts are anchored in. */
  readonly text: ReportText;
  readonly excerpts: readonly Excerpt[];
  readonly memos: readonly Memo[];
}

/** Where texts are read from: the index holds none. */
export interface ArchiveSource {
  actors(): Promise<readonly Pick<Actor, 'id' | 'name' | 'aliases'>[]>;
  codes(): Promise<readonly Pick<Code, 'id' | 'name' | 'aliases' | 'parentId'>[]>;
  /** In the order of `ids`; reports that are gone are left out. */
  reports(ids: readonly ReportId[]): Promise<LoadedReport[]>;
}
