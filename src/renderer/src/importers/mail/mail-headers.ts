import { decodeWords, type Email } from 'postal-mime';
import { readDate } from '../dates';
import { webAddressIn, type LineMetadata } from '../metadata';
import { languageTag } from '../table/language-tag';

/** Marks of replies and forwarded messages that programs put before a subject, in several languages. */
const REPLY_MARKS =
  /^(?:\s*(?:re|fwd?|fw|aw|wg|sv|vs|tr|rv|r[ée]f|enc|отв|ответ|пересл|жауап)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3})?\s*[:：])+/iu;

/**
 * What the fields of a message say about it: subject, sender, the day on which it was sent where the sender was, and the
 * list or organization it comes from.
 * @see RFC 5322 3.6, RFC 2919 (List-Id), RFC 5064 (Archived-At), RFC 3282 (Content-Language)
 */
export function mailMetadata(mail: Email): LineMetadata {
  const field = (name: string): string => mail.headers.find(({ key }) => key === name)?.value.trim() ?? '';
  const fields: LineMetadata = {
    title: tidy((mail.subject ?? '').replace(REPLY_MARKS, '')),
    author: authorOf(mail),
    source: listName(field('list-id')) || tidy(decodeWords(field('organization'))),
    sourceUrl: webAddressIn(field('archived-at')) ?? '',
    published: dayOf(field('date')),
    language: languageTag(field('content-language')),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

const tidy = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

function authorOf({ from, sender }: Email): string {
  const mailbox = from?.group?.[0] ?? from ?? sender;
  return tidy(mailbox?.name ?? '') || tidy(mailbox?.address ?? '');
}

/** `Valley News <news.example.org>`: the name of a mailing list, or else its identifier. */
function listName(field: string): string {
  const match = /^([^<]*)<([^>]*)>/u.exec(field);
  if (match === null) return '';
  return tidy(decodeWords(match[1]!)).replace(/^"(.*)"$/u, '$1') || tidy(match[2]!);
}

const DATE = /(?:^|[\s,])(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\b/iu;

/** The day as it stands in the field, in the sender's time zone; empty for none. @see RFC 5322 3.3, 4.3 */
export function dayOf(field: string): string {
  const match = DATE.exec(field);
  if (match === null) return readDate(field) ?? '';
  const [, day, month, year] = match as unknown as [string, string, string, string];
  const full = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  return readDate(`${day} ${month} ${full}`) ?? '';
}
