import { describe, expect, it } from 'vitest';
import { placeNear, spotFor } from './place-near';

const viewport = { width: 1000, height: 600 };
const panel = { width: 400, height: 200 };

describe('placeNear', () => {
  it('goes below the anchor when there is room', () => {
    expect(placeNear({ left: 100, top: 50, width: 80, height: 20 }, panel, viewport)).toEqual({
      left: 100,
      top: 78,
    });
  });

  it('goes above an anchor near the bottom', () => {
    expect(placeNear({ left: 100, top: 500, width: 80, height: 20 }, panel, viewport)).toEqual({
      left: 100,
      top: 292,
    });
  });

  it('stays inside at the right edge', () => {
    expect(placeNear({ left: 950, top: 50, width: 40, height: 20 }, panel, viewport).left).toBe(592);
  });

  it('stays inside when the anchor fills the viewport or has been scrolled away', () => {
    const tops = [
      { left: 0, top: -200, width: 900, height: 1000 },
      { left: 0, top: 2000, width: 100, height: 20 },
      { left: 0, top: -2000, width: 100, height: 20 },
    ].map((anchor) => placeNear(anchor, panel, viewport).top);
    for (const top of tops) {
      expect(top).toBeGreaterThanOrEqual(8);
      expect(top).toBeLessThanOrEqual(392);
    }
  });
});

describe('spotFor', () => {
  const heights = { wanted: 450, least: 300 };
  const line = (top: number) => ({ left: 100, top, width: 80, height: 20 });

  it('hangs below when the wanted height fits', () => {
    expect(spotFor(line(50), 400, heights, viewport)).toEqual({ left: 100, top: 78, maxHeight: 514 });
  });

  it('stands above when only there is room', () => {
    expect(spotFor(line(500), 400, heights, viewport)).toEqual({ left: 100, bottom: 108, maxHeight: 484 });
  });

  it('takes the roomier side when the wanted height fits nowhere', () => {
    expect(spotFor(line(250), 400, heights, viewport)).toEqual({ left: 100, top: 278, maxHeight: 314 });
  });

  it('keeps the least height over an anchor that leaves no room', () => {
    const spot = spotFor({ left: 0, top: 100, width: 900, height: 450 }, 400, heights, viewport);
    expect(spot).toEqual({ left: 8, bottom: 292, maxHeight: 300 });
  });

  it('never asks for more than the viewport', () => {
    const spot = spotFor(line(90), 400, heights, { width: 380, height: 200 });
    expect(spot.maxHeight).toBeLessThanOrEqual(184);
    expect(spot.left).toBe(8);
  });
});
