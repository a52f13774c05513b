import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aReport, anExcerpt, TEXT } from '../../storage/testing/arbitrary-commands';
import { toCanonicalText, type BlockInput } from '../text/canonical';
import type { RowOp } from './change';
import { opsSize, textSize } from './size';

const someText = fc.string({ unit: 'binary', minLength: 1 });
const someBlock: fc.Arbitrary<BlockInput> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: someText }),
  fc.record({ kind: fc.constant('heading' as const), text: someText, level: fc.constantFrom(1, 2, 3) }),
  fc.record({
    kind: fc.constant('list-item' as const),
    text: someText,
    level: fc.constant(1),
    label: fc.constant('1.'),
  }),
  fc.record({ kind: fc.constant('footnote' as const), text: someText, label: fc.constant('*') }),
);

test('a text with its blocks is never longer than it was estimated', () => {
  fc.assert(
    fc.property(fc.array(someBlock, { maxLength: 20 }), (inputs) => {
      const text = toCanonicalText([...inputs, { kind: 'paragraph', text: '"\\\n* "' }]);
      const written = JSON.stringify(text.text).length + JSON.stringify(text.blocks).length;
      expect(textSize(text)).toBeGreaterThanOrEqual(written - '""[]'.length);
    }),
    { seed: 20220106 },
  );
});

test('operations are never longer than they were estimated', () => {
  const row = anExcerpt('e'.repeat(36), 1, 0, TEXT.length);
  const ops = [
    { table: 'excerpts', key: row.id, before: row, after: { ...row, createdBy: '\u0001\ud800"' } },
    { table: 'reports', key: 'report-1', before: null, after: aReport(1).report },
  ] as unknown as RowOp[];
  expect(opsSize(ops)).toBeGreaterThanOrEqual(JSON.stringify(ops).length);
});
