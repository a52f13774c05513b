import { NOT_ASSESSED } from '$domain/coding/excerpt';
import { afterEach, expect, test } from 'vitest';
import type { ActorId, CountryCode } from '$domain/ids';
import { listActors } from '../storage/reads';
import { editActor, mergeActors } from './actors';
import { deletePassages, deleteReports, editReport, newBatch, stepHistory } from './change-archive';
import { namedSteps, subjectHistory } from './read-history';
import { editPassage } from './tag-passage';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const HARBOUR =
  'The harbour\n\nCrowds filled the quay. Dockers stayed at home. Banks were shut. Trams stood still.\n';

let archive: TestArchive;
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

/** What happened to a subject, oldest first: the title and what it did. */
async function told(subject: string): Promise<[string, string[]][]> {
  const changes = await subjectHistory(archive, subject, 100);
  return changes
    .map(({ title, notes }): [string, string[]] => [title, notes.map(({ text }) => text)])
    .reverse();
}

async function actorNamed(name: string): Promise<ActorId> {
  return (await listActors(archive.db)).find((actor) => actor.name === name)!.id;
}

test('a passage tells everything that was done to it', async () => {
  archive = anArchive();
  const [harbour] = await importTexts(archive, { 'harbour.txt': HARBOUR });
  const id = await tag(archive, harbour!, 'Dockers', ['Police/KAZ', 'Dockers/'], {
    status: 'claimed',
    codes: [],
    memo: 'Who?',
  });
  const actor = { kind: 'existing' as const, id: await actorNamed('Dockers') };
  const country = { code: 'RUS' as CountryCode, role: 'affiliation' as const };
  must(
    await editPassage(archive, id, {
      pairs: [{ actor, country }],
      codes: [],
      memo: 'Nobody.',
      ...NOT_ASSESSED,
      status: 'confirmed',
    }),
  );
  must(await editPassage(archive, id, { codes: [], pairs: [{ actor, country }], memo: '', ...NOT_ASSESSED }));
  must(await editActor(archive, actor.id, { name: 'Dock workers' }));
  must(await deletePassages(archive, [id]));
  must(await stepHistory(archive, 'undo'));
  must(await stepHistory(archive, 'redo'));

  expect(await told(id)).toEqual([
    ['Tag passage', ['Tagged: Police, KAZ location; Dockers', 'Status: claimed', 'Memo added']],
    [
      'Edit passage',
      [
        'Pair: Police, KAZ location → Dock workers, RUS affiliation',
        'Removed: Dock workers',
        'Status: claimed → confirmed',
        'Memo changed',
      ],
    ],
    ['Edit passage', ['Status: confirmed → none', 'Memo removed']],
    ['Delete passage', ['Deleted']],
    ['Undo: Delete passage', ['Restored by undo']],
    ['Redo: Delete passage', ['Deleted again by redo']],
  ]);
  const memos = (await subjectHistory(archive, id, 100)).flatMap(({ notes }) =>
    notes.flatMap(({ memo }) => memo ?? []),
  );
  expect(memos).toEqual([
    { before: 'Nobody.', after: null },
    { before: 'Who?', after: 'Nobody.' },
    { before: null, after: 'Who?' },
  ]);
  expect(await told(actor.id)).toEqual([
    ['Tag passage', ['Added']],
    ['Rename actor', ['Name: “Dockers” → “Dock workers”']],
  ]);
});

test('a report tells of itself and of its passages', async () => {
  archive = anArchive();
  const [harbour] = await importTexts(archive, { 'harbour.txt': HARBOUR });
  const { id } = harbour!;
  must(await editReport(archive, id, { title: 'The docks', source: 'Courier' }));
  await tag(archive, harbour!, 'Dockers', ['Dockers/']);
  for (const quote of ['Crowds', 'Banks', 'Trams']) await tag(archive, harbour!, quote, ['Crowds/']);
  must(await deleteReports(archive, [id], newBatch(archive)));
  must(await stepHistory(archive, 'undo'));
  expect(await told(id)).toEqual([
    ['Import report', ['Imported']],
    ['Edit report details', ['Title: “The harbour” → “The docks”', 'Source: none → “Courier”']],
    ['Tag passage', ['“Dockers”: Tagged: Dockers']],
    ['Tag passage', ['“Crowds”: Tagged: Crowds']],
    ['Tag passage', ['“Banks”: Tagged: Crowds']],
    ['Tag passage', ['“Trams”: Tagged: Crowds']],
    ['Delete report', ['Deleted', '4 passages: Deleted']],
    ['Undo: Delete report', ['Restored by undo', '4 passages: Restored by undo']],
  ]);
});

test('an actor that was merged keeps its name in what came before', async () => {
  archive = anArchive();
  const [harbour] = await importTexts(archive, { 'harbour.txt': HARBOUR });
  const id = await tag(archive, harbour!, 'Dockers', ['Dokers/KAZ']);
  await tag(archive, harbour!, 'Crowds', ['Dockers/KAZ']);
  const wrong = await actorNamed('Dokers');
  must(await mergeActors(archive, [wrong], await actorNamed('Dockers')));
  const edited = { kind: 'existing' as const, id: await actorNamed('Dockers') };
  must(
    await editPassage(archive, id, {
      codes: [],
      pairs: [{ actor: edited, country: null }],
      memo: '',
      ...NOT_ASSESSED,
    }),
  );
  expect(await told(id)).toEqual([
    ['Tag passage', ['Tagged: Dokers, KAZ location']],
    ['Merge actors', ['Pair: Dokers, KAZ location → Dockers, KAZ location']],
    ['Edit passage', ['Pair: Dockers, KAZ location → Dockers']],
  ]);
  expect((await told(wrong)).at(-1)).toEqual(['Merge actors', ['Merged into another']]);
});

test('the steps stand newest first on both sides of where the archive stands', async () => {
  archive = anArchive();
  const [harbour] = await importTexts(archive, { 'a.txt': HARBOUR });
  await tag(archive, harbour!, 'Crowds', ['Crowds/']);
  must(await editReport(archive, harbour!.id, { title: 'The docks' }));
  must(await stepHistory(archive, 'undo'));
  must(await stepHistory(archive, 'undo'));
  const { undone, done } = await namedSteps(archive, 10);
  expect(undone.map(({ label }) => label)).toEqual(['Edit report details', 'Tag passage']);
  expect(done).toMatchObject([{ label: 'Import report', coder: 'Coder 1' }]);
  expect(undone[0]!.at! > undone[1]!.at!).toBe(true);
  expect((await namedSteps(archive, 0)).done).toEqual([]);
});
