import type { HostApi } from '$contract/host-api';
import type { Archive } from '../archive';
import type { Arguments } from './arguments';
import type { ExitCode, Output } from './output';

/** What commands that need no open archive work on. */
export interface MachineRun {
  readonly host: HostApi;
  readonly args: Arguments;
  readonly output: Output;
}

/** What every other command works on. */
export interface CommandRun extends MachineRun {
  readonly archive: Archive;
}

/** How a command ended. The page is about to be replaced by one that goes on with it, or it has an exit code. */
export type CommandEnd = ExitCode | 'goes-on-in-a-new-page';
