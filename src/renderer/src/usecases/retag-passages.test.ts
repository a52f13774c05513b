import { afterEach, expect, test, vi } from 'vitest';
import type { CountryCode, ExcerptId } from '$domain/ids';
import { listActors, listCodes, passagesByIds } from '../storage/reads';
import { deletePassages, historyNames, newBatch, stepHistory } from './change-archive';
import { heldPairs, previewRetag, retagPassages } from './retag-passages';
import { anArchive, importTexts, must, tag } from './testing/test-archive';

vi.mock('./automatic-backups', async (original) => ({ ...(await original<object>()), BULK_PASSAGES: 4 }));

const archive = anArchive();
afterEach(() => archive.close());

const NO_CODES = { removeCodes: [], addCodes: [], assess: {} };

const pairsOf = async (ids: readonly ExcerptId[]) => {
  const actors = new Map((await listActors(archive.db)).map(({ id, name }) => [id, name]));
  return (await passagesByIds(archive.db, ids)).map(({ assignments }) =>
    assignments.map(({ pair }) => `${actors.get(pair.actorId!) ?? ''}/${pair.country?.code ?? ''}`).join(' '),
  );
};

test('pairs are added to, replaced in and removed from many passages, each in one undo step', async () => {
  const [report] = await importTexts(archive, { 'a.txt': 'A title\n\nOne stood. Two fell. Three went.' });
  const ids = [
    await tag(archive, report!, 'One stood', ['Police/KAZ', 'Army/']),
    await tag(archive, report!, 'Two fell', ['Army/']),
    await tag(archive, report!, 'Three went', ['/RUS']),
  ];
  const before = await pairsOf(ids);
  expect(before).toEqual(['Police/KAZ Army/', 'Army/', '/RUS']);
  const held = await heldPairs(archive, ids);
  expect(held.pairs.map(({ passages }) => passages)).toEqual([2, 1, 1]);
  const army = held.pairs[0]!.pair;

  const add = [
    { actor: { kind: 'existing' as const, id: army.actorId! }, country: null },
    {
      actor: { kind: 'new' as const, name: 'Crowd' },
      country: { code: 'KAZ' as CountryCode, role: 'location' as const },
    },
  ];
  must(await retagPassages(archive, ids, { ...NO_CODES, remove: [], add }, newBatch(archive)));
  expect(await pairsOf(ids)).toEqual([
    'Police/KAZ Army/ Crowd/KAZ',
    'Army/ Crowd/KAZ',
    '/RUS Army/ Crowd/KAZ',
  ]);
  expect((await historyNames(archive)).undo).toBe('Retag 3 passages');
  must(await stepHistory(archive, 'undo'));
  expect(await pairsOf(ids)).toEqual(before);
  expect((await listActors(archive.db)).map(({ name }) => name)).toEqual(['Army', 'Police']);

  expect(previewRetag(held, { ...NO_CODES, remove: [army], add: [] })).toEqual({ changed: 2, bare: 1 });
  must(await retagPassages(archive, ids, { ...NO_CODES, remove: [army], add: [] }, newBatch(archive)));
  expect(await pairsOf(ids)).toEqual(['Police/KAZ', '', '/RUS']);
  must(await stepHistory(archive, 'undo'));

  expect(previewRetag(held, { ...NO_CODES, remove: 'all', add: [army] })).toEqual({ changed: 2, bare: 0 });
  must(await retagPassages(archive, ids, { ...NO_CODES, remove: 'all', add: [add[0]!] }, newBatch(archive)));
  expect(await pairsOf(ids)).toEqual(['Army/', 'Army/', 'Army/']);
  const again = await retagPassages(
    archive,
    ids,
    { ...NO_CODES, remove: 'all', add: [add[0]!] },
    newBatch(archive),
  );
  expect(must(again)).toBe(false);
});

test('codes are added and removed beside the pairs, each in one undo step', async () => {
  const [report] = await importTexts(archive, { 'c.txt': 'C title\n\nOne sat. Two sang.' });
  const ids = [
    await tag(archive, report!, 'One sat', ['Choir/'], { codes: ['Protest > Sit-in'] }),
    await tag(archive, report!, 'Two sang', ['Choir/']),
  ];
  const codes = async () => {
    const names = new Map((await listCodes(archive.db)).map(({ id, name }) => [id, name]));
    return (await passagesByIds(archive.db, ids)).map(({ excerpt }) =>
      excerpt.codes.map((code) => names.get(code)),
    );
  };
  expect(await codes()).toEqual([['Sit-in'], []]);
  const nothing = { remove: [], add: [], removeCodes: [], addCodes: [], assess: {} };
  const addCodes = [
    { kind: 'new' as const, name: 'sit-in' },
    { kind: 'new' as const, name: 'Song' },
  ];
  must(await retagPassages(archive, ids, { ...nothing, addCodes }, newBatch(archive)));
  expect(await codes()).toEqual([
    ['Sit-in', 'Song'],
    ['Sit-in', 'Song'],
  ]);
  const held = await heldPairs(archive, ids);
  expect(held.codes.map(({ passages }) => passages)).toEqual([2, 2]);
  const removeCodes = [held.codes[0]!.code];
  expect(previewRetag(held, { ...nothing, removeCodes, addCodes: [] })).toEqual({ changed: 2, bare: 0 });
  must(await retagPassages(archive, ids, { ...nothing, removeCodes }, newBatch(archive)));
  expect(await codes()).toEqual([['Song'], ['Song']]);
  must(await stepHistory(archive, 'undo'));
  must(await stepHistory(archive, 'undo'));
  expect(await codes()).toEqual([['Sit-in'], []]);
  expect((await listCodes(archive.db)).map(({ name }) => name)).toEqual(['Protest', 'Sit-in']);
});

test('more passages than are changed at once are one undo step, backed up first', async () => {
  const backUp = vi.spyOn(archive.host, 'beginBackup');
  const words = Array.from({ length: 4100 }, (_, n) => `w${n}`);
  const [report] = await importTexts(archive, { 'b.txt': `B title\n\n${words.join(' ')}` });
  const { db } = archive;
  const first = await tag(archive, report!, 'w0', ['Army/']);
  const [passage] = await passagesByIds(db, [first]);
  const many = words.map((_, n) => ({ ...passage!.excerpt, id: `many-${n}` as ExcerptId }));
  await db.excerpts.bulkAdd(many);
  const ids = many.map(({ id }) => id);
  const add = [{ actor: null, country: { code: 'KAZ' as CountryCode, role: 'location' as const } }];
  must(await retagPassages(archive, ids, { ...NO_CODES, remove: [], add }, newBatch(archive)));
  expect(backUp).toHaveBeenCalled();
  expect((await historyNames(archive)).undo).toBe('Retag 4,100 passages');
  expect(await db.assignments.count()).toBeGreaterThan(4100);
  must(await stepHistory(archive, 'undo'));
  expect(await db.assignments.where('excerptId').anyOf(ids).count()).toBe(0);
  must(await deletePassages(archive, ids));
  expect(await db.excerpts.where('id').startsWith('many-').count()).toBe(0);
  expect(must(await stepHistory(archive, 'undo'))).toBe('Delete 4,100 passages');
  expect(await db.excerpts.where('id').startsWith('many-').count()).toBe(4100);
}, 60_000);

test('what is judged of all of them is set, and the rest stays', async () => {
  const [report] = await importTexts(archive, { 'd.txt': 'D title\n\nOne sat. Two sang.' });
  const ids = [
    await tag(archive, report!, 'One sat', ['Choir/'], { status: 'claimed', confidence: 'low' }),
    await tag(archive, report!, 'Two sang', ['Choir/'], { status: 'denied', important: true }),
  ];
  const judged = async () =>
    (await passagesByIds(archive.db, ids)).map(({ excerpt }) => [
      excerpt.status,
      excerpt.confidence,
      excerpt.important,
      excerpt.eventDate,
    ]);
  const retag = {
    ...NO_CODES,
    remove: [],
    add: [],
    assess: { status: 'denied', eventDate: '2022-01' } as const,
  };
  const held = await heldPairs(archive, ids);
  expect(previewRetag(held, { ...retag, assess: { status: 'denied' } })).toEqual({ changed: 1, bare: 0 });
  expect(previewRetag(held, { ...retag, assess: {} })).toEqual({ changed: 0, bare: 0 });
  must(await retagPassages(archive, ids, retag, newBatch(archive)));
  expect(await judged()).toEqual([
    ['denied', 'low', false, '2022-01'],
    ['denied', null, true, '2022-01'],
  ]);
  must(await stepHistory(archive, 'undo'));
  expect(await judged()).toEqual([
    ['claimed', 'low', false, ''],
    ['denied', null, true, ''],
  ]);
});
