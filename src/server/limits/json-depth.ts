/** Nesting of a shop event that anybody needs; what is deeper would exhaust the stack of what reads it. */
export const deepest = 32;

/** Tells whether parsed JSON is nested more than `most` deep. Takes no stack itself. */
export function isTooDeep(value: unknown, most = deepest): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
