/**
 * Writes the journal of an archive that was coded passage by passage: reports in imports of fifty, then one change for
 * each passage. The lines are what the app itself would have written; the store beside them is left to be built.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { ACTORS, generateReports } from './generate.mjs';

const REPORTS_A_CHANGE = 50;
const BEGIN = Date.UTC(2026, 0, 5);
const DEVICE = randomUUID();
const ASTRAL = /[\ud800-\udfff]/;

/**
 * @param {string} folder the journal folder, created
 * @param {{ reports: number, passages: number }} size passages in all
 * @returns {{ seq: number, storeId: string, bytes: number }}
 */
export function makeJournal(folder, { reports, passages }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const storeId = randomUUID();
  const writer = journalWriter(folder, storeId);
  const perReport = Math.ceil(passages / reports);
  const actors = ACTORS.map((name, i) => ({
    id: randomUUID(),
    name,
    colour: (i % 12) + 1,
    createdAt: instant(0),
    sample: false,
  }));
  const known = new Set();
  let pending = [];
  let made = 0;
  const importAll = () => {
    writer.change(
      'add-reports',
      `Import ${pending.length} reports`,
      importOps(pending),
      pending.map(textRow),
    );
    for (const { id, text, passages: spots } of pending) {
      for (const { quote, actor, country, role, memo } of spots) {
        if (made++ >= passages) return;
        const who = actors[Math.max(0, ACTORS.indexOf(actor ?? ACTORS[0]))];
        const isNew = !known.has(who.id);
        known.add(who.id);
        const ops = tagOps(id, text, quote, who, isNew, country, role, memo);
        writer.change('tag-passage', 'Tag passage', ops, []);
      }
    }
    pending = [];
  };
  for (const report of generateReports({ reports, passagesPerReport: perReport })) {
    pending.push({ ...report, text: report.text.trim(), id: randomUUID() });
    if (pending.length === REPORTS_A_CHANGE) importAll();
  }
  if (pending.length > 0) importAll();
  return { ...writer.end(), storeId };
}

function journalWriter(folder, storeId) {
  let seq = -1;
  let prev = '0'.repeat(64);
  let bytes = 0;
  let size = Infinity;
  let file;
  const write = (body) => {
    seq += 1;
    const hash = createHash('sha256').update(`${prev}\n${seq}\n${body}`).digest('hex');
    const line = Buffer.from(`{"n":${seq},"prev":"${prev}","hash":"${hash}","body":${body}}\n`);
    if (size > 8 * 1024 * 1024) {
      if (file !== undefined) closeSync(file);
      file = openSync(join(folder, `${String(seq).padStart(12, '0')}.jsonl`), 'w', 0o600);
      size = 0;
    }
    writeSync(file, line);
    size += line.length;
    bytes += line.length;
    prev = hash;
  };
  write(JSON.stringify({ format: 'commonplace-journal', version: 1, storeId, createdAt: instant(0) }));
  return {
    change: (command, label, ops, texts) => {
      const n = seq + 1;
      const wall = (BEGIN + n * 1000).toString(36).padStart(9, '0');
      write(
        JSON.stringify({
          id: randomUUID(),
          seq: n,
          batchId: randomUUID(),
          at: instant(n),
          hlc: `${wall}-0000-${DEVICE}`,
          device: DEVICE,
          deviceSeq: n,
          coder: 'Coder 1',
          kind: 'do',
          target: null,
          command,
          label,
          undoable: true,
          schema: 2,
          ops,
          texts,
        }),
      );
    },
    end: () => {
      closeSync(file);
      return { seq, bytes };
    },
  };
}

const instant = (n) => new Date(BEGIN + n * 1000).toISOString();
const points = (text, units) => (ASTRAL.test(text) ? [...text.slice(0, units)].length : units);

function importOps(reports) {
  return reports.flatMap(({ id, title, source, sourceUrl, published, language, name, text }) => [
    {
      table: 'reports',
      key: id,
      before: null,
      after: {
        title,
        source,
        sourceUrl,
        published,
        language,
        id,
        dek: '',
        revision: 1,
        textHash: createHash('sha256').update(text).digest('hex'),
        blockCount: 1,
        wordCount: text.split(/\s+/u).length,
        importedAt: instant(1),
        sample: false,
      },
    },
    {
      table: 'originals',
      key: id,
      before: null,
      after: {
        reportId: id,
        sha256: createHash('sha256').update(text).digest('hex'),
        fileName: name,
        size: Buffer.byteLength(text),
        encoding: 'utf-8',
      },
    },
  ]);
}

function textRow({ id, text }) {
  return {
    reportId: id,
    revision: 1,
    textHash: createHash('sha256').update(text).digest('hex'),
    text,
    blocks: [{ kind: 'paragraph', section: [], position: { start: 0, end: points(text, text.length) } }],
  };
}

function tagOps(reportId, text, quote, actor, isNew, country, role, memo) {
  const at = Math.max(0, text.indexOf(quote));
  const end = at + quote.length;
  const excerptId = randomUUID();
  const now = instant(2);
  return [
    ...(isNew ? [{ table: 'actors', key: actor.id, before: null, after: actor }] : []),
    {
      table: 'excerpts',
      key: excerptId,
      before: null,
      after: {
        id: excerptId,
        reportId,
        revision: 1,
        quote: {
          exact: text.slice(at, end),
          prefix: text.slice(Math.max(0, at - 32), at),
          suffix: text.slice(end, end + 32),
        },
        anchoring: 'anchored',
        status: null,
        createdBy: 'Coder 1',
        createdAt: now,
        modifiedAt: now,
        position: { start: points(text, at), end: points(text, end) },
      },
    },
    row('assignments', {
      excerptId,
      reportId,
      position: 0,
      pair: { actorId: actor.id, country: country === null ? null : { code: country, role } },
    }),
    ...(memo === '' ? [] : [row('memos', { excerptId, reportId, text: memo, modifiedAt: now })]),
  ];
}

function row(table, fields) {
  const id = randomUUID();
  return { table, key: id, before: null, after: { id, ...fields } };
}
