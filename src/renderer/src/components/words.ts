const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A date as stored (`2022`, `2022-01` or `2022-01-06`) as people read it; other text comes back as it is. */
export function displayDate(date: string): string {
  const time = Date.parse(date);
  if (Number.isNaN(time) || !/^\d{4}(-\d{2}){0,2}$/u.test(date)) return date;
  if (date.length === 4) return date;
  return (date.length === 7 ? MONTH : DAY).format(time);
}

/** "1 passage", "1,204 passages". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** The English name of a BCP 47 tag; what is no such tag comes back as it is. */
export function languageName(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
