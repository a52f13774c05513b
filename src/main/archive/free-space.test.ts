import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SpaceState } from '$contract/schemas';
import { readSpace, spaceOf, watchSpace } from './free-space';

it.each([
  [500_000_000, 'ok'],
  [499_999_999, 'low'],
  [100_000_000, 'low'],
  [99_999_999, 'full'],
  [0, 'full'],
])('%i bytes are %s', (freeBytes, level) => {
  expect(spaceOf(freeBytes)).toEqual({ level, freeBytes });
});

it('reads a real folder', async () => {
  expect((await readSpace(tmpdir())).freeBytes).toBeGreaterThan(0);
});

it('assumes enough where the system does not say', async () => {
  const unknown = { level: 'ok', freeBytes: Number.MAX_SAFE_INTEGER };
  expect(await readSpace(join(tmpdir(), 'commonplace-no-such-folder'))).toEqual(unknown);
  expect(spaceOf(Number.MAX_VALUE)).toEqual(unknown);
});

describe('watching', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells the first level and each change until it is stopped', async () => {
    const megabytes = [900, 800, 400, 300, 50, 900, 50];
    const seen: SpaceState['level'][] = [];
    const stop = watchSpace(
      '',
      ({ level }) => void seen.push(level),
      2000,
      () => Promise.resolve(spaceOf(megabytes.shift()! * 1e6)),
    );
    await vi.advanceTimersByTimeAsync(1999);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(5 * 2000 + 1);
    expect(seen).toEqual(['ok', 'low', 'full', 'ok']);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.length).toBe(4);
  });

  it('waits for a disk that does not answer, and says nothing after the stop', async () => {
    let answer: (space: SpaceState) => void = () => undefined;
    const read = vi.fn(() => new Promise<SpaceState>((resolve) => (answer = resolve)));
    const onChange = vi.fn();
    const stop = watchSpace('', onChange, 2000, read);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(read).toHaveBeenCalledTimes(1);
    stop();
    answer(spaceOf(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(onChange).not.toHaveBeenCalled();
  });
});
