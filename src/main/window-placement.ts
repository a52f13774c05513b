/** Device-independent pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  version: 1;
  /** Null until the window has been closed once. */
  bounds: Rectangle | null;
  maximised: boolean;
}

export const DEFAULT_WINDOW_STATE: WindowState = { version: 1, bounds: null, maximised: false };
export const DEFAULT_SIZE = { width: 1280, height: 800 };
export const MINIMUM_SIZE = { width: 960, height: 600 };

/** How much of the window's top edge must show for it to be reachable, in pixels. */
const REACHABLE = { width: 120, height: 40 };

/** A stored window state; null when it does not have the shape this app writes. */
export function parseWindowState(raw: unknown): WindowState | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { version, bounds, maximised } = raw as Record<string, unknown>;
  if (version !== 1 || typeof maximised !== 'boolean') return null;
  if (bounds === null) return { version, bounds, maximised };
  if (typeof bounds !== 'object') return null;
  const { x, y, width, height } = bounds as Record<string, unknown>;
  const whole = (n: unknown): n is number => Number.isSafeInteger(n);
  if (!whole(x) || !whole(y) || !whole(width) || !whole(height)) return null;
  return { version, bounds: { x, y, width, height }, maximised };
}

/**
 * Where to open the window: the stored bounds while their top edge can be reached on one of `workAreas` (the parts of
 * the displays not taken by panels), shrunk to fit that display; otherwise only the default size.
 */
export function placeWindow(
  stored: Rectangle | null,
  workAreas: readonly Rectangle[],
): Rectangle | typeof DEFAULT_SIZE {
  if (stored === null) return DEFAULT_SIZE;
  const area = workAreas.find(
    ({ x, y, width, height }) =>
      Math.min(stored.x + stored.width, x + width) - Math.max(stored.x, x) >= REACHABLE.width &&
      stored.y >= y &&
      stored.y <= y + height - REACHABLE.height,
  );
  if (area === undefined) return DEFAULT_SIZE;
  return {
    x: stored.x,
    y: stored.y,
    width: Math.max(MINIMUM_SIZE.width, Math.min(stored.width, area.width)),
    height: Math.max(MINIMUM_SIZE.height, Math.min(stored.height, area.height)),
  };
}
