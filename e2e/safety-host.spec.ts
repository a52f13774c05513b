import { spawn } from 'node:child_process';
import { chmod, lstat, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { CHANNELS, EVENTS } from '../src/preload/contract/channels';
import { MAX_FILE_BYTES } from '../src/preload/contract/host-api';
import { expect, test, type App } from './fixtures/app';
import { callHost, type Answer } from './fixtures/host-calls';
import { HARBOUR, writeFiles } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

// The package's main file gives the path of the runtime that was chosen for this run.
const electron = createRequire(import.meta.url)('electron') as unknown as string;

/** Starts the app beside the one under test; ends with the exit code and what was printed. */
function startAgain(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [...root, process.cwd(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

test('the page has the bridge and nothing else of Electron or Node', async ({ app }) => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    // Not in the type declarations, for it is meant for tests.
    return (contents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  });

  const page = await app.page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const inFrame = 'host' in frame.contentWindow!;
    frame.remove();
    const { host } = globalThis as unknown as { host: Record<string, unknown> };
    const property = Object.getOwnPropertyDescriptor(globalThis, 'host')!;
    return {
      foreign: [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        'electron',
        'ipcRenderer',
      ].filter((name) => name in globalThis),
      names: Object.keys(host).sort(),
      frozen: Object.isFrozen(host) && Object.values(host).every((member) => Object.isFrozen(member)),
      fixed: property.writable === false && property.configurable === false,
      inFrame,
    };
  });
  expect(page).toEqual({
    foreign: [],
    names: [...CHANNELS, ...Object.keys(EVENTS)].sort(),
    frozen: true,
    fixed: true,
    inFrame: false,
  });
});

test('the bridge answers nonsense with a code and a sentence', async ({ app }) => {
  // The sample has come and is saved: what a first start still does would only be in the way.
  await new ArchivePage(app.page).saved();
  const seen = await lookAround(app);
  await app.electron.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });
  const value = fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withTypedArray: true,
    withNullPrototype: true,
    key: fc.oneof(fc.string(), fc.constantFrom('constructor', 'then', 'length', 'toString')),
    values: [
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.constantFrom('../../etc/passwd', '/etc/passwd', 'host:exit', '__proto__', '', null, undefined, true),
      fc.uuid(),
    ],
  });
  // Loading the page again would end the questioning; these take no arguments that could be nonsense.
  const channels = CHANNELS.filter((channel) => channel !== 'reload' && channel !== 'reopenStore');
  const calls = fc.sample(fc.tuple(fc.constantFrom(...channels), fc.array(value, { maxLength: 4 })), {
    seed: 20210303,
    numRuns: 600,
  });
  const answers = await app.page.evaluate(callHost, { calls, methods: channels });
  expect(answers.length).toBeGreaterThan(900);
  expect(answers.flatMap(faultIn)).toEqual([]);
  expect(answers.filter(({ error }) => error?.startsWith('host/not-understood: '))).not.toHaveLength(0);
  expect(answers.filter(({ error }) => error?.startsWith('host/too-large: '))).not.toHaveLength(0);

  expect(await lookAround(app)).toEqual(seen);
  await expect(new ArchivePage(app.page).reports()).toBeVisible();
});

/** What Electron refuses in its own words, before the preload script sees it. */
const BRIDGE_ANSWER = /^Electron contextBridge recursion depth exceeded\.|^An object could not be cloned\.$/;
const BRIDGE_CALL = / with (?:a list in itself|a list too deep|a proxy|bytes not there any more)$/;

/** What an answer says that no answer may say. */
function faultIn({ call, error, stack }: Answer): string[] {
  if (error === null) return [];
  const isSentence =
    /^[a-z]+\/[a-z-]+: [A-Z][^/\\]*\.$/.test(error) || (BRIDGE_CALL.test(call) && BRIDGE_ANSWER.test(error));
  const tellsPath = /(?:file:|\/(?:home|root|tmp|work|usr|out|node_modules)\/|preload|node:)/.test(
    `${error}\n${stack}`,
  );
  return isSentence && !tellsPath ? [] : [`${call}: ${error} ${tellsPath ? stack : ''}`];
}

/** Files beside and in the profile, apart from Chromium's own and the originals a page may add to. */
async function lookAround(app: App): Promise<string[]> {
  const ours = (await readdir(app.profile)).filter(
    (name) => !/^[A-Z.]|^blob_storage$|^originals$/.test(name),
  );
  const here = (await readdir(process.cwd())).filter((name) => name !== 'test-results');
  return [...ours, ...here].sort();
}

test('a second start shows the window that is there, and a command says that it is in use', async ({
  app,
}) => {
  const isShown = (): Promise<boolean> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
  await expect.poll(isShown).toBe(true);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());

  const command = await startAgain('--archive', app.profile, 'list', '--json');
  expect(command).toMatchObject({ code: 5, out: '' });
  expect(command.err).toMatch(/^commonplace: The archive is in use\. .*\.$/m);
  expect(await isShown()).toBe(false);

  const second = await startAgain('--archive', app.profile);
  expect(second).toMatchObject({ code: 0, out: '' });
  await expect.poll(isShown).toBe(true);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('what the archive holds is private, what is exported is not', async ({ app }) => {
  test.skip(process.platform === 'win32', 'Windows has no permission bits.');
  const mask = process.umask(0);
  try {
    await app.restart();
  } finally {
    process.umask(mask);
  }
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.go('Settings');
  await app.page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const target = join(app.profile, 'passages.csv');
  await app.dialogs.save(target);
  await app.menu('file.export');
  await app.page
    .getByRole('dialog', { name: 'Export passages' })
    .getByRole('button', { name: 'Export', exact: true })
    .click();
  await expect
    .poll(() =>
      stat(target).then(
        ({ mode }) => mode & 0o777,
        () => 0,
      ),
    )
    .toBe(0o666);
  await rm(target);
  await app.restart();

  const open: string[] = [];
  const names = await readdir(app.profile, { recursive: true });
  expect(names).toEqual(expect.arrayContaining(['settings.json', 'window.json', 'originals', 'IndexedDB']));
  for (const name of ['.', ...names]) {
    const info = await lstat(join(app.profile, name)).catch(() => undefined);
    if (info === undefined || info.isSymbolicLink()) continue;
    if ((info.mode & 0o077) !== 0) open.push(`${name} ${(info.mode & 0o777).toString(8)}`);
  }
  expect(open).toEqual([]);
});

test('an empty folder that is given becomes private; one in use keeps its permissions', async ({ app }) => {
  test.skip(process.platform === 'win32', 'Windows has no permission bits.');
  for (const [name, content, mode] of [
    ['empty', null, 0o700],
    ['used', 'notes.txt', 0o755],
  ] as const) {
    const folder = join(app.profile, name);
    await mkdir(folder);
    await chmod(folder, 0o755);
    if (content !== null) await writeFiles(folder, { [content]: 'text' });
    expect((await startAgain('--archive', folder, 'list', '--json')).code).toBe(0);
    expect((await stat(folder)).mode & 0o777, name).toBe(mode);
  }
});

test('files that are no texts are refused and leave nothing behind', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const dialog = archive.importDialog();
  await expect(archive.report('').first()).toBeVisible();
  const stored = (): Promise<string[]> =>
    readdir(join(app.profile, 'originals'), { recursive: true }).then((names) => names.sort());
  const before = { reports: await archive.report('').count(), originals: await stored() };

  const folder = join(app.profile, 'a folder.txt');
  await mkdir(folder);
  const paths = await writeFiles(app.profile, {
    'empty.txt': '',
    'blank.txt': ' \n\t\n',
    'picture.txt': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
    'program.md': Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
    'big.txt': HARBOUR,
    'locked.txt': HARBOUR,
  });
  const [, , , , big, locked] = paths;
  const handle = await open(big!, 'r+');
  await handle.truncate(MAX_FILE_BYTES + 1);
  await handle.close();
  await chmod(locked!, 0o000);
  if (process.getuid?.() === 0) paths.pop();
  paths.push(folder, join(app.profile, 'missing.txt'));

  await app.dialogs.open(...paths);
  await app.menu('file.import');
  await expect(dialog).toContainText(`${paths.length} files`);
  for (const [name, reason] of [
    ['empty.txt', /empty|no text/i],
    ['picture.txt', /text/i],
    ['big.txt', /50 MB/],
    ['a folder.txt', /folder/i],
    ['missing.txt', /not there/i],
  ] as const) {
    await dialog.getByRole('option', { name }).click();
    await expect(dialog).toContainText(reason);
  }
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeHidden();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await app.page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], 'dropped.txt'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, MAX_FILE_BYTES + 1);
  await expect(dialog).toContainText(/50 MB/);
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeHidden();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  expect({ reports: await archive.report('').count(), originals: await stored() }).toEqual(before);
});
