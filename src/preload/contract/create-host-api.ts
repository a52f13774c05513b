import { CHANNELS, type Channel, type Reply } from './channels';
import type { HostApi } from './host-api';

export interface Transport {
  invoke(channel: Channel, args: unknown[]): Promise<Reply>;
  onMenu(listener: (id: string) => void): () => void;
}

/** Builds the renderer's API over any transport. Replies that carry a failure reject with an Error whose message is `code: sentence`. */
export function createHostApi(transport: Transport): HostApi {
  const api: Record<string, unknown> = {
    onMenu: (listener: (id: string) => void) => transport.onMenu(listener),
  };
  for (const channel of CHANNELS) {
    api[channel] = async (...args: unknown[]): Promise<unknown> => {
      const reply = await transport.invoke(channel, args);
      // The bridge clones plain errors only, so the code travels in front of the sentence.
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
      return reply.value;
    };
  }
  return api as unknown as HostApi;
}
