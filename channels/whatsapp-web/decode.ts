/** Turns what the child tells of WhatsApp (payload.ts) into events. Pure and total: groups, status, channels and what is no event at all give []. */
import type { DecodeContext } from '../../src/channel.ts';
import { type ToldTime, toldTime } from '../../src/channel-kit/told-numbers.ts';
import type { InboundEvent, Part, Profile } from '../../src/message.ts';
import { contentParts } from './content.ts';
import { type Incoming, incoming, type WhatsAppMessage } from './payload.ts';
import { type Person, personId, personOf } from './person.ts';

/** MessageAck of whatsapp-web.js; 0 is pending and says nothing. */
export const receiptOf: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  '-1': 'failed',
  '1': 'sent',
  '2': 'delivered',
  '3': 'read',
  '4': 'read',
};

function baseOf(message: WhatsAppMessage, person: Person, context: DecodeContext, id: string, time: ToldTime) {
  const base = { id, from: { channel: 'whatsapp-web', account: context.account, user: person.user }, ...time };
  const profile: Profile = {};
  if (message.rawData.notifyName && !message.id.fromMe) profile.name = message.rawData.notifyName;
  if (person.phone) profile.phone = person.phone;
  return {
    ...base,
    ...(Object.keys(profile).length > 0 ? { profile } : {}),
    ...(person.aliases.length > 0 ? { aliases: person.aliases } : {}),
  };
}

/** The full id of the quoted message: WhatsApp gives its bare id and its author only. */
function quotedId(message: WhatsAppMessage, person: Person): string | undefined {
  const { quotedStanzaID, quotedParticipant } = message.rawData;
  if (!quotedStanzaID) return undefined;
  const author = personId(quotedParticipant);
  const theirs = author !== undefined && (author === person.user || person.aliases.includes(author));
  return `${!theirs}_${message.id.remote}_${quotedStanzaID}`;
}

/** A cart of the catalogue, as far as WhatsApp tells it here: its title and count. Null for anything else. */
function cartOf({ type, id, body, rawData }: WhatsAppMessage): Record<string, unknown> | null {
  const { orderTitle, itemCount } = rawData;
  if (type !== 'order' || !orderTitle) return null;
  const list = itemCount === undefined ? orderTitle : `${itemCount} × ${orderTitle}`;
  return { id: id._serialized, list, count: itemCount ?? 0, items: [], total: null, note: body ?? '', catalogue: '' };
}

function said(message: WhatsAppMessage, person: Person, parts: Part[], context: DecodeContext): InboundEvent[] {
  if (message.id.fromMe || parts.length === 0) return [];
  const event: InboundEvent = { ...baseOf(message, person, context, message.id._serialized, toldTime(message.timestamp, context.now)), type: 'message', parts };
  const replyTo = quotedId(message, person);
  if (replyTo) event.replyTo = replyTo;
  const cart = cartOf(message);
  if (!cart) return [event];
  const { type: _type, parts: _parts, replyTo: _replyTo, ...base } = event;
  return [
    { ...event, beside: 'cart.sent' },
    { ...base, id: `cart:${event.id}`, type: 'event', name: 'cart.sent', data: { cart } },
  ];
}

/** A change counts when something was there before: a message that is decrypted late changes its body too. */
function edited(raw: Extract<Incoming, { event: 'message_edit' }>, person: Person, context: DecodeContext): InboundEvent[] {
  const { message, newBody, prevBody } = raw;
  if (message.id.fromMe || !newBody || !prevBody || newBody === prevBody) return [];
  const parts = contentParts({ ...message, body: newBody });
  if (parts.length === 0) return [];
  const time = message.latestEditSenderTimestampMs === undefined ? { at: context.now } : toldTime(message.latestEditSenderTimestampMs, context.now, 'either');
  const base = baseOf(message, person, context, `${message.id._serialized}:edit:${message.latestEditSenderTimestampMs ?? newBody.slice(0, 100)}`, time);
  return [{ ...base, type: 'message', parts, edits: message.id._serialized }];
}

function receipt(raw: Extract<Incoming, { event: 'message_ack' }>, person: Person, context: DecodeContext): InboundEvent[] {
  const status = receiptOf[String(raw.ack)];
  if (!status || !raw.message.id.fromMe) return [];
  const ref = raw.message.id._serialized;
  const base = baseOf(raw.message, person, context, `${ref}:${status}`, { at: raw.at });
  return [{ ...base, type: 'receipt', ref, status, ...(status === 'failed' ? { code: 'rejected' } : {}) }];
}

/**
 * The person goes on under the new number, with what is open. The old one stays nobody's other name: networks give it to the next customer. Only a notice
 * that names just these two counts, in the chat of one of them, and none of the account itself.
 */
function renumbered(raw: Extract<Incoming, { event: 'contact_changed' }>, { account }: DecodeContext): InboundEvent[] {
  const { id, at } = raw;
  const [person, old] = [personOf(raw.newId), personId(raw.oldId)];
  if (!person || !old || old === person.user) return [];
  const both = [old, person.user];
  const [own, chat, named] = [personId(raw.own), personId(raw.chat), new Set(raw.named.map(personId))];
  if (!own || both.includes(own) || !chat || !both.includes(chat)) return [];
  if (named.size !== 2 || !both.every((one) => named.has(one))) return [];
  return [
    {
      type: 'reach',
      id,
      from: { channel: 'whatsapp-web', account, user: person.user },
      at,
      ...(person.phone ? { profile: { phone: person.phone } } : {}),
      succeeds: [old],
      reachable: true,
    },
  ];
}

/** The other side of the chat. */
function partner(message: WhatsAppMessage): string {
  return message.id.fromMe ? (message.to ?? message.id.remote) : message.from;
}

/** Reads what came in as events. `raw` is one {@link Incoming}. Reactions never come this far; see session.ts. */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = incoming.safeParse(raw);
  if (!parsed.success) return [];
  if (parsed.data.event === 'contact_changed') return renumbered(parsed.data, context);
  const { message, contact } = parsed.data;
  const person = personOf(partner(message), contact);
  if (!person || message.author || message.isStatus || message.broadcast || !personId(message.id.remote)) return [];
  switch (parsed.data.event) {
    case 'message':
      return said(message, person, contentParts(message), context);
    case 'message_edit':
      return edited(parsed.data, person, context);
    case 'message_revoke_everyone': {
      if (message.id.fromMe) return [];
      const base = baseOf(message, person, context, `${parsed.data.revoked}:revoked`, { at: parsed.data.at });
      return [{ ...base, type: 'event', name: 'message.recalled', data: { message: parsed.data.revoked } }];
    }
    case 'message_ack':
      return receipt(parsed.data, person, context);
    case 'message_create':
      if (!message.id.fromMe || contentParts(message).length === 0) return [];
      return [
        {
          ...baseOf(message, person, context, `${message.id._serialized}:person`, toldTime(message.timestamp, context.now)),
          type: 'handover',
          owner: 'person',
          who: 'WhatsApp',
        },
      ];
  }
}
