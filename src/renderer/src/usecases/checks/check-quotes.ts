import { shortQuote } from '$domain/text/short-quote';
import type { Excerpt } from '$domain/coding/excerpt';
import type { ReportId } from '$domain/ids';
import { textKey } from '$domain/report/report';
import { TEXTS_AT_ONCE, type CheckRun } from './check-run';

/** Whether every passage's words stand where it says they do, with the words before and after them. */
export async function checkQuotes({ archive: { db }, findings, advance }: CheckRun): Promise<void> {
  const reportIds = (await db.excerpts.orderBy('reportId').uniqueKeys()) as ReportId[];
  for (let from = 0; from < reportIds.length; from += TEXTS_AT_ONCE) {
    const ids = reportIds.slice(from, from + TEXTS_AT_ONCE);
    const excerpts = await db.excerpts.where('reportId').anyOf(ids).toArray();
    const keys = new Map(excerpts.map((row) => [textKey(row.reportId, row.revision), row]));
    const texts = await db.reportTexts.bulkGet(
      [...keys.values()].map((row): [string, number] => [row.reportId, row.revision]),
    );
    const textOf = new Map(
      texts.flatMap((row) => (row ? [[textKey(row.reportId, row.revision), row.text] as const] : [])),
    );
    findings.looked(excerpts.length);
    for (const excerpt of excerpts) {
      const text = textOf.get(textKey(excerpt.reportId, excerpt.revision));
      const fault = text === undefined ? null : faultOf(excerpt, text);
      if (fault !== null) findings.fault(fault);
    }
    advance(Math.min(from + TEXTS_AT_ONCE, reportIds.length), reportIds.length);
  }
}

function faultOf({ span, quote }: Excerpt, text: string): string | null {
  const passage = `The passage ${shortQuote(quote.exact)}`;
  const { start, end } = span;
  if (start < 0 || start >= end || end > text.length) return `${passage} lies outside its report’s text.`;
  const found = text.slice(start, end);
  if (found !== quote.exact) return `${passage} stands where the text says ${shortQuote(found)}.`;
  const before = text.slice(Math.max(0, start - quote.prefix.length), start);
  const after = text.slice(end, end + quote.suffix.length);
  return before === quote.prefix && after === quote.suffix
    ? null
    : `${passage} is not surrounded by the words it was tagged among.`;
}
