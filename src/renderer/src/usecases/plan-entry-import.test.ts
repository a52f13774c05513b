import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '$domain/coding/actor';
import type { ActorDraft } from '$domain/coding/entry-draft';
import { anActor } from '../exporters/__fixtures__/actor-rows';
import { planActorImport } from './plan-entry-import';
import { testPorts } from './testing/test-archive';

const draft = (line: number, name: string, more: Partial<ActorDraft> = {}): ActorDraft => ({
  line,
  id: null,
  name,
  fields: {},
  ...more,
});
const plan = (known: readonly Actor[], ...drafts: ActorDraft[]) =>
  planActorImport(known, drafts, testPorts());
const told = (known: readonly Actor[], ...drafts: ActorDraft[]): string[] => {
  const { entries: actors, problems } = plan(known, ...drafts);
  return [
    ...actors.map((entry) => (entry.kind === 'clash' ? entry.failure.code : entry.kind)),
    ...problems.map(({ code, line }) => `${code} ${line}`),
  ];
};

const dockers = anActor(1, 'Dockers', {
  aliases: ['Докеры'],
  definition: 'of the piers',
  roles: [{ title: 'signatory', from: '2021', to: '' }],
});
const unions = anActor(2, 'Unions', { aliases: ['Local 7'] });
const known = [dockers, unions];

describe('a draft is', () => {
  it('new, with the least used colour and the id the file gives', () => {
    const id = '0a000000-0000-4000-8000-00000000000f';
    const { entries: actors } = plan(known, draft(2, 'Pilots', { id }), draft(3, 'Crews'));
    expect(actors).toMatchObject([
      { kind: 'new', entry: { id, name: 'Pilots', colour: 3, sample: false, parentId: null } },
      { kind: 'new', entry: { name: 'Crews', colour: 4 } },
    ]);
  });

  it('an actor by id: it becomes what the file says', () => {
    const { entries: actors } = plan(
      known,
      draft(2, 'Pier men', { id: dockers.id, fields: { definition: '', aliases: ['Dockers'], colour: 5 } }),
    );
    expect(actors).toMatchObject([
      {
        kind: 'update',
        by: 'id',
        entry: dockers,
        fields: { name: 'Pier men', definition: '', aliases: ['Dockers'], colour: 5 },
      },
    ]);
  });

  it('an actor by name or alias: it only gains', () => {
    const fields = {
      definition: '',
      aliases: ['Pier men'],
      colour: 9,
      deprecated: false,
      cameo: 'KAZLAB',
      roles: [{ title: 'signatory', from: '2021', to: '' }],
    };
    const gained = { aliases: ['Докеры', 'Pier men'], cameo: 'KAZLAB' };
    expect(plan(known, draft(2, 'DOCKERS', { fields })).entries).toEqual([
      { kind: 'update', by: 'name', entry: dockers, draft: draft(2, 'DOCKERS', { fields }), fields: gained },
    ]);
    expect(plan(known, draft(2, 'докеры', { fields })).entries).toMatchObject([
      { kind: 'update', by: 'alias', fields: gained },
    ]);
    const byAlias = draft(2, 'Pier workers', { fields: { aliases: ['Dockers'] } });
    expect(plan(known, byAlias).entries).toMatchObject([
      { kind: 'update', by: 'alias', entry: dockers, fields: { aliases: ['Докеры', 'Pier workers'] } },
    ]);
  });

  it('new when it only shares an alias with an actor that the file has as well', () => {
    const office = draft(2, 'Union office', { fields: { aliases: ['Unions', 'Office'] } });
    expect(told(known, office, draft(3, 'Unions'))).toEqual(['new', 'unchanged', 'actors/alias-taken 2']);
    expect(told(known, office)).toEqual(['update']);
  });

  it('nothing new when it says what is known', () => {
    expect(told(known, draft(2, 'dockers'), draft(3, 'Unions', { id: unions.id, parent: '' }))).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('a clash when it fits two, or comes again', () => {
    expect(told(known, draft(2, 'Unions', { id: dockers.id }))).toEqual(['actors/name-taken']);
    expect(told(known, draft(2, 'Port', { fields: { aliases: ['Докеры', 'Local 7'] } }))).toEqual([
      'actors/ambiguous',
    ]);
    expect(told(known, draft(2, 'Dockers'), draft(3, 'Докеры'))).toEqual(['unchanged', 'actors/twice']);
    expect(told([], draft(2, 'Crews'), draft(3, 'CREWS'))).toEqual(['new', 'actors/twice']);
    const id = '0a000000-0000-4000-8000-00000000000f';
    expect(told([], draft(2, 'Crews', { id }), draft(3, 'Pilots', { id }))).toEqual(['new', 'actors/twice']);
  });
});

it('an alias of another actor is left out, wherever the other stands', () => {
  const first = draft(2, 'Crews', { fields: { aliases: ['Pilots', 'Local 8', 'Seamen'] } });
  const second = draft(3, 'Pilots', { fields: { aliases: ['Seamen'] } });
  expect(told(known, first, second)).toEqual(['new', 'new', 'actors/alias-taken 2', 'actors/alias-taken 3']);
  const update = draft(2, 'Dockers', { fields: { aliases: ['Local 7'] } });
  expect(told(known, update)).toEqual(['unchanged', 'actors/alias-taken 2']);
});

describe('a parent', () => {
  it('is found by name, in the file and in the archive', () => {
    const { entries: actors, problems } = plan(
      known,
      draft(2, 'Local 9', { parent: 'Port' }),
      draft(3, 'Port', { parent: 'local 7' }),
      draft(4, 'Dockers', { parent: 'Port' }),
    );
    expect(problems).toEqual([]);
    const port = actors[1]!.kind === 'new' ? actors[1]!.entry : null;
    expect(port).toMatchObject({ name: 'Port', parentId: unions.id });
    expect(actors).toMatchObject([
      { entry: { parentId: port!.id } },
      {},
      { kind: 'update', fields: { parentId: port!.id } },
    ]);
  });

  it('is left out when it is not there, or would make a circle', () => {
    expect(told(known, draft(2, 'Crews', { parent: 'Nobody' }))).toEqual(['new', 'actors/unknown-parent 2']);
    expect(told([], draft(2, 'Crews', { parent: 'Crews' }))).toEqual(['new', 'actors/circle 2']);
    expect(told([], draft(2, 'A', { parent: 'B' }), draft(3, 'B', { parent: 'A' }))).toEqual([
      'new',
      'new',
      'actors/circle 3',
    ]);
  });
});

it('after an import every name belongs to one actor, and no actor is a part of itself', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'b', 'c');
  const before = [anActor(1, 'A', { aliases: ['B'] }), anActor(2, 'C', { parentId: anActor(1, '').id })];
  const drafts = fc.array(
    fc.record({
      id: fc.constantFrom(null, null, ...before.map(({ id }) => id)),
      name,
      parent: fc.option(name, { nil: '' }),
      aliases: fc.uniqueArray(name, { maxLength: 3 }),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(drafts, (all) => {
      const { entries: actors } = plan(
        before,
        ...all.map(({ id, name: own, parent, aliases }, i) =>
          draft(i + 2, own, { id, parent, fields: { aliases } }),
        ),
      );
      const after = new Map(before.map((actor) => [actor.id, actor]));
      for (const entry of actors) {
        if (entry.kind === 'new') after.set(entry.entry.id, entry.entry);
        if (entry.kind === 'update') after.set(entry.entry.id, { ...entry.entry, ...entry.fields });
      }
      const names = [...after.values()].flatMap((actor) => [actor.name, ...actor.aliases]);
      const folded = names.map((text) => text.toLowerCase());
      expect(new Set(folded).size).toBe(folded.length);
      for (const actor of after.values()) {
        let steps = 0;
        for (let at = actor.parentId; at !== null; at = after.get(at)!.parentId) {
          expect((steps += 1)).toBeLessThanOrEqual(after.size);
        }
      }
    }),
    { seed: 20220106, numRuns: 1000 },
  );
});
