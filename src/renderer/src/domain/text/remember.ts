/**
 * The same function of a text, but each text is worked out once: for what is asked again and again of the same thousands of
 * names. Forgets everything once it knows `most` texts. The results are shared: they must not be changed.
 */
export function remember<V>(make: (text: string) => V, most: number): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
