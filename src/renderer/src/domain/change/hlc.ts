declare const brand: unique symbol;

/**
 * Hybrid logical clock: `wall-counter-device`, where `wall` is milliseconds since 1970 in nine base-36 digits and
 * `counter` four. As text it sorts in the order of events: never backwards on one device, whatever its clock does.
 * @see Kulkarni et al., Logical Physical Clocks (OPODIS 2014)
 */
export type Hlc = string & { readonly [brand]: 'Hlc' };

const WALL_DIGITS = 9;
const COUNTER_DIGITS = 4;
const COUNTER_END = 36 ** COUNTER_DIGITS;

/**
 * The reading after `last`, at `nowMs` on this machine's clock. A clock that was set back does not turn the order
 * around: the last reading's time stands until the clock has passed it.
 */
export function tick(last: Hlc | null, nowMs: number, device: string): Hlc {
  const previous = last === null ? { wall: 0, counter: -1 } : parts(last);
  const now = Math.max(0, Math.floor(nowMs));
  if (now > previous.wall) return write(now, 0, device);
  const counter = previous.counter + 1;
  return counter < COUNTER_END ? write(previous.wall, counter, device) : write(previous.wall + 1, 0, device);
}

function parts(hlc: Hlc): { wall: number; counter: number } {
  const [wall, counter] = hlc.split('-', 2);
  return { wall: parseInt(wall!, 36), counter: parseInt(counter!, 36) };
}

function write(wall: number, counter: number, device: string): Hlc {
  const digits = (value: number, length: number): string => value.toString(36).padStart(length, '0');
  return `${digits(wall, WALL_DIGITS)}-${digits(counter, COUNTER_DIGITS)}-${device}` as Hlc;
}
