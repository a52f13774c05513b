import { crc32 } from './bytes';

/** `CPSH` in ASCII, little-endian. */
export const MAGIC = 0x4853_5043;
/** Rises when files of before cannot be read as they are any more. */
export const FORMAT = 1;
/** Documents in a block of postings; longer lists say where their blocks begin. */
export const BLOCK = 128;
/** Bytes of postings and positions that have a checksum of their own. */
export const PAGE = 1 << 16;

/** The parts of a file in their order. The last two are read as needed, all others when the file is opened. */
export const SECTIONS = [
  'ids',
  'lengths',
  'terms',
  'termEnds',
  'entryEnds',
  'entryFields',
  'entries',
  'stemKeys',
  'stemEnds',
  'stemRefs',
  'pageSums',
  'postings',
  'positions',
] as const;
export type SectionName = (typeof SECTIONS)[number];
export const PAGED: readonly SectionName[] = ['postings', 'positions'];

/** Numbers of 32 bits that one (term, field) has in `entries`: documents, where its postings begin and its positions. */
export const ENTRY = 3;

export interface Header {
  readonly normaliser: number;
  readonly fields: number;
  readonly slots: number;
  readonly terms: number;
  readonly sections: Readonly<Record<SectionName, Section>>;
}

export interface Section {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly length: number;
  /** CRC-32; 0 for those that have one for each page. */
  readonly sum: number;
}

const FIXED = 7;
/** Bytes. */
export const HEADER_SIZE = (FIXED + SECTIONS.length * 3 + 1) * 4;

/** The whole file of these sections. */
export function writeFile(
  about: Omit<Header, 'sections'>,
  contents: Readonly<Record<SectionName, Uint8Array>>,
): Uint8Array<ArrayBuffer> {
  const header = new Uint32Array(HEADER_SIZE / 4);
  header.set([MAGIC, FORMAT, about.normaliser, about.fields, about.slots, about.terms, SECTIONS.length]);
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

/** The header of a file; null when it is none of this format or was changed. */
export function readHeader(bytes: Uint8Array, size: number): Header | null {
  if (bytes.length < HEADER_SIZE) return null;
  const header = asNumbers(bytes.slice(0, HEADER_SIZE));
  if (header[0] !== MAGIC || header[1] !== FORMAT) return null;
  if (header[header.length - 1] !== crc32(asBytes(header.subarray(0, -1)))) return null;
  const [, , normaliser, fields, slots, terms] = header as unknown as number[];
  const sections = Object.fromEntries(
    SECTIONS.map((name, i) => {
      const [offset, length, sum] = header.subarray(FIXED + i * 3);
      return [name, { offset: offset!, length: length!, sum: sum! }];
    }),
  ) as Record<SectionName, Section>;
  if (SECTIONS.some((name) => sections[name].offset + sections[name].length > size)) return null;
  return { normaliser: normaliser!, fields: fields!, slots: slots!, terms: terms!, sections };
}

/** CRC-32 of every page. */
export function pageSums(bytes: Uint8Array): Uint32Array {
  const sums = new Uint32Array(Math.ceil(bytes.length / PAGE));
  for (let page = 0; page < sums.length; page += 1) {
    sums[page] = crc32(bytes.subarray(page * PAGE, (page + 1) * PAGE));
  }
  return sums;
}

export function asBytes(numbers: Uint32Array | Uint16Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Expects bytes that begin at the beginning of their buffer. */
export function asNumbers(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
}
