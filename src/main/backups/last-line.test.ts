import { expect, it } from 'vitest';
import { parseStart } from '../archive/chain';
import { createLastLine } from './last-line';
import { journalOf } from './testing/sample-backup';

it.each([1, 2, 7, 64, 199, 200, 201, 1000, 100_000])('finds the last line in chunks of %i bytes', (size) => {
  const journal = Buffer.from(journalOf(['{}', `{"long":"${'é'.repeat(3000)}"}`, '{"a":1}', '1']));
  const last = journal.lastIndexOf('\n', journal.length - 2) + 1;
  const lastLine = createLastLine();
  expect(lastLine.head()).toBeNull();
  for (let at = 0; at < journal.length; at += size) {
    lastLine.take(journal.subarray(at, at + size));
    lastLine.take(new Uint8Array());
  }
  expect(lastLine.head()).toEqual(parseStart(journal.subarray(last)));
  expect(lastLine.head()?.n).toBe(4);
});
