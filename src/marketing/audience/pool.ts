/** Keeps one copy of texts and lists that many people share. */
import type { Pool } from './person-facts.ts';

/** Beyond this many it begins anew: what is shared by nobody would be kept for ever. */
const most = 50_000;

/** Creates a pool; `grew` hears about how many bytes it takes on. */
export function createPool(grew: (bytes: number) => void): Pool {
  const texts = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const text = (value: string): string => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    if (texts.size >= most) texts.clear();
    texts.set(value, value);
    grew(64 + 2 * value.length);
    return value;
  };
  return {
    text,
    list(values) {
      const key = values.join('\n');
      let known = lists.get(key);
      if (!known) {
        if (lists.size >= most) lists.clear();
        known = values.map(text);
        lists.set(key, known);
        grew(96 + 2 * key.length + 8 * values.length);
      }
      return known;
    },
  };
}
