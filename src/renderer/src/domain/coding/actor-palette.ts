import { ACTOR_COLOURS, type Actor } from './actor';

/** The highlight colours 1 to 12 as `#rrggbb`: those of the light theme, for files that are read elsewhere. */
export const ACTOR_COLOUR_HEX: readonly string[] = [
  '#a8730a',
  '#2f8089',
  '#c2485f',
  '#5c862b',
  '#7b5cc4',
  '#c2621a',
  '#3f6fd1',
  '#b0479d',
  '#0f86a6',
  '#83800f',
  '#946448',
  '#667590',
];

/** The number of the colour nearest to `#rgb` or `#rrggbb`, by distance in sRGB; null for what is neither. */
export function nearestColour(hex: string): number | null {
  const sought = channels(hex);
  if (sought === null) return null;
  const distances = ACTOR_COLOUR_HEX.map((known) =>
    channels(known)!.reduce((sum, channel, i) => sum + (channel - sought[i]!) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances)) + 1;
}

function channels(hex: string): number[] | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/iu.exec(hex.trim())?.[1];
  if (digits === undefined) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../gu)!;
  return pairs.map((pair) => Number.parseInt(pair, 16));
}

/** Gives new actors colours one after the other: each time the one used least so far, the lowest among equals. */
export function colourPicker(actors: Iterable<Pick<Actor, 'colour'>>): () => number {
  const uses = new Array<number>(ACTOR_COLOURS).fill(0);
  for (const { colour } of actors) uses[colour - 1]! += 1;
  return () => {
    const least = uses.indexOf(Math.min(...uses));
    uses[least]! += 1;
    return least + 1;
  };
}
