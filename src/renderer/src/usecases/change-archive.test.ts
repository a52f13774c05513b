import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commit } from '../storage/commit';
import { change } from './change-archive';
import { ChangeFeed } from './change-feed';
import { anArchive, type TestArchive } from './testing/test-archive';

vi.mock('../storage/commit', () => ({ commit: vi.fn() }));

let archive: TestArchive;
let broke: ReturnType<typeof vi.fn<() => void>>;
beforeEach(() => {
  vi.useFakeTimers();
  broke = vi.fn();
  archive = { ...anArchive(), broke };
});
afterEach(() => {
  vi.useRealTimers();
});

/** A write that hangs until one of these is called. */
function hang(): { land(): void; fail(): void } {
  let settle!: { land(): void; fail(): void };
  vi.mocked(commit).mockReturnValueOnce(
    new Promise((resolve, reject) => {
      settle = { land: () => resolve({ ok: true, value: null }), fail: () => reject(new Error('gone')) };
    }),
  );
  return settle;
}

const run = (): ReturnType<typeof change> => change(archive, { kind: 'remove-sample' });

test('while one late write hangs, another that lands does not let more in', async () => {
  const [first, second] = [hang(), hang()];
  const writes = [run(), run()];
  await vi.advanceTimersByTimeAsync(10_000);
  for (const write of writes) {
    expect(await write).toMatchObject({ ok: false, error: { code: 'store/late' } });
  }
  first.land();
  await vi.advanceTimersByTimeAsync(0);
  expect(archive.gate.barred).toMatchObject({ code: 'store/slow' });
  second.land();
  await vi.advanceTimersByTimeAsync(0);
  expect(archive.gate.barred).toBeNull();
});

test('a late write that breaks off bars for good, whatever lands beside it', async () => {
  const [first, second] = [hang(), hang()];
  const writes = [run(), run()];
  await vi.advanceTimersByTimeAsync(10_000);
  await Promise.all(writes);
  first.fail();
  second.land();
  await vi.advanceTimersByTimeAsync(0);
  expect(archive.gate.barred).toMatchObject({ code: 'store/broken' });
  expect(broke).toHaveBeenCalledOnce();
});

test('an error of what follows a write does not say that the write failed', async () => {
  vi.mocked(commit).mockResolvedValueOnce({ ok: true, value: {} as never });
  const closed = Object.assign(new Error('closed'), { name: 'DatabaseClosedError' });
  const following = { ...archive, feed: new ChangeFeed() };
  following.feed.listen(() => {
    throw closed;
  });
  await expect(change(following, { kind: 'remove-sample' })).rejects.toBe(closed);
  expect(broke).not.toHaveBeenCalled();
  expect(archive.gate.barred).toBeNull();
});
