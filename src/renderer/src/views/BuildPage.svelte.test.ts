import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { HostApi } from '$contract/host-api';
import type { Ports } from '$domain/ids';
import { BuildSession } from '../state/building.svelte';
import { buildNew, type BuildOptions, type BuildState } from '../usecases/build-archive';
import BuildPage from './BuildPage.svelte';

vi.mock('../usecases/build-archive', () => ({ buildNew: vi.fn() }));
afterEach(cleanup);

let now = 0;
const ports = { now: () => new Date(now).toISOString() } as unknown as Ports;
const state = { kind: 'build', reason: 'recovery', seq: 100 } as BuildState;

function show(more: Partial<BuildState> = {}) {
  now = 0;
  const cancelBuild = vi.fn().mockResolvedValue(undefined);
  let options!: BuildOptions;
  let end!: (built: Awaited<ReturnType<typeof buildNew>>) => void;
  vi.mocked(buildNew).mockImplementation((_host, _ports, _state, given) => {
    options = given;
    return new Promise((resolve) => (end = resolve));
  });
  const session = new BuildSession({ cancelBuild } as unknown as HostApi, ports, { ...state, ...more });
  const done = session.run();
  render(BuildPage, { session });
  return { cancelBuild, done, options, end };
}

test('shows how far it is, and after a while how long it takes', async () => {
  const { options } = show();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Restoring the archive');
  now = 1000;
  options.onProgress({ done: 10, total: 200 });
  await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('5'));
  expect(screen.queryByText(/left$/u)).toBeNull();
  now = 10_000;
  options.onProgress({ done: 122, total: 200 });
  expect(await screen.findByText('Restoring the archive… 61 %')).toBeTruthy();
  expect(screen.getByText('about 10 seconds left')).toBeTruthy();
});

test('Cancel stops it and goes back to the archive as it was', async () => {
  const { options, end, done, cancelBuild } = show({ reason: 'restore' });
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(options.signal.aborted).toBe(true);
  end({ ok: false, error: { code: 'build/cancelled', message: 'It was stopped.' } });
  expect(await done).toBeNull();
  expect(cancelBuild).toHaveBeenCalledOnce();
});

test('a failure is told, and there is a way back', async () => {
  const { end, done, cancelBuild } = show({ reason: 'purge' });
  end({ ok: false, error: { code: 'build/short', message: 'It ends at change 9 and not at 100.' } });
  await done;
  expect((await screen.findByRole('alert')).textContent).toBe('It ends at change 9 and not at 100.');
  await fireEvent.click(screen.getByRole('button', { name: 'Go back' }));
  expect(cancelBuild).toHaveBeenCalledOnce();
});
