/** Remembers the result of a pure function for a text. Looking for a repair loads a file many times, with almost the same texts each time. */
export function remembered<T>(make: (source: string) => T, most = 4_000): (source: string) => T {
  const known = new Map<string, T>();
  return (source) => {
    const found = known.get(source);
    if (found !== undefined) return found;
    const made = make(source);
    if (known.size >= most) known.clear();
    if (source.length < 4_096) known.set(source, made);
    return made;
  };
}
