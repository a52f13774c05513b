import { expect } from '@playwright/test';
import { test, type Place } from './fixtures/command-line';
import { HARBOUR, writeFiles } from './fixtures/reports';

const TALKS = [
  '🚢 Talks at the border',
  '',
  'Kazakh guards met U.S. envoys in Tashkent. They told us nothing, and the Georgian drivers waited.',
  '',
  'Российские врачи уехали из Узбекистана.',
  '',
  'Actions by dockers',
  '',
  '- Dockers stopped a Turkish-made crane.',
  '',
].join('\n');

test('actors and countries are found in a file, with places that fit the report', async ({ cli }) => {
  test.setTimeout(180_000);
  await writeFiles(cli.folder, { 'talks.txt': TALKS, 'harbour.txt': HARBOUR, 'empty.txt': ' \n' });
  const imported = await cli.run('import', 'harbour.txt');
  const tagged = await cli.run(
    'tag',
    imported.records[0]!.reportId,
    '--quote',
    'dockers',
    '--nth',
    '1',
    '--actor',
    'Dockers',
  );
  expect(tagged.code).toBe(0);

  const found = await cli.run('suggest', 'talks.txt');
  expect(found.code).toBe(0);
  expect(found.records).toMatchObject([
    { exact: 'Kazakh', kind: 'country', code: 'KAZ', name: 'Kazakhstan', reason: expect.any(String) },
    { exact: 'U.S.', kind: 'country', code: 'USA' },
    { exact: 'Tashkent', kind: 'country', code: 'UZB', source: 'place' },
    { exact: 'Georgian', kind: 'country', code: 'GEO', ambiguous: true },
    { exact: 'Российские', kind: 'country', code: 'RUS' },
    { exact: 'Узбекистана', kind: 'country', code: 'UZB' },
    { exact: 'dockers', kind: 'actor', name: 'Dockers', source: 'section' },
    { exact: 'Dockers', kind: 'actor', name: 'Dockers', source: 'actor-name' },
  ]);

  await cli.run('import', 'talks.txt');
  const id = (await cli.run('list')).records[0]!.reportId;
  const [shown] = (await cli.run('show', id)).records;
  const points = [...shown!.text];
  const inReport = await cli.run('suggest', id);
  expect(inReport.records).toEqual(found.records);
  for (const record of inReport.records) {
    const { start, end } = record as unknown as Place;
    expect(points.slice(start, end).join('')).toBe(record.exact);
  }

  expect((await cli.run('passages')).records).toHaveLength(1);
  expect((await cli.run('suggest', 'empty.txt')).code).toBe(3);
  expect((await cli.run('suggest', 'nothing.txt')).code).toBe(2);
});
