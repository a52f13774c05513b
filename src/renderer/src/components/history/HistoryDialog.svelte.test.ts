import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { BatchId, ExcerptId } from '$domain/ids';
import type { HistoryOf, HistorySession } from '../../state/history.svelte';
import HistoryDialog from './HistoryDialog.svelte';

afterEach(cleanup);

const onUndo = vi.fn();
const onRedo = vi.fn();

function open(session: Partial<HistorySession> & { of: HistoryOf }): HTMLElement {
  render(HistoryDialog, {
    session: {
      steps: undefined,
      changes: undefined,
      failed: false,
      isIncomplete: false,
      close: vi.fn(),
      ...session,
    },
    onUndo,
    onRedo,
  });
  return screen.getByRole('dialog', { name: 'History' });
}

const step = (label: string, n: number) => ({
  batchId: `batch-${n}` as BatchId,
  label,
  at: `2022-01-0${n}T10:00:00.000Z`,
  coder: 'Coder 1',
});

it('marks where the archive stands among its steps', async () => {
  const dialog = open({
    of: { kind: 'archive' },
    steps: { undone: [step('Edit passage', 3)], done: [step('Tag passage', 2), step('Import report', 1)] },
  });
  const undone = within(dialog).getByRole('list', { name: 'Undone steps, newest first' });
  expect(within(undone).getByText('Edit passage').textContent).toContain('undone');
  const done = within(dialog).getByRole('list', { name: 'Steps, newest first' });
  expect(within(done).getAllByRole('listitem')).toHaveLength(2);
  const here = within(dialog).getByText('The archive stands here');
  expect(undone.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Redo' }));
  expect(onRedo).toHaveBeenCalledOnce();
});

it('shows a memo before and after', () => {
  const dialog = open({
    of: { kind: 'passage', id: 'e1' as ExcerptId, name: 'Crowds' },
    changes: [
      {
        seq: 7,
        at: '2022-01-06T10:00:00.000Z',
        coder: 'Coder 2',
        title: 'Edit passage',
        notes: [{ text: 'Memo changed', memo: { before: 'Who?', after: 'Nobody.' } }],
      },
    ],
  });
  expect(within(dialog).getByText('Coder 2')).toBeTruthy();
  expect(within(dialog).getByText('Who?')).toBeTruthy();
  expect(within(dialog).getByText('Nobody.')).toBeTruthy();
  expect(within(dialog).queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('teaches while there is nothing', () => {
  const dialog = open({ of: { kind: 'archive' }, steps: { undone: [], done: [] } });
  expect(within(dialog).getByText(/Import a report or tag a passage/u)).toBeTruthy();
  expect(within(dialog).getByRole('button', { name: 'Undo' }).hasAttribute('disabled')).toBe(true);
});
