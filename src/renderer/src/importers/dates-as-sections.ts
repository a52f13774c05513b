import { readDate } from './dates';
import type { Part } from './parts';

/**
 * Makes the dates of a chronicle headings: lines of a date and nothing else, when several stand above text of their
 * own. The first may still be the date of the report, below its title, when prose rather than a list follows.
 */
export function findDateSections(parts: readonly Part[]): Part[] {
  const dated = parts.flatMap((part, i) => (isBareDate(part) && hasText(parts[i + 1]) ? [i] : []));
  const dates = new Set(dated.map((at) => readDate(parts[at]!.text)));
  if (dates.size < 2) return [...parts];
  const [first, second] = dated as [number, number];
  const isImprint = first <= MAX_IMPRINT && parts[first + 1]!.kind === 'plain' && second - first > 2;
  const sections = new Set(isImprint ? dated.slice(1) : dated);
  return parts.map((part, i) => {
    if (!sections.has(i)) return part;
    const { metadata: _metadata, ...rest } = part;
    return { ...rest, kind: 'heading' };
  });
}

/** Parts that may stand above the date of a report: promotion, title and dek. */
const MAX_IMPRINT = 3;

const isBareDate = (part: Part): boolean =>
  part.metadata?.published !== undefined && readDate(part.text) !== null;

const hasText = (part: Part | undefined): boolean =>
  part !== undefined && part.metadata === undefined && (part.kind === 'plain' || part.kind === 'list-item');
