import { sentenceSpans } from '../text/sentences';
import type { Span } from '../text/offsets';

const WHEN =
  '(?:\\s(?:here|today|yesterday|late|early|earlier|separately|also|(?:on\\s|late\\s|early\\s)?\\p{Lu}\\p{Ll}+day(?:\\s(?:morning|afternoon|evening|night))?|(?:in|at)\\s[^,;]{2,40}|(?:this|last)\\s\\p{Ll}+))*';
const END = '[.!]?["”’»]*$';
const WHO = '[^,;]{2,120}?';

/** The end of a sentence that only tells where the rest of it comes from, in English, Russian and Kazakh. */
const TAILS = [
  new RegExp(`,\\s${WHO}\\s(?:said|says|reported|announced|told\\s[^,;]{2,40}?)${WHEN}${END}`, 'u'),
  new RegExp(`,?\\saccording\\sto\\s[^,;]{2,160}${END}`, 'u'),
  new RegExp(
    `,\\s(?:(?:как\\s)?(?:сообщ|заяв|рассказ|сказа|переда|уточни|отмети)\\p{L}+|пишет)\\s[^,;]{2,120}${END}`,
    'u',
  ),
  new RegExp(`,?\\sдеп\\s(?:хабарла|мәлімде|жаз|айт|атап)\\p{L}*\\s[^,;]{2,120}${END}`, 'u'),
];

/** Words that must stand before it: "On Monday, Russia said." has nothing else to tell. */
const LEAST_BEFORE = 5;

/**
 * Where sentences say who reported what they say: “…, Thai police said on Monday.” UTF-16, in `text`, in order. Such a
 * source is no party to what is reported.
 */
export function attributionSpans(text: string): Span[] {
  return sentenceSpans(text, { start: 0, end: text.length }).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    for (const tail of TAILS) {
      const at = tail.exec(sentence)?.index;
      if (at !== undefined && sentence.slice(0, at).split(/\s+/u).length >= LEAST_BEFORE) {
        return [{ start: start + at, end }];
      }
    }
    return [];
  });
}
