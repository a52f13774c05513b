import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { ExcerptId } from '$domain/ids';
import { PassageSelection } from './passage-selection.svelte';

test('rows are selected one by one, by ranges and all, and forgotten once they leave the list', () => {
  let list = $state.raw('abcdef'.split('') as unknown as readonly ExcerptId[]);
  let selection!: PassageSelection;
  const stop = $effect.root(() => {
    selection = new PassageSelection(() => list);
  });
  flushSync();
  const selected = (): string => selection.ids.join('');

  selection.only(1);
  selection.extendTo(3);
  expect(selected()).toBe('bcd');
  selection.extendTo(0);
  expect(selected()).toBe('ab');
  selection.toggle(4);
  selection.extendTo(5, true);
  expect(selected()).toBe('abef');
  selection.toggle(0);
  expect(selected()).toBe('bef');
  expect(selection.isAll).toBe(false);

  list = 'fgb'.split('') as unknown as readonly ExcerptId[];
  flushSync();
  expect(selected()).toBe('fb');
  expect(selection.size).toBe(2);
  selection.all();
  expect(selection.isAll).toBe(true);
  selection.clear();
  expect(selection.size).toBe(0);
  expect(selection.isAll).toBe(false);
  stop();
});
