// Statistics, and what the machine says about itself and about processes.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** The value below which `share` of the values lie (nearest rank). */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

/** Median, 95th percentile and the largest of some times, with how many there are. */
export function summary(values) {
  return {
    n: values.length,
    p50: median(values),
    p95: quantile(values, 0.95),
    max: Math.max(...values),
  };
}

export function machine() {
  return `${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}`;
}

export const load = () => loadavg()[0];

/**
 * Memory of a process and all that it started, shared pages counted once among those who share them; Linux only.
 * @returns {{ total: number, renderer: number } | null} bytes
 */
export function memoryOfTree(root) {
  if (process.platform !== 'linux') return null;
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = attempt(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isInTree = (pid) => pid === root || (parents.has(pid) && isInTree(parents.get(pid)));
  let total = 0;
  let renderer = 0;
  for (const pid of [...parents.keys()].filter(isInTree)) {
    const rollup = attempt(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    const bytes = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup ?? '')?.[1] ?? 0) * 1024;
    total += bytes;
    const line = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
    if (line.includes('--type=renderer')) renderer += bytes;
  }
  return { total, renderer };
}

/**
 * Used JavaScript heap after a collection, in bytes: of the page and of each of its workers.
 * @param {import('@playwright/test').Page} page
 */
export async function heaps(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const workers = [];
  const attached = [];
  session.on('Target.attachedToTarget', (event) => attached.push(event));
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  for (const { sessionId, targetInfo } of attached) {
    const send = messenger(session, sessionId);
    await send(1, 'HeapProfiler.collectGarbage');
    const heap = await send(2, 'Runtime.getHeapUsage');
    workers.push({ name: /[^/]+\.worker/.exec(targetInfo.url)?.[0] ?? 'a worker', bytes: heap.usedSize });
  }
  await session.detach();
  return { page: usedSize, workers };
}

function messenger(session, sessionId) {
  return (id, method) =>
    new Promise((resolve, reject) => {
      const receive = (event) => {
        if (event.sessionId !== sessionId) return;
        const reply = JSON.parse(event.message);
        if (reply.id !== id) return;
        session.off('Target.receivedMessageFromTarget', receive);
        if (reply.error) reject(new Error(reply.error.message));
        else resolve(reply.result);
      };
      session.on('Target.receivedMessageFromTarget', receive);
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
        .catch(reject);
    });
}

function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
