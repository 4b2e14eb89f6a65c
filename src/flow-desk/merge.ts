import { diff3Merge } from 'node-diff3';

/** Returns both changes of a text in one; undefined when they touch the same lines. */
export function mergeTexts(mine: string, base: string, theirs: string): string | undefined {
  const regions = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'));
  return regions.some(({ conflict }) => conflict) ? undefined : regions.flatMap(({ ok }) => ok ?? []).join('\n');
}
