import type { Report } from './report';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of every list of reports: by publication date, then by import, the newest first. Undated reports come last. */
export function newestFirst(a: Report, b: Report): number {
  return (
    compare(b.published, a.published) ||
    compare(b.importedAt, a.importedAt) ||
    a.title.localeCompare(b.title) ||
    compare(a.id, b.id)
  );
}
