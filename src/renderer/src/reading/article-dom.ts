import { trimSpan, type Span } from '$domain/text/offsets';
import { HighlightPainter, type Layers } from './highlight-painter';
import { linesOfBoxes, type LineBox } from './line-boxes';
import { offsetAtPoint, offsetNearPoint } from './offset-at-point';
import type { Cursor } from './sentence-cursor';
import { offsetOfPoint, pointInRuns, rangesInRuns, spanOfRange, textRuns, type TextRun } from './span-range';

/** The part of the scroller's height, from its top, that counts as being read. */
const READING_ZONE = '-70%';
/** Pixels between the heights at which text is looked for: less than a line. */
const PROBE_STEP = 12;

/** One rendered article: its canonical offsets, selection, highlights and scrolling. Lives as long as its DOM. */
export class ArticleDom {
  readonly #root: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #text: string;
  readonly #runs: readonly TextRun[];
  readonly #painter: HighlightPainter;

  /** @param scroller the element that scrolls the article */
  constructor(root: HTMLElement, scroller: HTMLElement, text: string) {
    this.#root = root;
    this.#scroller = scroller;
    this.#text = text;
    this.#runs = textRuns(root);
    this.#painter = new HighlightPainter((span) => rangesInRuns(this.#runs, span));
  }

  paint(layers: Layers): void {
    this.#painter.paint(layers);
  }

  dispose(): void {
    this.#painter.dispose();
  }

  offsetAt(x: number, y: number): number | null {
    return offsetAtPoint(this.#root, x, y);
  }

  /** The offset of the caret position nearest to a point in viewport pixels. */
  offsetNear(x: number, y: number): number | null {
    return offsetNearPoint(this.#root, x, y);
  }

  /**
   * The lines that a span stands on, in pixels from the top left of what the scroller scrolls. Empty while its blocks
   * are not laid out.
   */
  linesOf(span: Span): LineBox[] {
    const view = this.#scroller.getBoundingClientRect();
    const [x, y] = [this.#scroller.scrollLeft - view.left, this.#scroller.scrollTop - view.top];
    const boxes = rangesInRuns(this.#runs, span).flatMap((range) => {
      const block = range.startContainer.parentElement?.closest('[dir]');
      const isRtl = block != null && getComputedStyle(block).direction === 'rtl';
      return [...range.getClientRects()].map(({ left, top, width, height }) => ({
        left: left + x,
        top: top + y,
        width,
        height,
        isRtl,
      }));
    });
    return linesOfBoxes(boxes);
  }

  /** Calls back whenever the text may stand elsewhere in the scroller: another width, font or size, blocks laid out. */
  watchLayout(onChange: () => void): () => void {
    const observer = new ResizeObserver(onChange);
    observer.observe(this.#root);
    const gone = new AbortController();
    this.#root.addEventListener('contentvisibilityautostatechange', onChange, {
      signal: gone.signal,
      capture: true,
    });
    // Absent where components are tested without a browser.
    (document.fonts as FontFaceSet | undefined)?.addEventListener('loadingdone', onChange, gone);
    return () => {
      observer.disconnect();
      gone.abort();
    };
  }

  /** What is selected of the report's text, or null. */
  selectionSpan(): Span | null {
    const range = this.#range();
    return range && spanOfRange(this.#root, range, this.#text);
  }

  /** Where the selection or caret stands, with its direction; null when it is not in the report. */
  cursor(): Cursor | null {
    const selection = document.getSelection();
    if (!selection?.anchorNode || !selection.focusNode) return null;
    if (!this.#root.contains(selection.anchorNode)) return null;
    const anchor = offsetOfPoint(selection.anchorNode, selection.anchorOffset);
    const focus = offsetOfPoint(selection.focusNode, selection.focusOffset);
    if (anchor !== null && focus !== null) return { anchor, focus };
    const span = this.selectionSpan();
    return span && { anchor: span.start, focus: span.end };
  }

  /** Makes the browser's own selection, so that copying and the pointer go on from it. */
  select(cursor: Cursor): void {
    const from = pointInRuns(this.#runs, cursor.anchor);
    const to = pointInRuns(this.#runs, cursor.focus);
    if (from && to) document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  clearSelection(): void {
    document.getSelection()?.removeAllRanges();
  }

  /** The box around a span in viewport pixels; null when it has no text in the article. */
  rectOf(span: Span): DOMRect | null {
    const rects = rangesInRuns(this.#runs, trimSpan(this.#text, span)).flatMap((r) => [
      ...r.getClientRects(),
    ]);
    if (rects.length === 0) return null;
    const left = Math.min(...rects.map((r) => r.left));
    const top = Math.min(...rects.map((r) => r.top));
    const right = Math.max(...rects.map((r) => r.right));
    const bottom = Math.max(...rects.map((r) => r.bottom));
    return new DOMRect(left, top, right - left, bottom - top);
  }

  /**
   * Scrolls a span to the middle of the view, or with `nearest` only when it is not in view.
   * Blocks out of view have estimated heights until they are laid out, so the place is corrected one frame later.
   */
  scrollTo(span: Span, block: 'center' | 'nearest'): void {
    if (block === 'nearest' && this.#inView(span)) return;
    this.#centre(span);
    requestAnimationFrame(() => this.#centre(span));
  }

  /** Scrolls a span to the top of the view. */
  scrollToTop(span: Span): void {
    this.#toTop(span);
    requestAnimationFrame(() => this.#toTop(span));
  }

  /** Offset of the first text in view; null when the article is at its beginning or has none in view. */
  topOffset(): number | null {
    if (this.#scroller.scrollTop <= 0) return null;
    const view = this.#scroller.getBoundingClientRect();
    const text = this.#root.getBoundingClientRect();
    const x = text.left + text.width / 2;
    for (let y = view.top + PROBE_STEP / 2; y < view.bottom; y += PROBE_STEP) {
      const offset = this.offsetAt(x, y);
      if (offset !== null) return offset;
    }
    return null;
  }

  /** Calls back with the offset of the heading that is being read, whenever it changes. */
  watchSections(headings: readonly number[], onChange: (start: number | null) => void): () => void {
    const passed = new Set<number>();
    // The zone reaches far above the view: a heading intersects from when it has been passed, however fast.
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const start = Number((target as HTMLElement).dataset['start']);
          if (isIntersecting) passed.add(start);
          else passed.delete(start);
        }
        onChange(passed.size === 0 ? null : Math.max(...passed));
      },
      { root: this.#scroller, rootMargin: `1000000px 0px ${READING_ZONE} 0px` },
    );
    const wanted = new Set(headings);
    for (const run of this.#runs) {
      if (wanted.has(run.start) && run.node.parentElement) observer.observe(run.node.parentElement);
    }
    return () => observer.disconnect();
  }

  #range(): Range | null {
    const selection = document.getSelection();
    return selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  }

  #inView(span: Span): boolean {
    const rect = this.rectOf(span);
    const view = this.#scroller.getBoundingClientRect();
    return rect !== null && rect.top >= view.top && rect.bottom <= view.bottom;
  }

  #toTop(span: Span): void {
    const [first] = rangesInRuns(this.#runs, span);
    if (!first) return;
    if (first.getClientRects().length === 0) first.startContainer.parentElement?.scrollIntoView();
    const rect = first.getBoundingClientRect();
    this.#scroller.scrollBy({ top: rect.top - this.#scroller.getBoundingClientRect().top - PROBE_STEP / 2 });
  }

  #centre(span: Span): void {
    const [first] = rangesInRuns(this.#runs, trimSpan(this.#text, span));
    if (!first) return;
    if (first.getClientRects().length === 0) {
      first.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    }
    const rect = this.rectOf(span) ?? first.getBoundingClientRect();
    const view = this.#scroller.getBoundingClientRect();
    // A span taller than the view begins at its top.
    const room = Math.max(view.height - rect.height, view.height / 8);
    this.#scroller.scrollBy({ top: rect.top - view.top - room / 2 });
  }
}
