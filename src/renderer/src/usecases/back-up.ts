import { MAX_CHUNK_BYTES, type BackupFile, type BackupKind, type SaveToken } from '$contract/schemas';
import type { HostApi } from '$contract/host-api';
import { fail, ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { textKey } from '$domain/report/report';
import { BACKUP_README, passageLine, reportLine, rowLine } from '../records/tables';
import { TextShelf } from '../records/text-shelf';
import { SCHEMA_VERSION } from '../storage/archive-db';
import { readAllRows, textsAt, textsOf, type ArchiveRows } from '../storage/reads';
import type { Archive } from './archive';

export interface BackupOptions {
  readonly kind: BackupKind;
  /** A save target; null for the backup folder. */
  readonly target: SaveToken | null;
  /** Null for a plain ZIP. */
  readonly passphrase: string | null;
  readonly signal?: AbortSignal;
}

const TEXTS_AT_ONCE = 100;

/**
 * Writes everything the archive holds to one file, which main reads back whole before it keeps it. Editing can go on
 * meanwhile: the backup is of the moment it began. Fails with `backup/…`; older backups are untouched then.
 */
export async function backUp(archive: Archive, options: BackupOptions): Promise<Result<BackupFile>> {
  const { host } = archive;
  const saved = await archive.journal.flush();
  if (saved.kind === 'not-saved') return fail(saved.failure);
  const rows = await readAllRows(archive.db);
  if (rows.seq === 0) {
    return fail({
      code: 'backup/nothing',
      message: 'There is nothing to back up yet: the archive is empty.',
    });
  }
  const begun = await attempt(
    host.beginBackup({
      kind: options.kind,
      target: options.target?.token ?? null,
      passphrase: options.passphrase,
      schema: SCHEMA_VERSION,
      seq: rows.seq,
      reports: rows.reports.length,
      passages: rows.passages.length,
      rows: rows.counts,
      originals: [...new Set(rows.originals.map(({ sha256 }) => sha256))],
    }),
  );
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const written = await writeEntries(archive, token, rows, options.signal);
  if (!written.ok) {
    await attempt(host.abortBackup(token));
    return written;
  }
  // Most of the time is main's: it copies journal and originals and reads everything back.
  const stop = (): void => void attempt(host.abortBackup(token));
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    return await attempt(host.finishBackup(token));
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

async function writeEntries(
  archive: Archive,
  token: string,
  rows: ArchiveRows,
  signal: AbortSignal | undefined,
): Promise<Result<void>> {
  const { host, db } = archive;
  const nameOf = (named: readonly { id: string; name: string }[]) => {
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return (id: string): string | null => names.get(id) ?? null;
  };
  const names = { actor: nameOf(rows.actors), code: nameOf(rows.codes) };
  const originals = new Map(rows.originals.map((original) => [original.reportId, original]));
  const shelf = new TextShelf();

  async function* reportLines(): AsyncGenerator<string> {
    for (let from = 0; from < rows.reports.length; from += TEXTS_AT_ONCE) {
      const page = rows.reports.slice(from, from + TEXTS_AT_ONCE);
      const texts = (await textsOf(db, page)).filter((text) => text !== undefined);
      shelf.add(texts);
      const textOf = new Map(texts.map((text) => [textKey(text.reportId, text.revision), text]));
      for (const report of page) {
        const text = textOf.get(textKey(report.id, report.revision));
        if (!text) throw new Error(`The text of report ${report.id} is missing.`);
        yield reportLine(report, text, originals.get(report.id));
      }
    }
  }
  async function* passageLines(): AsyncGenerator<string> {
    const current = new Map<string, number>(rows.reports.map(({ id, revision }) => [id, revision]));
    const earlier = rows.passages.filter(({ excerpt }) => current.get(excerpt.reportId) !== excerpt.revision);
    shelf.add(
      await textsAt(
        db,
        earlier.map(({ excerpt }) => [excerpt.reportId, excerpt.revision]),
      ),
    );
    for (const { excerpt, assignments, memo } of rows.passages) {
      yield passageLine(excerpt, assignments, memo, names, shelf.find);
    }
  }
  const entries: [name: string, lines: AsyncIterable<string> | Iterable<string>][] = [
    ['README.txt', [BACKUP_README]],
    ['reports.jsonl', reportLines()],
    ['passages.jsonl', passageLines()],
    ['actors.jsonl', rows.actors.map(rowLine)],
    ['codes.jsonl', rows.codes.map(rowLine)],
    ['countries.jsonl', rows.countries.map(rowLine)],
    ['searches.jsonl', rows.savedSearches.map(rowLine)],
  ];
  for (const [name, lines] of entries) {
    const sent = await sendEntry(host, token, name, lines, signal);
    if (!sent.ok) return sent;
  }
  return ok(undefined);
}

async function sendEntry(
  host: HostApi,
  token: string,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal | undefined,
): Promise<Result<void>> {
  const encoder = new TextEncoder();
  let waiting = '';
  const send = async (): Promise<Result<void>> => {
    const bytes = encoder.encode(waiting);
    waiting = '';
    for (let at = 0; at === 0 || at < bytes.byteLength; at += MAX_CHUNK_BYTES) {
      const sent = await attempt(
        host.writeBackupEntry(token, name, bytes.subarray(at, at + MAX_CHUNK_BYTES)),
      );
      if (!sent.ok) return sent;
    }
    return ok(undefined);
  };
  for await (const line of lines) {
    if (signal?.aborted) {
      return fail({ code: 'backup/cancelled', message: 'The backup was cancelled. Nothing was kept of it.' });
    }
    waiting += line;
    if (waiting.length < UNITS_AT_ONCE) continue;
    const sent = await send();
    if (!sent.ok) return sent;
  }
  return send();
}

/** UTF-16 units sent at a time. */
const UNITS_AT_ONCE = 1024 * 1024;
