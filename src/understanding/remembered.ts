export interface Kept {
  /** Texts that are remembered; when one more comes, all are forgotten. */
  most: number;
  /** Longer texts are not remembered: they hardly come again. UTF-16 code units. */
  longest: number;
}

/** Messages of customers: the short ones come again and again, from other customers and within a turn. */
const messages: Kept = { most: 2_000, longest: 120 };

/** Remembers what a pure function makes of a text. The result is shared: whoever gets it must not change it. */
export function remembered<T>(make: (source: string) => T, { most, longest }: Kept = messages): (source: string) => T {
  const known = new Map<string, T>();
  return (source) => {
    if (source.length > longest) return make(source);
    const found = known.get(source);
    if (found !== undefined || known.has(source)) return found as T;
    const made = make(source);
    if (known.size >= most) known.clear();
    known.set(source, made);
    return made;
  };
}
