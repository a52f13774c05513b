import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import Banner from './Banner.svelte';

afterEach(cleanup);

test('is no alert while all is well', () => {
  render(Banner, { notice: null, onDismiss: vi.fn() });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a warning can be dismissed', async () => {
  const onDismiss = vi.fn();
  const notice = { kind: 'warning', message: 'Only 380 MB are free.', dismissible: true } as const;
  render(Banner, { notice, onDismiss });
  expect(screen.getByRole('alert').textContent).toContain('Only 380 MB are free.');
  await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(onDismiss).toHaveBeenCalledOnce();
});

test('what keeps work from being saved stays', () => {
  const notice = { kind: 'trouble', message: 'The disk is full.', dismissible: false } as const;
  render(Banner, { notice, onDismiss: vi.fn() });
  expect(screen.queryByRole('button')).toBeNull();
});
