import type { Part } from './parts';
import { countWords, endsClause } from './prose';

const MAX_HEADING_LENGTH = 100;
const MAX_HEADING_WORDS = 14;

/** True when a text could be a heading by itself: short, with a letter, and without a full stop or other mark at its end. */
export function looksLikeHeading(text: string): boolean {
  return (
    text.length <= MAX_HEADING_LENGTH &&
    /\p{L}/u.test(text) &&
    countWords(text) <= MAX_HEADING_WORDS &&
    !endsClause(text)
  );
}

/**
 * Decides what numbered lines are: headings when each is short and stands above text of its own ("1. Background"),
 * items of a list otherwise.
 */
export function resolveNumbers(parts: readonly Part[]): Part[] {
  const resolved = [...parts];
  for (const run of runsOf(parts)) {
    const areHeadings =
      run.every((at) => looksLikeHeading(parts[at]!.text)) &&
      run.every((at) => standsAbove(parts[at]!, parts[at + 1]) && !isSetIn(parts[at]!, parts[at - 1])) &&
      run.some((at) => parts[at + 1]!.kind !== 'numbered');
    for (const at of run) {
      const { value: _value, style: _style, ...part } = parts[at]!;
      resolved[at] = areHeadings ? { ...part, kind: 'heading', level: 1 } : { ...part, kind: 'list-item' };
    }
  }
  return resolved;
}

/** True when text or a list of another kind stands below, not set in as the inner part of an item would be. */
function standsAbove(part: Part, below: Part | undefined): boolean {
  if (below === undefined || below.indent > part.indent) return false;
  return below.kind !== 'numbered' || (below.style !== part.style && part.gap);
}

const isSetIn = (part: Part, above: Part | undefined): boolean =>
  above?.kind === 'list-item' && part.indent > above.indent;

function runsOf(parts: readonly Part[]): number[][] {
  const runs: number[][] = [];
  const open = new Map<string, number[]>();
  parts.forEach((part, index) => {
    if (part.kind !== 'numbered') return;
    const run = open.get(part.style!);
    if (run !== undefined && parts[run.at(-1)!]!.value! + 1 === part.value) run.push(index);
    else {
      const fresh = [index];
      runs.push(fresh);
      open.set(part.style!, fresh);
    }
  });
  return runs;
}

/** Nesting depth of each list item, from 1, by how far it is set in and by its bullet. Other parts have 0. */
export function listLevels(parts: readonly Part[]): number[] {
  let stack: { indent: number; label: string }[] = [];
  return parts.map((part) => {
    if (part.kind !== 'list-item') {
      if (part.indent <= (stack[0]?.indent ?? 0)) stack = [];
      return 0;
    }
    const label = part.label ?? '';
    while (stack.length > 0 && part.indent < stack.at(-1)!.indent) stack.pop();
    const top = stack.at(-1);
    if (top === undefined || part.indent > top.indent + 1) stack.push({ indent: part.indent, label });
    else if (top.label !== label) {
      const same = stack.findIndex((above) => above.label === label && above.indent >= part.indent - 1);
      if (same !== -1) stack = stack.slice(0, same + 1);
      else if (INNER_BULLETS.has(label) && OUTER_BULLETS.has(top.label))
        stack.push({ indent: part.indent, label });
    }
    return stack.length;
  });
}

// Word processors lose the indent of nested lists when copied, but not the bullet.
const OUTER_BULLETS = new Set(['•', '●', '-', '*', '■']);
const INNER_BULLETS = new Set(['◦', '○', '▪', '▫', '□', '‣', '⁃']);
