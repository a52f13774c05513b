import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackupInfo, OpenedBackup } from '$contract/schemas';
import { Messages } from '../../state/messages.svelte';
import { RestoreSession } from '../../state/restoring.svelte';
import type { Archive } from '../../usecases/archive';
import { summariseArchive } from '../../usecases/backup-folder';
import { openBackup, restore } from '../../usecases/restore';
import RestoreDialog from './RestoreDialog.svelte';

vi.mock('../../usecases/restore', () => ({ openBackup: vi.fn(), restore: vi.fn() }));
vi.mock('../../usecases/backup-folder', () => ({ summariseArchive: vi.fn() }));

const info = (id: string, more: Partial<BackupInfo> = {}): BackupInfo => ({
  id,
  name: `${id}.zip`,
  at: '2021-03-03T14:02:00Z',
  bytes: 1000,
  encrypted: false,
  summary: null,
  ...more,
});
const opened = (storeId: string, changes: number): OpenedBackup => ({
  token: 't',
  name: 'new.zip',
  summary: {
    storeId,
    kind: 'daily',
    createdAt: '2021-03-03T14:02:00Z',
    appVersion: '0.1.0',
    schema: 2,
    changes,
    reports: 3,
    passages: 1200,
    originals: 3,
    rows: {},
  },
});
const failed = (code: string, message: string) => ({ ok: false as const, error: { code, message } });

let session: RestoreSession;
const list = [info('new'), info('old', { at: '2021-03-02T09:00:00Z' })];

beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(summariseArchive).mockResolvedValue({
    storeId: 's1',
    changes: 512,
    reports: 4,
    passages: 1234,
    at: '2021-03-04T10:00:00Z',
  });
  const archive = { host: { onProgress: () => () => undefined } } as unknown as Archive;
  session = new RestoreSession(archive, new Messages(), () => list);
  render(RestoreDialog, { session });
});
afterEach(() => {
  session.close();
  cleanup();
});

test('a whole backup is compared with the archive before anything is done', async () => {
  vi.mocked(openBackup).mockResolvedValue({ ok: true, value: opened('s1', 500) });
  vi.mocked(restore).mockResolvedValue({ ok: true, value: undefined });
  void session.openListed(list[0]!);
  const row = await screen.findByRole('row', { name: /Passages/u });
  expect([...row.children].map((cell) => cell.textContent)).toEqual(['Passages', '1,234', '1,200']);
  expect(screen.getByText(/12 changes made since then are not in this backup/u)).toBeTruthy();
  expect(screen.getByText(/First the archive as it is now is backed up/u)).toBeTruthy();
  expect(restore).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByRole('button', { name: 'Restore' }));
  expect(restore).toHaveBeenCalledOnce();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Cancel' }).disabled).toBe(true);
});

test('a backup of another archive is told apart', async () => {
  vi.mocked(openBackup).mockResolvedValue({ ok: true, value: opened('s2', 900) });
  void session.openListed(list[0]!);
  expect(await screen.findByText(/of another archive/u)).toBeTruthy();
});

test('an encrypted one asks for its passphrase until it fits', async () => {
  vi.mocked(openBackup)
    .mockResolvedValueOnce(failed('backup/wrong-passphrase', 'That passphrase does not open this backup.'))
    .mockResolvedValueOnce({ ok: true, value: opened('s1', 512) });
  void session.openListed(info('new', { encrypted: true }));
  await fireEvent.input(await screen.findByLabelText('Passphrase'), { target: { value: 'a' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText(/does not open this backup/u)).toBeTruthy();
  await fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'b' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText(/Nothing was changed since then/u)).toBeTruthy();
  expect(vi.mocked(openBackup).mock.calls.map(([, , passphrase]) => passphrase)).toEqual(['a', 'b']);
});

test('a damaged one is refused with the reason, and the one before is offered', async () => {
  vi.mocked(openBackup).mockResolvedValueOnce(
    failed('backup/damaged', 'The backup is damaged. The archive is unchanged.'),
  );
  void session.openListed(list[0]!);
  expect((await screen.findByRole('alert')).textContent).toContain('The archive is unchanged.');
  expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull();
  vi.mocked(openBackup).mockResolvedValueOnce({ ok: true, value: opened('s1', 400) });
  await fireEvent.click(screen.getByRole('button', { name: 'Try the one before' }));
  await waitFor(() => expect(session.phase).toBe('preview'));
  expect(session.name).toBe('old.zip');
});

test('an answer that comes after Cancel is dropped', async () => {
  let answer!: (value: Awaited<ReturnType<typeof openBackup>>) => void;
  vi.mocked(openBackup).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const opening = session.openListed(list[0]!);
  expect(await screen.findByRole('progressbar')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  answer({ ok: true, value: opened('s1', 500) });
  await opening;
  expect(session.phase).toBe('closed');
});
