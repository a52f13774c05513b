import { originalOf, listReports, passageCounts, passagesOfReport, textOf } from '../../storage/reads';
import { passageRows } from '../passage-rows';
import { findPassages } from '../find-passages';
import { findReport } from './find-report';
import { EXIT, type ExitCode, type Output } from './output';
import { blockRecords, passageRecord, reportRecord } from './records';
import type { CommandRun } from './command-run';

/** `list`: one line per report, newest first. */
export async function listCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  if (args.words.length > 0) return wrongUse(output, '“list” takes no words.');
  const counts = await passageCounts(archive.db);
  for (const report of await listReports(archive.db)) {
    const passages = counts.get(report.id) ?? 0;
    const original = await originalOf(archive.db, report.id);
    await output.record(
      reportRecord(report, passages, original),
      `${report.id}  ${report.published || 'undated'}  ${report.title}  (${passages} passages)`,
    );
  }
  return EXIT.done;
}

/** `show REPORT`: the report with its text, blocks and passages. */
export async function showCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  const [named, ...more] = args.words;
  if (!named || more.length > 0) return wrongUse(output, 'Name one report: show REPORT');
  const found = await findReport(archive, named.text);
  if (!found.ok) return wrongUse(output, found.error.message);
  const report = found.value;
  const text = await textOf(archive.db, report);
  if (!text) throw new Error(`The text of report ${report.id} is missing.`);
  const ids = (await passagesOfReport(archive.db, report.id)).map(({ excerpt }) => excerpt.id);
  const passages = [];
  for await (const row of passageRows(archive, ids)) passages.push(passageRecord(row));
  await output.record(
    {
      reportId: report.id,
      title: report.title,
      dek: report.dek,
      source: report.source,
      sourceUrl: report.sourceUrl,
      published: report.published,
      language: report.language,
      importedAt: report.importedAt,
      sha256: report.textHash,
      text: text.text,
      blocks: blockRecords(text),
      passages,
    },
    text.text,
  );
  return EXIT.done;
}

/** `passages [--query Q]`: exactly the passages the window shows for that query. */
export async function passagesCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  if (args.words.length > 0) return wrongUse(output, '“passages” takes no words; use --query.');
  const found = await findPassages(archive, args.options.get('query')?.text ?? '');
  if (!found.ok) return queryError(output, found.error);
  for await (const row of passageRows(archive, found.value)) {
    await output.record(passageRecord(row), `${row.report.title}: ${row.excerpt.quote.exact}`);
  }
  return EXIT.done;
}

export async function wrongUse(output: Output, message: string): Promise<ExitCode> {
  await output.error({ code: 'usage', message });
  return EXIT.usage;
}

export async function queryError(
  output: Output,
  error: { code: string; message: string; column: number },
): Promise<ExitCode> {
  await output.error({ code: error.code, column: error.column, message: error.message });
  return EXIT.usage;
}
