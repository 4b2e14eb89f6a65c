/** How many people a condition names, by channel, with examples; read page by page, so that nothing else waits. */
import { setImmediate as nextRound } from 'node:timers/promises';
import { parseConversationId } from '../../message.ts';
import { contacts } from '../../store/collections.ts';
import { factsOf } from './person-facts.ts';
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

const pageSize = 1_000;
const examplesMost = 10;

/** Counts the people of a segment. */
export async function countSegment(segment: Segment, options: Omit<Parameters<typeof factsOf>[0], 'names'>, now: number): Promise<SegmentCount> {
  const found: SegmentCount = { count: 0, reachable: 0, byChannel: {}, examples: [] };
  for (let after = ''; ; ) {
    const page = await options.store.collection(contacts).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
    const people = page.filter((one) => one.mergedInto === undefined);
    const facts = await factsOf({ ...options, names: segment.names }, people);
    for (const [n, contact] of people.entries()) {
      const own = facts[n];
      if (!own || !segment.holds(own, now)) continue;
      found.count += 1;
      const address = contact.addresses.find((id) => !contact.unreachable?.includes(id));
      const channel = address === undefined ? undefined : parseConversationId(address)?.channel;
      if (contact.consent.marketing === true && channel !== undefined) {
        found.reachable += 1;
        found.byChannel[channel] = (found.byChannel[channel] ?? 0) + 1;
      }
      if (found.examples.length < examplesMost) found.examples.push({ id: contact._id, ...(contact.name && { name: contact.name }), ...(channel && { channel }) });
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < pageSize) return found;
    await nextRound();
  }
}
