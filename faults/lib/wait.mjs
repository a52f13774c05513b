import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/**
 * Settles as `promise` does, and rejects when that takes longer than `ms`.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @param {string} what is waited for; stands in the error
 * @returns {Promise<T>}
 */
export async function within(promise, ms, what) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${ms / 1000} s: ${what}.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks `look` again and again until it gives something else than undefined. For what no event tells: files that
 * another process writes, processes that end.
 * @template T
 * @param {() => T | undefined | Promise<T | undefined>} look
 * @param {number} ms
 * @param {string} what is waited for; stands in the error
 * @returns {Promise<T>}
 */
export async function until(look, ms, what) {
  const end = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`It took longer than ${ms / 1000} s: ${what}.`);
    await sleep(25);
  }
}
