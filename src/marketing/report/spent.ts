/** Money that a broadcast has spent so far, and the cost of each further message. */
import { type Money, parseConversationId } from '../../message.ts';
import { countryOfNumber } from '../../numbers/phone-country.ts';
import type { Store } from '../../store/store.ts';
import { recipients } from '../broadcast/rows.ts';
import { type Cost, costOf, Spending } from './cost.ts';
import { type Priced, priceOf } from './prices.ts';

const spending = ['released', 'sent', 'delivered', 'read', 'unknown'] as const;
const pageSize = 1_000;

/** Territories whose numbers begin as those of a country that the price list names: it goes by the calling code. */
const chargedAs: Readonly<Record<string, string>> = { GG: 'GB', JE: 'GB', IM: 'GB', AX: 'FI', SJ: 'NO', VA: 'IT', EH: 'MA', CC: 'AU', CX: 'AU' };

/** A promotion to this conversation, as the price table knows it. */
export function pricedAt(conversation: string, at: number): Priced {
  const address = parseConversationId(conversation);
  const country = address?.channel === 'whatsapp-cloud' ? countryOfNumber(address.user) : undefined;
  return { channel: address?.channel ?? '', category: 'marketing', at, ...(country !== undefined && { country: chargedAs[country] ?? country }) };
}

async function* sentTo(store: Store, broadcast: string): AsyncGenerator<{ conversation: string; at: number }> {
  for (const state of spending) {
    for (let after = ''; ; ) {
      const rows = await store.collection(recipients).find({ where: { broadcast, state, _id: { gt: after } }, sort: { by: '_id' }, limit: pageSize });
      for (const { conversation, sentAt, releasedAt, at } of rows) if (conversation !== undefined) yield { conversation, at: sentAt ?? releasedAt ?? at };
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageSize) break;
    }
  }
}

/** The budget of a broadcast with what went out before taken off. */
export async function spendingOf(store: Store, broadcast: string, budget: Money): Promise<Spending> {
  let spent = 0;
  for await (const { conversation, at } of sentTo(store, broadcast)) {
    const price = priceOf(pricedAt(conversation, at));
    if (price.known && price.currency === budget.currency) spent += price.micros;
  }
  return new Spending(budget, spent);
}

/** Returns the cost of a broadcast's messages by the price table; those whose price is unknown are counted apart. */
export async function costOfBroadcast(store: Store, broadcast: string): Promise<Cost> {
  const groups = new Map<string, Priced & { count: number }>();
  for await (const { conversation, at } of sentTo(store, broadcast)) {
    const priced = pricedAt(conversation, Math.floor(at / 86_400_000) * 86_400_000);
    const key = JSON.stringify(priced);
    const group = groups.get(key) ?? { ...priced, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return costOf([...groups.values()]);
}
