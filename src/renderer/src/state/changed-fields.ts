/** Only the fields that are not as they were: the history tells what was edited. */
export function changedFields<F extends object>(was: F, is: F): Partial<F> {
  const keys = (Object.keys(is) as (keyof F)[]).filter(
    (key) => JSON.stringify(is[key]) !== JSON.stringify(was[key]),
  );
  return Object.fromEntries(keys.map((key) => [key, is[key]])) as Partial<F>;
}
