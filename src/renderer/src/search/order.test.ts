import { expect, test } from 'vitest';
import type { IsoInstant } from '$domain/ids';
import type { PassageOrder } from '$domain/query/order';
import { inOrder } from './order';
import { smallArchive } from './testing/small-archive';

const { index, source } = smallArchive([
  {
    id: 'r1',
    title: 'Report 10',
    published: '2022-01-06',
    blocks: ['One stood. Two fell.'],
    passages: [
      {
        id: 'p1',
        quote: 'One stood',
        pairs: ['/UZB', 'Zoo/KAZ'],
        assessment: { status: 'planned', confidence: 'high', eventDate: '2022-01-04' },
      },
      { id: 'p2', quote: 'Two fell', pairs: ['Élan/RUS'], assessment: { status: 'claimed' } },
    ],
  },
  {
    id: 'r2',
    title: 'Report 9',
    published: '2021',
    blocks: ['Three went.'],
    passages: [{ id: 'p3', quote: 'went', pairs: ['Army/'], assessment: { confidence: 'low' } }],
  },
  { id: 'r3', title: 'Undated', published: '', blocks: ['Four.'], passages: [{ id: 'p4', quote: 'Four' }] },
]);

test.each<[PassageOrder['by'], string, string]>([
  ['published', 'p3 p1 p2 p4', 'p1 p2 p3 p4'],
  ['report', 'p3 p1 p2 p4', 'p4 p1 p2 p3'],
  ['position', 'p1 p4 p3 p2', 'p2 p3 p1 p4'],
  ['actor', 'p3 p2 p1 p4', 'p1 p2 p3 p4'],
  ['country', 'p2 p1 p3 p4', 'p1 p2 p3 p4'],
  ['status', 'p2 p1 p3 p4', 'p1 p2 p3 p4'],
  ['confidence', 'p3 p1 p2 p4', 'p1 p3 p2 p4'],
  ['eventDate', 'p1 p2 p3 p4', 'p1 p2 p3 p4'],
  ['modified', 'p1 p2 p3 p4', 'p1 p2 p3 p4'],
])('by %s: %s, descending %s', async (by, ascending, descending) => {
  const names = { reports: index.named.bind(index), actors: await source.actors() };
  const order = (way: boolean): string =>
    inOrder(index.passagesInOrder(), { by, descending: way }, names)
      .map(({ id }) => id)
      .join(' ');
  expect(order(false)).toBe(ascending);
  expect(order(true)).toBe(descending);
});

test('by when they were changed last', () => {
  const times = ['2022-01-09', '2022-01-07', '2022-01-08', '2022-01-06'];
  const passages = index
    .passagesInOrder()
    .map((passage, i) => ({ ...passage, modifiedAt: times[i]! as IsoInstant }));
  const newest = inOrder(passages, { by: 'modified', descending: true }, { reports: () => [], actors: [] });
  expect(newest.map(({ id }) => id)).toEqual(['p1', 'p3', 'p2', 'p4']);
});
