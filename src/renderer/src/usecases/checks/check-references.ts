import { shortQuote } from '$domain/text/short-quote';
import { textKey } from '$domain/report/report';
import { pagesOf } from '../../storage/pages';
import { countriesOf } from '../load-countries';
import { ROWS_AT_ONCE, type CheckRun } from './check-run';

/** Whether everything that a row names is there: reports, texts, originals, passages, actors, countries. */
export async function checkReferences(run: CheckRun): Promise<void> {
  const { archive, findings, advance } = run;
  const { db } = archive;
  const reports = new Set<string>(await db.reports.toCollection().primaryKeys());
  const texts = new Set((await db.reportTexts.toCollection().primaryKeys()).map(([id, n]) => textKey(id, n)));
  const originals = new Set<string>(await db.originals.toCollection().primaryKeys());
  const actors = new Set<string>(await db.actors.toCollection().primaryKeys());
  const codes = new Set<string>(await db.codes.toCollection().primaryKeys());
  const countries = new Set<string>((await countriesOf(db)).map((country) => country.code));
  /** The report of each passage. */
  const passages = new Map<string, string>();
  const total = await rowsToLookAt(run);
  let done = 0;
  const looked = (rows: number): void => {
    findings.looked(rows);
    advance((done += rows), total);
  };

  for await (const page of pagesOf(db.reports, ROWS_AT_ONCE)) {
    for (const { id, title, revision } of page) {
      if (!texts.has(textKey(id, revision))) findings.fault(`The report “${title}” has no text.`);
      if (!originals.has(id)) findings.fault(`The report “${title}” does not say which file it came from.`);
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.originals, ROWS_AT_ONCE)) {
    for (const { reportId, fileName } of page) {
      if (!reports.has(reportId)) findings.fault(`The file “${fileName}” belongs to no report.`);
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.excerpts, ROWS_AT_ONCE)) {
    for (const { id, reportId, revision, quote, codes: named } of page) {
      passages.set(id, reportId);
      if (!named.every((code) => codes.has(code))) {
        findings.fault(`The passage ${shortQuote(quote.exact)} names a code that is not there.`);
      }
      if (!reports.has(reportId)) findings.fault(`The passage ${shortQuote(quote.exact)} has no report.`);
      else if (!texts.has(textKey(reportId, revision))) {
        findings.fault(
          `The passage ${shortQuote(quote.exact)} stands in revision ${revision}, which is missing.`,
        );
      }
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.assignments, ROWS_AT_ONCE)) {
    for (const { id, excerptId, reportId, pair } of page) {
      if (passages.get(excerptId) !== reportId) findings.fault(`The pair ${id} has no passage.`);
      if (pair.actorId !== null && !actors.has(pair.actorId)) {
        findings.fault(`The pair ${id} names an actor that is not there.`);
      }
      if (pair.country && !countries.has(pair.country.code)) {
        findings.fault(`The pair ${id} names the country “${pair.country.code}”, which is not known.`);
      }
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.memos, ROWS_AT_ONCE)) {
    for (const { id, excerptId, reportId } of page) {
      if (passages.get(excerptId) !== reportId) findings.fault(`The memo ${id} has no passage.`);
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.actors, ROWS_AT_ONCE)) {
    for (const { name, parentId, country } of page) {
      if (parentId !== null && !actors.has(parentId)) {
        findings.fault(`The actor “${name}” is part of an actor that is not there.`);
      }
      if (country !== null && !countries.has(country)) {
        findings.fault(`The actor “${name}” is at home in “${country}”, which is not known.`);
      }
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.codes, ROWS_AT_ONCE)) {
    for (const { name, parentId } of page) {
      if (parentId !== null && !codes.has(parentId)) {
        findings.fault(`The code “${name}” is a kind of a code that is not there.`);
      }
    }
    looked(page.length);
  }
  for await (const page of pagesOf(db.rejections, ROWS_AT_ONCE)) {
    for (const { id, reportId } of page) {
      if (reportId !== null && !reports.has(reportId)) {
        findings.fault(`The rejected suggestion ${id} belongs to no report.`);
      }
    }
    looked(page.length);
  }
}

async function rowsToLookAt({ archive: { db } }: CheckRun): Promise<number> {
  const tables = [
    db.reports,
    db.originals,
    db.excerpts,
    db.assignments,
    db.memos,
    db.actors,
    db.codes,
    db.rejections,
  ];
  const counts = await Promise.all(tables.map((table) => table.count()));
  return counts.reduce((sum, count) => sum + count, 0);
}
