import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
// Chromium reports every missing bus and graphics driver this way; nothing of the app's own looks like it.
const CHROMIUM_NOISE = /^\[\d+:\d{4}\/\d+\.\d+:(?:ERROR|WARNING):/;
// A crash reporter or a zygote can outlive the app a little and hold the pipe open.
const FLUSH_MS = 1000;
const ORPHAN_POLL_MS = 500;

/** Whether a line of standard error is Chromium grumbling about the machine and not about the app. */
export function isChromiumNoise(line) {
  return CHROMIUM_NOISE.test(line);
}

/**
 * Runs a program to its end and passes on the signals that reach this process meanwhile.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdout?: 'inherit' | 2, quiet?: boolean }} [options]
 *   `stdout: 2` sends standard output to standard error; `quiet` drops Chromium's noise from standard error.
 * @returns {Promise<number>} the exit code, or 128 plus the number of the signal that ended it
 */
export function run(command, args, { cwd, env, stdout = 'inherit', quiet = false } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['inherit', stdout, quiet ? 'pipe' : 'inherit'] });
  if (quiet) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!isChromiumNoise(line)) process.stderr.write(`${line}\n`);
    });
  }
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  const watch = watchForOrphaning(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    const settle = (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward);
      clearInterval(watch);
      resolve(signal === null ? code : 128 + constants.signals[signal]);
    };
    child.once('error', reject);
    child.once('close', settle);
    child.once('exit', (code, signal) => setTimeout(settle, FLUSH_MS, code, signal).unref());
  });
}

// npm passes a signal on to the shell between it and us, which dies of it alone; only its absence can be noticed.
function watchForOrphaning(onOrphaned) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, ORPHAN_POLL_MS);
  return timer;
}
