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

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const LONG_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const LONG_DAY_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** The time of day of a UTC instant, here: "14:02". */
export function clockTime(at: string): string {
  return CLOCK.format(new Date(at));
}

/** A UTC instant as one says it here: "14:02 today", "14:02 on 3 March", with the year when it is another one. */
export function moment(at: string, now: Date = new Date()): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return `${CLOCK.format(date)} today`;
  const day = date.getFullYear() === now.getFullYear() ? LONG_DAY : LONG_DAY_YEAR;
  return `${CLOCK.format(date)} on ${day.format(date)}`;
}

const SIZES = [
  { unit: 'GB', bytes: 1e9 },
  { unit: 'MB', bytes: 1e6 },
  { unit: 'KB', bytes: 1e3 },
] as const;

/** "3.4 MB", "812 KB". */
export function fileSize(bytes: number): string {
  const size = SIZES.find((each) => bytes >= each.bytes);
  if (!size) return plural(bytes, 'byte');
  const count = bytes / size.bytes;
  return `${count.toLocaleString('en', { maximumFractionDigits: count < 10 ? 1 : 0 })} ${size.unit}`;
}

/** "about 2 minutes left"; seconds are told in steps, so that they do not flicker. */
export function timeLeft(seconds: number): string {
  if (seconds >= 90) return `about ${plural(Math.round(seconds / 60), 'minute')} left`;
  if (seconds >= 50) return 'about a minute left';
  return seconds > 5 ? `about ${Math.ceil(seconds / 10) * 10} seconds left` : 'a few seconds left';
}
