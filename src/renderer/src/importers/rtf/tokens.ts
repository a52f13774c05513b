/** What an RTF file is made of. A number is a byte of text; line ends of the file are none. */
export type Token =
  | number
  | { readonly kind: 'open' | 'close' | 'binary' | 'cut' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'symbol'; readonly sign: string };

// What is longer than these is no control word of the format, and the rest of it is text.
const MAX_NAME = 32;
const MAX_DIGITS = 10;

const OPEN: Token = { kind: 'open' };
const CLOSE: Token = { kind: 'close' };
const BINARY: Token = { kind: 'binary' };
const CUT: Token = { kind: 'cut' };

const [LF, CR, SPACE, QUOTE, MINUS, BACKSLASH, BRACE, END_BRACE] = [10, 13, 32, 39, 45, 92, 123, 125];

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/**
 * Splits a file into tokens, in one pass. Ends with `cut` where binary data goes beyond the end.
 * @see RTF 1.9.1, Conventions of an RTF Reader
 */
export function* tokensOf(bytes: Uint8Array): Generator<Token, void, void> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    at += 1;
    if (byte === LF || byte === CR || byte === 0) continue;
    if (byte === BRACE) yield OPEN;
    else if (byte === END_BRACE) yield CLOSE;
    else if (byte !== BACKSLASH) yield byte;
    else if (isLetter(bytes[at])) {
      const word = wordAt(bytes, at);
      at = word.end;
      if (word.name === 'bin') {
        at += Math.max(0, word.value ?? 0);
        yield at > bytes.length ? CUT : BINARY;
      } else yield { kind: 'word', name: word.name, value: word.value };
    } else if (at < bytes.length) {
      const sign = bytes[at]!;
      at += 1;
      if (sign === QUOTE) {
        const code = hexAt(bytes, at);
        if (code === null) continue;
        at += 2;
        yield code;
      } else if (sign === BACKSLASH || sign === BRACE || sign === END_BRACE) yield sign;
      else yield { kind: 'symbol', sign: String.fromCharCode(sign) };
    }
  }
}

function wordAt(bytes: Uint8Array, start: number): { name: string; value: number | undefined; end: number } {
  let at = start;
  while (at - start < MAX_NAME && isLetter(bytes[at])) at += 1;
  const name = String.fromCharCode(...bytes.subarray(start, at));
  const isNegative = bytes[at] === MINUS && isDigit(bytes[at + 1]);
  if (isNegative) at += 1;
  const digits = at;
  while (at - digits < MAX_DIGITS && isDigit(bytes[at])) at += 1;
  const figures = String.fromCharCode(...bytes.subarray(digits, at));
  const value = figures === '' ? undefined : Number(figures) * (isNegative ? -1 : 1);
  return { name, value, end: bytes[at] === SPACE ? at + 1 : at };
}

function hexAt(bytes: Uint8Array, at: number): number | null {
  const [high, low] = [hexDigit(bytes[at]), hexDigit(bytes[at + 1])];
  return high === null || low === null ? null : high * 16 + low;
}

function hexDigit(byte: number | undefined): number | null {
  if (byte === undefined) return null;
  if (isDigit(byte)) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : null;
}
