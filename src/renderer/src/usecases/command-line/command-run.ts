import type { Archive } from '../archive';
import type { Arguments } from './arguments';
import type { Output } from './output';

/** What every command works on. */
export interface CommandRun {
  readonly archive: Archive;
  readonly args: Arguments;
  readonly output: Output;
}
