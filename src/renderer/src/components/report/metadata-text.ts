const dayMonthYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const monthYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const languages = new Intl.DisplayNames('en', { type: 'language' });

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** A date in words with the precision it has: `6 January 2022`, `January 2022`, `2022`; other text stays as it is. */
export function dateInWords(date: string): string {
  const precise = /^\d{4}-\d{2}-\d{2}$/u.test(date);
  if (!precise && !/^\d{4}-\d{2}$/u.test(date)) return date;
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  return (precise ? dayMonthYear : monthYear).format(time);
}

/** The English name of a BCP 47 tag; what cannot be such a tag stays as it is. */
export function languageName(tag: string): string {
  return /^[a-z]{2,3}(-[a-z\d]{2,8})*$/iu.test(tag) ? (languages.of(tag) ?? tag) : tag;
}

/** The writing direction of a BCP 47 tag's language. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(tag.split('-')[0]!.toLowerCase()) ? 'rtl' : 'ltr';
}
