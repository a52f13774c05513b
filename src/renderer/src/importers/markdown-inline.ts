/** What was taken out of a text while its mark-up was read, and the names that links may refer to. */
export interface InlineContext {
  /** Names with an address elsewhere in the text (`[name]: …`), in lower case. */
  readonly definitions: ReadonlySet<string>;
  links: number;
  images: number;
  tags: number;
}

// Escaped punctuation waits as one of the 32 noncharacters U+FDD0 to U+FDEF, which a clean text does not hold, while
// mark-up is read: it must neither be taken for mark-up nor lose its backslash too early.
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const FIRST_STAND_IN = 0xfdd0;
const protect = (text: string): string =>
  text.replace(/[!-/:-@[-`{-~]/gu, (char) => String.fromCharCode(FIRST_STAND_IN + PUNCTUATION.indexOf(char)));

/** `12` as `¹²`. */
const raised = (figures: string): string =>
  figures.replace(/\d/gu, (figure) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(figure)]!);

/** Puts escaped punctuation back after the structure of the lines has been read. */
export function restore(text: string): string {
  return text.replace(/[\ufdd0-\ufdef]/gu, (char) => PUNCTUATION[char.charCodeAt(0) - FIRST_STAND_IN]!);
}

// prettier-ignore
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', mdash: '—', ndash: '–', hellip: '…',
  laquo: '«', raquo: '»', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', copy: '©', middot: '·', bull: '•',
};

/**
 * Takes inline mark-up out of one block of Markdown (its lines, line breaks kept): emphasis, code, links, images,
 * tags and character references leave their text. Escaped characters stay protected until {@link restore}.
 */
export function stripInline(block: string, context: InlineContext): string {
  return block
    .replace(/\\([!-/:-@[-`{-~])/gu, (_, char: string) => protect(char))
    .replace(/\\\n/gu, '\n')
    .replace(/(?<!`)(`{1,3})(?!`)([^]{1,2000}?)(?<!`)\1(?!`)/gu, (_, _ticks, code: string) =>
      protect(code.trim()),
    )
    .replace(/!\[([^\]]{0,500})\]\([^()\n]{0,2000}\)/gu, (_, alt: string) => {
      context.images += 1;
      return alt;
    })
    .replace(
      /\[([^[\]]{1,2000})\]\(\s*<?([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?)>?(?:\s+["'][^"'\n]{0,500}["'])?\s*\)/gu,
      (_, label: string, address: string) => {
        if (label !== address) context.links += 1;
        return label;
      },
    )
    .replace(/\[([^[\]^]{1,2000})\](?:\[([^[\]^]{0,100})\])?/gu, (whole, label: string, name?: string) => {
      if (!context.definitions.has((name || label).toLowerCase())) return whole;
      context.links += 1;
      return label;
    })
    .replace(/\[\^([^\]\s]{1,40})\]/gu, '[$1]')
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/gu, (_, address: string) => protect(address))
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(/<sup>\s*(\d{1,3})\s*<\/sup>/giu, (_, figures: string) => raised(figures))
    .replace(/<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,1000})?\/?>/giu, () => {
      context.tags += 1;
      return '';
    })
    .replace(/(?<!\p{N})(\*{1,3})(?=[^\s*])((?:[^*\n]|\n(?!\n)){1,5000}?)(?<=[^\s*])\1(?!\*)/gu, '$2')
    .replace(/(?<!\p{N})(\*{1,2})(?=[^\s*])((?:[^*\n]|\n(?!\n)){1,5000}?)(?<=[^\s*])\1(?!\*)/gu, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_]{1,5000}?)(?<=[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(?=\S)([^~]{1,5000}?)(?<=\S)~~/gu, '$1')
    .replace(
      /&(?:([a-z]{2,6})|#(\d{1,7})|#x([\da-f]{1,6}));/giu,
      (whole, name?: string, figures?: string, hex?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = figures === undefined ? Number.parseInt(hex!, 16) : Number(figures);
        return code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
          ? whole
          : String.fromCodePoint(code);
      },
    );
}
