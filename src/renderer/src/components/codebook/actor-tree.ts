import type { Actor } from '$domain/coding/actor';

/** Actors in their order, parts right below the whole; one whose whole is not among them stands by itself. */
export function inTree<A extends Pick<Actor, 'id' | 'parentId'>>(
  actors: readonly A[],
): { readonly actor: A; readonly depth: number }[] {
  const listed = new Set(actors.map(({ id }) => id));
  const parts = new Map<Actor['id'] | null, A[]>();
  for (const actor of actors) {
    const whole = actor.parentId !== null && listed.has(actor.parentId) ? actor.parentId : null;
    const known = parts.get(whole);
    if (known) known.push(actor);
    else parts.set(whole, [actor]);
  }
  const below = (whole: Actor['id'] | null, depth: number): { actor: A; depth: number }[] =>
    (parts.get(whole) ?? []).flatMap((actor) => [{ actor, depth }, ...below(actor.id, depth + 1)]);
  return below(null, 0);
}
