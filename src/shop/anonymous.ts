import { parseConversationId } from '../message.ts';
import { contacts } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import type { Asker } from './shop.ts';

/** Tells whether somebody can become a new contact at will: a visitor of the web chat without the shop's signature and without another channel. */
export async function isAnonymous(store: Store, { contact, address, verifiedPhone }: Asker): Promise<boolean> {
  if (verifiedPhone || address.channel !== 'webchat' || address.user.startsWith('u-')) return false;
  const row = await store.collection(contacts).get(contact);
  return (row?.addresses ?? []).every((one) => {
    const known = parseConversationId(one);
    return known?.channel === 'webchat' && !known.user.startsWith('u-');
  });
}
