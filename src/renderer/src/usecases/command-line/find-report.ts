import type { Report } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import { listReports } from '../../storage/reads';
import type { Archive } from '../archive';

/** The report a person names on the command line: its id, or a beginning of the id that no other report shares. */
export async function findReport(archive: Archive, named: string): Promise<Result<Report>> {
  const reports = await listReports(archive.db);
  const found = named === '' ? [] : reports.filter((report) => report.id.startsWith(named.toLowerCase()));
  if (found.length === 1) return ok(found[0]!);
  return fail({
    code: 'usage',
    message:
      found.length === 0
        ? `There is no report “${named}”. “list” prints the ids.`
        : `“${named}” begins the ids of ${found.length} reports. Give more of it.`,
  });
}
