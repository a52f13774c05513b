interface Part {
  readonly id: string;
  readonly parentId: string | null;
}

/** Actors or codes in their order, parts right below the whole; one whose whole is not among them stands by itself. */
export function inTree<E extends Part>(
  entries: readonly E[],
): { readonly entry: E; readonly depth: number }[] {
  const listed = new Set(entries.map(({ id }) => id));
  const parts = new Map<string | null, E[]>();
  for (const entry of entries) {
    const whole = entry.parentId !== null && listed.has(entry.parentId) ? entry.parentId : null;
    const known = parts.get(whole);
    if (known) known.push(entry);
    else parts.set(whole, [entry]);
  }
  const below = (whole: string | null, depth: number): { entry: E; depth: number }[] =>
    (parts.get(whole) ?? []).flatMap((entry) => [{ entry, depth }, ...below(entry.id, depth + 1)]);
  return below(null, 0);
}
