import { CHANNELS, EVENTS, type Channel, type EventMethod, type Reply } from './channels';
import type { HostApi } from './host-api';

export interface Transport {
  invoke(channel: Channel, args: unknown[]): Promise<Reply>;
  /** Calls `listener` with what main sends under an event's name until the returned function is called. */
  on(event: (typeof EVENTS)[EventMethod], listener: (payload: unknown) => void): () => void;
}

/** What cannot be copied to main, or finds nobody there; the transport's own errors may name what they like. */
const NOT_PASSED_ON: Reply = {
  ok: false,
  code: 'host/not-passed-on',
  message:
    'The request could not be passed on. What was saved before is safe. Try again, or restart the app.',
};

/** Builds the renderer's API over any transport. Calls that fail reject with an Error whose message is `code: sentence`. */
export function createHostApi(transport: Transport): HostApi {
  const api: Record<string, unknown> = {};
  for (const [method, event] of Object.entries(EVENTS)) {
    api[method] = (listener: (payload: unknown) => void) => transport.on(event, listener);
  }
  for (const channel of CHANNELS) {
    api[channel] = async (...args: unknown[]): Promise<unknown> => {
      const reply = await transport.invoke(channel, args).catch(() => NOT_PASSED_ON);
      // The bridge clones plain errors only, so the code travels in front of the sentence.
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
      return reply.value;
    };
  }
  return api as unknown as HostApi;
}
