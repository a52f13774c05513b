import { analyse } from 'chardet';
import type { ImportNote } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import { detectCyrillic } from './cyrillic';
import { knownFormat } from './known-formats';

/** Larger files are refused, in bytes; the same bound as in the host contract, which this folder does not import. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

export interface Decoded {
  readonly text: string;
  /** WHATWG encoding label. */
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Turns the bytes of a text file into a string: byte order mark, then UTF-16 by where its zero bytes stand, then strict
 * UTF-8, then a legacy encoding by what its text would look like.
 * `label`: the encoding to take instead, a WHATWG label. Fails with `import/empty`, `import/too-large`,
 * `import/unsupported` (a known format that is no plain text), `import/binary` or `import/encoding`.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function decode(bytes: Uint8Array, label?: string): Result<Decoded> {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    return fail({
      code: 'import/too-large',
      message: `The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB.`,
    });
  }
  const format = knownFormat(bytes);
  if (format !== null) {
    return fail({
      code: 'import/unsupported',
      message: `The file is ${format}, which cannot be imported yet. Save it as plain text first.`,
    });
  }
  if (label !== undefined) return decodeAs(bytes, label);
  const wide = markedUtf16(bytes) ?? unmarkedUtf16(bytes);
  if (wide === null && isBinary(bytes)) {
    return fail({ code: 'import/binary', message: 'The file is not text: it holds binary data.' });
  }
  const decoded = wide === null ? (utf8(bytes) ?? legacy(bytes)) : lenient(bytes, wide);
  if (decoded === null) {
    return fail({
      code: 'import/encoding',
      message: 'The text is in an encoding that could not be recognised.',
    });
  }
  if (!hasText(decoded.text)) return fail({ code: 'import/empty', message: 'The file holds no text.' });
  return ok(decoded);
}

function decodeAs(bytes: Uint8Array, label: string): Result<Decoded> {
  const encoding = whatwgName(label);
  if (encoding === null) {
    return fail({ code: 'import/encoding', message: `There is no encoding called “${label}”.` });
  }
  const decoded = lenient(bytes, encoding);
  if (!hasText(decoded.text)) return fail({ code: 'import/empty', message: 'The file holds no text.' });
  return ok(decoded);
}

/** False for texts of white space and invisible characters only. */
export function hasText(text: string): boolean {
  return /[^\s\p{Cc}\p{Cf}]/u.test(text);
}

function markedUtf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

const SAMPLE_BYTES = 64 * 1024;
/** Share of zero bytes that must stand on the same side of each pair. */
const ONE_SIDED = 0.95;
/** Share of letters, figures, punctuation and spaces that real text has at least. */
const READABLE = 0.97;

// In UTF-16 every ASCII character, and so every space and line break, has its zero byte on the same side of the pair.
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, SAMPLE_BYTES) & ~1);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i & 1]! += 1;
  const [even, odd] = zeros as [number, number];
  // Text in any script has white space about every hundred characters.
  if (even + odd === 0 || Math.max(even, odd) < ONE_SIDED * (even + odd)) return null;
  if (even + odd < sample.length / 2 / 100) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  return isReadable(new TextDecoder(encoding).decode(sample)) ? encoding : null;
}

function isReadable(text: string): boolean {
  const odd = text.match(/[\p{Cc}\p{Cn}\p{Co}\ufffd]/gu)?.length ?? 0;
  const breaks = text.match(/[\t\n\r\f]/gu)?.length ?? 0;
  return odd - breaks <= (1 - READABLE) * text.length;
}

/** Share of control characters above which a file is no text. A stray one in a short file is forgiven. */
const BINARY = 0.02;

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    // Tab to carriage return, and escape, occur in text files.
    if (byte < 0x20 ? (byte < 0x09 || byte > 0x0d) && byte !== 0x1b : byte === 0x7f) controls += 1;
  }
  return controls > Math.max(1, bytes.length * BINARY);
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lenient(bytes: Uint8Array, encoding: string): Decoded {
  const text = strict(bytes, encoding);
  if (text !== null) return { text, encoding, notes: [] };
  const repaired = new TextDecoder(encoding).decode(bytes);
  const damaged = repaired.match(/\ufffd/gu)?.length ?? 0;
  return {
    text: repaired,
    encoding,
    notes: [
      { code: 'import/undecodable', message: `Damaged characters were replaced by “\ufffd”: ${damaged}.` },
    ],
  };
}

/** Whole characters of several bytes that must stand against each damaged one, for a file to be called damaged UTF-8. */
const WHOLE_PER_DAMAGED = 10;

function utf8(bytes: Uint8Array): Decoded | null {
  const decoded = lenient(bytes, 'utf-8');
  if (decoded.notes.length === 0) return decoded;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const damaged = decoded.text.match(/\ufffd/gu)?.length ?? 0;
  const whole = decoded.text.match(/[^\u0000-\u007f\ufffd]/gu)?.length ?? 0; // eslint-disable-line no-control-regex -- ASCII
  return marked || whole >= WHOLE_PER_DAMAGED * damaged ? decoded : null;
}

/** Confidence (0 to 100) below which the detector's answer is worth no more than the usual Western encoding. */
const CONFIDENT = 15;

const WESTERN = 'windows-1252';

function legacy(bytes: Uint8Array): Decoded | null {
  const firstHigh = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, firstHigh - 1024);
  const sample = bytes.subarray(from, from + SAMPLE_BYTES);
  const candidates = [
    detectCyrillic(bytes),
    ...analyse(sample)
      .filter((match) => match.confidence >= CONFIDENT && !match.name.startsWith('UTF'))
      .map((match) => match.name),
    WESTERN,
  ];
  for (const label of candidates) {
    const encoding = label === null ? null : whatwgName(label);
    const text = encoding === null ? null : strict(bytes, encoding);
    if (encoding === null || text === null || !isReadable(text)) continue;
    // Many encodings agree on quotation marks and dashes, where detectors name a rare one.
    const named = strict(bytes, WESTERN) === text ? WESTERN : encoding;
    return {
      text,
      encoding: named,
      notes: [
        {
          code: 'import/encoding-guessed',
          message: `The file does not say how its characters are encoded; it was read as ${named}.`,
        },
      ],
    };
  }
  return null;
}

function whatwgName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
