/** Turns what the process beside wechaty hands over (payload.ts) into events. Pure and total: a message that is not for a shop, or no event at all, gives []. */
import type { DecodeContext } from '../../src/channel.ts';
import { toldTime } from '../../src/channel-kit/told-numbers.ts';
import type { InboundEvent, Profile } from '../../src/message.ts';
import { userOf } from './address.ts';
import { contentParts, mentionsShop } from './content.ts';
import { friendshipTypes, messageTypes, type RawContact, type RawFriendship, type RawMessage, raw } from './payload.ts';

/** Accounts of WeChat itself: they announce and remind, nobody reads an answer. */
const ofWeChat = new Set(['weixin', 'filehelper', 'fmessage', 'medianote', 'newsapp', 'floatbottle', 'qmessage', 'qqmail', 'tmessage', 'weixinreminder']);
/** wechaty's `ContactType.Official`. */
const officialAccount = 2;

function isPerson(id: string, contact: RawContact | undefined): boolean {
  return contact?.type !== officialAccount && !id.startsWith('gh_') && !ofWeChat.has(id);
}

/** The merchant's own remark on a contact (`alias`) is never used: a customer would be greeted by it. */
function profileOf(contact: RawContact | undefined, roomAlias?: string): Profile {
  const profile: Profile = {};
  const name = roomAlias || contact?.name;
  if (name) profile.name = name;
  const username = contact?.handle || contact?.weixin;
  if (username) profile.username = username;
  const phone = contact?.phone?.find((number) => number.trim() !== '');
  if (phone) profile.phone = phone;
  return profile;
}

function messageEvents(given: RawMessage, context: DecodeContext): InboundEvent[] {
  const { self, message, talker, roomAlias } = given;
  if (message.talkerId === self.id || !isPerson(message.talkerId, talker)) return [];
  if (message.roomId && !mentionsShop(given)) return [];
  const base = {
    id: message.id,
    from: { channel: 'wechaty', account: context.account, user: userOf(message.talkerId, message.roomId) },
    ...toldTime(message.timestamp, context.now, 'either'),
    profile: profileOf(talker, message.roomId ? roomAlias : undefined),
  };
  if (message.type === messageTypes.Recalled)
    return message.text ? [{ ...base, type: 'event', name: 'message.recalled', data: { message: message.text } }] : [];
  const parts = contentParts(given);
  return parts.length > 0 ? [{ ...base, type: 'message', parts }] : [];
}

/** A friendship begins when the other side has confirmed, or when we have accepted; a request alone is nothing that can be answered. */
function friendshipEvents({ self, friendship, contact, accepted }: RawFriendship, context: DecodeContext): InboundEvent[] {
  const began = friendship.type === friendshipTypes.Confirm || (friendship.type === friendshipTypes.Receive && accepted);
  if (!began || friendship.contactId === self.id || !isPerson(friendship.contactId, contact)) return [];
  return [
    {
      type: 'started',
      id: `friendship:${friendship.id}`,
      from: { channel: 'wechaty', account: context.account, user: friendship.contactId },
      ...toldTime(friendship.timestamp, context.now, 'either'),
      profile: profileOf(contact),
    },
  ];
}

/** Groups: only what mentions the shop becomes an event; whether groups are answered at all is decided before (options `rooms`). */
export function decode(value: unknown, context: DecodeContext): InboundEvent[] {
  const parsed = raw.safeParse(value);
  if (!parsed.success) return [];
  return parsed.data.event === 'message' ? messageEvents(parsed.data, context) : friendshipEvents(parsed.data, context);
}
