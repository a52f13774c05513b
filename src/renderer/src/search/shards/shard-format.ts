import { crc32 } from './bytes';

/** `CPSH` in ASCII, little-endian. */
export const MAGIC = 0x4853_5043;
/** Rises when files of before cannot be read as they are any more. */
export const FORMAT = 3;
/** Documents in a block of postings; longer lists say where their blocks begin. */
export const BLOCK = 128;
/**
 * The parts of a file in their order, and how each is read: when the file is opened; page by page, and kept from then on; or page by
 * page, without being kept.
 */
const PARTS = {
  /** What the shard says of itself, in JSON. */
  about: 'at once',
  /** CRC-32 of each page of all parts that are read in pages. */
  pageSums: 'at once',
  languageOf: 'kept',
  lengths: 'kept',
  idStarts: 'kept',
  ids: 'kept',
  columnNumbers: 'kept',
  columnStarts: 'kept',
  columnValues: 'in pages',
  termStarts: 'kept',
  terms: 'kept',
  entryPlaces: 'kept',
  entries: 'kept',
  stemKeyStarts: 'kept',
  stemKeys: 'kept',
  stemStarts: 'kept',
  stems: 'kept',
  postings: 'in pages',
  positions: 'in pages',
} as const;

export type SectionName = keyof typeof PARTS;
type NameOf<R extends string> = { [N in SectionName]: (typeof PARTS)[N] extends R ? N : never }[SectionName];
export type SectionAtOnce = NameOf<'at once'>;
export type KeptSection = NameOf<'kept'>;
export type PagedSection = NameOf<'in pages'>;

export const SECTIONS = Object.keys(PARTS) as readonly SectionName[];
/** Sections with a checksum for each page, in the order of these. */
export const SUMMED_BY_PAGE = SECTIONS.filter(
  (name): name is KeptSection | PagedSection => PARTS[name] !== 'at once',
);

/** Bytes that have a checksum of their own: few where a look-up goes from place to place, more of what is large. */
export function pageOf(name: KeptSection | PagedSection): number {
  return name === 'postings' || name === 'positions' ? 1 << 14 : 1 << 12;
}

/** What a shard says of itself. */
export interface About {
  /** The languages of documents: the first column. */
  readonly languages: readonly string[];
  /** The languages that some stem key is of. */
  readonly stemLanguages: readonly string[];
  /** The sum of the lengths of each field. */
  readonly totals: readonly number[];
  /** How many values each further column has. */
  readonly columns: readonly number[];
}

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
  parts: Readonly<Record<Exclude<SectionName, 'pageSums'>, Uint8Array>>,
  /** Of these, checksums of pages that are known already. */
  known: Readonly<Partial<Record<SectionName, readonly number[]>>>,
): Uint8Array<ArrayBuffer> {
  const pageSums = Uint32Array.from(
    SUMMED_BY_PAGE.flatMap((name) => known[name] ?? sumsOf(name, parts[name])),
  );
  const contents = { ...parts, pageSums: asBytes(pageSums) };
  const header = new Uint32Array(HEADER_SIZE / 4);
  const { normaliser, fields, slots, terms, stemKeys } = about;
  header.set([MAGIC, FORMAT, normaliser, fields, slots, terms, stemKeys, SECTIONS.length]);
  let offset = HEADER_SIZE;
  SECTIONS.forEach((name, i) => {
    const { length } = contents[name];
    const isByPage = (SUMMED_BY_PAGE as readonly SectionName[]).includes(name);
    header.set([offset, length, isByPage ? 0 : crc32(contents[name])], FIXED + i * 3);
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

function sumsOf(name: KeptSection | PagedSection, bytes: Uint8Array): number[] {
  const page = pageOf(name);
  return Array.from({ length: pagesIn(name, bytes.length) }, (_, n) =>
    crc32(bytes.subarray(n * page, (n + 1) * page)),
  );
}

/** How many pages a section of so many bytes has. */
export function pagesIn(name: KeptSection | PagedSection, length: number): number {
  return Math.ceil(length / pageOf(name));
}

/** Numbers below `limit`, in as few bytes each as that takes; of a length that is a multiple of four. */
export function narrowBytes(numbers: ArrayLike<number>, limit: number): Uint8Array {
  const width = widthBelow(limit);
  const bytes = new Uint8Array((numbers.length * width + 3) & ~3);
  narrowNumbers(bytes, numbers.length, limit).set(numbers);
  return bytes;
}

/** The numbers that {@link narrowBytes} wrote, in place. Expects a place that is a multiple of four bytes in its buffer. */
export function narrowNumbers(
  { buffer, byteOffset }: Uint8Array,
  count: number,
  limit: number,
): Uint8Array | Uint16Array | Uint32Array {
  switch (widthBelow(limit)) {
    case 1:
      return new Uint8Array(buffer, byteOffset, count);
    case 2:
      return new Uint16Array(buffer, byteOffset, count);
    case 4:
      return new Uint32Array(buffer, byteOffset, count);
  }
}

/** How many bytes a number below `limit` takes in {@link narrowBytes}. */
export function widthBelow(limit: number): 1 | 2 | 4 {
  return limit <= 1 << 8 ? 1 : limit <= 1 << 16 ? 2 : 4;
}

export function asBytes(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Expects bytes that begin at the beginning of their buffer. */
export function asNumbers(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
}
