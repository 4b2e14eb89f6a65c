/** A customer opens a short link: where it leads, and the click. */
import type { Store } from '../../store/store.ts';
import { type BroadcastRow, broadcastMarks, broadcasts, recipients } from '../broadcast/rows.ts';
import { type Visit, visitorOf } from './visit.ts';

export interface LinkParts {
  store: Store;
  /** The links of a broadcast in the order of their numbers. */
  linksOf(broadcast: BroadcastRow): Promise<readonly string[]>;
}

/**
 * Returns where the link leads, and marks the click of a person, once for each recipient. Undefined for a link that no broadcast has: a token that was made
 * up, a number too high, a broadcast that is gone.
 */
export async function openLink({ store, linksOf }: LinkParts, token: string, n: string, visit: Omit<Visit, 'sentAt'>): Promise<string | undefined> {
  if (!/^[\w-]{16}$/.test(token) || !/^\d{1,3}$/.test(n)) return undefined;
  const [recipient] = await store.collection(recipients).find({ where: { token }, limit: 1 });
  const row = recipient && (await store.collection(broadcasts).get(recipient.broadcast));
  if (!row) return undefined;
  const url = (await linksOf(row))[Number(n)];
  if (url === undefined || !/^https?:\/\//i.test(url)) return undefined;
  const sentAt = recipient.sentAt ?? recipient.releasedAt;
  if (visitorOf({ ...visit, ...(sentAt !== undefined && { sentAt }) }) === 'person') {
    const { _id, broadcast, contact, variant } = recipient;
    const mark = {
      _id: `clicked:${_id}`,
      broadcast,
      mark: 'clicked' as const,
      contact,
      at: visit.at,
      link: Number(n),
      ...(variant !== undefined && { variant }),
    };
    await store.collection(broadcastMarks).insert(mark);
  }
  return url;
}
