import { mount } from 'svelte';
import type { HostApi } from '$contract/host-api';
import type { Launch } from '$contract/schemas';
import './styles/app.css';
import { createImportClient } from './importers/import-client';
import { host } from './platform/host';
import { systemPorts } from './platform/ports';
import { startImportWorker, startSearchWorker } from './platform/workers';
import { createSearchClient, type SearchClient } from './search/search-client';
import { Messages } from './state/messages.svelte';
import { SettingsState } from './state/settings.svelte';
import { openArchive, ARCHIVE_DB, type ArchiveDb } from './storage/archive-db';
import type { Archive } from './usecases/archive';
import { commandOutput, EXIT } from './usecases/command-line/output';
import { runCommand } from './usecases/command-line/run-command';
import { bringSample } from './usecases/sample';
import App from './views/App.svelte';
import CannotOpen from './views/CannotOpen.svelte';

/** A command that does not search must not wait for the index, so its search starts on first use. */
function assemble(db: ArchiveDb, machine: HostApi, settings: SettingsState, kind: Launch['kind']): Archive {
  let search: SearchClient | undefined;
  return {
    db,
    host: machine,
    ports: systemPorts,
    writer: { db, ports: systemPorts, coder: () => settings.current.coder },
    importer: createImportClient(startImportWorker),
    get search() {
      return (search ??= createSearchClient(startSearchWorker, ARCHIVE_DB));
    },
    changed() {
      if (kind === 'window') void this.search.sync();
    },
    close: async () => search?.persist(),
  };
}

async function start(): Promise<void> {
  const machine = host();
  const launch = await machine.launch();
  const target = document.querySelector('#app')!;
  const messages = new Messages();
  const settings = new SettingsState(machine, await machine.readSettings(), messages);

  let db;
  try {
    db = await openArchive();
    await navigator.storage.persist();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (launch.kind === 'command') {
      await machine.print('err', `The archive cannot be opened; nothing in it was changed. (${reason})`);
      await machine.exit(EXIT.unavailable);
    } else {
      mount(CannotOpen, { target, props: { reason } });
    }
    return;
  }

  const archive = assemble(db, machine, settings, launch.kind);
  if (launch.kind === 'command') {
    const output = commandOutput(machine, launch.json);
    try {
      const code = await runCommand(archive, launch.args, output);
      await archive.close();
      await machine.exit(code);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await output.error({
        code: 'unexpected',
        message: `Something went wrong that should not have: ${reason}`,
      });
      await machine.exit(EXIT.unexpected);
    }
    return;
  }

  await bringSample(archive);
  mount(App, {
    target,
    props: {
      archive,
      settings,
      messages,
      about: { version: launch.version, folder: launch.archiveFolder },
      isMac: launch.platform === 'darwin',
    },
  });
}

void start();
