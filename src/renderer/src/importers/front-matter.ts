import { readDate } from './dates';
import type { LineMetadata } from './metadata';

const FRONT_MATTER = /^---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
const PAIR = /^([\p{L}_-]{1,40})\s*:\s*(.*)$/u;

export interface FrontMatter {
  readonly metadata: LineMetadata;
  /** The text below the front matter; the whole text when there is none. */
  readonly body: string;
  /** Keys that were found, in order; empty when there is no front matter. */
  readonly keys: readonly string[];
}

/** Reads the `key: value` lines between two `---` at the beginning of a Markdown text. Only flat values are understood. */
export function readFrontMatter(text: string): FrontMatter {
  const match = FRONT_MATTER.exec(text);
  const pairs = (match?.[1] ?? '').split('\n').flatMap((line) => {
    const pair = PAIR.exec(line);
    return pair === null ? [] : [[pair[1]!.toLowerCase(), unquote(pair[2]!)] as const];
  });
  // Without a pair the dashes are separators around ordinary text.
  if (match === null || pairs.length === 0) return { metadata: {}, body: text, keys: [] };
  const value = (...names: string[]): string | undefined =>
    pairs.find(([key, found]) => names.includes(key) && found !== '')?.[1];
  const date = value('date', 'published', 'pubdate', 'published_at', 'дата');
  const stated = {
    title: value('title', 'headline'),
    source: value('source', 'publisher', 'publication', 'site', 'источник'),
    sourceUrl: [value('url', 'link', 'source_url', 'permalink'), value('source')].find((v) =>
      /^https?:\/\//u.test(v ?? ''),
    ),
    published: date === undefined ? undefined : (readDate(date) ?? undefined),
    language: [value('lang', 'language')].find((v) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(v ?? '')),
  };
  const metadata = Object.fromEntries(
    Object.entries(stated).filter(([, v]) => v !== undefined),
  ) as LineMetadata;
  return { metadata, body: text.slice(match[0].length), keys: pairs.map(([key]) => key) };
}

const unquote = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/u, '$2');
