import { expect, it } from 'vitest';
import { readMetadataLine } from './metadata';

it.each([
  ['By Aru Seitova', { author: 'Aru Seitova' }],
  ['By Aru Seitova, Reuters', { author: 'Aru Seitova', source: 'Reuters' }],
  [
    'By Aru Seitova and Ivan Petrov for The Valley Times',
    { author: 'Aru Seitova and Ivan Petrov', source: 'The Valley Times' },
  ],
  ['By Aru Seitova, 6 January 2022', { author: 'Aru Seitova', published: '2022-01-06' }],
  ['By Reuters', { source: 'Reuters' }],
  ['Author: Айгуль Ким', { author: 'Айгуль Ким' }],
])('%s', (line, metadata) => {
  expect(readMetadataLine(line)).toEqual(metadata);
});
