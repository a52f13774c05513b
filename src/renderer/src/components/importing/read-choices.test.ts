import { expect, test } from 'vitest';
import { encodingOptions, withColumn, withTextColumn } from './read-choices';

test('a field is moved to another column, and taken away', () => {
  const mapping = { text: ['Body'], title: 'Headline' };
  expect(withColumn(mapping, 'title', 'Name')).toEqual({ text: ['Body'], title: 'Name' });
  expect(withColumn(mapping, 'title', '')).toEqual({ text: ['Body'] });
});

test('the text is in one column or several, each once', () => {
  const mapping = { text: ['Lead', 'Body'] };
  expect(withTextColumn(mapping, 1, 'Rest').text).toEqual(['Lead', 'Rest']);
  expect(withTextColumn(mapping, 2, 'Rest').text).toEqual(['Lead', 'Body', 'Rest']);
  expect(withTextColumn(mapping, 0, '').text).toEqual(['Body']);
  expect(withTextColumn(mapping, 2, 'Lead').text).toEqual(['Lead', 'Body']);
});

test('the encoding that was taken can be chosen, whatever it is', () => {
  const values = (taken: string) => encodingOptions(taken).map(({ value }) => value);
  expect(values('iso-8859-10')[0]).toBe('iso-8859-10');
  expect(values('utf-8').filter((value) => value === 'utf-8')).toHaveLength(1);
  expect(values('')[0]).toBe('');
});
