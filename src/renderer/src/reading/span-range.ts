import { snapToGraphemes, trimSpan, type Span } from '$domain/text/offsets';

/** A stretch of the canonical text as it stands in the page: an element with `data-start`, holding one text node. */
export interface TextRun extends Span {
  readonly node: Text;
}

/** The runs below an element in reading order, which is also the order of their offsets. */
export function textRuns(root: ParentNode): TextRun[] {
  const runs: TextRun[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('[data-start]')) {
    const node = element.firstChild;
    if (!(node instanceof Text)) continue;
    const start = Number(element.dataset['start']);
    runs.push({ start, end: start + node.data.length, node });
  }
  return runs;
}

/**
 * The stretch of the canonical text that a DOM range covers, UTF-16, snapped to graphemes and without white space at
 * its ends; null when it covers no text of `root`.
 * Ends of the range may lie in elements, in buttons between the runs or outside `root`: they move inwards.
 */
export function spanOfRange(root: HTMLElement, range: Range, text: string): Span | null {
  if (!range.intersectsNode(root)) return null;
  const runs = textRuns(root);
  const start = startOffset(runs, range);
  const end = endOffset(runs, range);
  if (start === null || end === null || start >= end) return null;
  const span = trimSpan(text, snapToGraphemes(text, { start, end }));
  return span.start < span.end ? span : null;
}

function startOffset(runs: readonly TextRun[], range: Range): number | null {
  const run = runs[firstIndex(runs, (r) => range.comparePoint(r.node, r.node.length) >= 0)];
  if (!run) return null;
  return range.startContainer === run.node ? run.start + range.startOffset : run.start;
}

function endOffset(runs: readonly TextRun[], range: Range): number | null {
  const run = runs[firstIndex(runs, (r) => range.comparePoint(r.node, 0) > 0) - 1];
  if (!run) return null;
  return range.endContainer === run.node ? run.start + range.endOffset : run.end;
}

/** The canonical offset of one DOM point, or null when it is in no run. */
export function offsetOfPoint(node: Node, offset: number): number | null {
  if (!(node instanceof Text)) return null;
  const start = node.parentElement?.dataset['start'];
  return start === undefined ? null : Number(start) + offset;
}

/** DOM ranges that together cover a span, one for each run it touches. */
export function rangesOfSpan(root: ParentNode, span: Span): Range[] {
  return rangesInRuns(textRuns(root), span);
}

/** As {@link rangesOfSpan}, for callers that keep the runs. */
export function rangesInRuns(runs: readonly TextRun[], span: Span): Range[] {
  const ranges: Range[] = [];
  for (let i = firstIndex(runs, (run) => run.end > span.start); i < runs.length; i += 1) {
    const run = runs[i]!;
    if (run.start >= span.end) break;
    const range = new Range();
    range.setStart(run.node, Math.max(0, span.start - run.start));
    range.setEnd(run.node, Math.min(run.node.length, span.end - run.start));
    ranges.push(range);
  }
  return ranges;
}

/** The DOM point of a canonical offset; between two runs, the end of the earlier one. */
export function pointInRuns(runs: readonly TextRun[], offset: number): { node: Text; offset: number } | null {
  const run = runs[Math.max(0, firstIndex(runs, (r) => r.start > offset) - 1)];
  return run ? { node: run.node, offset: Math.max(0, Math.min(run.node.length, offset - run.start)) } : null;
}

/** Index of the first item that fits, by bisection; the length when none does. Items that fit follow those that do not. */
function firstIndex<T>(items: readonly T[], fits: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
