import type { Span } from '$domain/text/offsets';

type ActorHighlight = `actor-${number}`;
/** A line along a passage that lies on others: which of the four lines, and the actor's colour. */
type BandHighlight = `band-${number}-${number | 'country'}`;
export type HighlightName =
  | ActorHighlight
  | BandHighlight
  | 'country'
  | 'excerpt-active'
  | 'pending'
  | 'search-hit'
  | 'find-hit'
  | 'find-hit-current'
  | 'sentence'
  /** Words that a suggestion is about: nothing is saved of it. */
  | 'suggestion';

/** Lines that passages above the lowest can have; those still higher share the last. */
const BANDS = 4;

/**
 * The names that a passage is painted under. The lowest layer is filled, with two colours at most, since text is
 * readable over two; every other one has a line along the text.
 */
export function highlightsOf(passage: {
  /** From 0. */
  readonly layer: number;
  /** Colours of its actors, 1 to 12. */
  readonly colours: readonly number[];
  readonly hasCountry: boolean;
}): HighlightName[] {
  const { layer, colours, hasCountry } = passage;
  const country: HighlightName[] = hasCountry ? ['country'] : [];
  if (layer === 0) return [...colours.slice(0, 2).map((n): HighlightName => `actor-${n}`), ...country];
  return [`band-${Math.min(layer, BANDS)}-${colours[0] ?? 'country'}`, ...country];
}

/**
 * What lies on top of what. Actors share one priority, so that their translucent colours blend; the dashed lines lie on
 * the whole ones.
 */
const PRIORITY: Readonly<Record<string, number>> = {
  suggestion: 1,
  country: 1,
  'band-1': 2,
  'band-2': 2,
  'band-3': 3,
  'band-4': 3,
  'search-hit': 5,
  sentence: 6,
  pending: 8,
  'excerpt-active': 10,
  'find-hit': 12,
  'find-hit-current': 13,
};

export type Layers = Partial<Record<HighlightName, readonly Span[]>>;

/**
 * Paints spans of one article with the CSS Custom Highlight API and is the only code that touches `CSS.highlights`.
 * Several painters share the registry: each adds and removes its own ranges under the fixed names of highlights.css.
 * @see https://www.w3.org/TR/css-highlight-api-1/
 */
export class HighlightPainter {
  readonly #rangesOf: (span: Span) => readonly Range[];
  readonly #painted = new Map<HighlightName, Map<string, readonly Range[]>>();

  /** @param rangesOf finds the DOM ranges that cover a span */
  constructor(rangesOf: (span: Span) => readonly Range[]) {
    this.#rangesOf = rangesOf;
  }

  /** Shows exactly these spans: a name that is left out is cleared. Ranges painted before and still wanted stay. */
  paint(layers: Layers): void {
    if (!supported()) return;
    for (const name of this.#painted.keys()) if (!layers[name]) this.#show(name, []);
    for (const [name, spans] of Object.entries(layers)) this.#show(name as HighlightName, spans ?? []);
  }

  /** Takes away everything this painter has painted. */
  dispose(): void {
    this.paint({});
  }

  #show(name: HighlightName, spans: readonly Span[]): void {
    const before = this.#painted.get(name) ?? new Map<string, readonly Range[]>();
    const after = new Map<string, readonly Range[]>();
    const highlight = registered(name);
    for (const span of spans) {
      const key = `${span.start}-${span.end}`;
      if (after.has(key)) continue;
      let ranges = before.get(key);
      if (!ranges) {
        ranges = this.#rangesOf(span);
        for (const range of ranges) highlight.add(range);
      }
      after.set(key, ranges);
    }
    for (const [key, ranges] of before) {
      if (!after.has(key)) for (const range of ranges) highlight.delete(range);
    }
    if (after.size > 0) this.#painted.set(name, after);
    else this.#painted.delete(name);
  }
}

/** False only where components are tested without a browser. */
function supported(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

function registered(name: HighlightName): Highlight {
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = PRIORITY[name] ?? PRIORITY[/^band-\d/u.exec(name)?.[0] ?? ''] ?? 0;
    CSS.highlights.set(name, highlight);
  }
  return highlight;
}
