// The built app from outside: as a command, as a window that is driven, and as a window nobody looks into.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron } from '@playwright/test';
import { isChromiumNoise } from '../../scripts/child.mjs';
import { ROOT } from '../../scripts/paths.mjs';
import { machineArguments } from '../../scripts/system.mjs';
import { AppWindow } from './app-window.mjs';
import { killFamily } from './processes.mjs';
import { within } from './wait.mjs';

/** The app folder under test: another build when `FAULTS_APP` names one. */
export const APP = process.env.FAULTS_APP ? resolve(process.env.FAULTS_APP) : ROOT;

const START_MS = 90_000;
const COMMAND_MS = 240_000;
/** A helper process can outlive the app a little and hold the pipe open. */
const PIPES_MS = 5000;
/** The main processes that were started and have not ended. */
const running = new Set();

/** The windows that are driven and have not ended, with their profiles. */
const windows = new Map();

/** Pictures of what the windows on profiles in the folder show, and what their main processes have said. */
export async function photograph(folder) {
  let number = 0;
  for (const [window, profile] of windows) {
    if (!profile.startsWith(folder)) continue;
    number += 1;
    writeFileSync(join(folder, `errors-${number}.txt`), window.errors.join(''));
    await window.page
      ?.screenshot({ path: join(folder, `window-${number}.png`), timeout: 5000 })
      .catch(() => undefined);
  }
}

/** Ends every app that still runs. */
export async function endAll() {
  await Promise.all([...running].map((pid) => killFamily(pid).catch(() => undefined)));
}

function track(child) {
  running.add(child.pid);
  child.once('exit', () => running.delete(child.pid));
  return child;
}

/**
 * @typedef {object} Started
 * @property {number} pid
 * @property {any[]} records what it has printed under `--json` so far
 * @property {string[]} errors lines of standard error
 * @property {Promise<number | null>} ended exit code; null when a signal ended it
 * @property {() => Promise<void>} kill
 */

/**
 * Starts the app in a process group of its own, with these arguments after `--archive PROFILE`.
 * @param {string} profile
 * @param {string[]} args none opens a window
 * @param {(record: any) => void} [onRecord]
 * @returns {Started}
 */
export function start(profile, args, onRecord = () => undefined) {
  const child = track(
    spawn(process.env.ELECTRON_EXEC_PATH, [...machineArguments(), APP, '--archive', profile, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
  );
  const records = [];
  const errors = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const record = parse(line);
    if (record === undefined) return;
    records.push(record);
    onRecord(record);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!isChromiumNoise(line)) errors.push(line);
  });
  const closed = new Promise((done) => child.once('close', done));
  const ended = new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      if (signal !== null) errors.push(`It was ended by ${signal}.`);
      void within(closed, PIPES_MS, 'the end of the output').then(
        () => done(code),
        () => done(code),
      );
    });
  });
  return { pid: child.pid, records, errors, ended, kill: () => killFamily(child.pid) };
}

/** A line that a kill cut in two is none. */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Runs a command to its end.
 * @param {string} profile
 * @param {string[]} args
 * @param {number} [ms] longest it may take
 * @returns {Promise<{ code: number | null, records: any[], errors: string[], ms: number }>}
 */
export async function command(profile, args, ms = COMMAND_MS) {
  const began = performance.now();
  const started = start(profile, [...args, '--json']);
  try {
    const code = await within(started.ended, ms, `the command "${args[0]}"`);
    return { code, records: started.records, errors: started.errors, ms: performance.now() - began };
  } catch (error) {
    await started.kill();
    throw error;
  }
}

/** {@link command} that must succeed; gives its records. */
export async function mustDo(profile, args) {
  const { code, records, errors } = await command(profile, args);
  if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${code}: ${errors.join(' ')}`);
  return records;
}

/**
 * Opens the window to be driven.
 * @param {string} profile
 * @param {{ preload?: string, env?: Record<string, string> }} [options] `preload`: a module that main loads first
 */
export async function openWindow(profile, { preload, env } = {}) {
  const electron = await _electron.launch({
    args: [...(preload === undefined ? [] : ['-r', preload]), APP, '--archive', profile],
    chromiumSandbox: process.getuid?.() !== 0,
    colorScheme: null,
    timeout: START_MS,
    env: { ...process.env, ...env },
  });
  track(electron.process());
  const window = new AppWindow(electron);
  windows.set(window, profile);
  void window.ended.then(() => windows.delete(window));
  return window;
}
