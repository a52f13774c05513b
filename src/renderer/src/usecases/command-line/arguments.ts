import { fail, ok, type Result } from '$domain/result';

/** A command's arguments: words in order, and options by name. `index` is the place in the argument list. */
export interface Arguments {
  readonly words: readonly { readonly text: string; readonly index: number }[];
  readonly options: ReadonlyMap<string, { readonly text: string; readonly index: number }>;
}

/**
 * Reads `args` (without the command itself; `offset` is the index of the first). Options take a value, as
 * `--name value`, `flags` take none and have an empty one; `--` ends them. Fails with `usage` for an unknown, repeated or
 * valueless option.
 */
export function readArguments(
  args: readonly string[],
  offset: number,
  known: readonly string[],
  flags: readonly string[] = [],
): Result<Arguments> {
  const words: { text: string; index: number }[] = [];
  const options = new Map<string, { text: string; index: number }>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      words.push(...args.slice(i + 1).map((text, n) => ({ text, index: offset + i + 1 + n })));
      break;
    }
    if (!arg.startsWith('--')) {
      words.push({ text: arg, index: offset + i });
      continue;
    }
    const name = arg.slice(2);
    const isFlag = flags.includes(name);
    if (!isFlag && !known.includes(name)) return usage(`There is no option “--${name}” here.`);
    if (options.has(name)) return usage(`“--${name}” is given twice.`);
    if (isFlag) {
      options.set(name, { text: '', index: offset + i });
      continue;
    }
    const value = args[++i];
    if (value === undefined) return usage(`“--${name}” needs a value.`);
    options.set(name, { text: value, index: offset + i });
  }
  return ok({ words, options });
}

export function usage(message: string): Result<never> {
  return fail({ code: 'usage', message });
}

/** A whole number of at least 1. Fails with `usage`. */
export function positiveNumber(name: string, text: string): Result<number> {
  return /^[1-9]\d{0,8}$/u.test(text)
    ? ok(Number(text))
    : usage(`“--${name}” takes a whole number from 1, not “${text}”.`);
}
