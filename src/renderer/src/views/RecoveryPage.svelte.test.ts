import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { HostApi } from '$contract/host-api';
import type { RecoveryOptions } from '$contract/schemas';
import RecoveryPage from './RecoveryPage.svelte';

afterEach(cleanup);

const EMPTY = { code: 'store/empty', message: 'The store is empty, although the archive holds saved work.' };
const whole: RecoveryOptions = {
  sources: [
    { token: 'journal', kind: 'journal', seq: 512, savedAt: '2021-03-03T14:02:00Z', name: '' },
    { token: 'b1', kind: 'backup', seq: 500, savedAt: '2021-03-02T09:00:00Z', name: 'daily.zip' },
  ],
  lastSeq: 512,
  lastSavedAt: '2021-03-03T14:02:00Z',
  canOpenStore: true,
};

function show(options: RecoveryOptions, fault = EMPTY, more: Partial<HostApi> = {}) {
  const machine = {
    recoveryOptions: vi.fn().mockResolvedValue(options),
    startBuild: vi.fn().mockResolvedValue(undefined),
    cutJournal: vi.fn().mockResolvedValue({ seq: 10, hash: '', storeId: null }),
    reload: vi.fn().mockResolvedValue(undefined),
    openFolder: vi.fn().mockResolvedValue(undefined),
    ...more,
  };
  const onReadOnly = vi.fn().mockResolvedValue({ ok: true, value: undefined });
  render(RecoveryPage, {
    machine: machine,
    fault,
    folder: '/home/me/archive',
    onReadOnly,
  });
  return { machine, onReadOnly };
}

const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name });

test('says what happened and restores from the source that reaches furthest', async () => {
  const { machine } = show(whole);
  await screen.findByText(/Everything up to change 512, saved \d\d:02 on 3 March 2021/u);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The archive needs to be restored');
  expect(screen.getByText(EMPTY.message)).toBeTruthy();
  expect(screen.getByText(/Nothing was deleted/u)).toBeTruthy();
  expect(screen.getByText('Everything that was saved comes back.')).toBeTruthy();
  expect(document.activeElement).toBe(button('Restore'));

  await fireEvent.click(button('Restore'));
  await waitFor(() => expect(machine.startBuild).toHaveBeenCalledWith('recovery', 'journal'));
  expect(button('Restore').disabled).toBe(true);
  expect(screen.getByText('Starting to restore…')).toBeTruthy();
});

test('another source can be chosen, and what it lacks is said', async () => {
  const { machine } = show(whole);
  await fireEvent.click(await screen.findByRole('button', { name: 'Choose another source…' }));
  await fireEvent.click(screen.getByRole('radio', { name: /From backup daily\.zip/u }));
  expect(screen.getByText(/changes 501 to 512 would be missing \(12 changes\)/u)).toBeTruthy();
  await fireEvent.click(button('Restore'));
  expect(machine.startBuild).toHaveBeenCalledWith('recovery', 'b1');
});

test('says so when no source reaches everything', async () => {
  show({ ...whole, sources: whole.sources.slice(1), lastSeq: 501 });
  expect(
    await screen.findByText(/No source reaches everything that was saved: change 501 would be missing/u),
  ).toBeTruthy();
});

test('without any source it asks for a backup from elsewhere, and for its passphrase', async () => {
  const picked = { token: 'p', name: 'usb.zip.age', size: 1 };
  const openPickedBackup = vi
    .fn()
    .mockRejectedValueOnce(new Error('backup/encrypted: This backup is encrypted.'))
    .mockRejectedValueOnce(new Error('backup/wrong-passphrase: That passphrase does not open this backup.'))
    .mockResolvedValueOnce({ token: 'opened', name: 'usb.zip.age', summary: {} });
  const { machine } = show({ ...whole, sources: [], canOpenStore: false }, EMPTY, {
    pickBackup: vi.fn().mockResolvedValue(picked),
    openPickedBackup,
  });
  expect(await screen.findByText(/copy the whole folder/u)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open read-only' })).toBeNull();
  await fireEvent.click(button('Choose a backup…'));
  const field = await screen.findByLabelText('Passphrase');
  await fireEvent.input(field, { target: { value: 'wrong' } });
  await fireEvent.click(button('Restore this backup'));
  expect(await screen.findByText(/does not open this backup/u)).toBeTruthy();
  await fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'right' } });
  await fireEvent.click(button('Restore this backup'));
  await waitFor(() => expect(machine.startBuild).toHaveBeenCalledWith('restore', 'opened'));
  expect(openPickedBackup).toHaveBeenLastCalledWith('p', 'right');
});

test('a damaged journal is written again from the archive; restoring is the second choice', async () => {
  const { machine } = show(whole, {
    code: 'journal/damaged',
    message: 'The journal is damaged at change 11.',
  });
  const first = await screen.findByRole('button', { name: 'Write the journal again' });
  expect(document.activeElement).toBe(first);
  expect(button('Restore').className).toContain('secondary');
  await fireEvent.click(first);
  await waitFor(() => expect(machine.reload).toHaveBeenCalledOnce());
  expect(machine.cutJournal).toHaveBeenCalledOnce();
});

test('starting fresh is not offered, a failure is told, and the other ways out work', async () => {
  const { machine, onReadOnly } = show(whole, EMPTY, {
    startBuild: vi.fn().mockRejectedValue(new Error('source/unknown: The backup is not there any more.')),
  });
  await screen.findByRole('button', { name: 'Restore' });
  expect(screen.queryByRole('button', { name: /fresh|new archive|delete/iu })).toBeNull();
  await fireEvent.click(button('Restore'));
  expect(await screen.findByText('The backup is not there any more.')).toBeTruthy();
  expect(button('Restore').disabled).toBe(false);
  await fireEvent.click(button('Show the folder'));
  expect(machine.openFolder).toHaveBeenCalledWith('archive');
  await fireEvent.click(button('Open read-only'));
  expect(onReadOnly).toHaveBeenCalledOnce();
});
