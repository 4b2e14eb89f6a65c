/**
 * What our process beside wechaty hands over, checked. It is plain JSON: wechaty's own payloads under wechaty's own names
 * (`MessagePayload`, `ContactPayload`, `UrlLinkPayload`, `LocationPayload`, `MiniProgramPayload`, `FriendshipPayload`), gathered around one event.
 * https://github.com/wechaty/puppet/tree/main/src/schemas
 *
 *   { event: 'message', self, message, talker?, roomAlias?, contact?, location?, urlLink?, miniProgram? }
 *   { event: 'friendship', self, friendship, contact?, accepted }
 *
 * `self` is the shop's account with its name in the room, `roomAlias` the talker's name there; `contact` is the card inside a message, or who
 * asks for friendship; `accepted` tells that we have just taken the request.
 */
import { z } from 'zod';
import { toldLatitude, toldLongitude } from '../../src/channel-kit/told-numbers.ts';

/** Ids go into addresses: no white space, no control characters, no half characters. */
const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{Cc}\p{Surrogate}]+$/u);
const words = z.string().max(100_000).optional().catch(undefined);
const time = z.unknown().optional();

const contact = z.object({
  id,
  /** 1 person, 2 official account, 3 person of a company (WeCom); 0 unknown. */
  type: z.int().optional().catch(undefined),
  name: words,
  handle: words,
  weixin: words,
  phone: z.array(z.string()).optional().catch(undefined),
});

const message = z.object({
  id,
  type: z.int().catch(0),
  talkerId: id,
  /** Empty or missing outside of rooms. */
  roomId: z.union([id, z.literal('')]).optional(),
  /** Missing or empty with puppets that do not tell. */
  mentionIdList: z.array(z.string()).optional().catch(undefined),
  text: words,
  filename: words,
  /** Seconds or milliseconds, as with wechaty's `timestampToDate`. */
  timestamp: time,
});

const self = z.object({ id, name: words, roomAlias: words });
const urlLink = z.object({ url: z.string().max(10_000), title: words, description: words, thumbnailUrl: words });
const location = z.object({ latitude: toldLatitude, longitude: toldLongitude, name: words, address: words });
const miniProgram = z.object({ title: words, description: words, thumbUrl: words, appid: words, pagePath: words });

export const raw = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('message'),
    self,
    message,
    talker: contact.optional().catch(undefined),
    roomAlias: words,
    contact: contact.optional().catch(undefined),
    location: location.optional().catch(undefined),
    urlLink: urlLink.optional().catch(undefined),
    miniProgram: miniProgram.optional().catch(undefined),
  }),
  z.object({
    event: z.literal('friendship'),
    self,
    friendship: z.object({ id, contactId: id, type: z.int(), timestamp: time, hello: words }),
    contact: contact.optional().catch(undefined),
    accepted: z.boolean(),
  }),
]);

export type RawMessage = Extract<z.infer<typeof raw>, { event: 'message' }>;
export type RawFriendship = Extract<z.infer<typeof raw>, { event: 'friendship' }>;
export type RawContact = z.infer<typeof contact>;

/** Numbers of wechaty's `MessageType`: https://github.com/wechaty/puppet/blob/main/src/schemas/message.ts */
export const messageTypes = {
  Unknown: 0,
  Attachment: 1,
  Audio: 2,
  Contact: 3,
  ChatHistory: 4,
  Emoticon: 5,
  Image: 6,
  Text: 7,
  Location: 8,
  MiniProgram: 9,
  GroupNote: 10,
  Transfer: 11,
  RedEnvelope: 12,
  Recalled: 13,
  Url: 14,
  Video: 15,
  Post: 16,
} as const;

/** Numbers of wechaty's `FriendshipType`. */
export const friendshipTypes = { Confirm: 1, Receive: 2, Verify: 3 } as const;
