import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '$domain/change/change';
import { aReport, anExcerpt, TEXT } from '../storage/testing/arbitrary-commands';
import { readChange, writeChange, type FindText } from './change-record';

const SCHEMA = 2;
const findText: FindText = () => TEXT;
const excerpt = anExcerpt('e1', 1, 14, 20);

const change = {
  id: 'c1',
  seq: 1,
  batchId: 'b1',
  at: '2022-01-07T00:00:00.000Z',
  hlc: '00ky3lq80-0000-device',
  device: 'device',
  deviceSeq: 1,
  coder: 'Әлия 🚢',
  kind: 'do',
  target: null,
  command: 'tag-passage',
  label: 'Tag passage',
  undoable: true,
  ops: [
    { table: 'reports', key: 'report-1', before: null, after: aReport(1).report },
    { table: 'originals', key: 'report-1', before: null, after: aReport(1).original },
    { table: 'excerpts', key: 'e1', before: excerpt, after: { ...excerpt, status: 'claimed' } },
  ],
  texts: [{ reportId: 'report-1', revision: 1, textHash: aReport(1).report.textHash }],
} as unknown as Change;

const body = (): string => writeChange(change, [aReport(1).text], findText, SCHEMA);

describe('a change record', () => {
  test('reads back as it was', () => {
    expect(readChange(body(), () => undefined, SCHEMA)).toEqual({
      ok: true,
      value: { change, texts: [aReport(1).text] },
    });
  });

  test('counts places in code points', () => {
    const { ops, texts } = JSON.parse(body()) as {
      ops: { after: { position: { start: number; end: number }; span?: unknown } }[];
      texts: { text: string; blocks: { position: { start: number; end: number } }[] }[];
    };
    const points = [...TEXT];
    const { start, end } = ops[2]!.after.position;
    expect(points.slice(start, end).join('')).toBe(excerpt.quote.exact);
    expect(ops[2]!.after).not.toHaveProperty('span');
    const [title] = texts[0]!.blocks;
    expect(points.slice(title!.position.start, title!.position.end).join('')).toBe(
      '🚢 A heading'.slice(0, 12),
    );
  });

  test('keeps texts with lone surrogates, NUL and line separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        const text = `${noise}\ud800 \u2028\u0000 ${noise}`;
        const odd = {
          ...change,
          texts: [],
          ops: [
            {
              table: 'excerpts',
              key: 'e1',
              before: null,
              after: {
                ...excerpt,
                quote: { exact: text, prefix: '', suffix: '' },
                span: { start: 0, end: text.length },
              },
            },
          ],
        } as unknown as Change;
        const line = writeChange(odd, [], () => text, SCHEMA);
        expect(line).not.toContain('\n');
        const bytes = new TextEncoder().encode(line);
        const read = readChange(new TextDecoder().decode(bytes), () => text, SCHEMA);
        expect(read).toEqual({ ok: true, value: { change: odd, texts: [] } });
      }),
      { seed: 20220106 },
    );
  });

  test('of a passage without a text is a bug when written and a refusal when read', () => {
    expect(() => writeChange(change, [aReport(1).text], () => undefined, SCHEMA)).toThrow(/text of report/u);
    const orphan = { ...change, texts: [], ops: change.ops.slice(2) } as Change;
    const line = writeChange(orphan, [], findText, SCHEMA);
    expect(readChange(line, () => undefined, SCHEMA)).toMatchObject({
      ok: false,
      error: { code: 'record/not-understood' },
    });
  });

  test('of a newer version says so', () => {
    const newer = writeChange(change, [aReport(1).text], findText, SCHEMA + 1);
    expect(readChange(newer, findText, SCHEMA)).toMatchObject({ ok: false, error: { code: 'record/newer' } });
  });

  test.each<[string, (record: Record<string, unknown>) => unknown]>([
    ['nothing', () => null],
    ['a list', () => []],
    ['no number', ({ seq: _seq, ...rest }) => rest],
    ['a number that is none', (record) => ({ ...record, seq: '1' })],
    ['a field nobody knows', (record) => ({ ...record, evil: 1 })],
    [
      'a table nobody knows',
      (record) => ({ ...record, ops: [{ table: 'x', key: 'k', before: null, after: {} }] }),
    ],
    [
      'an operation without before and after',
      (record) => ({
        ...record,
        ops: [{ table: 'memos', key: 'k', before: null, after: null }],
      }),
    ],
    [
      'a place that ends before it starts',
      (record) => ({
        ...record,
        ops: [
          {
            table: 'excerpts',
            key: 'e',
            before: null,
            after: { ...excerpt, span: undefined, position: { start: 3, end: 1 } },
          },
        ],
      }),
    ],
    ['a clock that is none', (record) => ({ ...record, hlc: 'now' })],
  ])('refuses %s', (_name, damage) => {
    const line = JSON.stringify(damage(JSON.parse(body()) as Record<string, unknown>));
    expect(readChange(line, findText, SCHEMA)).toMatchObject({
      ok: false,
      error: { code: 'record/not-understood' },
    });
  });

  test('never throws on whatever text it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readChange(text, findText, SCHEMA).ok).toBe(false);
      }),
      { seed: 20220106 },
    );
  });
});
