import type { ActorKind } from '$domain/coding/actor';

/** What the interface calls the kinds of actors. */
export const KIND_WORDS: Readonly<Record<ActorKind, string>> = {
  person: 'Person',
  group: 'Group',
  population: 'Population',
  'state-body': 'State body',
  'armed-force': 'Armed force',
  party: 'Party',
  organisation: 'Organisation',
  company: 'Company',
  media: 'Media',
};
