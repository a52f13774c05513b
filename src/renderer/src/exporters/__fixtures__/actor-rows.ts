import { NO_ACTOR_DETAILS, type Actor } from '$domain/coding/actor';
import type { ActorId, CountryCode, IsoInstant } from '$domain/ids';
import type { ActorRow } from '../actors-csv';

export function anActor(number: number, name: string, more: Partial<Actor> = {}): Actor {
  return {
    ...NO_ACTOR_DETAILS,
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as ActorId,
    name,
    colour: ((number - 1) % 12) + 1,
    createdAt: '2022-01-06T00:00:00.000Z' as IsoInstant,
    sample: false,
    ...more,
  };
}

/** Actors that say everything, little and odd things. */
export function sampleActors(): Actor[] {
  const ministry = anActor(1, 'Harbour Ministry', {
    aliases: ['Ministry of Harbours', 'Айлақ министрлігі'],
    kind: 'state-body',
    country: 'KAZ' as CountryCode,
    acledType: 'State Forces',
    cameo: 'KAZGOV',
    wikidata: 'Q424242',
    definition: 'The ministry that runs the piers.\n\nKind: words of the definition, no field.',
    include: 'its press office',
    exclude: '-the customs, "always"',
    example: '=“The ministry closed the pier”, <b>',
  });
  const pilot = anActor(2, 'Aru Seitova', {
    kind: 'person',
    country: 'KAZ' as CountryCode,
    parentId: ministry.id,
    roles: [
      { title: 'pilot', from: '', to: '2016-09' },
      { title: 'head | deputy', from: '2016-09', to: '2019-03-20' },
      { title: 'speaker', from: '2020', to: '' },
      { title: 'guest @ the pier', from: '', to: '' },
    ],
  });
  return [
    pilot,
    anActor(3, 'Dockers: Local 7 & “friends”', { parentId: pilot.id, acledType: 'Protesters' }),
    ministry,
    anActor(4, 'Old Guard', { deprecated: true, country: 'XSU' as CountryCode }),
    anActor(14, 'Полиция'),
  ];
}

export function actorRows(actors: readonly Actor[] = sampleActors()): ActorRow[] {
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  return actors.map((actor) => ({
    actor,
    parent: actor.parentId === null ? '' : (names.get(actor.parentId) ?? ''),
  }));
}

export async function bytesOf<R>(chunks: AsyncGenerator<Uint8Array, R, void>) {
  const parts: Uint8Array[] = [];
  for (;;) {
    const step = await chunks.next();
    if (step.done) return { bytes: Buffer.concat(parts), outcome: step.value };
    parts.push(step.value);
  }
}
