import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [red: number, green: number, blue: number];
interface Colour {
  readonly rgb: Rgb;
  readonly alpha: number;
}

const AA_TEXT = 4.5;
const AA_GRAPHIC = 3;
const ACTORS = Array.from({ length: 12 }, (_, index) => index + 1);
const css = readFileSync(new URL('./themes.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//gu, '');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensOf(block: string): Map<string, Colour> {
  const found = new Map<string, Colour>();
  for (const [, name, value] of block.matchAll(/--([\w-]+):\s*([^;]+);/gu)) found.set(name!, parse(value!));
  return found;
}

function parse(value: string): Colour {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(value);
  if (hex) return { rgb: [1, 2, 3].map((i) => parseInt(hex[i]!, 16)) as unknown as Rgb, alpha: 1 };
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/u.exec(value);
  if (!rgb) throw new Error(`Unreadable colour ${value}`);
  return { rgb: [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])], alpha: Number(rgb[4]) };
}

function over(top: Colour, bottom: Rgb): Rgb {
  return bottom.map((below, i) => top.rgb[i]! * top.alpha + below * (1 - top.alpha)) as unknown as Rgb;
}

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each([
  ['light', tokensOf(lightCss)],
  ['dark', tokensOf(darkCss)],
])('the %s theme', (_theme, tokens) => {
  const colour = (name: string): Colour => {
    const found = tokens.get(name);
    if (!found) throw new Error(`No token --${name}`);
    return found;
  };
  const rgb = (name: string): Rgb => colour(name).rgb;
  const highlights = ACTORS.map((n) => `hl-actor-${n}`);
  const marks = ['hl-active', 'hl-pending', 'hl-sentence', 'selection'];

  function weakest(cases: Iterable<[label: string, ratio: number]>): string {
    let [worst, ratio] = ['', Infinity];
    for (const [label, value] of cases) if (value < ratio) [worst, ratio] = [label, value];
    return `${ratio.toFixed(2)} ${worst}`;
  }

  it('keeps interface text readable on every surface', () => {
    const surfaces = ['surface', 'surface-paper', 'surface-raised', 'surface-hover', 'accent-soft'];
    const texts = ['text', 'text-soft', 'text-muted', 'accent', 'danger', 'warning', 'on-accent-soft'];
    const pairs = [
      ...texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
      ['on-accent', 'accent'] as const,
      ['on-accent', 'accent-hover'] as const,
      ['on-danger', 'danger'] as const,
      ['on-danger', 'danger-hover'] as const,
      ['danger', 'danger-soft'] as const,
      ['text', 'danger-soft'] as const,
      ['warning', 'warning-soft'] as const,
      ['text', 'warning-soft'] as const,
      ['on-hl-find', 'hl-find'] as const,
      ['on-hl-find', 'hl-find-current'] as const,
    ];
    const worst = weakest(pairs.map(([t, s]) => [`${t} on ${s}`, contrast(rgb(t), rgb(s))]));
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it('keeps text readable over one highlight, on the page and on chips', () => {
    const cases = highlights.flatMap((highlight) =>
      ['surface-paper', 'surface-raised', 'surface', 'accent-soft'].map((surface): [string, number] => [
        `${highlight} on ${surface}`,
        contrast(rgb('text'), over(colour(highlight), rgb(surface))),
      ]),
    );
    const worst = weakest(cases);
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it('keeps text and the softer dek readable over two blended highlights, in either order', () => {
    const cases: [string, number][] = [];
    for (const first of highlights) {
      for (const second of [...highlights, ...marks]) {
        const blended = over(colour(second), over(colour(first), rgb('surface-paper')));
        for (const text of ['text', 'text-soft']) {
          cases.push([`${text} on ${second} over ${first}`, contrast(rgb(text), blended)]);
        }
      }
    }
    const worst = weakest(cases);
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it('keeps text readable where a selection lies over two highlights', () => {
    const cases: [string, number][] = [];
    for (const first of highlights) {
      for (const second of highlights) {
        for (const mark of marks) {
          const blended = over(colour(mark), over(colour(second), over(colour(first), rgb('surface-paper'))));
          cases.push([`${mark} over ${second} over ${first}`, contrast(rgb('text'), blended)]);
        }
      }
    }
    const worst = weakest(cases);
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it('keeps dots, underlines, control borders and the focus ring visible', () => {
    const graphics = [...ACTORS.map((n) => `actor-${n}`), 'focus', 'border-strong', 'country', 'search-hit'];
    const cases = graphics.flatMap((name) =>
      ['surface', 'surface-paper', 'surface-raised'].map((surface): [string, number] => [
        `${name} on ${surface}`,
        contrast(rgb(name), rgb(surface)),
      ]),
    );
    const worst = weakest(cases);
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_GRAPHIC);
  });

  it('keeps the lines of upper layers and the outline of the active passage visible on whatever is below', () => {
    const paper = rgb('surface-paper');
    const fills = [paper, ...highlights.map((name) => over(colour(name), paper))];
    const grounds = fills.flatMap((fill) => [fill, over(colour('hl-active'), fill)]);
    const lines = [...ACTORS.map((n) => `band-${n}`), 'country', 'focus'];
    const cases = lines.flatMap((name) =>
      grounds.map((ground, n): [string, number] => [`${name} on ground ${n}`, contrast(rgb(name), ground)]),
    );
    const worst = weakest(cases);
    expect(parseFloat(worst), worst).toBeGreaterThanOrEqual(AA_GRAPHIC);
  });

  it('has a visible difference between every highlight and the page', () => {
    for (const highlight of highlights) {
      const mixed = over(colour(highlight), rgb('surface-paper'));
      const distance = Math.hypot(...mixed.map((c, i) => c - rgb('surface-paper')[i]!));
      expect(distance, highlight).toBeGreaterThan(25);
    }
  });
});
