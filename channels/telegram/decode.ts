/** Updates of the Bot API -> events. Pure and total: what is not for a shop, or no update at all, gives []. */
import type { DecodeContext } from '../../src/channel.ts';
import { toldTime } from '../../src/channel-kit/told-numbers.ts';
import type { InboundEvent, Part, Profile } from '../../src/message.ts';
import { addressOf } from './address.ts';
import { contentParts, filledIn } from './content.ts';
import { type TelegramMessage, type TelegramUser, update } from './payload.ts';

function profileOf(user: TelegramUser, message?: TelegramMessage): Profile {
  const profile: Profile = {};
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  if (name) profile.name = name;
  if (user.language_code) profile.lang = user.language_code;
  if (user.username) profile.username = user.username;
  if (message?.contact && message.contact.user_id === user.id) profile.phone = message.contact.phone_number;
  return profile;
}

/** `/start` or `/start PAYLOAD` (deep linking); undefined for anything else. */
function startPayload(text: string | undefined): { referral?: string } | undefined {
  const match = /^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/.exec(text ?? '');
  if (!match) return undefined;
  return match[1] ? { referral: match[1] } : {};
}

/** A topic of the chat is a conversation of its own, with the same customer. */
function reachedAt(chat: number, topic: number | undefined, { account }: DecodeContext): Pick<InboundEvent, 'from' | 'aliases'> {
  const from = { channel: 'telegram', account, user: addressOf(chat, topic) };
  return topic === undefined ? { from } : { from, aliases: [String(chat)] };
}

function messageEvents(id: number, message: TelegramMessage, edited: boolean, context: DecodeContext): InboundEvent[] {
  const { from, chat } = message;
  if (chat.type !== 'private' || !from || from.is_bot) return [];
  const base = {
    id: String(id),
    ...reachedAt(chat.id, message.message_thread_id, context),
    ...toldTime(edited ? (message.edit_date ?? message.date) : message.date, context.now),
    profile: profileOf(from, message),
  };
  const start = startPayload(message.text);
  if (start) return edited ? [] : [{ ...base, type: 'started', ...start }];
  const parts: Part[] = contentParts(message);
  if (parts.length === 0) return [];
  const event: InboundEvent = { ...base, type: 'message', parts };
  if (message.message_id !== undefined) event[edited ? 'edits' : 'ref'] = String(message.message_id);
  if (message.reply_to_message) event.replyTo = String(message.reply_to_message.message_id);
  if (message.media_group_id && !edited) event.album = message.media_group_id;
  if (!message.web_app_data) return [event];
  const form = { form: message.web_app_data.button_text, values: filledIn(message.web_app_data) };
  return [
    { ...event, beside: 'form.answered' },
    { ...base, id: `form:${id}`, type: 'event', name: 'form.answered', data: form },
  ];
}

type Press = NonNullable<ReturnType<typeof update.parse>['callback_query']>;

function pressEvents(id: number, press: Press, context: DecodeContext): InboundEvent[] {
  const chat = press.message?.chat;
  if (!press.data || press.from.is_bot || (chat && chat.type !== 'private')) return [];
  const buttons = press.message?.reply_markup?.inline_keyboard.flat() ?? [];
  const label = buttons.find((button) => button.callback_data === press.data)?.text;
  return [
    {
      type: 'pressed',
      id: String(id),
      ...reachedAt(chat?.id ?? press.from.id, press.message?.message_thread_id, context),
      at: context.now,
      profile: profileOf(press.from),
      token: press.data,
      ...(label === undefined ? {} : { label }),
    },
  ];
}

/**
 * Reads an update as events. `raw` is one Update as parsed JSON. A press has no time of its own and gets `context.now`. Messages of an album come one
 * by one, with its word.
 */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = update.safeParse(raw);
  if (!parsed.success) return [];
  const { update_id: id, message, edited_message: edited, callback_query: press, my_chat_member: member } = parsed.data;
  if (message) return messageEvents(id, message, false, context);
  if (edited) return messageEvents(id, edited, true, context);
  if (press) return pressEvents(id, press, context);
  if (member?.chat.type !== 'private') return [];
  const reachable = member.new_chat_member.status !== 'kicked';
  return [
    {
      type: 'reach',
      id: String(id),
      from: { channel: 'telegram', account: context.account, user: String(member.chat.id) },
      ...toldTime(member.date, context.now),
      profile: profileOf(member.from),
      reachable,
      ...(reachable ? {} : { reason: 'blocked' }),
    },
  ];
}
