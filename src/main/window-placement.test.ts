import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, parseWindowState, placeWindow } from './window-placement';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('placeWindow', () => {
  it.each([
    ['nothing is stored', null, [laptop], DEFAULT_SIZE],
    ['its display is gone', { x: 1500, y: 100, width: 1200, height: 800 }, [laptop], DEFAULT_SIZE],
    [
      'its title bar is above the display',
      { x: 0, y: -300, width: 1200, height: 800 },
      [laptop],
      DEFAULT_SIZE,
    ],
    [
      'its title bar is below the display',
      { x: 0, y: 890, width: 1200, height: 800 },
      [laptop],
      DEFAULT_SIZE,
    ],
    ['there is no display', { x: 0, y: 0, width: 1200, height: 800 }, [], DEFAULT_SIZE],
  ])('uses the default size when %s', (_name, stored, areas, expected) => {
    expect(placeWindow(stored, areas)).toEqual(expected);
  });

  it('keeps bounds that can be reached, also partly off the side', () => {
    const stored = { x: -700, y: 60, width: 1200, height: 700 };
    expect(placeWindow(stored, [laptop, second])).toEqual(stored);
    const other = { x: 1600, y: 60, width: 2000, height: 1200 };
    expect(placeWindow(other, [laptop, second])).toEqual(other);
  });

  it('shrinks to a smaller display, not below the minimum', () => {
    expect(placeWindow({ x: 0, y: 30, width: 2000, height: 1300 }, [laptop])).toMatchObject({
      width: 1440,
      height: 875,
    });
    expect(placeWindow({ x: 0, y: 30, width: 10, height: 10 }, [laptop])).toEqual(DEFAULT_SIZE);
    expect(placeWindow({ x: 0, y: 30, width: 200, height: 10 }, [laptop])).toMatchObject({
      width: 960,
      height: 600,
    });
  });
});

describe('parseWindowState', () => {
  it.each([
    { version: 1, bounds: null, maximised: true },
    { version: 1, bounds: { x: -5, y: 0, width: 1000, height: 700 }, maximised: false },
  ])('reads %j', (state) => {
    expect(parseWindowState(state)).toEqual(state);
  });

  it.each([
    null,
    [],
    {},
    { version: 2, bounds: null, maximised: true },
    { version: 1, bounds: { x: 0.5, y: 0, width: 1, height: 1 }, maximised: true },
    { version: 1, bounds: { x: 0, y: 0, width: 1 }, maximised: true },
    { version: 1, maximised: true },
  ])('refuses %j', (raw) => {
    expect(parseWindowState(raw)).toBeNull();
  });
});
