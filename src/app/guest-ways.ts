/** Ways to a guest of the site, to show by a code that an address is theirs: a phone number, at a channel that takes numbers as addresses, and e-mail. */
import type { Channel } from '../channel.ts';
import type { Logger } from '../logger.ts';
import { cartMail, guestCodeMail } from '../mail/guest-mail.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { parseConversationId } from '../message.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ShopTools } from '../shop/calls/define.ts';
import { mailTo } from '../shop/proof/guest-codes.ts';

/** The event that the flow `guest-code` begins with. */
const codeEvent = 'guest.code';

export interface GuestWaysParts {
  channels: ReadonlyMap<string, Channel>;
  /** Missing where the merchant named no server for e-mail. */
  mailer: Mailer | undefined;
  /** Name of the shop by language. */
  shop: Readonly<Record<string, string>>;
  log: Logger;
  runtime(): Pick<Runtime, 'enter' | 'contacts'>;
}

export function guestWays({ channels, mailer, shop: names, log, runtime }: GuestWaysParts): NonNullable<ShopTools['guests']> {
  const conversationOf = (phone: string): string | undefined => {
    const account = [...channels].find(([, { capabilities }]) => capabilities.byNumber)?.[0];
    return account === undefined ? undefined : `${account}:${phone}`;
  };
  const shopIn = (lang: string): string => names[lang.split('-')[0] ?? ''] ?? Object.values(names)[0] ?? '';
  const send = async (mail: Mail): Promise<boolean> => {
    const result = await mailer?.send(mail);
    if (result?.ok === false) log.warn({ detail: result.detail }, 'an e-mail could not be sent');
    return result?.ok ?? false;
  };
  return {
    ways: () => ({ phone: conversationOf('1') !== undefined, email: mailer !== undefined }),
    async tell(to, code, lang, key) {
      const email = mailTo(to);
      if (email !== undefined) return send(guestCodeMail(code, { to: email, lang, shop: shopIn(lang) }));
      const conversation = conversationOf(to);
      if (conversation === undefined || !parseConversationId(conversation)) return false;
      const event = { type: 'event', id: key, name: codeEvent, data: { guest: { code, lang } } } as const;
      await runtime().enter(conversation, { type: 'engine', event }, `guest:${key}`);
      return true;
    },
    async known(contact, to) {
      const { contacts } = runtime();
      const email = mailTo(to);
      const conversation = email === undefined ? conversationOf(to) : undefined;
      const key = email === undefined ? conversation && { address: conversation } : { email };
      const there = key ? await contacts.find(key) : null;
      // Whoever is known there stays who they are; the guest becomes part of them.
      if (there && there._id !== contact) await contacts.merge(there._id, contact);
      await contacts.update(there?._id ?? contact, (row) => {
        if (email === undefined) return { ...row, verifiedPhone: row.verifiedPhone ?? `+${to}` };
        // What the shop knows stays; what they only told gives way to what a code has shown.
        const isToldOnly = row.email === undefined || row.told?.includes('email');
        return isToldOnly ? { ...row, email, told: row.told?.filter((field) => field !== 'email') } : row;
      });
    },
    async mailCart(to, cart, lang) {
      const email = mailTo(to);
      return email !== undefined && send(cartMail(cart, { to: email, lang, shop: shopIn(lang) }));
    },
  };
}
