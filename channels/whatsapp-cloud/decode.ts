/** Webhooks of the Cloud API -> events. Pure and total: what is not for this number, or no webhook at all, gives []. */
import type { z } from 'zod';
import type { DecodeContext } from '../../src/channel.ts';
import { sourceInText } from '../../src/channel-kit/source-text.ts';
import { toldTime } from '../../src/channel-kit/told-numbers.ts';
import type { InboundEvent, Part, Profile } from '../../src/message.ts';
import { capabilities } from './capabilities.ts';
import { cartData } from './cart.ts';
import { contentParts, formOf } from './content.ts';
import { graphFailure } from './failure.ts';
import { type Ids, identify, type Person } from './identity.ts';
import {
  bareMessage,
  type Content,
  callEvent,
  change,
  contact,
  echo,
  edit,
  envelope,
  message,
  preference,
  revoke,
  status,
  system,
  type WhatsAppContact,
  type WhatsAppMessage,
} from './payload.ts';

export interface Scope {
  context: DecodeContext;
  contacts: readonly WhatsAppContact[];
}

/** Finds whom an id belongs to, with what the webhook says of the person beside it. */
export function personOf(ids: Ids, { contacts, context }: Scope): Person | undefined {
  const beside = contacts.find((each) => (ids.bsuid && each.user_id === ids.bsuid) || (ids.phone && each.wa_id === ids.phone));
  return identify(
    { bsuid: ids.bsuid ?? beside?.user_id, phone: ids.phone ?? beside?.wa_id, parent: ids.parent ?? beside?.parent_user_id },
    context.account,
    beside,
  );
}

function profileOf(person: Person): { profile?: Profile } {
  return Object.keys(person.profile).length > 0 ? { profile: person.profile } : {};
}

/** Whoever was known by the number goes on under the id in its place. */
function aliasesOf({ from, aliases }: Person): Pick<InboundEvent, 'aliases' | 'succeeds'> {
  if (aliases.length === 0) return {};
  const numbers = /^\d+$/.test(from.user) ? [] : aliases.filter((alias) => /^\d+$/.test(alias));
  return { aliases, ...(numbers.length > 0 ? { succeeds: numbers } : {}) };
}

/** A press is known by the token that we gave; without one a template's button comes back with its own label as the payload. */
const ourToken = /^[a-z0-9.]{1,32}$/;

function pressOf({ interactive, button }: Pick<WhatsAppMessage, 'interactive' | 'button'>): { token: string; label?: string } | undefined {
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (reply) return { token: reply.id, ...(reply.title ? { label: reply.title } : {}) };
  if (!button?.payload || button.payload === button.text || !ourToken.test(button.payload)) return undefined;
  return { token: button.payload, ...(button.text ? { label: button.text } : {}) };
}

/** A change of number or id is told as: reachable under the new one, also known by the old ones. */
function systemEvents(raw: unknown, bare: z.infer<typeof bareMessage>, scope: Scope): InboundEvent[] {
  const parsed = system.safeParse(raw);
  if (!parsed.success) return [];
  const { type = '', wa_id, new_wa_id, user_id, parent_user_id, customer, previous_user_id, previous_parent_user_id } = parsed.data.system;
  if (!/_changed_(?:number|user_id)$/.test(type)) return [];
  const person = identify({ bsuid: user_id ?? bare.from_user_id, phone: wa_id ?? new_wa_id, parent: parent_user_id }, scope.context.account);
  if (!person) return [];
  const known = [person.aliases, [bare.from, customer, bare.from_user_id, previous_user_id, previous_parent_user_id]].flat();
  const aliases = [...new Set(known)].filter((id): id is string => id !== undefined && id !== person.from.user);
  return [
    {
      type: 'reach',
      id: bare.id,
      from: person.from,
      ...toldTime(bare.timestamp, scope.context.now),
      ...profileOf(person),
      ...(aliases.length > 0 ? { aliases, succeeds: aliases } : {}),
      reachable: true,
    },
  ];
}

/** The ad or post that led here, as `start: - referral:` names it: our own word in the link, else the ad's id. */
function referralOf({ referral }: Pick<WhatsAppMessage, 'referral'>): string | undefined {
  return referral?.ref ?? referral?.source_id ?? referral?.source_url;
}

/** Takes the source of a link off the message that the link wrote. */
function withoutSource(parts: Part[]): { parts: Part[]; source?: string } {
  const [only] = parts;
  if (parts.length !== 1 || only?.type !== 'text') return { parts };
  const { text, source } = sourceInText(only.text);
  return source === undefined ? { parts } : { parts: text === '' ? [] : [{ ...only, text }], source };
}

/** An emoji put to a message is no answer to anything; without one it was taken back. */
function reactionEvents(base: Omit<InboundEvent, 'type'>, { reaction }: Pick<WhatsAppMessage, 'reaction'>): InboundEvent[] {
  return reaction?.emoji ? [{ ...base, type: 'event', name: 'message.reacted', data: { message: reaction.message_id, emoji: reaction.emoji } }] : [];
}

/** A permission to call holds for seven days: https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions */
const permissionMs = 7 * 24 * 3_600_000;

/** Reads what the customer answered to a request to be called; `until` in epoch ms, left out for good or where it was refused. Null for other messages. */
export function permissionOf({ interactive }: Pick<WhatsAppMessage, 'interactive'>, at: number): { granted: boolean; until?: number } | null {
  const reply = interactive?.call_permission_reply;
  if (!reply) return null;
  const granted = reply.response === 'accept';
  return { granted, ...(granted && !reply.is_permanent ? { until: toldTime(reply.expiration_timestamp, at + permissionMs).at } : {}) };
}

/** The event that says as data what the message says in words: a form, a cart. */
function eventBeside(base: Omit<InboundEvent, 'type'>, content: Content): Extract<InboundEvent, { type: 'event' }>[] {
  const form = formOf(content);
  if (form) return [{ ...base, id: `form:${base.id}`, type: 'event', name: 'form.answered', data: form }];
  return content.order ? [{ ...base, id: `cart:${base.id}`, type: 'event', name: 'cart.sent', data: cartData(content.order, base.id) }] : [];
}

function messageEvents(raw: unknown, scope: Scope): InboundEvent[] {
  const bare = bareMessage.safeParse(raw).data;
  if (!bare || bare.group_id) return [];
  if (bare.type === 'system') return systemEvents(raw, bare, scope);
  const person = personOf({ bsuid: bare.from_user_id, phone: bare.from, parent: bare.from_parent_user_id }, scope);
  if (!person) return [];
  const base = {
    id: bare.id,
    from: person.from,
    ...toldTime(bare.timestamp, scope.context.now),
    ...profileOf(person),
    ...aliasesOf(person),
  };
  if (bare.type === 'request_welcome') return [{ ...base, type: 'started' }];
  if (bare.type === 'revoke') {
    const taken = revoke.safeParse(raw).data?.revoke.original_message_id;
    return taken ? [{ ...base, type: 'event', name: 'message.recalled', data: { message: taken } }] : [];
  }
  const edited = bare.type === 'edit' ? edit.safeParse(raw).data?.edit : undefined;
  const full = edited?.message ?? message.safeParse(raw).data ?? { type: bare.type };
  if (full.type === 'reaction') return reactionEvents(base, full);
  const call = permissionOf(full, base.at);
  if (call) return [{ ...base, type: 'event', name: 'call.permission', data: { call } }];
  const press = pressOf(full);
  if (press) return [{ ...base, type: 'pressed', ...press }];
  const { parts, source } = withoutSource(contentParts(full));
  const referral = referralOf(bare) ?? source;
  if (parts.length === 0) return referral ? [{ ...base, id: `started:${base.id}`, type: 'started', referral }] : [];
  const beside = edited ? [] : eventBeside(base, full);
  const event: InboundEvent = { ...base, type: 'message', parts };
  if (edited) event.edits = edited.original_message_id;
  else if (full.context?.id) event.replyTo = full.context.id;
  if (referral) event.referral = referral;
  if (beside[0]) event.beside = beside[0].name;
  return [event, ...beside];
}

const receiptOf: Record<string, 'sent' | 'delivered' | 'read' | 'failed'> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

function statusEvents(raw: unknown, scope: Scope): InboundEvent[] {
  const parsed = status.safeParse(raw);
  const said = parsed.success && Object.hasOwn(receiptOf, parsed.data.status) ? receiptOf[parsed.data.status] : undefined;
  if (!parsed.success || !said || parsed.data.recipient_type === 'group') return [];
  const { id, timestamp, recipient_id: phone, recipient_user_id: bsuid, errors } = parsed.data;
  const person = personOf({ bsuid, phone }, scope);
  if (!person) return [];
  const error = said === 'failed' ? errors?.[0] : undefined;
  return [
    {
      type: 'receipt',
      id: `status:${id}:${said}`,
      from: person.from,
      ...toldTime(timestamp, scope.context.now),
      ...(person.aliases.length > 0 ? { aliases: person.aliases } : {}),
      ref: id,
      status: said,
      ...(error ? graphFailure(error, []) : said === 'failed' ? { code: 'rejected' } : {}),
    },
  ];
}

function preferenceEvents(raw: unknown, scope: Scope): InboundEvent[] {
  const parsed = preference.safeParse(raw);
  if (!parsed.success || !/^(?:stop|resume|signup)$/.test(parsed.data.value)) return [];
  const { value, timestamp, user_id: bsuid, wa_id: phone, detail, signup_id: signup } = parsed.data;
  const person = personOf({ bsuid, phone }, scope);
  if (!person) return [];
  const time = toldTime(timestamp, scope.context.now);
  return [
    {
      type: 'consent',
      id: `preference:${person.from.user}:${value}:${time.odd ? String(timestamp) : time.at}`,
      from: person.from,
      ...time,
      ...profileOf(person),
      ...(person.aliases.length > 0 ? { aliases: person.aliases } : {}),
      marketing: value !== 'stop',
      ...(detail ? { words: detail.slice(0, 500) } : {}),
      ...(value === 'signup' ? { source: `whatsapp-cloud:signup${signup ? `:${signup.slice(0, 100)}` : ''}` } : {}),
    },
  ];
}

/** Somebody of the shop answered in the WhatsApp Business app, which may share the number ("Coexistence"). */
function echoEvents(raw: unknown, scope: Scope): InboundEvent[] {
  const parsed = echo.safeParse(raw);
  if (!parsed.success || parsed.data.type === 'edit' || parsed.data.type === 'revoke') return [];
  const person = personOf({ bsuid: parsed.data.to_user_id, phone: parsed.data.to }, scope);
  return person
    ? [{ type: 'handover', id: `echo:${parsed.data.id}`, from: person.from, ...toldTime(parsed.data.timestamp, scope.context.now), owner: 'person' }]
    : [];
}

/** Another app of the merchant's has the conversation; this one may look on: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/standby */
const standby = 'standby';

/** Goes through the changes that are for the number of the settings, each with the people beside it. */
export function* changesOf(data: z.infer<typeof envelope>, context: DecodeContext): Generator<{ found: z.infer<typeof change>; scope: Scope }> {
  const ours = context.settings?.phoneId;
  for (const { field, value } of data.entry.flatMap((entry) => entry.changes)) {
    if (field === standby) continue;
    const found = change.parse(value);
    if (ours !== undefined && found.metadata?.phone_number_id !== ours) continue;
    yield { found, scope: { context, contacts: found.contacts.map((each) => contact.safeParse(each).data).filter((each) => each !== undefined) } };
  }
}

/**
 * A customer calls: they are known from then on, and may be written to for a day, as after a message.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/pricing
 */
function callEvents(raw: unknown, scope: Scope): InboundEvent[] {
  const call = callEvent.safeParse(raw).data;
  if (call?.event !== 'connect' || call.session?.sdp_type !== 'offer') return [];
  const person = personOf({ bsuid: call.from_user_id, phone: call.from }, scope);
  if (!person) return [];
  return [
    {
      type: 'event',
      id: `call:${call.id}`,
      from: person.from,
      ...toldTime(call.timestamp, scope.context.now),
      ...profileOf(person),
      ...aliasesOf(person),
      name: 'call.received',
      data: { call: { id: call.id } },
      window: { ms: capabilities.window?.ms ?? 0 },
    },
  ];
}

/**
 * Reads a webhook as events. `raw` is one webhook as parsed JSON: every entry, change, message and status of it. Other numbers than that of the
 * settings are left out.
 */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) return [];
  const events: InboundEvent[] = [];
  for (const { found, scope } of changesOf(parsed.data, context)) {
    events.push(
      ...found.messages.flatMap((each) => messageEvents(each, scope)),
      ...found.statuses.flatMap((each) => statusEvents(each, scope)),
      ...found.user_preferences.flatMap((each) => preferenceEvents(each, scope)),
      ...found.message_echoes.flatMap((each) => echoEvents(each, scope)),
      ...found.calls.flatMap((each) => callEvents(each, scope)),
    );
  }
  return events;
}
