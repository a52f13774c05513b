import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listActors } from '../storage/reads';
import { sampleActors } from '../exporters/__fixtures__/actor-rows';
import { exportActors, importActors, previewActorImport, readActorFile } from './actor-files';
import { importProblems } from './plan-entry-import';
import { change, stepHistory } from './change-archive';
import { loadCountries } from './load-countries';
import { anArchive, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeAll(loadCountries, 60_000);
beforeEach(() => {
  archive = anArchive();
});
afterEach(() => archive.close());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (name: string, text: string) => must(await readActorFile(archive, name, bytes(text)));
const failure = async (name: string, content: Uint8Array) => {
  const result = await readActorFile(archive, name, content);
  return result.ok ? 'read' : result.error.code;
};

describe('readActorFile', () => {
  it.each([
    ['a.csv', 'name,kind\nDockers,group\n', 'csv'],
    ['a.txt', 'name\tkind\nDockers\tgroup\n', 'csv'],
    ['a.qdc', '<CodeBook><Codes><Code name="Dockers"/></Codes></CodeBook>', 'qdc'],
    ['a', '<?xml version="1.0"?><CodeBook><Codes><Code name="Dockers"/></Codes></CodeBook>', 'qdc'],
    ['a.txt', '<!-- port -->\nDOCKERS_ [KAZLAB]\n', 'petrarch'],
    ['a.actors', 'DOCKERS\n\t[KAZLAB >200101]\n', 'petrarch'],
  ])('tells the format of %s', async (name, text, format) => {
    const file = await read(name, text);
    expect(file).toMatchObject({ format, problems: [] });
    expect(file.drafts.map((draft) => draft.name.toLowerCase())).toEqual(['dockers']);
  });

  it.each([
    ['a.txt', bytes('The port was closed.\n'), 'actors/unknown-format'],
    ['a.csv', bytes('one,two\n1,2\n'), 'actors/no-name-column'],
    ['a.csv', bytes('name,kind\n'), 'actors/empty'],
    ['a.qdc', bytes('<!DOCTYPE a><CodeBook/>'), 'xml/doctype'],
    ['a.qdc', bytes('<html/>'), 'actors/no-codebook'],
    ['a.csv', bytes(' \n'), 'import/empty'],
    ['a.csv', new Uint8Array(20 * 1024 * 1024 + 1), 'actors/too-large'],
  ])('refuses %s', async (name, content, code) => expect(await failure(name, content)).toBe(code));

  it('says which encoding was guessed', async () => {
    const cp1251 = Uint8Array.from(
      [...'name;kind\r\nПолиция порта и докеры пирса;group\r\n'].map((char) => {
        const code = char.codePointAt(0)!;
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
    const file = must(await readActorFile(archive, 'a.csv', cp1251));
    expect(file.drafts).toMatchObject([{ name: 'Полиция порта и докеры пирса' }]);
    expect(file.problems).toMatchObject([{ code: 'import/encoding-guessed', line: null, refused: false }]);
  });
});

describe('importActors', () => {
  it('adds and edits in one undo step', async () => {
    const first = await read('a.csv', 'name,kind\nDockers,group\n');
    must(await importActors(archive, first.drafts));
    const second = await read(
      'b.csv',
      'name,kind,parent,country\nDOCKERS,population,Unions,KZ\nUnions,organisation,,Kazakhstan\nunions,,,\n',
    );
    const preview = await previewActorImport(archive, second.drafts);
    expect(preview.entries.map(({ kind }) => kind)).toEqual(['update', 'new', 'clash']);
    expect(await listActors(archive.db)).toHaveLength(1);
    const done = must(await importActors(archive, second.drafts));
    expect(done).toMatchObject({ added: 1, updated: 1, unchanged: 0, clashes: 1 });
    expect(importProblems(second, done.plan)).toMatchObject([
      { code: 'actors/twice', line: 4, refused: true },
    ]);
    const [dockers, unions] = await listActors(archive.db);
    expect(dockers).toMatchObject({
      name: 'Dockers',
      kind: 'population',
      country: 'KAZ',
      parentId: unions!.id,
    });

    expect(must(await stepHistory(archive, 'undo'))).toBe('Import actors');
    expect(await listActors(archive.db)).toMatchObject([{ name: 'Dockers', kind: 'group', parentId: null }]);
    must(await stepHistory(archive, 'redo'));
    expect(await listActors(archive.db)).toHaveLength(2);
  });

  it('changes nothing the second time', async () => {
    const { drafts } = await read('a.txt', 'DOCKERS_ [KAZLAB]\n+PIER_MEN\n\t[KAZOPP >220101]\n');
    must(await importActors(archive, drafts));
    expect(must(await importActors(archive, drafts))).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
  });

  it('fails as a change does', async () => {
    archive.gate.hold('deadline', { code: 'store/slow', message: 'Slow.' });
    const { drafts } = await read('a.csv', 'name,kind\nDockers,group\n');
    expect(await importActors(archive, drafts)).toMatchObject({ ok: false, error: { code: 'store/slow' } });
  });
});

describe('exportActors', () => {
  const save = async (format: 'csv' | 'qdc', profile?: 'spreadsheet') => {
    const target = await archive.host.pickSaveTarget(`actors.${format}`, []);
    return exportActors(archive, format, target!, profile);
  };

  it.each([
    ['csv', undefined],
    ['csv', 'spreadsheet'],
    ['qdc', undefined],
  ] as const)('%s %s is read into another archive as the same registry', async (format, profile) => {
    must(await change(archive, { kind: 'add-actors', actors: sampleActors() }));
    const exported = must(await save(format, profile));
    expect(exported).toMatchObject({ rows: 5, losses: [] });
    const file = must(
      await readActorFile(archive, `a.${format}`, archive.host.saved.get(`actors.${format}`)!),
    );
    expect(must(await importActors(archive, file.drafts))).toMatchObject({ unchanged: 5, clashes: 0 });

    const other = anArchive();
    expect(must(await importActors(other, file.drafts)).added).toBe(5);
    const withoutTime = (actors: Awaited<ReturnType<typeof listActors>>) =>
      actors.map(({ createdAt: _, ...actor }) => actor);
    expect(withoutTime(await listActors(other.db))).toEqual(withoutTime(await listActors(archive.db)));
    await other.close();
  });

  it('a codebook without a code is not written', async () => {
    expect(await save('qdc')).toMatchObject({ ok: false, error: { code: 'actors/none' } });
    expect(archive.host.saved.size).toBe(0);
    expect(must(await save('csv')).rows).toBe(0);
  });
});
