/**
 * People who never wrote: whoever agreed and gave a phone number is reached on a channel whose addresses are phone numbers, by a template. The address is
 * noted as theirs in the write that releases the message, so that an answer from it is theirs.
 */
import type { Channel } from '../../channel.ts';
import { conversationId } from '../../message.ts';
import { isDoubtful, wholeNumberOf } from '../../numbers/phone-key.ts';
import { type ContactRow, contacts } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import type { Content } from './content.ts';

/** Returns the accounts on which the content may be the first message to a number. */
export function firstAccounts(channels: ReadonlyMap<string, Channel>, content: Pick<Content, 'hasTemplate'>): { account: string; channel: Channel }[] {
  const found = [...channels].filter(([, channel]) => channel.capabilities.byNumber && content.hasTemplate(channel.name));
  return found.map(([account, channel]) => ({ account, channel }));
}

/** Returns the digits of the number that the person can be written to at; undefined when there is none that is surely theirs. */
export function digitsOf({ verifiedPhone, phone, told }: ContactRow, country: string | undefined): string | undefined {
  if (verifiedPhone !== undefined) return verifiedPhone.replace(/\D/g, '');
  if (phone === undefined || told?.includes('phone') || isDoubtful(phone, country)) return undefined;
  if (country === undefined && !/^\s*(?:\+|00)/.test(phone)) return undefined;
  const digits = wholeNumberOf(phone, country);
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/**
 * Returns the address of each person of a page who has none on such an account, by contact. A number that belongs to another contact gives no address:
 * that one is asked by itself, and the same person gets nothing twice.
 */
export async function firstAddresses(
  store: Store,
  page: readonly ContactRow[],
  accounts: readonly { account: string; channel: Pick<Channel, 'name'> }[],
  country: string | undefined,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const [first] = accounts;
  if (!first) return found;
  const made = new Map<string, string>();
  const shared = new Set<string>();
  for (const contact of page) {
    if (contact.consent.marketing !== true || contact.addresses.length > 0) continue;
    const digits = digitsOf(contact, country);
    if (digits === undefined) continue;
    const id = conversationId({ channel: first.channel.name, account: first.account.slice(first.account.indexOf(':') + 1), user: digits });
    if (made.has(id)) shared.add(id);
    else made.set(id, contact._id);
  }
  const there = new Map((await store.collection(contacts).getMany([...made.keys()])).map((row) => [row._id, row]));
  for (const [id, contact] of made) {
    const row = there.get(id);
    if (!shared.has(id) && (row === undefined || row.mergedInto === contact)) found.set(contact, id);
  }
  return found;
}

/** Returns the step that notes the address as another id of the person; a later one changes nothing. */
export function noteAddress(conversation: string, contact: string, now: number): Op {
  const row: ContactRow = {
    _id: conversation,
    v: 1,
    tags: [],
    vars: {},
    consent: {},
    addresses: [],
    promos: [],
    createdAt: now,
    seenAt: now,
    mergedInto: contact,
  };
  return { op: 'insert', in: contacts.name, row };
}

/** Returns the planned address when it was made from the number and is nobody else's meanwhile; undefined for every other. */
export async function madeAddress(store: Store, contact: ContactRow, planned: string | undefined): Promise<string | undefined> {
  if (planned === undefined || planned === contact._id || contact.addresses.includes(planned)) return undefined;
  const row = await store.collection(contacts).get(planned);
  return row === null || (row.mergedInto === contact._id && row.addresses.length === 0) ? planned : undefined;
}
