import { statfs } from 'node:fs/promises';
import type { SpaceState } from '$contract/schemas';

const MEGABYTE = 1e6;
const LOW_BYTES = 500 * MEGABYTE;
const FULL_BYTES = 100 * MEGABYTE;

/** Space that programs of this user may still fill; where the system does not say, there is enough. */
export async function readSpace(folder: string): Promise<SpaceState> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return spaceOf(bavail * bsize);
  } catch {
    return spaceOf(Number.MAX_SAFE_INTEGER);
  }
}

/** What so many free bytes mean. */
export function spaceOf(bytes: number): SpaceState {
  const freeBytes = Math.min(Math.max(Math.trunc(bytes), 0), Number.MAX_SAFE_INTEGER);
  if (freeBytes < FULL_BYTES) return { level: 'full', freeBytes };
  return { level: freeBytes < LOW_BYTES ? 'low' : 'ok', freeBytes };
}

/**
 * Looks every `everyMs` and tells the first level it finds and each change of level. Does not keep the app running.
 * Returns the function that ends it.
 */
export function watchSpace(
  folder: string,
  onChange: (space: SpaceState) => void,
  everyMs = 2000,
  read = readSpace,
): () => void {
  let level: SpaceState['level'] | null = null;
  let isReading = false;
  let isStopped = false;
  const timer = setInterval(() => {
    // A disk that hangs must not be asked again and again.
    if (isReading) return;
    isReading = true;
    void read(folder).then((space) => {
      isReading = false;
      if (isStopped || space.level === level) return;
      level = space.level;
      onChange(space);
    });
  }, everyMs);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
