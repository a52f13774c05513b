import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ACTOR_COLOUR_HEX } from '$domain/coding/actor-palette';
import { unguardFormula } from '$domain/text/formula-guard';
import { actorRows, anActor, bytesOf, sampleActors } from './__fixtures__/actor-rows';
import { ACTOR_COLUMNS, exportActorsCsv } from './actors-csv';

describe.each(['data', 'spreadsheet'] as const)('profile %s', (profile) => {
  it('writes the golden file, which another library reads back', async () => {
    const golden = resolve(import.meta.dirname, `__fixtures__/actors.${profile}.csv`);
    const { bytes, outcome } = await bytesOf(exportActorsCsv(actorRows(), profile));
    await expect(bytes.toString('utf8')).toMatchFileSnapshot(golden);
    expect(bytes.equals(readFileSync(golden))).toBe(true);
    expect(outcome).toEqual({ rows: sampleActors().length, losses: [] });
    const records = parse(bytes, { bom: true, record_delimiter: '\r\n' });
    expect(records.map((cells) => (profile === 'data' ? cells : cells.map(unguardFormula)))).toEqual([
      ACTOR_COLUMNS.map(({ key }) => key),
      ...actorRows().map((row) => ACTOR_COLUMNS.map((column) => column.value(row))),
    ]);
  });
});

it('guards formulas for spreadsheets and says what is lost', async () => {
  const rows = actorRows([anActor(1, '=1+1', { definition: 'half \ud83c' })]);
  const { bytes, outcome } = await bytesOf(exportActorsCsv(rows, 'spreadsheet'));
  expect(bytes.toString()).toContain(",'=1+1,");
  expect(outcome.losses).toEqual([expect.stringMatching(/^definition of actor =1\+1 held half a character/)]);
});

it('the columns are described in docs/actor-files.md', () => {
  const docs = readFileSync(resolve(import.meta.dirname, '../../../../docs/actor-files.md'), 'utf8');
  for (const { key, definition } of ACTOR_COLUMNS) expect(docs).toContain(`- \`${key}\`: ${definition}\n`);
});

it('the palette is that of the light theme', () => {
  const css = readFileSync(resolve(import.meta.dirname, '../styles/themes.css'), 'utf8');
  const light = ACTOR_COLOUR_HEX.map((_, i) => new RegExp(`--actor-${i + 1}: (#[0-9a-f]{6})`).exec(css)?.[1]);
  expect(ACTOR_COLOUR_HEX).toEqual(light);
});
