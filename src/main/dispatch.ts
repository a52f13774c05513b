import type { Arguments, Channel, Reply } from '$contract/channels';
import { MAX_FILE_BYTES, type HostApi } from '$contract/host-api';
import { MAX_APPEND_LENGTH, MAX_CHUNK_BYTES, MAX_LINE_LENGTH } from '$contract/schemas';
import { parseRequest } from '$contract/validate';
import { isAppUrl } from './origin';
import { refuse, type Outcome } from './outcome';

type Value<C extends Channel> = Awaited<ReturnType<HostApi[C]>>;

/** One function per channel; it may assume arguments that fit the schema. */
export type Handlers = {
  [C in Channel]: (...args: Arguments<C>) => Outcome<Value<C>> | Promise<Outcome<Value<C>>>;
};

export interface Sender {
  /** The call came from the main frame of the app's one window. */
  isMainFrame: boolean;
  url: string;
}

export interface Guard {
  devOrigin: string | null;
  reportUnexpected(where: string, error: unknown): void;
}

const SLACK = 1024;
const DEFAULT_LIMIT = 64 * 1024;

/** Bytes a call may carry, as {@link payloadSize} counts them. */
const LIMITS: Partial<Record<Channel, number>> = {
  keepImport: 16 * 1024 * 1024,
  watchedTaken: 16 * 1024 * 1024,
  keepOriginal: MAX_FILE_BYTES + SLACK,
  writeChunk: MAX_CHUNK_BYTES + SLACK,
  print: 2 * MAX_LINE_LENGTH + SLACK,
  appendChanges: 2 * MAX_APPEND_LENGTH + SLACK,
  writeBackupEntry: MAX_CHUNK_BYTES + SLACK,
  beginBackup: 256 * 1024 * 1024,
  checkOriginals: 256 * 1024,
  removeUnused: 256 * 1024 * 1024,
  keepPlace: 1024 * 1024,
};

/** Answers one call: checks who calls, how much and what, runs the handler, and turns faults into a plain sentence. */
export async function answer(
  channel: Channel,
  sender: Sender,
  args: unknown,
  handlers: Handlers,
  guard: Guard,
): Promise<Reply> {
  if (!sender.isMainFrame || !isAppUrl(sender.url, guard.devOrigin)) {
    return refuse('host/not-allowed', 'This page may not use the app. Nothing was changed.');
  }
  const limit = LIMITS[channel] ?? DEFAULT_LIMIT;
  if (payloadSize(args, limit) > limit) {
    return refuse('host/too-large', 'That is more than can be passed on at once. Nothing was changed.');
  }
  const accepted = parseRequest(channel, args);
  if (accepted === null) {
    return refuse('host/not-understood', 'The app did not understand its own request. Nothing was changed.');
  }
  const handler = handlers[channel] as (...args: unknown[]) => Outcome<unknown> | Promise<Outcome<unknown>>;
  try {
    return await handler(...accepted);
  } catch (error) {
    guard.reportUnexpected(channel, error);
    return refuse(
      'host/unexpected',
      'Something went wrong that should not. What was saved before is safe. Try again, or restart the app.',
    );
  }
}

const VALUE_COST = 8;

/**
 * Bytes that `value` carries: two per UTF-16 unit, one per byte, a few per value, Infinity for what no request holds.
 * Counting stops over `limit`, which also ends it for values that contain themselves.
 */
export function payloadSize(value: unknown, limit: number): number {
  const pending: unknown[] = [value];
  let size = 0;
  while (pending.length > 0 && size <= limit) {
    const next = pending.pop();
    size += VALUE_COST;
    if (typeof next === 'string') size += next.length * 2;
    else if (next instanceof Uint8Array) size += next.byteLength;
    else if (Array.isArray(next)) {
      size += next.length * VALUE_COST;
      if (size <= limit) for (const entry of next as unknown[]) pending.push(entry);
    } else if (typeof next === 'object' && next !== null) {
      if (Object.getPrototypeOf(next) !== Object.prototype) return Infinity;
      for (const [key, entry] of Object.entries(next)) pending.push(key, entry);
    }
  }
  return size;
}
