import type { BackupRequest } from '$contract/host-api';
import type { BackupFile, BackupInfo, BackupSummary, OpenedBackup } from '$contract/schemas';
import type { FakeJournalContent } from './fake-journal';
import { sha256 } from './ports';

/** What the bytes of a backup of the fake say: JSON instead of a ZIP. */
interface FakeBackup {
  readonly summary: BackupSummary;
  readonly passphrase: string | null;
  readonly journal: FakeJournalContent;
  readonly entries: Readonly<Record<string, string>>;
}

interface Begun {
  readonly request: BackupRequest;
  readonly entries: Map<string, string>;
}

/** The backups that main writes and reads, in memory. Refusals are coded errors, as across the bridge. */
export class FakeBackups {
  /** The files of the backup folder by name, newest last. */
  readonly folder = new Map<string, Uint8Array>();
  /** What was opened or offered to build from, by token. */
  readonly sources = new Map<string, FakeJournalContent>();
  readonly #begun = new Map<string, Begun>();
  readonly #journal: () => FakeJournalContent;
  #count = 0;

  constructor(journal: () => FakeJournalContent) {
    this.#journal = journal;
  }

  begin(request: BackupRequest): { token: string } {
    const token = crypto.randomUUID();
    this.#begun.set(token, { request, entries: new Map() });
    return { token };
  }

  writeEntry(token: string, entry: string, bytes: Uint8Array): void {
    const { entries } = this.#known(token);
    entries.set(entry, (entries.get(entry) ?? '') + new TextDecoder().decode(bytes));
  }

  /** `save` takes the bytes to the request's target; null keeps them in the folder. */
  async finish(token: string, save: ((bytes: Uint8Array) => string) | null): Promise<BackupFile> {
    const { request, entries } = this.#known(token);
    this.#begun.delete(token);
    const journal = this.#journal();
    const summary: BackupSummary = {
      storeId: journal.storeId ?? '',
      kind: request.kind,
      createdAt: new Date().toISOString(),
      appVersion: '0.0.0',
      schema: request.schema,
      changes: request.seq,
      reports: request.reports,
      passages: request.passages,
      originals: 0,
      rows: request.rows,
    };
    const backup: FakeBackup = {
      summary,
      passphrase: request.passphrase,
      journal: { ...journal, lines: journal.lines.slice(0, request.seq + 1), rows: request.rows },
      entries: Object.fromEntries(entries),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(backup));
    const name = save?.(bytes) ?? `backup-${++this.#count}.zip`;
    if (save === null) this.folder.set(name, bytes);
    return { name, path: name, bytes: bytes.byteLength, sha256: await sha256(bytes), missing: 0, summary };
  }

  abort(token: string): void {
    this.#begun.delete(token);
  }

  targetOf(token: string): string | null {
    return this.#known(token).request.target;
  }

  list(): BackupInfo[] {
    return [...this.folder]
      .map(([name, bytes]): BackupInfo => {
        const { summary, passphrase } = parse(bytes);
        const encrypted = passphrase !== null;
        return {
          id: name,
          name,
          at: summary.createdAt,
          bytes: bytes.byteLength,
          encrypted,
          summary: encrypted ? null : summary,
        };
      })
      .reverse();
  }

  open(name: string, bytes: Uint8Array | undefined, passphrase: string | null): OpenedBackup {
    if (bytes === undefined) throw new Error('backup/unreadable: The file is not there any more.');
    const backup = parse(bytes);
    if (backup.passphrase !== null && passphrase === null) {
      throw new Error('backup/encrypted: This backup needs its passphrase.');
    }
    if (backup.passphrase !== null && backup.passphrase !== passphrase) {
      throw new Error('backup/wrong-passphrase: This is not the passphrase of this backup.');
    }
    const token = crypto.randomUUID();
    this.sources.set(token, backup.journal);
    return { token, name, summary: backup.summary };
  }

  #known(token: string): Begun {
    const begun = this.#begun.get(token);
    if (!begun) throw new Error('backup/unknown-token: The backup was ended.');
    return begun;
  }
}

function parse(bytes: Uint8Array): FakeBackup {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as FakeBackup;
  } catch {
    throw new Error('backup/not-a-backup: This file is no backup of Commonplace.');
  }
}
