import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Span } from '$domain/text/offsets';
import { HighlightPainter } from './highlight-painter';

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
