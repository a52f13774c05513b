import type { HostApi } from '$contract/host-api';
import type { SpaceState } from '$contract/schemas';
import type { Failure } from '$domain/result';
import type { WriteGate } from './write-gate';

const FULL: Failure = {
  code: 'archive/disk-full',
  message:
    'Less than 100 MB are free where the archive lies, so it is open for reading only. What was saved is safe. Free some space; writing goes on by itself.',
};

/** Main looks at the free space every two seconds: a disk that just became full is known as full by then. */
const NOTICE_MS = 2500;

/**
 * Gives the function to call when the store broke off: it is opened anew; on a full disk only once there is room, for
 * until then it would not open.
 */
export function createReopener(host: HostApi, now: SpaceState): () => void {
  let { level } = now;
  let isWanted = false;
  host.onSpace((space) => {
    ({ level } = space);
    if (isWanted && level !== 'full') void host.reopenStore();
  });
  return () => {
    if (isWanted) return;
    isWanted = true;
    setTimeout(() => {
      if (level !== 'full') void host.reopenStore();
    }, NOTICE_MS);
  };
}

/** Bars writing while the disk is all but full, from the start and whenever main says so. Returns what ends it. */
export function followSpace(host: HostApi, now: SpaceState, gate: WriteGate): () => void {
  const apply = ({ level }: SpaceState): void => {
    if (level === 'full') gate.bar('space', FULL);
    else gate.lift('space');
  };
  apply(now);
  return host.onSpace(apply);
}
