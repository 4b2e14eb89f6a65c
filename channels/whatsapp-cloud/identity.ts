/**
 * Who a customer is. Since 2026 people may hide the phone number; the business-scoped user id (BSUID, e.g. `US.13491208655302741918`) is always there.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
import type { Address, Profile } from '../../src/message.ts';
import type { WhatsAppContact } from './payload.ts';

/** The ids that a webhook has for one person. */
export interface Ids {
  bsuid?: string;
  phone?: string;
  /** The id that several portfolios of one business share. */
  parent?: string;
}

export interface Person {
  from: Address;
  profile: Profile;
  /** The other ids of the same person. */
  aliases: string[];
}

/** Names the customer. The address is the BSUID where there is one, else the number; with both, the other is an alias. Undefined when there is neither. */
export function identify({ bsuid, phone, parent }: Ids, account: string, beside?: WhatsAppContact): Person | undefined {
  const [user, ...aliases] = [...new Set([bsuid, phone, parent])].filter((id) => id !== undefined);
  if (user === undefined) return undefined;
  const profile: Profile = {};
  if (beside?.profile?.name) profile.name = beside.profile.name;
  if (beside?.profile?.username) profile.username = beside.profile.username;
  const number = phoneOf(phone);
  if (number) profile.phone = number;
  return { from: { channel: 'whatsapp-cloud', account, user }, profile, aliases };
}

/** `wa_id` is the number in international form without the plus. */
function phoneOf(waId: string | undefined): string | undefined {
  return waId !== undefined && /^\d{5,20}$/.test(waId) ? `+${waId}` : undefined;
}

/**
 * Returns the field that names the recipient: `recipient` for a BSUID (two letters of a country, a dot, letters and digits), `to` for a number.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids#messages-api
 */
export function recipient(user: string): { to: string } | { recipient: string } {
  return /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(user) ? { recipient: user } : { to: user };
}
