/** A customer opens a short link: where it leads, and the click. */
import { z } from 'zod';
import { type ProductRow, products } from '../../shop/shop.ts';
import type { Store } from '../../store/store.ts';
import { type BroadcastRow, broadcastMarks, broadcasts, recipients } from '../broadcast/rows.ts';
import { linksOf } from './tracked-links.ts';
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

/** Links of a broadcast are read from the catalogue once in this time, ms: a click must not cost a reading of it. */
const linksKeptMs = 60_000;
const mostLinksKept = 200;

/** `linksOfBroadcast`, remembered. */
export function createLinks(store: Store, now: () => number): LinkParts['linksOf'] {
  const kept = new Map<string, { v: number; at: number; links: Promise<string[]> }>();
  return (row) => {
    const found = kept.get(row._id);
    if (found && found.v === row.v && Math.abs(now() - found.at) < linksKeptMs) return found.links;
    const links = linksOfBroadcast(store, row);
    links.catch(() => kept.delete(row._id));
    kept.delete(row._id);
    kept.set(row._id, { v: row.v, at: now(), links });
    for (const oldest of kept.keys()) if (kept.size > mostLinksKept) kept.delete(oldest);
    return links;
  };
}

const linked = z.object({ content: z.looseObject({ products: z.array(z.string()).optional() }), ab: z.unknown().optional() });

/** The links of a broadcast in the order of their numbers: those that its draft has, then those of its products. */
export async function linksOfBroadcast(store: Store, { draft }: Pick<BroadcastRow, 'draft'>): Promise<string[]> {
  const read = linked.safeParse(draft);
  if (!read.success) return [];
  const { content, ab } = read.data;
  const wanted = content.products ?? [];
  const byId = new Map<string, ProductRow>();
  for (let after = ''; wanted.length > 0; ) {
    const page = await store.collection(products).find({ where: { _id: { gt: after } }, sort: { by: '_id' }, limit: 1_000 });
    for (const row of page) for (const id of [row._id, ...row.variants.map(({ sku }) => sku)]) if (wanted.includes(id)) byId.set(id, row);
    after = page.at(-1)?._id ?? '';
    if (page.length < 1_000) break;
  }
  return linksOf(
    [content, ab],
    wanted.flatMap((id) => byId.get(id)?.url ?? []),
  );
}
