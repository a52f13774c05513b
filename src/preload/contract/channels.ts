import type { InferOutput } from 'valibot';
import type { HostApi } from './host-api';
import { requests } from './schemas';

/** Calls from the renderer to main: every `HostApi` method that is not an event subscription. */
export type Channel = keyof typeof requests;
export const CHANNELS = Object.keys(requests) as Channel[];

/** What main is given with a call: what its schema lets through. */
export type Arguments<C extends Channel> = [...InferOutput<(typeof requests)[C]>];

/** What main sends by itself. */
export const EVENTS = { onMenu: 'menu', onSpace: 'space', onProgress: 'progress' } as const;
export type EventMethod = keyof typeof EVENTS;

/** How a call's outcome crosses the bridge: errors as code and sentence, never a stack or a path. */
export type Reply = { ok: true; value: unknown } | { ok: false; code: string; message: string };

/** The prefix that keeps our channels apart from any other. */
export const channelName = (channel: Channel): string => `host:${channel}`;

type Calls = Omit<HostApi, EventMethod>;
/** Sent by the preload script with other arguments than the page gave it. */
type Translated = 'openDropped';
type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

// A method without a schema, a schema without a method, or arguments that differ do not compile.
type AssertTrue<T extends true> = T;
export type EveryCallHasASchema = AssertTrue<Equal<keyof Calls, Channel>>;
type Plain = Exclude<Channel, Translated>;
export type ArgumentsMatch = AssertTrue<
  Equal<{ [C in Plain]: Parameters<Calls[C]> }, { [C in Plain]: [...InferOutput<(typeof requests)[C]>] }>
>;
