/** Gathers what payload.ts describes from the puppet. Runs in the process beside wechaty; what is checked is checked on the other side. */
import { realClock } from '../../src/event-loop/clock.ts';
import { within } from '../../src/event-loop/within.ts';
import type { Given } from './given.ts';
import type { Puppet } from './link.ts';
import { friendshipTypes, messageTypes } from './payload.ts';

export interface GatherParts {
  given: Given;
  /** Whose request was accepted lately: their confirmation says nothing new. */
  accepted: Set<string>;
}

/** Undefined when the puppet does not know, or takes too long: a message counts without what it lacks. */
function asked<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return within(
    realClock(),
    ms,
    work.catch(() => undefined),
    () => undefined,
  );
}

/** Only what payload.ts names goes on: payloads hold much more, pictures of faces among it. */
function contactOf(payload: { id: string; type: number; name: string; handle?: string; weixin?: string; phone?: string[] } | undefined) {
  if (!payload) return undefined;
  const { id, type, name, handle, weixin, phone } = payload;
  return { id, type, name, handle, weixin, phone };
}

async function sharedOf(puppet: Puppet, id: string, type: number, ms: number): Promise<object> {
  switch (type) {
    case messageTypes.Contact: {
      const shared = await asked(puppet.messageContact(id), ms);
      return { contact: shared ? contactOf(await asked(puppet.contactPayload(shared), ms)) : undefined };
    }
    case messageTypes.Location:
      return { location: await asked(puppet.messageLocation(id), ms) };
    case messageTypes.Url:
      return { urlLink: await asked(puppet.messageUrl(id), ms) };
    case messageTypes.MiniProgram:
      return { miniProgram: await asked(puppet.messageMiniProgram(id), ms) };
    default:
      return {};
  }
}

/**
 * Gathers a message's fields; undefined for what nobody answers: messages of our own, and of groups when those are ignored. Rejects when the message
 * cannot be read.
 */
export async function gatherMessage(puppet: Puppet, messageId: string, { given }: GatherParts): Promise<object | undefined> {
  const ms = given.timing.call;
  const message = await asked(puppet.messagePayload(messageId), ms);
  if (!message) throw new Error('the puppet does not tell what the message says');
  const self = puppet.currentUserId;
  const roomId = message.roomId || undefined;
  if (message.talkerId === self || (roomId && given.rooms === 'ignore')) return undefined;
  const [talker, own, member, selfMember, shared] = await Promise.all([
    asked(puppet.contactPayload(message.talkerId), ms),
    roomId ? asked(puppet.contactPayload(self), ms) : undefined,
    roomId ? asked(puppet.roomMemberPayload(roomId, message.talkerId), ms) : undefined,
    roomId ? asked(puppet.roomMemberPayload(roomId, self), ms) : undefined,
    sharedOf(puppet, messageId, message.type, ms),
  ]);
  const { id, type, talkerId, text, filename, timestamp } = message;
  const mentionIdList = 'mentionIdList' in message ? message.mentionIdList : undefined;
  return {
    event: 'message',
    self: { id: self, name: own?.name, roomAlias: selfMember?.roomAlias },
    message: { id, type, talkerId, roomId, mentionIdList, text, filename, timestamp },
    talker: contactOf(talker),
    roomAlias: member?.roomAlias,
    ...shared,
  };
}

/** Accepts the request first when the merchant wants that. Undefined for what tells nothing. */
export async function gatherFriendship(puppet: Puppet, friendshipId: string, { given, accepted }: GatherParts): Promise<object | undefined> {
  const ms = given.timing.call;
  const friendship = await asked(puppet.friendshipPayload(friendshipId), ms);
  if (!friendship) throw new Error('the puppet does not tell who asks');
  const { id, contactId, type, timestamp, hello } = friendship;
  if (type === friendshipTypes.Confirm && accepted.delete(contactId)) return undefined;
  const accept = type === friendshipTypes.Receive && given.friendRequests === 'accept';
  if (accept) {
    await puppet.friendshipAccept(friendshipId);
    accepted.add(contactId);
  }
  const contact = contactOf(await asked(puppet.contactPayload(contactId), ms));
  return { event: 'friendship', self: { id: puppet.currentUserId }, friendship: { id, contactId, type, timestamp, hello }, contact, accepted: accept };
}
