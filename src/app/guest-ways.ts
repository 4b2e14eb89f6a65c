/** Ways to a guest of the site, to show by a code that an address is theirs: a phone number, at a channel that takes numbers as addresses, and e-mail. */
import { setTimeout } from 'node:timers/promises';
import type { Channel } from '../channel.ts';
import type { Logger } from '../logger.ts';
import { cartMail, guestCodeMail } from '../mail/guest-mail.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { parseConversationId } from '../message.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ShopTools } from '../shop/calls/define.ts';
import type { Alarm } from '../shop/proof/attempt-limiter.ts';
import { mailTo } from '../shop/proof/guest-codes.ts';
import type { ContactRow } from '../store/collections.ts';

/** The event that the flow `guest-code` begins with. */
const codeEvent = 'guest.code';

export interface GuestWaysParts {
  channels: ReadonlyMap<string, Channel>;
  /** Missing where the merchant named no server for e-mail. */
  mailer: Mailer | undefined;
  /** Name of the shop by language. */
  shop: Readonly<Record<string, string>>;
  log: Logger;
  /** Tells the team that more codes are asked for than the shop sends. */
  crowded: Alarm;
  /** Time for which a call waits for a mail, ms: less than a call has, so that a slow server is answered for and not cut off. */
  patience?: number;
  runtime(): Pick<Runtime, 'enter' | 'contacts'>;
}

/** Tells whether nothing shows who somebody is but what they have now confirmed: they wrote in the web chat alone. */
function isBare({ verifiedPhone, externalId, email, addresses }: ContactRow, confirmed: string | undefined): boolean {
  const named = verifiedPhone !== undefined || externalId !== undefined || (email !== undefined && email.toLowerCase() !== confirmed);
  return !named && addresses.every((address) => parseConversationId(address)?.channel === 'webchat');
}

export function guestWays({ channels, mailer, shop: names, log, crowded, runtime, patience = 5_000 }: GuestWaysParts): NonNullable<ShopTools['guests']> {
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
  const sendSoon = (mail: Mail): Promise<boolean> => Promise.race([send(mail), setTimeout(patience, false, { ref: false })]);
  return {
    ways: () => ({ phone: conversationOf('1') !== undefined, email: mailer !== undefined }),
    crowded,
    async tell(to, code, lang, key) {
      const email = mailTo(to);
      if (email !== undefined) return sendSoon(guestCodeMail(code, { to: email, lang, shop: shopIn(lang) }));
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
      const [there, guest] = [key ? await contacts.find(key) : null, await contacts.get(contact)];
      if (!guest) return;
      if (there && there._id !== guest._id) {
        // Whoever is known there stays who they are; a guest becomes part of them. Two who are known may be two who share a mailbox or a phone.
        const joined = isBare(guest, email) && (await contacts.merge(there._id, guest._id, 'unless_apart'));
        if (!joined) return log.info({ contact: guest._id, other: there._id }, 'a confirmed address belongs to another contact, which is left apart');
      }
      await contacts.update((there ?? guest)._id, (row) => {
        if (email === undefined) return { ...row, verifiedPhone: row.verifiedPhone ?? `+${to}` };
        // What the shop knows stays; what they only told gives way to what a code has shown.
        const isToldOnly = row.email === undefined || row.told?.includes('email');
        return isToldOnly ? { ...row, email, told: row.told?.filter((field) => field !== 'email') } : row;
      });
    },
    async mailCart(to, cart, lang) {
      const email = mailTo(to);
      if (email === undefined) return false;
      return sendSoon(cartMail(cart, { to: email, lang, shop: shopIn(lang) }));
    },
  };
}
