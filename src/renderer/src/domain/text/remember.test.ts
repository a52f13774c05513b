import { expect, it, vi } from 'vitest';
import { remember } from './remember';

it('works each text out once, until it knows too many', () => {
  const make = vi.fn((text: string) => text.toUpperCase());
  const upper = remember(make, 2);
  expect([upper('a'), upper('b'), upper('a'), upper('c'), upper('a')]).toEqual(['A', 'B', 'A', 'C', 'A']);
  expect(make.mock.calls.map(([text]) => text)).toEqual(['a', 'b', 'c', 'a']);
});
