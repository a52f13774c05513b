import { expect, test } from 'vitest';
import type { Block } from '$domain/report/report';
import { findInReport } from './find-in-report';

const PARTS = [
  ['title', 'Protesters at the depot'],
  ['paragraph', 'The protest grew. A state of emergency was declared; the depot’s gates were shut.'],
  ['footnote', 'The emergency ended in May.'],
] as const;
const text = PARTS.map(([, part]) => part).join('\n\n');
let at = 0;
const blocks = PARTS.map(([kind, part]): Block => {
  const span = { start: at, end: at + part.length };
  at = span.end + 2;
  const base = { span, section: [] };
  return kind === 'footnote' ? { ...base, kind, label: '1', mentions: [] } : { ...base, kind };
});
const find = await findInReport({ text, blocks }, 'en');

test.each<[string, string[]]>([
  ['protest', ['Protesters', 'protest']],
  ['"protest"', ['protest']],
  ['emerg', ['emergency', 'emergency']],
  ['footnote:emergency', ['emergency']],
  ['"state of emergency"', ['state of emergency']],
  ['state May', ['state', 'May']],
  ['depot OR gates', ['depot', 'depot’s', 'gates']],
  ['mergen', ['mergen', 'mergen']],
  ['"state of', ['state of']],
  ['grew. A', ['grew', 'A']],
  ['nothing', []],
  ['', []],
])('%s', (needle, expected) => {
  const found = find(needle).map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(expected);
});
