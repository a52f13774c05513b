import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleRows } from './__fixtures__/passage-rows';
import { PASSAGE_COLUMNS } from './passage-columns';
import { EXPORTERS, exporterById } from './registry';

const dictionary = `# Columns of the passages table

One row per passage. A passage's pairs (actor, country, role) are spread over \`actors\`, \`countries\`,
\`country_iso3\` and \`country_roles\`: the n-th part of each belongs to the n-th pair. \`pairs\` holds the same whole.
Columns keep their order and names; new ones may be added.

The file is CSV by RFC 4180: UTF-8, commas, CRLF, a header line.

${EXPORTERS.flatMap((exporter) => exporter.profiles)
  .map((profile) => `- Profile \`${profile.id}\` (“${profile.label}”): ${profile.description}`)
  .join('\n')}

In profile \`spreadsheet\` the file begins with a byte order mark, and an apostrophe stands in front of every cell that
matches \`^'*([\\s\\p{C}]*[=+\\-@＝＋－＠]|[\\t\\r\\0])\`. To get the archive's own text back, take one apostrophe off every
cell that begins with one and matches.

## Columns

${PASSAGE_COLUMNS.map((column) => `- \`${column.key}\`: ${column.definition}`).join('\n')}
`;

describe('passage columns', () => {
  it('are described in docs/csv-columns.md', async () => {
    await expect(dictionary).toMatchFileSnapshot(
      resolve(import.meta.dirname, '../../../../docs/csv-columns.md'),
    );
  });

  it('have names of their own', () => {
    const keys = PASSAGE_COLUMNS.map((column) => column.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^[a-z][a-z0-9_]*$/.test(key))).toBe(true);
  });

  it('give a country the code it is exported as, or none; its name stays', () => {
    const [first] = sampleRows();
    const row = {
      ...first!,
      pairs: first!.pairs.map((pair, i) =>
        pair.country ? { ...pair, country: { ...pair.country, exportedAs: i === 0 ? 'SRB' : '' } } : pair,
      ),
    };
    const cell = (key: string): string => PASSAGE_COLUMNS.find((column) => column.key === key)!.value(row);
    expect(cell('countries')).toBe("Kazakhstan||Côte d'Ivoire");
    expect(cell('country_iso3')).toBe('SRB||');
    expect(cell('country_roles')).toBe('affiliation||mentioned');
    expect(cell('pairs')).toBe('SRB:affiliation:Dockers: Local 7|::Полиция|:mentioned:');
  });

  it('keep pairs apart so that each can be recovered', () => {
    const [first] = sampleRows();
    const cell = (key: string): string => PASSAGE_COLUMNS.find((column) => column.key === key)!.value(first!);
    expect(cell('actors')).toBe('Dockers: Local 7|Полиция|');
    expect(cell('countries')).toBe("Kazakhstan||Côte d'Ivoire");
    expect(cell('country_iso3')).toBe('KAZ||CIV');
    expect(cell('country_roles')).toBe('affiliation||mentioned');
    expect(cell('pairs')).toBe('KAZ:affiliation:Dockers: Local 7|::Полиция|CIV:mentioned:');
  });
});

describe('registry', () => {
  it('finds an exporter by its id', () => {
    expect(exporterById('csv')?.extension).toBe('csv');
    expect(exporterById('xlsx')).toBeUndefined();
  });
});
