/** The verb of a step: its branch is picked before anything else is looked at, so that one slip is one problem. */

import { verbs } from '../engine/steps/index.ts';
import type { Verb } from '../engine/turn/verb.ts';
import type { Entry, MapNode } from './node.ts';

export function isVerb(key: string): boolean {
  return verbs.has(key);
}

/** Returns the verb, or the two that are there at once, or none. `confirm` inside a `form` and `do` inside an `each` are fields. */
export function verbOf(step: MapNode): { verb: Verb; entry: Entry } | { two: [Entry, Entry] } | undefined {
  const present = step.entries.filter((entry) => isVerb(entry.key.value));
  const [first, second] = present;
  if (!first) return undefined;
  for (const entry of present) {
    const verb = verbs.get(entry.key.value);
    if (verb && present.every((other) => other.key.value in verb.fields)) return { verb, entry };
  }
  return second ? { two: [first, second] } : undefined;
}

/** Tells whether some verb takes the key besides its own name: a step that begins with one lost its verb. */
export function isModifier(key: string): boolean {
  for (const verb of verbs.values()) if (key in verb.fields && key !== verb.verb) return true;
  return false;
}
