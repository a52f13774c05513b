import { expect, it } from 'vitest';
import { linesOfBoxes } from './line-boxes';

const box = (left: number, top: number, width = 50, height = 20) => ({
  left,
  top,
  width,
  height,
  isRtl: false,
});

it('makes one box of what stands on a line, however it is cut, and leaves lines apart', () => {
  expect(linesOfBoxes([box(100, 0), box(150, 2, 10, 14), box(160, 0), box(0, 24), box(0, 24, 0)])).toEqual([
    box(100, 0, 110),
    box(0, 24),
  ]);
});

it('does not take lines that overlap a little for one', () => {
  expect(linesOfBoxes([box(0, 0, 50, 30), box(0, 28, 50, 30)])).toHaveLength(2);
});
