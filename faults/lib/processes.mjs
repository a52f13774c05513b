// Processes as Linux shows them in /proc: who belongs to whom, and who is still there.
import { readdirSync, readFileSync } from 'node:fs';
import { until } from './wait.mjs';

const GONE_MS = 15_000;

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, state, parent: Number(parent), group: Number(group) };
  } catch {
    return null;
  }
}

function all() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((process) => process !== null && process.state !== 'Z');
}

/** The process, its descendants, and all that are in its group. */
export function familyOf(pid) {
  const processes = all();
  const family = new Set(
    processes.filter((each) => each.pid === pid || each.group === pid).map((each) => each.pid),
  );
  for (let grew = true; grew;) {
    grew = false;
    for (const each of processes) {
      if (family.has(each.parent) && !family.has(each.pid)) {
        family.add(each.pid);
        grew = true;
      }
    }
  }
  return [...family];
}

/** Sends a signal to every process of the family, all at once where they are one group. */
export function signalFamily(pid, signal) {
  const family = familyOf(pid);
  send(-pid, signal);
  for (const member of family) send(member, signal);
  return family;
}

/** Ends the whole family without giving it a chance, and waits until nobody of it is left. */
export async function killFamily(pid) {
  const family = signalFamily(pid, 'SIGKILL');
  await gone(family);
}

/** Waits until none of the processes is there any more. */
export async function gone(pids) {
  await until(() => (pids.some(isAlive) ? undefined : true), GONE_MS, 'the end of killed processes');
}

/** Processes whose command line names the folder: what a run left behind. */
export function usersOf(folder) {
  return all().filter(({ pid }) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

export function isAlive(pid) {
  const found = statOf(pid);
  return found !== null && found.state !== 'Z';
}

export function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
