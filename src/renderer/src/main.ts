import { mount, unmount } from 'svelte';
import type { HostApi } from '$contract/host-api';
import type { ArchiveState, Launch } from '$contract/schemas';
import { ok, type Failure, type Result } from '$domain/result';
import './styles/app.css';
import { createImportClient } from './importers/import-client';
import { host } from './platform/host';
import { systemPorts } from './platform/ports';
import { startImportWorker, startSearchWorker, startSuggestWorker } from './platform/workers';
import { createSearchClient, type SearchClient } from './search/search-client';
import { BuildSession } from './state/building.svelte';
import { Messages } from './state/messages.svelte';
import { SettingsState } from './state/settings.svelte';
import { createSuggestClient } from './suggesters/suggest-client';
import { ARCHIVE_DB, type ArchiveDb } from './storage/archive-db';
import type { Archive } from './usecases/archive';
import { breakOff } from './usecases/change-archive';
import { ChangeFeed } from './usecases/change-feed';
import { keepLogComplete } from './usecases/complete-log';
import { completeTextKeys } from './usecases/stories';
import { runOnMachine } from './usecases/command-line/run-command';
import { JournalKeeper } from './usecases/keep-journal';
import { openChecked, openToRead } from './usecases/open-archive';
import { bringSample } from './usecases/sample';
import { createReopener, followSpace } from './usecases/space';
import { WriteGate } from './usecases/write-gate';
import App from './views/App.svelte';
import BuildPage from './views/BuildPage.svelte';
import CannotOpen from './views/CannotOpen.svelte';
import RecoveryPage from './views/RecoveryPage.svelte';

/** A command that does not search must not wait for the index, so its search starts on first use. */
function assemble(
  db: ArchiveDb,
  machine: HostApi,
  launch: Launch,
  journalSeq: number,
  coder: () => string,
  checked: Promise<boolean> = Promise.resolve(true),
  gate = new WriteGate(),
): Archive {
  let search: SearchClient | undefined;
  followSpace(machine, launch.space, gate);
  const reopen = createReopener(machine, launch.space);
  let isBroken = false;
  const archive: Archive = {
    db,
    host: machine,
    ports: systemPorts,
    writer: { db, ports: systemPorts, coder, barred: () => gate.barred },
    importer: createImportClient(startImportWorker),
    suggester: createSuggestClient(startSuggestWorker),
    gate,
    checked,
    journal: new JournalKeeper(db, machine, gate, journalSeq),
    feed: new ChangeFeed(),
    get search() {
      return (search ??= createSearchClient(startSearchWorker, ARCHIVE_DB, {
        persist: gate.readOnly === null,
      }));
    },
    broke() {
      if (isBroken || launch.kind !== 'window') return;
      isBroken = true;
      db.close();
      search?.dispose();
      reopen();
    },
    async close() {
      this.journal.stop();
      await search?.persist();
    },
  };
  // The status tells what fails.
  if (launch.kind === 'window') archive.feed.listen(() => void archive.search.sync().catch(() => undefined));
  // Also when Chromium closes the store of its own accord.
  db.on('close', () => void breakOff(archive));
  return archive;
}

const READ_ONLY: Failure = {
  code: 'archive/read-only',
  message: 'The archive is open for reading only. Start Commonplace again to recover it.',
};

type WindowLaunch = Extract<Launch, { kind: 'window' }>;

async function startWindow(machine: HostApi, launch: WindowLaunch): Promise<void> {
  const target = pagePlace();
  const messages = new Messages();
  const settings = new SettingsState(machine, await machine.readSettings(), messages);

  async function openApp(
    db: ArchiveDb,
    journalSeq: number,
    notes: readonly string[],
    checked?: Promise<boolean>,
  ): Promise<void> {
    await navigator.storage.persist();
    const archive = assemble(db, machine, launch, journalSeq, () => settings.current.coder, checked);
    await archive.journal.flush();
    await bringSample(archive);
    for (const note of notes) messages.inform(note);
    mountApp(archive);
    const { signal } = new AbortController();
    void keepLogComplete(archive, signal);
    void completeTextKeys(archive, signal);
  }

  function mountApp(archive: Archive): void {
    mount(App, {
      target,
      props: {
        archive,
        settings,
        messages,
        about: { version: launch.version, folder: launch.archiveFolder },
        isMac: launch.platform === 'darwin',
        space: launch.space,
        place: launch.place,
      },
    });
  }

  /** Looks at a store that is not what it must be: nothing is written to it. */
  async function openReadOnly(): Promise<Result<void>> {
    const opened = await openToRead();
    if (!opened.ok) return opened;
    const gate = new WriteGate();
    gate.bar('read-only', READ_ONLY);
    mountApp(assemble(opened.value, machine, launch, 0, () => settings.current.coder, undefined, gate));
    return ok(undefined);
  }

  function refuse(fault: { code: string; message: string }): void {
    if (fault.code === 'store/disk-full') createReopener(machine, launch.space)();
    mount(CannotOpen, { target, props: { fault, onShowFolder: () => void machine.openFolder('archive') } });
  }

  function offerRecovery(fault: { code: string; message: string }): void {
    const page = mount(RecoveryPage, {
      target,
      props: {
        machine,
        fault,
        folder: launch.archiveFolder,
        onReadOnly: async () => {
          const opened = await openReadOnly();
          if (opened.ok) void unmount(page);
          return opened;
        },
      },
    });
  }

  async function build(state: Extract<ArchiveState, { kind: 'build' }>): Promise<void> {
    const session = new BuildSession(machine, systemPorts, state);
    const page = mount(BuildPage, { target, props: { session } });
    const built = await session.run();
    if (built === null) return;
    await openApp(built.db, built.seq, []);
    void unmount(page);
  }

  const { archive: state } = launch;
  if (state.kind === 'refused') refuse(state.fault);
  else if (state.kind === 'damaged') offerRecovery(state.fault);
  else if (state.kind === 'build') await build(state);
  else {
    const opening = await openChecked(machine, state, launch.space);
    if (opening.kind === 'refused') refuse(opening.fault);
    else if (opening.kind === 'damaged') offerRecovery(opening.fault);
    else {
      const checked = opening.counted.then((fault) => {
        // What is on screen is not all that was saved: the page that comes next says so.
        if (fault !== null) void machine.reload();
        return fault === null;
      });
      await openApp(opening.db, opening.journalSeq, opening.notes, checked);
    }
  }
}

/** What nobody foresaw, while the archive was being opened: a window with nothing in it would say nothing. */
function tellUnexpected(machine: HostApi, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const fault = { code: 'unexpected', message: `Something went wrong that should not have: ${reason}` };
  const target = pagePlace();
  target.replaceChildren();
  mount(CannotOpen, { target, props: { fault, onShowFolder: () => void machine.openFolder('archive') } });
}

function pagePlace(): Element {
  return document.querySelector('#app')!;
}

async function start(): Promise<void> {
  const machine = host();
  const launch = await machine.launch();
  if (launch.kind === 'window') {
    await startWindow(machine, launch).catch((error: unknown) => tellUnexpected(machine, error));
  } else {
    const { coder } = await machine.readSettings();
    await runOnMachine(machine, systemPorts, launch, (db, journalSeq) =>
      assemble(db, machine, launch, journalSeq, () => coder),
    );
  }
}

void start();
