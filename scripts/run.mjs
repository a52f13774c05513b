// The one entry for working with the app: start, dev, test, e2e, bench, faults. Until the dependencies are installed, which
// it sees to itself, nothing but Node is needed; so only Node's own modules may be imported at the top of these files.
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { check } from './check.mjs';
import { run } from './child.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { withLock } from './lock.mjs';
import { ensureDependencies } from './npm.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { checkLibraries, machineArguments, withDisplay } from './system.mjs';

const COMMANDS = { start, dev, test, e2e, bench, faults };
const log = (line) => process.stderr.write(`${line}\n`);
const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** Installs what is missing and builds what is old; gives the runtime and the environment that selects it. */
async function prepare({ build }) {
  return withLock(async () => {
    ensureDependencies(log);
    const runtime = await resolveRuntime(log);
    checkLibraries(runtime);
    const env = { ...process.env, ...runtimeEnvironment(runtime) };
    // Editors' terminals set this, and with it Electron is only a Node.
    delete env.ELECTRON_RUN_AS_NODE;
    if (build) await ensureBuild(log, env);
    return { runtime, env };
  });
}

async function start(args) {
  const { runtime, env } = await prepare({ build: true });
  return withDisplay((display) =>
    run(runtime.executable, [...machineArguments(), ROOT, ...args], {
      env: { ...env, ...display },
      quiet: true,
    }),
  );
}

async function dev(args) {
  const { env } = await prepare({ build: false });
  const profile = join(CACHE, 'dev-profile');
  const cli = bin('electron-vite', 'bin', 'electron-vite.js');
  const rest = [...machineArguments(), `--user-data-dir=${profile}`, ...args];
  return withDisplay((display) =>
    run(process.execPath, [cli, 'dev', '--', ...rest], {
      cwd: ROOT,
      env: { ...env, ...display },
      quiet: true,
    }),
  );
}

async function test() {
  const { env } = await prepare({ build: false });
  return check({
    build: () => withLock(() => ensureBuild(log, env)),
    endToEnd: () => playwright([], env),
    faults: () => faultSuite(['--short'], env),
  });
}

async function e2e(args) {
  const { env } = await prepare({ build: true });
  return playwright(args, env);
}

async function bench(args) {
  // Search engines are measured without the app around them.
  const { env } = await prepare({ build: !args.includes('--search') });
  return withDisplay((display) =>
    run(process.execPath, [join(ROOT, 'bench', 'run.mjs'), ...args], {
      cwd: ROOT,
      env: { ...env, ...display },
    }),
  );
}

async function faults(args) {
  // Another build that is named is not this command's to make.
  const { env } = await prepare({ build: process.env.FAULTS_APP === undefined });
  return faultSuite(args, env);
}

function faultSuite(args, env) {
  return withDisplay((display) =>
    run(process.execPath, [join(ROOT, 'faults', 'run.mjs'), ...args], {
      cwd: ROOT,
      env: { ...env, ...display },
    }),
  );
}

function playwright(args, env) {
  return withDisplay((display) =>
    run(process.execPath, [bin('@playwright', 'test', 'cli.js'), 'test', ...args], {
      cwd: ROOT,
      env: { ...env, ...display },
    }),
  );
}

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
if (command === undefined) {
  log(`Usage: node scripts/run.mjs ${Object.keys(COMMANDS).join(' | ')} [arguments]`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
