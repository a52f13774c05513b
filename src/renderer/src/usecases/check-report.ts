import type { SavedFile, SaveToken } from '$contract/schemas';
import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import type { Archive } from './archive';
import type { ArchiveCheck, CheckName } from './checks/findings';

/** What each check looks at, in words. */
export const CHECK_LABELS: Readonly<Record<CheckName, string>> = {
  counts: 'Numbers of rows and changes',
  references: 'What rows refer to',
  quotes: 'Passages against their texts',
  texts: 'Texts as they were imported',
  originals: 'Imported files',
  journal: 'The journal',
  store: 'The archive against its journal',
  index: 'The search index',
};

/** The result of a check as a text to keep or to send to somebody. `at` is a UTC instant. */
export function checkReport(checks: readonly ArchiveCheck[], at: string, version: string): string {
  const failed = checks.filter((check) => !check.ok).length;
  const lines = checks.flatMap(({ check, ok, count, details }) => [
    `${ok ? 'ok  ' : 'FAIL'}  ${CHECK_LABELS[check]} (${check}): ${count.toLocaleString('en')} looked at`,
    ...details.map((detail) => `      ${detail}`),
  ]);
  return [
    'Check of a Commonplace archive',
    `${at}, version ${version}`,
    '',
    ...lines,
    '',
    failed === 0 ? 'Everything is in order.' : `${failed} of ${checks.length} checks failed.`,
    '',
  ].join('\n');
}

export interface SavedReport {
  readonly file: SavedFile;
  /** Names the file for `showInFolder`. */
  readonly token: SaveToken['token'];
}

/** Writes the report to a file of the person's choosing; null when they choose none. Fails with `save/…`. */
export async function saveCheckReport(
  { host, ports }: Archive,
  text: string,
): Promise<Result<SavedReport | null>> {
  const day = ports.now().slice(0, 10);
  const target = await attempt(
    host.pickSaveTarget(`archive-check-${day}.txt`, [{ name: 'Text', extensions: ['txt'] }]),
  );
  if (!target.ok || target.value === null) return target.ok ? ok(null) : target;
  const { token } = target.value;
  const written = await attempt(host.writeChunk(token, new TextEncoder().encode(text)));
  if (!written.ok) {
    await attempt(host.abortSave(token));
    return written;
  }
  const file = await attempt(host.finishSave(token));
  return file.ok ? ok({ file: file.value, token }) : file;
}
