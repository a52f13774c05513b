import { crc32 } from './bytes';

/** `CPSH` in ASCII, little-endian. */
export const MAGIC = 0x4853_5043;
/** Rises when files of before cannot be read as they are any more. */
export const FORMAT = 2;
/** Documents in a block of postings; longer lists say where their blocks begin. */
export const BLOCK = 128;
/** Bytes of postings and positions that have a checksum of their own. */
export const PAGE = 1 << 16;

/** The parts of a file in their order. The last two are read as needed, all others when the file is opened. */
export const SECTIONS = [
  'ids',
  'languages',
  'languageOf',
  'lengths',
  'terms',
  'termStarts',
  'entries',
  'entryPlaces',
  'stemKeys',
  'stemKeyStarts',
  'stems',
  'stemStarts',
  'pageSums',
  'postings',
  'positions',
] as const;
export type SectionName = (typeof SECTIONS)[number];
export const PAGED: readonly SectionName[] = ['postings', 'positions'];

export interface Header {
  readonly normaliser: number;
  readonly fields: number;
  readonly slots: number;
  readonly terms: number;
  readonly stemKeys: number;
  readonly sections: Readonly<Record<SectionName, Section>>;
}

export interface Section {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly length: number;
  /** CRC-32; 0 for those that have one for each page. */
  readonly sum: number;
}

const FIXED = 8;
/** Bytes. */
export const HEADER_SIZE = (FIXED + SECTIONS.length * 3 + 1) * 4;
/** Bytes in which every format says what it is. */
const NAME_SIZE = 8;

/** The whole file of these sections. */
export function writeFile(
  about: Omit<Header, 'sections'>,
  contents: Readonly<Record<SectionName, Uint8Array>>,
): Uint8Array<ArrayBuffer> {
  const header = new Uint32Array(HEADER_SIZE / 4);
  const { normaliser, fields, slots, terms, stemKeys } = about;
  header.set([MAGIC, FORMAT, normaliser, fields, slots, terms, stemKeys, SECTIONS.length]);
  let offset = HEADER_SIZE;
  SECTIONS.forEach((name, i) => {
    const { length } = contents[name];
    header.set([offset, length, PAGED.includes(name) ? 0 : crc32(contents[name])], FIXED + i * 3);
    // Numbers of 32 bits are read in place.
    offset += (length + 3) & ~3;
  });
  header[header.length - 1] = crc32(asBytes(header.subarray(0, -1)));
  const file = new Uint8Array(offset);
  file.set(asBytes(header));
  SECTIONS.forEach((name, i) => file.set(contents[name], header[FIXED + i * 3]));
  return file;
}

/** What the first {@link HEADER_SIZE} bytes of a file of `size` bytes say, fewer where it is shorter. */
export function readHeader(bytes: Uint8Array, size: number): Header | 'stale' | 'damaged' {
  const numbers = asNumbers(bytes.slice(0, bytes.length & ~3));
  if (bytes.length < NAME_SIZE || numbers[0] !== MAGIC) return 'damaged';
  if (numbers[1] !== FORMAT) return 'stale';
  if (bytes.length < HEADER_SIZE) return 'damaged';
  const header = numbers.subarray(0, HEADER_SIZE / 4);
  if (header[header.length - 1] !== crc32(asBytes(header.subarray(0, -1)))) return 'damaged';
  const [, , normaliser, fields, slots, terms, stemKeys] = header as unknown as number[];
  const sections = Object.fromEntries(
    SECTIONS.map((name, i) => {
      const [offset, length, sum] = header.subarray(FIXED + i * 3);
      return [name, { offset: offset!, length: length!, sum: sum! }];
    }),
  ) as Record<SectionName, Section>;
  if (SECTIONS.some((name) => sections[name].offset + sections[name].length > size)) return 'damaged';
  return {
    normaliser: normaliser!,
    fields: fields!,
    slots: slots!,
    terms: terms!,
    stemKeys: stemKeys!,
    sections,
  };
}

/** Strings as one section: how many there are, the UTF-16 units of each, and all of them in UTF-8. */
export function stringBytes(strings: readonly string[]): Uint8Array {
  const numbers = new Uint32Array(strings.length + 1);
  numbers[0] = strings.length;
  strings.forEach((text, i) => (numbers[i + 1] = text.length));
  const text = new TextEncoder().encode(strings.join(''));
  const bytes = new Uint8Array(numbers.byteLength + text.length);
  bytes.set(asBytes(numbers));
  bytes.set(text, numbers.byteLength);
  return bytes;
}

export function stringsIn(bytes: Uint8Array): string[] {
  const numbers = asNumbers(bytes.slice(0, bytes.length & ~3));
  const count = numbers[0]!;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray((count + 1) * 4));
  const strings = new Array<string>(count);
  let at = 0;
  for (let i = 0; i < count; i += 1) strings[i] = text.slice(at, (at += numbers[i + 1]!));
  return strings;
}

export function asBytes(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Expects bytes that begin at the beginning of their buffer. */
export function asNumbers(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
}
