import type { Writable } from 'node:stream';
import { systemCode } from './outcome';

export type OutputName = 'out' | 'err';

export interface Output {
  /** Resolves once the line has left the process, so a slow reader slows the writer down. */
  print: (name: OutputName, line: string) => Promise<void>;
  /** Resolves once everything printed has left the process. False when some of it could not be written. */
  flush: () => Promise<boolean>;
}

/**
 * Standard output and standard error of a command. A reader that goes away early (`| head`) is no fault: what it no
 * longer wants is dropped and the command runs to its end.
 */
export function createOutput(streams: Record<OutputName, Writable>): Output {
  const closed = new Set<OutputName>();
  let complete = true;
  for (const name of ['out', 'err'] as const) {
    streams[name].on('error', (error: unknown) => {
      closed.add(name);
      if (systemCode(error) !== 'EPIPE') complete = false;
    });
  }

  const write = (name: OutputName, text: string): Promise<void> =>
    closed.has(name)
      ? Promise.resolve()
      : new Promise((resolve) => {
          streams[name].write(text, () => {
            resolve();
          });
        });

  return {
    print: (name, line) => write(name, `${line}\n`),
    flush: async () => {
      await Promise.all([write('out', ''), write('err', '')]);
      return complete;
    },
  };
}
