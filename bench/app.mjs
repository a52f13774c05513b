// Starts the built app on a profile folder, as a command, as a window that is only watched, and as one that is driven.
/* global document, requestAnimationFrame, window -- in functions that run in the page */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, chromium } from '@playwright/test';
import { build } from 'vite';
import { machineArguments } from '../scripts/system.mjs';
import { ROOT } from '../scripts/paths.mjs';

const EXECUTABLE = process.env.ELECTRON_EXEC_PATH;
const ATTACH_MS = 10_000;
/** What is to be ended if a measurement fails. */
const running = new Set();
const PAGE_CODE = join(ROOT, 'bench', 'results', 'page-code.js');

/** Ends every app that still runs. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

function track(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Bundles the script that is put into driven windows, with the app's own modules in it. */
export async function bundlePageCode() {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        $domain: join(ROOT, 'src/renderer/src/domain'),
        $contract: join(ROOT, 'src/preload/contract'),
      },
    },
    build: {
      outDir: join(ROOT, 'bench', 'results'),
      emptyOutDir: false,
      lib: {
        entry: join(ROOT, 'bench', 'page-code.ts'),
        formats: ['iife'],
        name: 'pageCode',
        fileName: () => 'page-code.js',
      },
    },
  });
}

/**
 * Runs a command of the app to its end.
 * @param {string} profile
 * @param {string[]} args
 * @returns {Promise<{ ms: number, records: any[] }>} wall time from spawning to the end; what it printed under `--json`
 */
export async function command(profile, args) {
  const began = performance.now();
  const child = track(
    spawn(EXECUTABLE, [...machineArguments(), ROOT, '--archive', profile, ...args, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  // Helpers of the app can outlive it a little and hold the pipes open: the output is complete only then.
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const ms = performance.now() - began;
  await closed;
  if (code !== 0) throw new Error(`"${args[0]}" ended with ${code}.\n${errors}`);
  return {
    ms,
    records: output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

/**
 * Starts the window as a user does, with a debugging port through which it is only looked at.
 * @param {string} profile
 * @returns {Promise<{ page: import('@playwright/test').Page, pid: number, usableMs: number, close(): Promise<void> }>}
 *   `usableMs`: from spawning to the first report of the list drawn and open to clicks
 */
export async function watchWindow(profile) {
  for (let attempt = 1; ; attempt += 1) {
    const began = Date.now();
    const child = track(
      spawn(EXECUTABLE, [...machineArguments(), '--remote-debugging-port=0', ROOT, '--archive', profile], {
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      const browser = await chromium.connectOverCDP(await endpointOf(child), { timeout: ATTACH_MS });
      const [context] = browser.contexts();
      const page = context.pages()[0] ?? (await context.waitForEvent('page'));
      const usableAt = await page.evaluate(firstReportUsable);
      return {
        page,
        pid: child.pid,
        usableMs: usableAt - began,
        async close() {
          await page.evaluate(() => window.close()).catch(() => undefined);
          await ended;
          await browser.close();
        },
      };
    } catch (error) {
      // Now and then Electron never answers a debugger that comes this early. Such a start counts as none.
      if (attempt === 3) throw error;
      child.kill();
      await ended;
    }
  }
}

function endpointOf(child) {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (\S+)$/.exec(line);
      if (found) resolve(found[1]);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The app ended before it could be watched.')));
  });
}

/** Runs in the page. The instant, in milliseconds since 1970, at which the first option could be clicked. */
async function firstReportUsable() {
  for (;;) {
    const option = document.querySelector('[role="listbox"][aria-label="Reports"] [role="option"]');
    const box = option?.getBoundingClientRect();
    const top = box && document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    // The frame that shows it may still have to be drawn.
    const at = await new Promise((resolve) =>
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now()))),
    );
    if (top && option.contains(top)) return at;
  }
}

/**
 * Starts the window to be driven as it is, and waits until its list can be used.
 * @param {string} profile
 * @param {(page: import('@playwright/test').Page) => Promise<unknown>} [prepare] runs before the list is waited for
 */
export async function openWindow(profile, prepare) {
  const app = await _electron.launch({
    args: [ROOT, '--archive', profile],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  track(app.process());
  const page = await app.firstWindow();
  page.setDefaultTimeout(60_000);
  await prepare?.(page);
  await page.evaluate(firstReportUsable);
  return { app, page, close: () => app.close() };
}

/**
 * Starts the window to be driven, with the page code in it from its first script on.
 * @param {string} profile
 */
export function driveWindow(profile) {
  return openWindow(profile, async (page) => {
    await page.addInitScript({ path: PAGE_CODE });
    await page.reload();
  });
}

/**
 * Starts the app and empties its window: a page of the same origin, with the page code and nothing of the app's own.
 * @param {string} profile
 */
export async function emptyWindow(profile) {
  const driven = await driveWindow(profile);
  const style = await driven.page.evaluate(() => document.querySelector('link[rel="stylesheet"]').href);
  await driven.page.goto(style);
  return driven;
}
