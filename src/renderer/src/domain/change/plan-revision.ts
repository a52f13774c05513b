import { reanchor, type Reanchored } from '../anchor/reanchor';
import { describeQuote } from '../anchor/selectors';
import type { Excerpt } from '../coding/excerpt';
import type { IsoInstant, Ports } from '../ids';
import type { ReportText } from '../report/report';
import { fail, ok, type Result } from '../result';
import { withoutNoOps, type RowOp, type RowSet } from './change';
import type { Command } from './command';
import { gone, moved, put } from './row-ops';

/**
 * Puts another text in a report's place and follows its passages there. One whose words stand at their place goes along
 * as it is; one that was put elsewhere or says other words by now is marked for a person to look at; one that is
 * nowhere for certain stays in the text it was made in, and is marked too. Fails with `command/revised` when the report
 * has another text by now.
 */
export function reviseReport(
  { reportId, from, fields, text, earlier }: Extract<Command, { kind: 'revise-report' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  const report = rows.reports.get(reportId);
  if (!report) return gone('report');
  if (report.revision !== from) {
    return fail({
      code: 'command/revised',
      message: 'The text was changed meanwhile. Nothing was changed. Look at it again.',
    });
  }
  const now = ports.now();
  const excerpts = [...rows.excerpts.values()].filter((excerpt) => excerpt.reportId === reportId);
  return ok([
    put('reports', report.id, report, { ...report, ...fields, revision: text.revision }),
    ...withoutNoOps(
      followPassages(excerpts, earlier, text).map(([excerpt, found]) =>
        put('excerpts', excerpt.id, excerpt, inText(excerpt, found, text, now)),
      ),
    ),
  ]);
}

/** Where each passage is in a text that takes the place of the one it stands in, which must be among `earlier`. */
export function followPassages(
  excerpts: readonly Excerpt[],
  earlier: readonly ReportText[],
  text: ReportText,
): [Excerpt, Reanchored][] {
  return earlier.flatMap(({ revision, text: before }) => {
    const standing = excerpts.filter((excerpt) => excerpt.revision === revision);
    const spans = standing.map(({ span }) => span);
    return reanchor(before, text.text, spans).map((found, i): [Excerpt, Reanchored] => [standing[i]!, found]);
  });
}

function inText(excerpt: Excerpt, found: Reanchored, text: ReportText, now: IsoInstant): Excerpt {
  if (found.kind === 'lost') return { ...excerpt, anchoring: 'orphaned' };
  const { span } = found;
  // What was lost and is there again, or not looked at yet, is not taken for certain.
  const isCertain = found.kind === 'kept' && excerpt.anchoring === 'anchored';
  return {
    ...excerpt,
    revision: text.revision,
    span,
    quote: describeQuote(text.text, span),
    anchoring: isCertain ? 'anchored' : 'moved',
    modifiedAt: isCertain ? excerpt.modifiedAt : now,
  };
}

/** Fails with `command/moved` when the report has another text by now. */
export function placePassage(
  { excerptId, revision, place }: Extract<Command, { kind: 'place-passage' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  const excerpt = rows.excerpts.get(excerptId);
  if (!excerpt) return gone('passage');
  if (rows.reports.get(excerpt.reportId)?.revision !== revision) return moved();
  const placed: Excerpt = { ...excerpt, ...place, revision, anchoring: 'anchored', modifiedAt: ports.now() };
  return ok([put('excerpts', excerpt.id, excerpt, placed)]);
}

export function confirmPassages(
  { excerptIds }: Extract<Command, { kind: 'confirm-passages' }>,
  rows: RowSet,
  ports: Ports,
): RowOp[] {
  return [...new Set(excerptIds)].flatMap((id): RowOp[] => {
    const excerpt = rows.excerpts.get(id);
    if (excerpt?.anchoring !== 'moved') return [];
    return [put('excerpts', id, excerpt, { ...excerpt, anchoring: 'anchored', modifiedAt: ports.now() })];
  });
}
