import { CHANNELS, type Channel, type Reply } from './channels';
import type { HostApi } from './host-api';

export interface Transport {
  invoke(channel: Channel, args: unknown[]): Promise<Reply>;
  onMenu(listener: (id: string) => void): () => void;
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
  const api: Record<string, unknown> = {
    onMenu: (listener: (id: string) => void) => transport.onMenu(listener),
  };
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
