import { passageRow, type PassageRow } from '$domain/tabulate/passage-row';
import { exportCode, type ExportCodes } from '$domain/coding/export-code';
import type { CountryCode, ExcerptId, ReportId } from '$domain/ids';
import type { Report } from '$domain/report/report';
import { actorsById, passagesByIds, reportsByIds, textsOf } from '../storage/reads';
import type { Archive } from './archive';
import { loadCountries } from './load-countries';

const TEXTS_AT_ONCE = 100;

/**
 * The rows of these passages, in the order of `ids`, as screens and exports show them. Texts are read a hundred
 * reports at a time, so memory stays bounded; passages deleted meanwhile are left out.
 * With `exportCodes` the rows also say what their countries are exported as.
 */
export async function* passageRows(
  archive: Archive,
  ids: readonly ExcerptId[],
  exportCodes: ExportCodes = {},
): AsyncGenerator<PassageRow, void, void> {
  const passages = await passagesByIds(archive.db, ids);
  const actors = await actorsById(archive.db);
  const countries = new Map((await loadCountries()).map((country) => [country.code, country]));
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
    const page: ReportId[] = [];
    let to = from;
    for (; to < passages.length; to++) {
      const { reportId } = passages[to]!.excerpt;
      if (page.includes(reportId)) continue;
      if (page.length === TEXTS_AT_ONCE) break;
      page.push(reportId);
    }
    const pageReports = page.flatMap((id) => reports.get(id) ?? []);
    const texts = new Map(
      (await textsOf(archive.db, pageReports)).flatMap((text) => (text ? [[text.reportId, text]] : [])),
    );
    for (const { excerpt, assignments, memo } of passages.slice(from, to)) {
      const report = reports.get(excerpt.reportId);
      const text = texts.get(excerpt.reportId);
      if (!report || !text) continue;
      yield passageRow({
        report,
        text,
        excerpt,
        assignments,
        actorsById: actors,
        countriesByCode: countries,
        memo: memo ?? undefined,
        exportedAs,
      });
    }
    from = to;
  }
}
