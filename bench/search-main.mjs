/**
 * The Electron side of `npm run bench:search`: opens one window of an origin like the app's own, with one worker in it, does what
 * the job asks for that its environment names and writes what it measured to a file. Started anew for every job.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';

const { profile, folders, steps, result } = JSON.parse(readFileSync(process.env.BENCH_SEARCH_JOB, 'utf8'));
const SCHEME = 'bench';
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
const PAGE = `<!doctype html><meta charset="utf-8"><title>Search</title><script type="module" src="/page.js"></script>`;
const PAGE_SCRIPT = `
  const worker = new Worker('/code/search-worker.js', { type: 'module' });
  const waiting = new Map();
  let last = 0;
  globalThis.ready = new Promise((resolve, reject) => {
    waiting.set(0, { resolve, reject });
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  };
  globalThis.call = (task, args) => new Promise((resolve, reject) => {
    waiting.set((last += 1), { resolve, reject });
    worker.postMessage({ id: last, task, args });
  });
`;

app.setPath('userData', profile);
// Ends with the one that started it, however that ends.
process.stdin.on('close', () => app.exit(1)).resume();
// The same privileges as the app's own scheme.
protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
  },
]);
// The window goes before what was measured is written.
app.on('window-all-closed', () => undefined);

// Not awaited here: Electron gets ready only once this module has been loaded.
void run().then(
  (found) => {
    write(found);
    app.exit(0);
  },
  (error) => {
    write({ error: String(error?.stack ?? error) });
    app.exit(1);
  },
);

async function run() {
  await app.whenReady();
  protocol.handle(SCHEME, serve);
  const measured = [];
  const began = performance.now();
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  await window.loadURL(`${SCHEME}://search/`);
  await window.webContents.executeJavaScript('ready');
  const readyMs = performance.now() - began;
  for (const [task, ...args] of steps) {
    const cpu = cpuOf(window);
    const call = `call(${JSON.stringify(task)}, ${JSON.stringify(args)})`;
    const value =
      task === 'memory' ? await memoryOf(window) : await window.webContents.executeJavaScript(call);
    measured.push({ task, value, cpu: cpuOf(window) - cpu });
  }
  window.destroy();
  return { electron: process.versions.electron, readyMs, measured };
}

function write(found) {
  writeFileSync(result, JSON.stringify(found));
}

async function serve(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/') return respond(PAGE, '.html');
  if (pathname === '/page.js') return respond(PAGE_SCRIPT, '.js');
  const [, folder, ...rest] = normalize(pathname).split('/');
  const root = Object.hasOwn(folders, folder) ? folders[folder] : undefined;
  if (root === undefined) return new Response(null, { status: 404 });
  try {
    return respond(await readFile(join(root, ...rest)), extname(pathname));
  } catch {
    return new Response(null, { status: 404 });
  }
}

function respond(body, extension) {
  return new Response(body, {
    headers: { 'Content-Type': TYPES[extension] ?? 'application/octet-stream' },
  });
}

/** Milliseconds that the renderer has used, all its threads. */
function cpuOf(window) {
  const pid = window.webContents.getOSProcessId();
  const metric = app.getAppMetrics().find((each) => each.pid === pid);
  return (metric?.cpu.cumulativeCPUUsage ?? NaN) * 1000;
}

/** Bytes after a collection: in the worker's heap, in buffers of it, and of the renderer as the system sees it. */
async function memoryOf(window) {
  const { debugger: inspector } = window.webContents;
  inspector.attach('1.3');
  try {
    const session = await new Promise((resolve, reject) => {
      inspector.on('message', (_event, method, { sessionId }) => {
        if (method === 'Target.attachedToTarget') resolve(sessionId);
      });
      inspector
        .sendCommand('Target.setAutoAttach', {
          autoAttach: true,
          waitForDebuggerOnStart: false,
          flatten: true,
        })
        .catch(reject);
    });
    // What the first collection frees may let go of more.
    for (let n = 0; n < 2; n += 1) await inspector.sendCommand('HeapProfiler.collectGarbage', {}, session);
    const { usedSize, backingStorageSize } = await inspector.sendCommand('Runtime.getHeapUsage', {}, session);
    return { heap: usedSize, buffers: backingStorageSize ?? 0, ...residentOf(window) };
  } finally {
    inspector.removeAllListeners('message');
    inspector.detach();
  }
}

function residentOf(window) {
  const pid = window.webContents.getOSProcessId();
  const metric = app.getAppMetrics().find((each) => each.pid === pid);
  const resident = (metric?.memory.workingSetSize ?? NaN) * 1024;
  if (process.platform !== 'linux') return { resident, own: resident };
  // What it shares with other processes, the program itself above all, is left out of its own.
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map((match) => Number(match[1]));
  return { resident, own: kilobytes.reduce((sum, each) => sum + each, 0) * 1024 };
}
