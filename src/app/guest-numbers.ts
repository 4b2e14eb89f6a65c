/** Ways to the phone number of a guest: a channel that takes numbers as addresses, and the contact that is theirs there. */
import type { Channel } from '../channel.ts';
import { parseConversationId } from '../message.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ShopTools } from '../shop/calls/define.ts';

/** The event that the flow `guest-code` begins with. */
const codeEvent = 'guest.code';

export function guestNumbers(channels: ReadonlyMap<string, Channel>, runtime: () => Pick<Runtime, 'enter' | 'contacts'>): NonNullable<ShopTools['guests']> {
  const conversationOf = (phone: string): string | undefined => {
    const account = [...channels].find(([, { capabilities }]) => capabilities.byNumber)?.[0];
    return account === undefined ? undefined : `${account}:${phone}`;
  };
  return {
    reaches: () => conversationOf('1') !== undefined,
    async tell(phone, code, lang, key) {
      const conversation = conversationOf(phone);
      if (conversation === undefined || !parseConversationId(conversation)) return;
      const event = { type: 'event', id: key, name: codeEvent, data: { guest: { code, lang } } } as const;
      await runtime().enter(conversation, { type: 'engine', event }, `guest:${key}`);
    },
    async known(contact, phone) {
      const { contacts } = runtime();
      const conversation = conversationOf(phone);
      const there = conversation === undefined ? null : await contacts.find({ address: conversation });
      // Whoever is known there stays who they are; the guest becomes part of them.
      if (there && there._id !== contact) await contacts.merge(there._id, contact);
      await contacts.update(there?._id ?? contact, (row) => ({ ...row, verifiedPhone: row.verifiedPhone ?? `+${phone}` }));
    },
  };
}
