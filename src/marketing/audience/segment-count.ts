/** Counts the people that a condition names, by channel, with examples; in slices, so that nothing else waits. */
import type { Sliced } from '../../event-loop/slices.ts';
import type { Person } from './person-facts.ts';
import type { Segment } from './segment-condition.ts';

export interface SegmentCount {
  /** People whom it names. */
  count: number;
  /** Those of them who agreed and have an address that works. */
  reachable: number;
  /** The same by the channel of the address used last. */
  byChannel: Record<string, number>;
  examples: { id: string; name?: string; channel?: string }[];
}

const examplesMost = 10;
/** People between two looks at the time. */
const stride = 256;

export function noCount(): SegmentCount {
  return { count: 0, reachable: 0, byChannel: {}, examples: [] };
}

/** Counts one person who is named. */
export function countPerson(found: SegmentCount, { id, name, marketing, reached }: Person): void {
  found.count += 1;
  if (marketing && reached !== undefined) {
    found.reachable += 1;
    found.byChannel[reached] = (found.byChannel[reached] ?? 0) + 1;
  }
  if (found.examples.length < examplesMost) found.examples.push({ id, ...(name && { name }), ...(reached && { channel: reached }) });
}

/** Counts the people of a segment among these. */
export function* countAmong(people: Iterable<Person>, segment: Segment, now: number): Sliced<SegmentCount> {
  const found = noCount();
  let left = stride;
  for (const person of people) {
    if (segment.holds(person, now)) countPerson(found, person);
    if (--left > 0) continue;
    left = stride;
    yield;
  }
  return found;
}
