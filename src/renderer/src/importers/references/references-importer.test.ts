import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Importer } from '../importer';
import { tableImporter } from '../table/table-importer';
import { outline } from '../zip/__fixtures__/outline';
import { faultsOf, readAll } from '../zip/__fixtures__/read';
import { referencesImporter } from './references-importer';

const UTF8 = new TextEncoder();

async function found(importer: Importer, text: string, name: string) {
  const { found: all } = await readAll(importer, UTF8.encode(text), { name });
  return all.map(({ within, result }) => ({
    within,
    read: result.ok ? outline(result.value) : result.error.code,
    metadata: result.ok ? result.value.metadata : null,
    notes: result.ok ? result.value.notes.map(({ code }) => code) : [],
    message: result.ok ? '' : result.error.message,
  }));
}

const ris = async (text: string) => found(referencesImporter, text, 'a.ris');
const csl = async (value: unknown) => found(tableImporter, JSON.stringify(value), 'a.json');

const ABSTRACT = 'The cranes stood still for an eighth day, and nobody said why. Ships turned back.';

it('reads records of RIS that hold an abstract', async () => {
  const records = await ris(
    [
      '\ufeffTY  - NEWS',
      'TI  - Cranes stand still',
      'AU  - Seitova, Aru',
      'AU  - Li, Dana, Jr.',
      'T2  - The Valley Times',
      'PB  - Valley House',
      'PY  - 2022',
      'DA  - 2022/01/06/',
      'Y2  - 2022/02/01/10:00:00',
      'UR  - https://example.org/1',
      'LA  - English',
      'KW  - cranes',
      'KW  - strike',
      `AB  - <p>${ABSTRACT}</p>`,
      'It goes on in a second paragraph of the abstract.',
      'ER  - ',
      '',
      'TY  - BOOK',
      'TI  - A book of harbours',
      'ER  -',
      'TY  - RPRT',
      'T1  - Strikes',
      'T2  - Series of reports',
      'PB  - Institute of Ports',
      'Y1  - 2021///Spring',
      'DO  - 10.1000/182',
      `N2  - ${ABSTRACT}`,
    ].join('\r\n'),
  );
  expect(records).toMatchObject([
    {
      within: 'record 1',
      read: [
        'title: Cranes stand still',
        `paragraph: ${ABSTRACT}`,
        'paragraph: It goes on in a second paragraph of the abstract.',
      ],
      metadata: {
        title: 'Cranes stand still',
        author: 'Aru Seitova, Dana Li Jr.',
        source: 'The Valley Times',
        sourceUrl: 'https://example.org/1',
        published: '2022-01-06',
        captured: '2022-02-01',
        language: 'en',
      },
      notes: ['import/abstract-only', 'import/tags', 'import/fields-left-out'],
    },
    { within: 'record 2', read: 'import/no-abstract' },
    {
      within: 'record 3',
      read: ['title: Strikes', `paragraph: ${ABSTRACT}`],
      metadata: { source: 'Institute of Ports', published: '2021', sourceUrl: 'https://doi.org/10.1000/182' },
    },
  ]);
  expect(records[1]!.message).toContain('“A book of harbours” holds no abstract, so there is no text');
});

it('reads CSL-JSON, and tells it from other JSON', async () => {
  const item = {
    id: 'seitova2022',
    type: 'article-newspaper',
    title: 'Cranes <i>stand</i> still',
    author: [{ family: 'Seitova', given: 'Aru' }, { literal: 'Valley Desk' }],
    'container-title': 'The Valley Times',
    publisher: 'Valley House',
    URL: 'https://example.org/1',
    issued: { 'date-parts': [['2022', 1]] },
    accessed: { 'date-parts': [[2022, 2, 31]] },
    language: 'en-US',
    abstract: ABSTRACT,
    note: 'read again',
  };
  const { abstract: _abstract, ...without } = item;
  expect(await csl([item, without])).toMatchObject([
    {
      within: 'record 1',
      read: ['title: Cranes stand still', `paragraph: ${ABSTRACT}`],
      metadata: {
        author: 'Aru Seitova, Valley Desk',
        source: 'The Valley Times',
        published: '2022-01',
        captured: '2022-02',
        language: 'en-US',
      },
      notes: ['import/abstract-only', 'import/fields-left-out'],
    },
    { within: 'record 2', read: 'import/no-abstract' },
  ]);
  // Records of the same names that hold texts are a table.
  const posts = [{ id: 1, type: 'post', title: 'Gates', text: `${ABSTRACT} ${ABSTRACT}` }];
  expect(await csl(posts)).toMatchObject([{ read: ['title: Gates', `paragraph: ${ABSTRACT} ${ABSTRACT}`] }]);
});

it('refuses a file without records', async () => {
  expect(await ris('Title: none\n')).toMatchObject([{ within: '', read: 'import/no-records' }]);
  expect(await ris('')).toMatchObject([{ read: 'import/empty' }]);
});

it('never throws, and drafts are sound, whatever the text', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const line = fc
    .tuple(fc.constantFrom('TY', 'ER', 'AB', 'N2', 'AU', 'PY', 'DA', 'UR', 'TI', 'LA', 'xx', ''), text)
    .map(([tag, value]) => `${tag}  - ${value}`);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 15 }), async (lines) => {
      const bytes = UTF8.encode(['TY  - NEWS', ...lines].join('\n'));
      expect(await faultsOf(referencesImporter, bytes)).toEqual([]);
    }),
    { seed: 20220106, numRuns: 150 },
  );
  const named: Importer = {
    ...tableImporter,
    read: ({ bytes }, choices) => tableImporter.read({ name: 'a.json', bytes }, choices),
  };
  const items = fc.array(
    fc.record({
      id: fc.oneof(text, fc.nat()),
      type: fc.constant('article'),
      title: fc.oneof(text, fc.jsonValue()),
      issued: fc.oneof(fc.record({ 'date-parts': fc.jsonValue() }), fc.jsonValue()),
      author: fc.oneof(fc.array(fc.record({ family: fc.jsonValue(), given: text })), fc.jsonValue()),
      abstract: fc.oneof(text, fc.jsonValue()),
    }),
    { maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(items, async (value) => {
      expect(await faultsOf(named, UTF8.encode(JSON.stringify(value)))).toEqual([]);
    }),
    { seed: 20220106, numRuns: 150 },
  );
});
