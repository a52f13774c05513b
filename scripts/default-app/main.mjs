// Stands in for the default_app.asar of an official Electron: starts the app whose folder is the first plain
// argument, after the modules named with -r. Top-level await makes Electron hold `ready` back until the app's own
// main module has run, so that it can still register privileged schemes.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const modules = [];
let target;
let wantsVersion = false;
const args = process.argv.slice(1);
for (let at = 0; at < args.length; at += 1) {
  const arg = args[at];
  if (arg === '-r' || arg === '--require') {
    modules.push(args[at + 1]);
    at += 1;
  } else if (arg === '--version' || arg === '-v') {
    wantsVersion = true;
    break;
  } else if (!arg.startsWith('-')) {
    target = resolve(arg);
    break;
  }
}

if (wantsVersion) {
  process.stdout.write(`v${process.versions.electron}\n`, () => process.exit(0));
} else if (target === undefined) {
  process.stderr.write('This Electron starts an app from a folder: electron FOLDER [arguments]\n', () =>
    process.exit(2),
  );
} else {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const require = createRequire(join(process.cwd(), 'require-from-here.js'));
  for (const module of modules) require(module);

  const manifest = join(target, 'package.json');
  let entry = target;
  if (existsSync(manifest)) {
    const { name, productName, version, main } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    app.setName(productName ?? name ?? app.getName());
    app.setAppPath(target);
    entry = join(target, main ?? 'index.js');
  } else {
    app.setAppPath(dirname(target));
  }
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    process.stderr.write(`App threw an error during load\n${error?.stack ?? error}\n`, () => process.exit(1));
  }
}
