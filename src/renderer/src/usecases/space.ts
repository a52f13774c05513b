import type { HostApi } from '$contract/host-api';
import type { SpaceState } from '$contract/schemas';
import type { Failure } from '$domain/result';
import type { WriteGate } from './write-gate';

const FULL: Failure = {
  code: 'archive/disk-full',
  message:
    'Less than 100 MB are free where the archive lies, so it is open for reading only. What was saved is safe. Free some space; writing goes on by itself.',
};

/** Bars writing while the disk is all but full, from the start and whenever main says so. Returns what ends it. */
export function followSpace(host: HostApi, now: SpaceState, gate: WriteGate): () => void {
  const apply = ({ level }: SpaceState): void => {
    if (level === 'full') gate.bar('space', FULL);
    else gate.lift('space');
  };
  apply(now);
  return host.onSpace(apply);
}
