/** Merge of two people's changes to the same text, line by line. */
import { diff3MergeRegions, diffIndices } from 'node-diff3';

/** Lines that both changed, each in another way. Lines are counted from 1, in the text that is mine. */
export interface Conflict {
  line: number;
  mine: readonly string[];
  theirs: readonly string[];
}

export type Side = 'mine' | 'theirs';

export interface Merged {
  text: string;
  /** Places where `text` has neither, or the side that was asked for. */
  conflicts: Conflict[];
  /** Changes that came from theirs: the line in `text` where each begins, and its lines (none: lines were removed there). */
  taken: { line: number; lines: readonly string[] }[];
}

const lines = (text: string): string[] => text.split('\n');

/** Tells whether both sides of a region are the same. The two then agree, whatever stood there before. */
const same = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((line, at) => line === other[at]);

/** Brings `theirs` into `mine`, both made from `base`. Where both changed the same lines, `prefer` decides; without it the place is a conflict and `text` has mine there. */
export function mergeText(mine: string, base: string, theirs: string, prefer?: Side): Merged {
  const conflicts: Conflict[] = [];
  const merged: string[] = [];
  for (const region of diff3MergeRegions(lines(mine), lines(base), lines(theirs))) {
    if (region.stable) {
      merged.push(...region.bufferContent);
      continue;
    }
    const { aContent, bContent, aStart } = region;
    if (same(aContent, bContent)) merged.push(...aContent);
    else {
      if (!prefer) conflicts.push({ line: aStart + 1, mine: aContent, theirs: bContent });
      merged.push(...(prefer === 'theirs' ? bContent : aContent));
    }
  }
  const taken = diffIndices(lines(mine), merged).map(({ buffer2: [at], buffer2Content }) => ({ line: at + 1, lines: buffer2Content }));
  return { text: merged.join('\n'), conflicts, taken };
}
