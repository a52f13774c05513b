import { passageRow, type PassageRow } from '$domain/tabulate/passage-row';
import { exportCode, type ExportCodes } from '$domain/coding/export-code';
import type { CountryCode, ExcerptId, ReportId } from '$domain/ids';
import { textKey, type Report } from '$domain/report/report';
import { actorsById, listCodes, passagesByIds, reportsByIds, textsAt, type TextKey } from '../storage/reads';
import { sha256 } from '../platform/ports';
import type { Archive } from './archive';
import { countriesOf } from './load-countries';

const TEXTS_AT_ONCE = 100;

/**
 * The rows of these passages, in the order of `ids`, as screens and exports show them. A hundred texts are
 * read at a time, so memory stays bounded; passages deleted meanwhile are left out.
 * With `exportCodes` the rows also say what their countries are exported as.
 */
export async function* passageRows(
  archive: Archive,
  ids: readonly ExcerptId[],
  exportCodes: ExportCodes = {},
): AsyncGenerator<PassageRow, void, void> {
  const passages = await passagesByIds(archive.db, ids);
  const actors = await actorsById(archive.db);
  const codes = new Map((await listCodes(archive.db)).map((code) => [code.id, code]));
  const countries = new Map((await countriesOf(archive.db)).map((country) => [country.code, country]));
  const exportedAs = new Map<CountryCode, string>();
  for (const country of countries.values()) {
    const code = exportCode(country, exportCodes);
    if (code !== country.code) exportedAs.set(country.code, code);
  }
  const reportIds = [...new Set(passages.map((passage) => passage.excerpt.reportId))];
  const reports = new Map<ReportId, Report>();
  for (const report of await reportsByIds(archive.db, reportIds)) if (report) reports.set(report.id, report);

  let from = 0;
  while (from < passages.length) {
    const page = new Map<string, TextKey>();
    let to = from;
    for (; to < passages.length; to++) {
      const { reportId, revision } = passages[to]!.excerpt;
      const key = textKey(reportId, revision);
      if (page.has(key)) continue;
      if (page.size === TEXTS_AT_ONCE) break;
      page.set(key, [reportId, revision]);
    }
    const texts = new Map(
      (await textsAt(archive.db, [...page.values()])).map((text) => [
        textKey(text.reportId, text.revision),
        text,
      ]),
    );
    for (const { excerpt, assignments, memo } of passages.slice(from, to)) {
      const report = reports.get(excerpt.reportId);
      const text = texts.get(textKey(excerpt.reportId, excerpt.revision));
      if (!report || !text) continue;
      yield passageRow({
        report,
        text,
        ...(text.revision === report.revision ? {} : { textHash: await sha256(text.text) }),
        excerpt,
        assignments,
        actorsById: actors,
        codesById: codes,
        countriesByCode: countries,
        memo: memo ?? undefined,
        exportedAs,
      });
    }
    from = to;
  }
}
