import * as v from 'valibot';
import type { Channel } from './channels';
import { requests, settings, type Settings } from './schemas';

/** The arguments of a call as its schema accepts them; null when they do not fit. */
export function parseRequest(channel: Channel, args: unknown): unknown[] | null {
  const parsed = v.safeParse(requests[channel], args);
  return parsed.success ? [...parsed.output] : null;
}

/** Stored settings of the version this app writes; null when they do not fit. */
export function parseSettings(value: unknown): Settings | null {
  const parsed = v.safeParse(settings, value);
  return parsed.success ? parsed.output : null;
}
