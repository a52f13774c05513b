import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Span } from '$domain/text/offsets';
import { highlightsOf, HighlightPainter } from './highlight-painter';

class FakeHighlight extends Set<object> {
  priority = 0;
}

let registry: Map<string, FakeHighlight>;

beforeEach(() => {
  registry = new Map();
  vi.stubGlobal('Highlight', FakeHighlight);
  vi.stubGlobal('CSS', { highlights: registry });
});
afterEach(() => vi.unstubAllGlobals());

const a: Span = { start: 0, end: 5 };
const b: Span = { start: 3, end: 9 };
const ranges = () => vi.fn((span: Span) => [{ span } as unknown as Range]);
const painted = (name: string): Span[] =>
  [...(registry.get(name) ?? [])].map((range) => (range as { span: Span }).span);

describe('HighlightPainter', () => {
  it('paints spans under their names, active above actors', () => {
    new HighlightPainter(ranges()).paint({ 'actor-3': [a], 'excerpt-active': [b] });
    expect(painted('actor-3')).toEqual([a]);
    expect(painted('excerpt-active')).toEqual([b]);
    expect(registry.get('excerpt-active')!.priority).toBeGreaterThan(registry.get('actor-3')!.priority);
  });

  it('makes ranges only for what is new and takes away only what is gone', () => {
    const rangesOf = ranges();
    const painter = new HighlightPainter(rangesOf);
    painter.paint({ 'actor-1': [a, b] });
    const kept = [...registry.get('actor-1')!].find((range) => (range as { span: Span }).span === b);
    painter.paint({ 'actor-1': [b, { start: 20, end: 30 }] });
    expect(rangesOf).toHaveBeenCalledTimes(3);
    expect(registry.get('actor-1')!.has(kept!)).toBe(true);
    expect(painted('actor-1')).toEqual([b, { start: 20, end: 30 }]);
  });

  it('paints a span once however often it is asked for', () => {
    new HighlightPainter(ranges()).paint({ 'actor-1': [a, { ...a }] });
    expect(painted('actor-1')).toHaveLength(1);
  });

  it('leaves the highlights of other painters alone', () => {
    const other = new HighlightPainter(ranges());
    const painter = new HighlightPainter(ranges());
    other.paint({ 'actor-1': [a] });
    painter.paint({ 'actor-1': [b], country: [b] });
    painter.dispose();
    expect(painted('actor-1')).toEqual([a]);
    expect(painted('country')).toEqual([]);
  });
});

describe('highlightsOf', () => {
  const names = (layer: number, colours: number[], hasCountry = false): string[] =>
    highlightsOf({ layer, colours, hasCountry });

  it('fills the lowest layer, with two colours at most', () => {
    expect(names(0, [3])).toEqual(['actor-3']);
    expect(names(0, [3, 1, 7], true)).toEqual(['actor-3', 'actor-1', 'country']);
    expect(names(0, [], true)).toEqual(['country']);
  });

  it('gives each of the next four layers a line of its own, in the first actor’s colour', () => {
    expect([1, 2, 3, 4, 5, 9].map((layer) => names(layer, [2, 5])[0])).toEqual([
      'band-1-2',
      'band-2-2',
      'band-3-2',
      'band-4-2',
      'band-4-2',
      'band-4-2',
    ]);
    expect(names(2, [], true)).toEqual(['band-2-country', 'country']);
  });

  it('has a style for every name, and dashed lines on top of whole ones', () => {
    const css = readFileSync('src/renderer/src/styles/highlights.css', 'utf8');
    for (let layer = 0; layer <= 4; layer += 1) {
      for (let colour = 1; colour <= 12; colour += 1) {
        for (const name of names(layer, [colour], true)) expect(css).toContain(`::highlight(${name})`);
      }
      expect(css).toContain(`::highlight(${names(layer, [], true)[0]})`);
    }
    new HighlightPainter(ranges()).paint({ 'band-1-1': [a], 'band-3-2': [b] });
    expect(registry.get('band-3-2')!.priority).toBeGreaterThan(registry.get('band-1-1')!.priority);
  });
});
