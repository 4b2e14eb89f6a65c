import { createHash } from 'node:crypto';
import { conversationId, type InboundEvent } from '../../message.ts';
import { conversations } from '../../store/collections.ts';
import { identities } from '../../store/identity-rows.ts';
import type { Store } from '../../store/store.ts';

/** `browser`: the visitor that this browser is besides the customer. `joins`: events that make what it said before the customer's. */
export type Taken = { browser: string; joins: InboundEvent[] };

/** Takes in the signature of a customer once: null when another browser has used it. */
export interface UsedIdentities {
  (use: { signature: string; customer: string; visitor?: string | undefined; fresh: string; at: number }): Promise<Taken | null>;
  /** Tells whether a visitor has become a customer: the token of before, which others may have kept, opens nothing any more. */
  became(visitor: string): Promise<boolean>;
}

/**
 * A signature belongs to the browser that uses it first, which gets a new visitor id with it: whoever sits there after the customer is somebody else.
 * What the browser said before, as a visitor, becomes the customer's, once.
 */
export function createUsedIdentities(store: Store): UsedIdentities {
  const used = store.collection(identities);
  const take = async ({ signature, customer, visitor, fresh, at }: Parameters<UsedIdentities>[0]): Promise<Taken | null> => {
    // One signature, however its hex is written.
    const id = createHash('sha256')
      .update(signature.replace(/[^.]+$/, (hash) => hash.toLowerCase()))
      .digest('base64url');
    const address = (user: string) => ({ channel: 'webchat', account: 'main', user });
    const row = { _id: id, at, by: fresh, ...(visitor !== undefined && { was: visitor }) };
    if ((await used.insert(row)) === 'duplicate') {
      const known = await used.get(id);
      return known && visitor !== undefined && (visitor === known.by || visitor === known.was) ? { browser: known.by, joins: [] } : null;
    }
    if (visitor === undefined || !(await store.collection(conversations).get(conversationId(address(visitor))))) return { browser: fresh, joins: [] };
    // Kept for as long as tokens are good.
    await used.insert({ _id: `was:${visitor}`, at: at + 366 * 86_400_000, by: fresh });
    // Says nothing to the engine: the customer has not opened the chat.
    return {
      browser: fresh,
      joins: [{ type: 'event', id: `identified.${id}`, from: address(customer), at, name: 'page.identified', data: {}, aliases: [visitor] }],
    };
  };
  return Object.assign(take, { became: async (visitor: string) => (await used.get(`was:${visitor}`)) !== null });
}
