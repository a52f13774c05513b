import { readDate } from './dates';

/** What one line says about the report; fields it does not state are absent. */
export interface LineMetadata {
  readonly title?: string;
  readonly source?: string;
  readonly sourceUrl?: string;
  readonly published?: string;
  /** Who wrote it, as printed without “By”. */
  readonly author?: string;
  /** When a copy was made of it: ISO 8601 date to the precision known. */
  readonly captured?: string;
  readonly language?: string;
}

const MAX_LENGTH = 300;
const MAX_NAME_WORDS = 8;

const FIELD = /^(\p{L}[\p{L} -]{1,24}?)\s*[:：]\s*(\S.*)$/u;
const FIELDS: readonly (readonly [
  RegExp,
  'title' | 'source' | 'published' | 'url' | 'author' | 'language' | 'other',
])[] = [
  [/^(?:title|headline|subject|тема|заголовок|название|тақырыбы?|titre|titel|título)$/iu, 'title'],
  [
    /^(?:source|publisher|publication|outlet|agency|via|источник|издание|дереккөз(?:і)?|джерело|булак|quelle|fuente|fonte|المصدر|来源|來源)$/iu,
    'source',
  ],
  [
    /^(?:date|as of|stand|published(?:\s+(?:on|at))?|publication date|posted(?:\s+on)?|pubdate|дата(?:\s+публикации)?|опубликовано|күні|жарияланған(?:\s+күні)?|дата публікації|опубліковано|datum|fecha|data|التاريخ|日期)$/iu,
    'published',
  ],
  [/^(?:url|link|permalink|source url|original|ссылка|сілтеме|посилання)$/iu, 'url'],
  [
    /^(?:authors?|by|byline|reporters?|words|text|автор(?:ы|и)?|автор текста|текст|корреспондент|мәтін|авторы)$/iu,
    'author',
  ],
  [/^(?:lang|language|язык|тіл)$/iu, 'language'],
  [
    /^(?:from|to|cc|от|кому|копия|updated|last updated|modified|обновлено|оновлено|жаңартылды|accessed|retrieved|photo|image|credit|caption|фото|tags|keywords|location|place)$/iu,
    'other',
  ],
];

const ADDRESS = /https?:\/\/[^\s<>"“”)\]]+|\bwww\.[^\s<>"“”)\]]+/iu;
const PUBLISHED_PREFIX =
  /^(?:(?:published|posted|issued|опубликовано|жарияланды|опубліковано|publié|publicado|veröffentlicht)(?:\s+(?:on|at|le|el|am))?\s*:?|as\s+of|по\s+состоянию\s+на|станом\s+на|stand:?)\s+/iu;
const BYLINE = /^[Bb][Yy]\s+(\p{Lu}[^|·•—–]{1,120})$/u;
const CREDIT =
  /^\(?(?:story|words|text|written|reported|reporting|edited|editing|translated|translation|compiled|photos?|photography|illustration)\s+by\s+\p{Lu}[^.!?]{1,160}\)?\.?$/iu;
const UPDATED =
  /^\(?(?:last\s+)?(?:updated|обновлено|оновлено|жаңартылды|aktualisiert)(?!\p{L})[^.!?]{0,20}\d[^!?]{0,40}$/iu;

// Publishers that stand alone above an article as often as behind a "Source:".
const PUBLISHERS = new Map(
  (
    'Reuters|Associated Press|AP|AFP|Agence France-Presse|Meduza|Медуза|TASS|ТАСС|Interfax|Интерфакс|RIA Novosti|РИА Новости|' +
    'BBC|BBC News|CNN|Al Jazeera|Radio Free Europe/Radio Liberty|RFE/RL|Radio Liberty|The Guardian|The New York Times|' +
    'The Washington Post|Financial Times|The Economist|Bloomberg|Deutsche Welle|DW|Kommersant|Коммерсантъ|Kazinform|Казинформ|' +
    'Tengrinews|Tengrinews.kz|Azattyq|Азаттык|Vlast|Власть|Eurasianet|The Diplomat|Novaya Gazeta|Новая газета|Xinhua|UPI|dpa|EFE|Anadolu Agency'
  )
    .split('|')
    .map((name) => [name.toLowerCase(), name]),
);

// Names of publications tend to hold one of these; the names of documents, which stand beside a date as well, one of the others.
const PUBLICATION =
  /(?<!\p{L})(?:times|news|post|herald|bulletin|journal|gazette|courier|tribune|observer|monitor|chronicle|daily|weekly|press|agency|radio|tv|media|telegraph|zeitung|anzeiger|nachrichten|rundschau|вестник|известия|правда|газета|новости|ведомости|курьер|агентство|радио|телеканал|хабар(?:ы|лары)?|газеті|агенттігі|жаңалықтары|вісник|новини|агенція|gazetesi|haber|ajansı)(?!\p{L})/iu;
const DOCUMENT =
  /(?<!\p{L})(?:report|update|sitrep|brief|briefing|digest|statement|release|issue|timeline|summary|review|no|№|отчёт|отчет|сводка|обзор|дайджест|заявление|выпуск|хроника|есеп|шолу|звіт|огляд|bericht|rapport)(?!\p{L})|[#№]\s?\d/iu;
/** How names of cities of several words begin. */
const PLACE =
  /^(?:new|san|santa|santo|são|saint|st\.?|los|las|la|le|el|port|puerto|fort|cape|mount|rio|tel|abu|addis|buenos|kuala|hong|phnom|ho|sri|mexico|panama|guatemala|kuwait|нижний|великий|новый|усть|санкт)(?=[\s-])/iu;

/**
 * Reads a line that says something about the report rather than being part of it: `Source: Meduza`, `6 January 2022`,
 * `By A. Writer, Reuters`, `Meduza | 6 January 2022`, a web address. Null for every other line.
 */
export function readMetadataLine(line: string): LineMetadata | null {
  if (line.length > MAX_LENGTH) return null;
  return readField(line) ?? readAddress(line) ?? readUnlabelled(line);
}

function readField(line: string): LineMetadata | null {
  const match = FIELD.exec(line);
  if (match === null) return null;
  const [, name, value] = match as unknown as [string, string, string];
  const field = FIELDS.find(([pattern]) => pattern.test(name))?.[1];
  switch (field) {
    case 'title':
      return { title: value };
    case 'source':
      return readSource(value);
    case 'published': {
      const published = readDate(value) ?? yearOnly(value);
      return published === null ? readUnlabelled(value) : { published };
    }
    case 'url':
      return readAddress(value);
    case 'author':
      return readByline(value) ?? {};
    case 'language':
      return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(value) ? { language: value } : {};
    case 'other':
      return {};
    case undefined:
      return null;
  }
}

function yearOnly(value: string): string | null {
  return /^(?:1[5-9]|20|21)\d\d$/u.test(value) ? value : null;
}

/** `Meduza`, `Meduza, 6 January 2022`, `Meduza (https://…)` or just an address, whose host then names the source. */
function readSource(value: string): LineMetadata {
  const address = ADDRESS.exec(value)?.[0];
  const name = value
    .replace(ADDRESS, ' ')
    .replace(/[(<[]\s*[)>\]]/gu, ' ')
    .trim()
    .replace(/^[-–—,;|:\s]+|[-–—,;|:\s]+$/gu, '');
  const split = splitDate(name);
  const source = split?.rest ?? (readDate(name) === null ? name : '');
  const published = split?.published ?? readDate(name) ?? undefined;
  const sourceUrl = address === undefined ? undefined : webAddress(address);
  return {
    source: source !== '' ? source.replace(/\.$/u, '') : sourceUrl === undefined ? '' : hostOf(sourceUrl),
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(published === undefined ? {} : { published }),
  };
}

function readAddress(line: string): LineMetadata | null {
  const address = ADDRESS.exec(line)?.[0];
  if (address === undefined || address.length < line.replace(/^[<([]|[>)\].,]$/gu, '').length) return null;
  return { sourceUrl: webAddress(address) };
}

/** The first web address in a text, with its scheme; null when there is none. */
export function webAddressIn(text: string): string | null {
  const address = ADDRESS.exec(text)?.[0];
  return address === undefined ? null : webAddress(address);
}

/** An address as it is kept: with its scheme, without the sign of the sentence it stood in. */
export const webAddress = (address: string): string => {
  const bare = address.replace(/[.,;]+$/u, '');
  return /^www\./iu.test(bare) ? `https://${bare}` : bare;
};
const hostOf = (address: string): string => /^https?:\/\/(?:www\.)?([^/?#:]+)/iu.exec(address)?.[1] ?? '';

function readUnlabelled(line: string): LineMetadata | null {
  if (CREDIT.test(line) || UPDATED.test(line)) return {};
  const text = line.replace(PUBLISHED_PREFIX, '');
  const date = readDate(text) ?? readDate(text.replace(/^[([]|[)\]]$/gu, ''));
  if (date !== null) {
    const beside = PUBLISHERS.get(splitDate(text)?.rest.toLowerCase() ?? '');
    return beside === undefined ? { published: date } : { source: beside, published: date };
  }
  const known = PUBLISHERS.get(text.replace(/^\(|\)$/gu, '').toLowerCase());
  if (known !== undefined) return { source: known };
  const embedded = /^(.{4,40}?)[\s,|·•]+(?:source|источник|дереккөз)\s*[:：]\s*(\S.*)$/iu.exec(text);
  if (embedded !== null) {
    const published = readDate(embedded[1]!);
    if (published !== null) return { ...readSource(embedded[2]!), published };
  }
  const byline = BYLINE.exec(text);
  if (byline !== null && countNameWords(byline[1]!) <= MAX_NAME_WORDS * 2 && !/[.!?]$/u.test(text)) {
    return readByline(byline[1]!);
  }
  const split = splitDate(text);
  if (split === null) return null;
  const publisher = PUBLISHERS.get(split.rest.toLowerCase());
  if (publisher !== undefined) return { source: publisher, published: split.published };
  if (/^by\s/iu.test(split.rest)) return { ...readByline(split.rest.slice(3)), published: split.published };
  return readImprint(split);
}

/** A bar or dot divides the parts of an imprint; beside a comma or dash may stand a place, a document or an event as well. */
function readImprint({ rest, published, strong }: DateSplit): LineMetadata | null {
  if (DOCUMENT.test(rest)) return null;
  if (strong) return { source: rest, published };
  if (!isName(rest)) return null;
  const isPlace = !PUBLICATION.test(rest) && (countNameWords(rest) === 1 || PLACE.test(rest));
  return isPlace ? { published } : { source: rest, published };
}

/** True for the name of a publication on a line of its own, such as `The Valley Times`. */
export function isPublicationName(line: string): boolean {
  return countNameWords(line) <= 5 && isName(line) && PUBLICATION.test(line) && !DOCUMENT.test(line);
}

/** The date that a title ends in, after a comma, a dash or in brackets; null without one. */
export function dateAtEnd(title: string): string | null {
  if (!/[\d٠-٩]{4}/u.test(title)) return null;
  for (const divider of title.matchAll(/[,;:|·–—-]\s+|\s\((?:as of\s+|на\s+)?/giu)) {
    const date = readDate(title.slice(divider.index + divider[0].length).replace(/\)$/u, ''));
    if (date !== null) return date;
  }
  return null;
}

const SMALL_WORDS = /^(?:of|the|and|for|in|de|del|la|le|du|des|der|die|das|und|и|по|при|в|на|&)$/u;

/** True when every word begins with a capital letter or a figure, as in names; small words such as "of" aside. */
function isName(text: string): boolean {
  const words = text.split(/\s+/u);
  return (
    /^["“«„]?\p{Lu}/u.test(text) &&
    words.length <= 6 &&
    !/[,:;.!?](?:\s|$)/u.test(text) &&
    words.every((word) => SMALL_WORDS.test(word) || /^["“«„(]?[\p{Lu}\p{N}]/u.test(word))
  );
}

const countNameWords = (text: string): number => text.split(/\s+/u).length;

/** `Jane Doe, Reuters`: what follows the last comma when it is a publisher, or any name after "for". */
function readByline(value: string): LineMetadata | null {
  const split = splitDate(value);
  const rest = split?.rest ?? value;
  const dated = split === null ? {} : { published: split.published };
  const forWhom = /\s(?:for|of|для)\s+(\p{Lu}[^,]{1,60})$/u.exec(rest)?.[1];
  const last = rest
    .split(/\s*[,|·•/(]\s*|\s[-–—]\s/u)
    .at(-1)!
    .replace(/\)$/u, '')
    .trim();
  const known = PUBLISHERS.get(last.toLowerCase()) ?? PUBLISHERS.get(rest.trim().toLowerCase());
  const source = known ?? forWhom ?? (last !== rest.trim() && countNameWords(last) <= 4 ? last : undefined);
  const author = authorIn(rest, source);
  return {
    ...(author === '' ? {} : { author }),
    ...(source === undefined ? {} : { source }),
    ...dated,
  };
}

const MAX_AUTHOR_LENGTH = 120;

/** The names of a byline without the publication behind them; empty when there is only that. */
function authorIn(byline: string, source: string | undefined): string {
  const end = source === undefined ? -1 : byline.lastIndexOf(source);
  const names = (end === -1 ? byline : byline.slice(0, end))
    .replace(/\s+(?:for|of|для)\s*$/u, '')
    .replace(/[\s,|·•/(–—-]+$/u, '')
    .trim();
  const isPublisher = PUBLISHERS.has(names.toLowerCase());
  return isPublisher || names.length > MAX_AUTHOR_LENGTH || !/\p{L}/u.test(names) ? '' : names;
}

interface DateSplit {
  readonly rest: string;
  readonly published: string;
  /** Divided by a bar or dot rather than a comma, dash or bracket. */
  readonly strong: boolean;
}

/** Divides `Meduza, 6 January 2022` or `6 January 2022 | Meduza` into the date and the rest, a short name. */
function splitDate(text: string): DateSplit | null {
  if (text.length > 120 || !/\d{4}/u.test(text)) return null;
  for (const divider of text.matchAll(/\s*[|·•]\s*|\s[-–—]\s|,\s+|\s\(|;\s+/gu)) {
    const left = text.slice(0, divider.index).trim();
    const right = text
      .slice(divider.index + divider[0].length)
      .replace(/\)$/u, '')
      .trim();
    const strong = /[|·•]/u.test(divider[0]);
    for (const [name, when] of [
      [left, right],
      [right, left],
    ] as const) {
      const published = readDate(when);
      if (
        published !== null &&
        name !== '' &&
        !/\d{4}/u.test(name) &&
        countNameWords(name) <= MAX_NAME_WORDS
      ) {
        return { rest: name, published, strong };
      }
    }
  }
  return null;
}

const DATELINE = /^(\p{Lu}[^()]{1,80}?)?\s*\((\p{Lu}[\p{L}\p{N} ./&’'-]{1,40})\)\s*[-–—]+\s+/u;
/** `МОСКВА, 6 января. /ТАСС/.`, `Алматы. 6 января. ИНТЕРФАКС –`, `МОСКВА, 6 янв — РИА Новости.` */
const RUSSIAN_DATELINE =
  /^(\p{Lu}[\p{L} -]{1,40}[.,]\s+\d{1,2}\s\p{Ll}{3,9}\.?(?:\s\d{4})?(?:\sг(?:ода|\.)?)?)\.?\s*(?:[-–—]\s*)?(?:\/\s?)?(\p{Lu}[\p{L} -]{1,40}?)(?:\s?\/[.,]?\s*[-–—]?|\s+[-–—]|\.)\s+/u;

/**
 * Reads the beginning of a wire story, `ALMATY, January 6, 2022 (Reuters) — …`. Null when the text has no dateline: the
 * place must stand in capitals or the name be a known publisher's, since a bracket and a dash alone may explain a term.
 */
export function readDateline(text: string): LineMetadata | null {
  const match = matchDateline(text);
  if (match === null) return null;
  const parts = (match[1] ?? '').split(/[,.]\s+/u);
  const published = parts.map((_, i) => readDate(parts.slice(i).join(', '))).find((date) => date !== null);
  const source = PUBLISHERS.get(match[2]!.toLowerCase()) ?? match[2]!;
  return { source, ...(published == null ? {} : { published }) };
}

/** A story without its dateline; the whole text when it has none. */
export function withoutDateline(text: string): string {
  return text.slice(matchDateline(text)?.[0].length ?? 0);
}

function matchDateline(text: string): RegExpExecArray | null {
  const start = text.slice(0, 160);
  const match = DATELINE.exec(start);
  const isCapital = (name: string | undefined): boolean => /^\p{Lu}{3}/u.test(name ?? '');
  const isKnown = (name: string): boolean => PUBLISHERS.has(name.toLowerCase());
  if (match !== null) return isKnown(match[2]!) || isCapital(match[1]) ? match : null;
  const russian = RUSSIAN_DATELINE.exec(start);
  return russian !== null && (isKnown(russian[2]!) || isCapital(russian[2])) ? russian : null;
}
