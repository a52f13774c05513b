import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorRows, bytesOf, sampleActors } from '../exporters/__fixtures__/actor-rows';
import { ACTOR_COLUMNS, exportActorsCsv } from '../exporters/actors-csv';
import { COUNTRIES } from './__fixtures__/countries';
import { parseActorsCsv } from './actors-csv';

const parse = (text: string, marked = false) => parseActorsCsv(text, COUNTRIES, { marked });
const codes = (text: string) => parse(text).problems.map(({ code, line }) => `${code} ${line}`);

describe.each(['data', 'spreadsheet'] as const)('the export of profile %s', (profile) => {
  it('comes back whole', async () => {
    const { bytes } = await bytesOf(exportActorsCsv(actorRows(), profile));
    const { drafts, problems } = parse(bytes.toString('utf8'), profile === 'spreadsheet');
    expect(problems).toEqual([]);
    expect(drafts).toEqual(
      actorRows().map(({ actor, parent }, i) => {
        const { id, name, parentId: _, createdAt: __, sample: ___, ...fields } = actor;
        return { line: i + 2, id, name, parent, fields };
      }),
    );
  });

  it.each([';', '\t'])('comes back after a spreadsheet has put %j between cells', async (delimiter) => {
    const rows = actorRows().map((row) => ACTOR_COLUMNS.map((column) => column.value(row)));
    const quoted = [ACTOR_COLUMNS.map(({ key }) => key), ...rows].map((cells) =>
      cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter),
    );
    const { drafts, problems } = parse(`sep=${delimiter}\r\n${quoted.join('\r\n')}`);
    expect(problems).toEqual([]);
    expect(drafts.map(({ name }) => name)).toEqual(sampleActors().map(({ name }) => name));
  });
});

describe('a table from elsewhere', () => {
  it('may name its columns otherwise and have few', () => {
    const { drafts, problems } = parse(
      'Actor Name;Home country;Part of;Type\nDockers;Kazakhstan;Unions;group\n',
    );
    expect(problems).toEqual([]);
    expect(drafts).toEqual([
      { line: 2, id: null, name: 'Dockers', parent: 'Unions', fields: { country: 'KAZ', kind: 'group' } },
    ]);
  });

  it('keeps the rows that can be read', () => {
    const text = [
      'id,name,kind,weight',
      'x,Dockers,mob,1',
      ',,person,',
      ',Pilots,person,1,and,more',
      '',
      ',Crews,,',
      ',Smiths',
      ',"Unclosed,person,1',
      ',Lost,,',
    ].join('\n');
    const { drafts } = parse(text);
    expect(drafts.map(({ line, name, fields }) => [line, name, fields])).toEqual([
      [2, 'Dockers', {}],
      [6, 'Crews', { kind: null }],
      [7, 'Smiths', {}],
    ]);
    expect(codes(text)).toEqual([
      'actors/unknown-column 1',
      'actor/bad-kind 2',
      'actors/bad-id 2',
      'actor/empty-name 3',
      'actors/too-many-cells 4',
      'actors/quotes 8',
    ]);
  });

  it('must name the names', () => {
    expect(codes('Alpha,Beta\n1,2\n')).toEqual(['actors/no-name-column null']);
    expect(codes('')).toEqual(['actors/no-name-column null']);
  });

  it('never throws, whatever it is', () => {
    const unit = fc.constantFrom(
      '"',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      "'",
      '=',
      '|',
      '@',
      '..',
      'name',
      'ә',
      '\0',
      '\ud83c',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), fc.boolean(), (text, marked) => {
        for (const { name } of parse(`name,aliases,roles\r\n${text}`, marked).drafts)
          expect(name).not.toBe('');
        parse(text, marked);
      }),
      { seed: 20220106, numRuns: 500 },
    );
  });
});
