import { join } from 'node:path';
import { command, openWindow, start } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { openReport, tagOne } from '../lib/coding.mjs';
import { isAlive } from '../lib/processes.mjs';
import { judge } from '../lib/truth.mjs';
import { until, within } from '../lib/wait.mjs';

const LEAVES_MS = 60_000;
const IN_USE = 5;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const twoInstances = {
  id: 'two-instances',
  what: 'two starts at once, a second start beside a window, and the lock of a killed owner',
  cases: each({
    short: ['beside a window'],
    long: ['beside a window', 1, 2, 3, 4, 5],
    label: (n) => (n > 0 ? `at once, ${n}` : n),
  }),
  async run(run, context) {
    const base = await context.bases.small();
    const profile = copyOf(base, join(context.folder, 'profile'));
    run.acknowledged = base.seq;
    const added =
      context.value === 'beside a window' ? await beside(run, profile) : await atOnce(run, profile);
    run.acknowledged += added;
    await judge(run, profile, {
      acknowledged: base.seq + added,
      content: base.content,
      passages: base.passages + added,
    });
  },
};

/** Both are started in the same moment; the one that stays is killed, and its lock must not stand in the way. */
async function atOnce(run, profile) {
  const [a, b] = [start(profile, []), start(profile, [])];
  const left = await within(
    Promise.race([a.ended.then(() => a), b.ended.then(() => b)]),
    LEAVES_MS,
    'one of two to leave',
  );
  const stays = left === a ? b : a;
  run.check((await left.ended) === 0, `The one that left ended with ${await left.ended}.`);
  run.check(isAlive(stays.pid), 'Both ended.');
  await stays.kill();
  await stays.ended;
  return 0;
}

async function beside(run, profile) {
  const window = await openWindow(profile);
  await window.settle();
  await window.electron.evaluate(({ app, BrowserWindow }) => {
    globalThis.asked = 0;
    app.on('second-instance', () => (globalThis.asked += 1));
    BrowserWindow.getAllWindows()[0].minimize();
  });
  const second = start(profile, []);
  const code = await within(second.ended, LEAVES_MS, 'the second start to leave');
  run.check(code === 0, `The second start ended with ${code}.`);
  const isShown = () =>
    window.electron.evaluate(({ BrowserWindow }) => {
      const [first, ...more] = BrowserWindow.getAllWindows();
      return globalThis.asked === 1 && more.length === 0 && !first.isMinimized() ? true : undefined;
    });
  await until(isShown, 5000, 'the first window to come to the front');
  const refused = await command(profile, ['list']);
  run.check(
    refused.code === IN_USE,
    `A command beside the window ended with ${refused.code} and not with ${IN_USE}.`,
  );
  await openReport(window, 1);
  await tagOne(window);
  await window.close();
  return 1;
}
