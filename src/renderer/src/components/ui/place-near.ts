/** A box in viewport pixels, as `getBoundingClientRect` gives it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 8;
const EDGE = 8;

/**
 * Where a floating panel goes, in viewport pixels: below the anchor, above it when only there is room, and otherwise
 * on the roomier side, moved as far over the anchor as the viewport demands. Never beyond the viewport's edges.
 */
export function placeNear(anchor: Box, panel: Size, viewport: Size): { left: number; top: number } {
  const left = clamp(anchor.left, EDGE, viewport.width - panel.width - EDGE);
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - panel.height;
  const lowest = viewport.height - panel.height - EDGE;
  if (below <= lowest) return { left, top: Math.max(EDGE, below) };
  if (above >= EDGE) return { left, top: Math.min(above, lowest) };
  const roomAbove = anchor.top;
  const roomBelow = viewport.height - anchor.top - anchor.height;
  return { left, top: roomAbove > roomBelow ? EDGE : Math.max(EDGE, lowest) };
}

/** Where a panel that grows stands: fixed at its top and growing down, or at its bottom and growing up. */
export interface Spot {
  readonly left: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly maxHeight: number;
}

/**
 * Where a panel of changing height goes so that it neither jumps nor covers its anchor: below when the wanted height
 * fits or there is more room than above, else above. It covers part of the anchor only to keep its least height.
 * All in pixels.
 */
export function spotFor(
  anchor: Box,
  width: number,
  heights: { readonly wanted: number; readonly least: number },
  viewport: Size,
): Spot {
  const left = clamp(anchor.left, EDGE, viewport.width - width - EDGE);
  const top = clamp(anchor.top + anchor.height + GAP, EDGE, viewport.height);
  const bottom = clamp(viewport.height - anchor.top + GAP, EDGE, viewport.height);
  const below = viewport.height - top - EDGE;
  const above = viewport.height - bottom - EDGE;
  const least = Math.min(heights.least, viewport.height - 2 * EDGE);
  if (below >= heights.wanted || below >= above) {
    return { left, top: Math.min(top, viewport.height - EDGE - least), maxHeight: Math.max(below, least) };
  }
  return {
    left,
    bottom: Math.min(bottom, viewport.height - EDGE - least),
    maxHeight: Math.max(above, least),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
