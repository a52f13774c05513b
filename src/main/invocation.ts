import { dirname, resolve } from 'node:path';
import { done, refuse, type Outcome } from './outcome';

export const USAGE = 'Usage: commonplace [--archive DIR] [COMMAND ...] [--json]';

export interface Invocation {
  /** The profile folder as it was written; null for the default one. */
  archive: string | null;
  mode: { kind: 'window' } | { kind: 'version' } | { kind: 'command'; args: string[]; json: boolean };
}

/**
 * Reads the arguments that follow the app. `--archive DIR` and `--json` may stand anywhere before a `--`; other
 * switches before the command are Chromium's and are skipped; from the command on everything belongs to it.
 */
export function parseInvocation(args: readonly string[]): Outcome<Invocation> {
  let archive: string | null = null;
  let json = false;
  let version = false;
  const command: string[] = [];

  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--archive' || word.startsWith('--archive=')) {
      const folder = word === '--archive' ? words[++i] : word.slice('--archive='.length);
      if (folder === undefined || folder === '' || folder.startsWith('--')) {
        return refuse('usage/archive', `--archive needs the folder that holds the archive. ${USAGE}`);
      }
      archive = folder;
    } else if (word === '--json') json = true;
    else if (command.length > 0 || !word.startsWith('-')) command.push(word);
    else if (word === '--version') version = true;
    else if (word === '--help' || word === '-h') command.push('help');
  }
  if (end >= 0) command.push(...args.slice(command.length > 0 ? end : end + 1));

  if (version) return done({ archive, mode: { kind: 'version' } });
  if (command.length > 0) return done({ archive, mode: { kind: 'command', args: command, json } });
  if (json) return refuse('usage/command', `--json needs a command. ${USAGE}`);
  return done({ archive, mode: { kind: 'window' } });
}

/** What follows the app in `argv`: an unpackaged app is named by a path among the runtime's own switches. */
export function argumentsAfterApp(
  argv: readonly string[],
  packaged: boolean,
  isApp: (argument: string) => boolean,
): string[] {
  const first = packaged ? 0 : argv.findIndex((argument, i) => i > 0 && isApp(argument));
  return argv.slice(Math.max(first, 0) + 1);
}

/** The folder relative paths start from: npm runs scripts in the package's folder and keeps the user's in INIT_CWD. */
export function userFolder(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const { INIT_CWD: start, npm_package_json: manifest } = env;
  return start !== undefined && manifest !== undefined && resolve(cwd) === dirname(manifest) ? start : cwd;
}

/** The path in a command's argument (`PATH` or `--option=PATH`), absolute; null when there is no such argument. */
export function argumentPath(args: readonly string[], index: number, folder: string): string | null {
  const argument = args[index];
  if (argument === undefined || argument === '') return null;
  return resolve(folder, /^--[a-z-]+=(.+)$/s.exec(argument)?.[1] ?? argument);
}
