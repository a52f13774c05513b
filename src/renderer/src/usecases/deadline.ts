/** Longest a write may take before the person is told, milliseconds. */
export const WRITE_DEADLINE_MS = 10_000;

/** What `work` comes to, or `null` when it has not settled after `ms`. The work itself goes on. */
export async function within<T>(work: Promise<T>, ms: number): Promise<{ readonly value: T } | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
  }
}
