/** Pairs the steps of the new text with those of the old one. */
import type { WrittenStep } from './written-steps.ts';

export interface Matched {
  pairs: { before: WrittenStep; after: WrittenStep; moved: boolean }[];
  added: WrittenStep[];
  removed: WrittenStep[];
}

/** Sameness from the surest to the weakest; undefined: nothing to go by. */
const looked: readonly ((step: WrittenStep) => string | false | undefined)[] = [
  ({ name }) => name,
  ({ verb, own }) => `${verb} ${JSON.stringify(own)}`,
  ({ verb, own }) => own[verb] !== undefined && `${verb} ${JSON.stringify(own[verb])}`,
  // An entry of a FAQ is known by its id, its first question or its answer.
  ({ own }) => own.id !== undefined && `id ${JSON.stringify(own.id)}`,
  ({ own }) => own.q !== undefined && `q ${JSON.stringify(Array.isArray(own.q) ? own.q[0] : own.q)}`,
  ({ own }) => own.a !== undefined && `a ${JSON.stringify(own.a)}`,
  ({ verb, path }) => `${verb} ${path.join('.')}`,
  ({ verb, path }) => `${verb} in ${path.slice(0, -1).join('.')}`,
];

/** Pairs each old step with at most one new one. */
export function matchSteps(before: readonly WrittenStep[], after: readonly WrittenStep[]): Matched {
  const left = new Set(before);
  const found = new Map<WrittenStep, WrittenStep>();
  for (const look of looked) {
    const keyOf = (step: WrittenStep): string | undefined => look(step) || undefined;
    const waiting = new Map<string, WrittenStep[]>();
    for (const step of left) {
      const key = keyOf(step);
      if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), step]);
    }
    for (const step of after) {
      const key = found.has(step) ? undefined : keyOf(step);
      const old = key === undefined ? undefined : waiting.get(key)?.shift();
      // A step that has a name is not the one that had another.
      if (!old || (old.name !== undefined && step.name !== undefined && old.name !== step.name)) continue;
      found.set(step, old);
      left.delete(old);
    }
  }
  const order = new Map(before.map((step, at) => [step, at]));
  const paired = after.flatMap((step) => {
    const old = found.get(step);
    return old ? [{ before: old, after: step, at: order.get(old) ?? 0 }] : [];
  });
  const steady = longestRise(paired.map(({ at }) => at));
  return {
    pairs: paired.map((pair, index) => ({ before: pair.before, after: pair.after, moved: !steady.has(index) })),
    added: after.filter((step) => !found.has(step)),
    removed: [...left],
  };
}

/** Returns the indices of a longest rising subsequence: what stayed in its order. */
function longestRise(numbers: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
