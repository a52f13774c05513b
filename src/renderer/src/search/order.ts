import { CONFIDENCES, EXCERPT_STATUSES } from '$domain/coding/excerpt';
import type { ActorId, ReportId } from '$domain/ids';
import { once } from '$domain/once';
import type { PassageOrder } from '$domain/query/order';
import type { PassageEntry } from './entries';

type Key = string | number | null;

export interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

export interface OrderNames {
  /** What each report has of an attribute. */
  readonly reports: (attribute: 'published' | 'title') => readonly Named<ReportId>[];
  readonly actors: readonly Named<ActorId>[];
}

const collator = once(() => new Intl.Collator('und', { numeric: true }));

/**
 * Passages that stand newest report first, in another order. Each key is made once: comparing names as people spell them
 * costs too much to be done at every comparison.
 */
export function inOrder(
  passages: readonly PassageEntry[],
  { by, descending }: PassageOrder,
  names: OrderNames,
): readonly PassageEntry[] {
  if (by === 'published' && descending) return passages;
  const keyOf = keyMaker(by, names);
  const keyed = passages.map((passage, i) => ({ passage, key: keyOf(passage), i }));
  const turn = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.i - b.i;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key ? -turn : turn;
  });
  return keyed.map(({ passage }) => passage);
}

function keyMaker(by: PassageOrder['by'], { reports, actors }: OrderNames): (passage: PassageEntry) => Key {
  switch (by) {
    case 'published': {
      const dates = new Map(reports('published').map(({ id, name }) => [id, name]));
      return ({ reportId }) => dates.get(reportId) || null;
    }
    case 'report': {
      const ranks = ranked(reports('title'));
      return ({ reportId }) => ranks.get(reportId) ?? null;
    }
    case 'position':
      return ({ start }) => start;
    case 'actor': {
      const ranks = ranked(actors);
      return ({ pairs }) => {
        const first = pairs.find(({ actorId }) => actorId !== null)?.actorId ?? null;
        return first === null ? null : (ranks.get(first) ?? null);
      };
    }
    case 'country':
      return ({ pairs }) => pairs.find(({ country }) => country !== null)?.country?.code ?? null;
    case 'status':
      return ({ assessment: { status } }) => status && EXCERPT_STATUSES.indexOf(status);
    case 'confidence':
      return ({ assessment: { confidence } }) => confidence && CONFIDENCES.indexOf(confidence);
    case 'eventDate':
      return ({ assessment }) => assessment.eventDate || null;
    case 'modified':
      return ({ modifiedAt }) => modifiedAt;
  }
}

/** The place of each by its name; the same for those called the same, so that they do not come apart. */
function ranked<T extends string>(named: readonly Named<T>[]): Map<T, number> {
  const ranks = new Map<T, number>();
  let rank = -1;
  let last: string | null = null;
  for (const { id, name } of named.toSorted((a, b) => collator().compare(a.name, b.name))) {
    if (last === null || collator().compare(last, name) !== 0) rank += 1;
    last = name;
    ranks.set(id, rank);
  }
  return ranks;
}
