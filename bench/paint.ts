import { layersOf } from '$domain/anchor/layers';
import type { Span } from '$domain/text/offsets';
import {
  HighlightPainter,
  highlightsOf,
  type HighlightName,
  type Layers,
} from '../src/renderer/src/reading/highlight-painter';
import { rangesInRuns, textRuns, type TextRun } from '../src/renderer/src/reading/span-range';

/** Passages painted on the open report, as highlights by the app's own painter and as elements around the words. */

interface Painted {
  readonly id: string;
  readonly span: Span;
  readonly colours: readonly number[];
  readonly hasCountry: boolean;
}

export interface PaintTimes {
  /** All passages on bare text. */
  readonly all: number[];
  /** One passage more. */
  readonly one: number[];
  /** All taken away. */
  readonly none: number[];
}

interface Way {
  paint(passages: readonly Painted[]): void;
  add(passage: Painted, all: readonly Painted[]): void;
  clear(): void;
}

/** Passages of 3 to 40 words anywhere in a report, the same for every run. */
function drawPassages(runs: readonly TextRun[], count: number): Painted[] {
  let state = 20;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const words = runs.flatMap((run) =>
    [...run.node.data.matchAll(/\S+/gu)].map(({ index, 0: word }) => ({
      start: run.start + index,
      end: run.start + index + word.length,
    })),
  );
  return Array.from({ length: count }, (_, n) => {
    const first = below(words.length - 40);
    return {
      id: `p${n}`,
      span: { start: words[first]!.start, end: words[first + 2 + below(38)]!.end },
      colours: [1 + below(12)],
      hasCountry: below(2) === 0,
    };
  });
}

function layersFor(passages: readonly Painted[]): Layers {
  const layers = layersOf(passages);
  const found: Partial<Record<HighlightName, Span[]>> = {};
  for (const passage of passages) {
    for (const name of highlightsOf({ ...passage, layer: layers.get(passage.id)! })) {
      (found[name] ??= []).push(passage.span);
    }
  }
  return found;
}

/** The app's way: the time includes finding layers, as in the app. */
function byHighlights(runs: readonly TextRun[]): Way {
  const painter = new HighlightPainter((span) => rangesInRuns(runs, span));
  return {
    paint: (passages) => painter.paint(layersFor(passages)),
    add: (_passage, all) => painter.paint(layersFor(all)),
    clear: () => painter.dispose(),
  };
}

/**
 * The other way, as cheap as it can be: one element for each stretch of a run that the same passages cover, painted in
 * one colour, and only the runs that a change touches are cut anew.
 */
function byElements(runs: readonly TextRun[]): Way {
  const elements = runs.map((run) => ({ run, element: run.node.parentElement!, text: run.node.data }));
  const touched = ({ span }: Painted) =>
    elements.filter(({ run }) => run.start < span.end && span.start < run.end);
  const wrap = ({ run, element, text }: (typeof elements)[number], passages: readonly Painted[]): void => {
    const here = passages.filter(({ span }) => span.start < run.end && run.start < span.end);
    const cuts = new Set([run.start, run.end]);
    for (const { span } of here) {
      cuts.add(Math.max(span.start, run.start));
      cuts.add(Math.min(span.end, run.end));
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const parts = edges.slice(0, -1).map((start, n) => {
      const end = edges[n + 1]!;
      const words = text.slice(start - run.start, end - run.start);
      const covering = here.find(({ span }) => span.start <= start && end <= span.end);
      if (!covering) return document.createTextNode(words);
      const mark = document.createElement('mark');
      mark.style.background = `var(--hl-actor-${covering.colours[0]})`;
      mark.style.color = 'inherit';
      mark.textContent = words;
      return mark;
    });
    element.replaceChildren(...parts);
  };
  return {
    paint: (passages) => elements.forEach((each) => wrap(each, passages)),
    add: (passage, all) => touched(passage).forEach((each) => wrap(each, all)),
    clear: () => elements.forEach(({ element, text }) => (element.textContent = text)),
  };
}

/** From the beginning of a frame with `work` in it until its style, layout and paint are done, in milliseconds. */
function frameWith(work: () => void): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const began = performance.now();
      work();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(performance.now() - began);
      };
      port2.postMessage(null);
    });
  });
}

/**
 * Paints `count` passages on the open report again and again, both ways in turn.
 * The work is done on a copy of the article in the article's place, so that the app's own text stays whole.
 */
export async function timePainting(
  count: number,
  rounds: number,
): Promise<{ words: number; highlights: PaintTimes; elements: PaintTimes; empty: number[] }> {
  const article = document.querySelector('article')!;
  const times = { highlights: emptyTimes(), elements: emptyTimes() };
  const empty: number[] = [];
  let words = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, make] of [
      ['highlights', byHighlights],
      ['elements', byElements],
    ] as const) {
      const copy = article.cloneNode(true) as HTMLElement;
      article.replaceWith(copy);
      const runs = textRuns(copy);
      words = copy.textContent.split(/\s+/u).length;
      const passages = drawPassages(runs, count + 1);
      const most = passages.slice(0, count);
      const way = make(runs);
      await frameWith(() => undefined);
      empty.push(await frameWith(() => undefined));
      times[name].all.push(await frameWith(() => way.paint(most)));
      await frameWith(() => undefined);
      times[name].one.push(await frameWith(() => way.add(passages[count]!, passages)));
      await frameWith(() => undefined);
      times[name].none.push(await frameWith(() => way.clear()));
      copy.replaceWith(article);
    }
  }
  return { words, ...times, empty };
}

const emptyTimes = (): PaintTimes => ({ all: [], one: [], none: [] });
