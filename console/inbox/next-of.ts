/** Where J and K go. */

/** Place of the open conversation in the list; when it has left the list (closed, put off, assigned), the place that it had. */
export const placeOf = (ids: readonly string[], open: string | undefined, before: number): number => {
  const at = open === undefined ? -1 : ids.indexOf(open);
  return at < 0 ? before : at;
};

/** The conversation one further or one back. After one that left the list comes the one that moved up into its place, and behind the last the first. */
export function nextOf(ids: readonly string[], open: string | undefined, before: number, by: 1 | -1): string | undefined {
  const at = open === undefined ? -1 : ids.indexOf(open);
  if (at >= 0) return ids[at + by];
  if (before < 0) return ids[0];
  return ids[by === 1 ? before : Math.min(before, ids.length) - 1] ?? ids[0];
}
