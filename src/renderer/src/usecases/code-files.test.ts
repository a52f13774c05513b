import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeId } from '$domain/ids';
import { listCodes } from '../storage/reads';
import { stepHistory } from './change-archive';
import { exportCodes, importCodes, previewCodeImport, readCodeFile } from './code-files';
import { addCode } from './codes';
import { anArchive, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeEach(() => {
  archive = anArchive();
});
afterEach(() => archive.close());

const book = (codes: string): Uint8Array =>
  new TextEncoder().encode(
    `<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${codes}</Codes></CodeBook>`,
  );
const read = (codes: string) => must(readCodeFile(book(codes)));
const summary = async (): Promise<unknown[]> => {
  const codes = await listCodes(archive.db);
  const names = new Map(codes.map(({ id, name }) => [id as CodeId | null, name]));
  return codes.map(({ name, aliases, parentId, definition, include, deprecated }) => ({
    name,
    aliases,
    parent: names.get(parentId) ?? null,
    definition,
    include,
    deprecated,
  }));
};

describe('codes in files', () => {
  it('are what they were when they are read again, into another archive too', async () => {
    const protest = must(
      await addCode(archive, {
        name: 'Protest',
        definition: 'People gather.\nInclude: nobody',
        include: 'vigils',
        aliases: ['Акция протеста', 'Rally'],
      }),
    );
    must(await addCode(archive, { name: 'Strike', parentId: protest }));
    must(await addCode(archive, { name: 'Looting & arson', deprecated: true }));
    const before = await summary();
    const target = await archive.host.pickSaveTarget('codes.qdc', []);
    expect(must(await exportCodes(archive, target!))).toMatchObject({ rows: 3, losses: [] });
    const file = must(readCodeFile(archive.host.saved.get('codes.qdc')!));
    expect(file.problems).toEqual([]);
    const again = await previewCodeImport(archive, file.drafts);
    expect(again.entries.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);

    await archive.close();
    archive = anArchive();
    must(await importCodes(archive, file.drafts));
    expect(await summary()).toEqual(before);
    must(await stepHistory(archive, 'undo'));
    expect(await summary()).toEqual([]);
  });

  it('of another program are codes, what is known gains, and what clashes is left out', async () => {
    must(await addCode(archive, { name: 'Protest', aliases: ['Rally'], definition: 'Ours.' }));
    const file = read(
      '<Code guid="5f2f0d3a-0c57-4f3c-9d7e-0e6b8a2f5d11" name="Events" isCodable="false">' +
        '<Code name="rally"><Description>Theirs.</Description></Code>' +
        '<Code name="Before > after"/><Code name=""/><Code name="Protest"/></Code>',
    );
    expect(file.problems).toMatchObject([{ code: 'code/empty-name', refused: true }]);
    const plan = must(await importCodes(archive, file.drafts));
    expect(plan.entries.map(({ kind, draft }) => `${draft.name} ${kind}`)).toEqual([
      'Events new',
      'rally update',
      'Before › after new',
      'Protest clash',
    ]);
    expect(await summary()).toMatchObject([
      { name: 'Before › after', parent: 'Events' },
      { name: 'Events', deprecated: true },
      { name: 'Protest', aliases: ['Rally'], parent: 'Events', definition: 'Theirs.' },
    ]);
  });

  it.each([
    ['<html/>', 'codes/no-codebook'],
    ['<CodeBook><Codes/></CodeBook>', 'codes/empty'],
    ['<!DOCTYPE a><CodeBook/>', 'xml/doctype'],
    ['no file', 'xml/malformed'],
  ])('refuses %s', (text, code) => {
    expect(readCodeFile(new TextEncoder().encode(text))).toMatchObject({ ok: false, error: { code } });
  });
});
