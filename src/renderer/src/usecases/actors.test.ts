import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '$domain/coding/actor';
import type { ActorId } from '$domain/ids';
import { listActors, passagesOfActor } from '../storage/reads';
import { addActor, deleteActor, editActor, mergeActors, splitActor } from './actors';
import { change, stepHistory } from './change-archive';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const TEXT = 'The market closed.\n\nGuards stood at the gate. Crowds came back in the evening.';

let archive: TestArchive;
beforeEach(() => {
  archive = anArchive();
});
afterEach(() => archive.db.delete());

async function actor(name: string): Promise<Actor> {
  return (await listActors(archive.db)).find((each) => each.name === name)!;
}
const undo = () => stepHistory(archive, 'undo');

describe('adding and editing', () => {
  test('an actor has all it was given, and no name twice', async () => {
    await addActor(archive, {
      name: ' Interior  Ministry ',
      aliases: ['MVD', 'mvd', '', 'interior ministry'],
      kind: 'state-body',
    });
    expect(await actor('Interior Ministry')).toMatchObject({
      aliases: ['MVD'],
      kind: 'state-body',
      parentId: null,
      deprecated: false,
    });
    must(await undo());
    expect(await listActors(archive.db)).toEqual([]);
  });

  test.each([
    ['a name that another has', { name: 'police' }, 'actor/name-taken'],
    ['an alias that another is called', { name: 'New', aliases: ['Police'] }, 'actor/name-taken'],
    ['a name that is another’s alias', { name: 'cops' }, 'actor/name-taken'],
    ['an alias that cannot be exported', { name: 'New', aliases: ['a\u0007b'] }, 'actor/bad-character'],
    [
      'a date that is none',
      { name: 'New', roles: [{ title: 'x', from: '2022-13', to: '' }] },
      'actor/role-date',
    ],
    ['a Wikidata item that is none', { name: 'New', wikidata: 'P31' }, 'actor/wikidata'],
  ])('%s is refused, and nothing changes', async (_what, input, code) => {
    must(await addActor(archive, { name: 'Police', aliases: ['Cops'] }));
    expect(await addActor(archive, input)).toMatchObject({ ok: false, error: { code } });
    expect(await listActors(archive.db)).toHaveLength(1);
  });

  test('a name becomes an alias and back without being said twice', async () => {
    const id = must(await addActor(archive, { name: 'KNB', aliases: ['Committee'] }));
    must(await editActor(archive, id, { name: 'Committee', aliases: ['KNB', 'Committee'] }));
    expect(await actor('Committee')).toMatchObject({ aliases: ['KNB'] });
    must(await editActor(archive, id, { name: 'KNB' }));
    expect(await actor('KNB')).toMatchObject({ aliases: [] });
  });

  test('nothing becomes a part of its own part', async () => {
    const whole = must(await addActor(archive, { name: 'Ministry' }));
    const part = must(await addActor(archive, { name: 'Police', parentId: whole }));
    expect(await editActor(archive, whole, { parentId: part })).toMatchObject({
      error: { code: 'actor/part-of-itself' },
    });
    must(await editActor(archive, part, { parentId: null }));
    expect(await actor('Police')).toMatchObject({ parentId: null });
  });
});

describe('merging, splitting and deleting', () => {
  async function coded(): Promise<{ guards: string; crowds: string }> {
    const [report] = await importTexts(archive, { 'a.txt': TEXT });
    return {
      guards: await tag(archive, report!, 'Guards', ['Police/KAZ']),
      crowds: await tag(archive, report!, 'Crowds', ['Police/', 'Protesters/KAZ']),
    };
  }

  test('a merged actor’s names are found, and what was a part of it is a part of the other', async () => {
    await coded();
    const [police, protesters] = [await actor('Police'), await actor('Protesters')];
    must(await editActor(archive, police.id, { aliases: ['Cops'] }));
    must(await addActor(archive, { name: 'Riot squad', parentId: police.id }));
    must(await mergeActors(archive, [police.id], protesters.id));
    expect(await actor('Protesters')).toMatchObject({ aliases: ['Police', 'Cops'] });
    expect(await actor('Riot squad')).toMatchObject({ parentId: protesters.id });
    expect(await passagesOfActor(archive.db, protesters.id)).toHaveLength(2);
    must(await undo());
    expect(await actor('Riot squad')).toMatchObject({ parentId: police.id });
    expect(await actor('Police')).toMatchObject({ aliases: ['Cops'] });
  });

  test('what was a part of the other stays no part of itself', async () => {
    await coded();
    const police = await actor('Police');
    const squad = must(await addActor(archive, { name: 'Riot squad', parentId: police.id }));
    must(await mergeActors(archive, [police.id], squad));
    expect(await actor('Riot squad')).toMatchObject({ parentId: null, aliases: ['Police'] });
  });

  test('chosen passages go to the new actor, each once, and come back', async () => {
    const { crowds } = await coded();
    const police = await actor('Police');
    must(await splitActor(archive, police, 'Riot police', [crowds as never]));
    const riot = await actor('Riot police');
    const [moved, ...others] = await passagesOfActor(archive.db, riot.id);
    expect(others).toEqual([]);
    expect(moved!.assignments.map(({ pair }) => pair.actorId)).toEqual([
      riot.id,
      (await actor('Protesters')).id,
    ]);
    expect(await passagesOfActor(archive.db, police.id)).toHaveLength(1);
    must(await undo());
    expect(await passagesOfActor(archive.db, police.id)).toHaveLength(2);
    expect((await listActors(archive.db)).map(({ name }) => name)).toEqual(['Police', 'Protesters']);
  });

  test('only what no passage is about is deleted', async () => {
    await coded();
    const whole = must(await addActor(archive, { name: 'Ministry' }));
    const middle = must(await addActor(archive, { name: 'Department', parentId: whole }));
    must(await addActor(archive, { name: 'Unit', parentId: middle }));
    expect(await deleteActor(archive, (await actor('Police')).id)).toMatchObject({
      error: { code: 'actor/in-use' },
    });
    must(await deleteActor(archive, middle));
    expect(await actor('Unit')).toMatchObject({ parentId: whole });
    must(await undo());
    expect(await actor('Unit')).toMatchObject({ parentId: middle });
  });
});

test('a sample actor stays while one that stays is a part of it', async () => {
  const ids: ActorId[] = [];
  for (const name of ['Ministry', 'Department', 'Police']) {
    const parentId = ids.at(-1) ?? null;
    ids.push(must(await addActor(archive, { name, parentId })));
  }
  const [ministry, department, police] = ids;
  for (const id of [ministry!, department!]) await archive.db.actors.update(id, { sample: true });
  must(await change(archive, { kind: 'remove-sample' }));
  expect((await listActors(archive.db)).map(({ id }) => id).sort()).toEqual([...ids].sort());
  must(await deleteActor(archive, police!));
  must(await change(archive, { kind: 'remove-sample' }));
  expect(await listActors(archive.db)).toEqual([]);
});
