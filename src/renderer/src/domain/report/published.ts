const SHAPE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u;

/**
 * Whether the text can stand as a report's publication date: empty, or a real date of the Gregorian calendar as
 * `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601 with reduced precision). White space is not forgiven.
 */
export function isPublished(text: string): boolean {
  if (text === '') return true;
  if (!SHAPE.test(text)) return false;
  const [year, month = '01', day = '01'] = text.split('-');
  const whole = `${year!}-${month}-${day}`;
  const time = Date.parse(`${whole}T00:00:00Z`);
  // A day that its month does not have is read as one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole);
}
