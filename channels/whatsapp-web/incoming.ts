/**
 * What our child process tells of WhatsApp, as plain JSON: the input of `decode`. Events carry the names of whatsapp-web.js
 * (https://docs.wwebjs.dev/Client.html#event:message) and messages the names of its class Message (https://docs.wwebjs.dev/Message.html);
 * what that class does not expose is under `rawData`, as its getter of that name gives it.
 */
import { z } from 'zod';
import { toldBytes, toldLatitude, toldLongitude, toldSeconds } from '../../src/told-numbers.ts';

const serialized = z.string().min(1).max(300);
/** Ids come as texts or as objects, depending on the version of the page. */
const wid = z.union([serialized, z.object({ _serialized: serialized }).transform((id) => id._serialized)]);
const text = z.string();

const place = z.object({ latitude: toldLatitude, longitude: toldLongitude, name: text.optional(), address: text.optional() });

export const messageSchema = z.object({
  id: z.object({ _serialized: serialized, remote: serialized, fromMe: z.boolean(), id: text.optional() }),
  /** One of MessageTypes. */
  type: text,
  /** The caption, where there is media. */
  body: text.optional(),
  /** Seconds. */
  timestamp: z.unknown().optional(),
  from: serialized,
  to: serialized.optional(),
  /** Only in groups. */
  author: text.optional(),
  isStatus: z.boolean().optional(),
  broadcast: z.boolean().optional(),
  hasMedia: z.boolean().optional(),
  /** Seconds, as a text in some versions. */
  duration: toldSeconds,
  isGif: z.boolean().optional(),
  location: place.optional().catch(undefined),
  vCards: z.array(text).optional(),
  latestEditSenderTimestampMs: z.int().optional().catch(undefined),
  rawData: z
    .object({
      notifyName: text.optional(),
      mimetype: text.optional(),
      filename: text.optional(),
      /** Of a product, a cart, an event, a poll. */
      title: text.optional(),
      description: text.optional(),
      productId: text.optional(),
      orderTitle: text.optional(),
      itemCount: z.int().optional().catch(undefined),
      pollName: text.optional(),
      pollOptions: z.array(text).optional().catch(undefined),
      size: toldBytes,
      /** The bare id of the message that is answered, and who wrote that. */
      quotedStanzaID: text.optional(),
      quotedParticipant: text.optional(),
    })
    .default({}),
});
export type WhatsAppMessage = z.infer<typeof messageSchema>;

/** The two ids of one person, as Client.getContactLidAndPhone gives them. */
const ids = z.object({ lid: serialized.optional(), pn: serialized.optional() });

export const incoming = z.discriminatedUnion('event', [
  z.object({ event: z.literal('message'), message: messageSchema, contact: ids.optional() }),
  z.object({ event: z.literal('message_edit'), message: messageSchema, newBody: text, prevBody: text.optional(), contact: ids.optional() }),
  /** `revoked`: the id of the message that is gone. */
  z.object({ event: z.literal('message_revoke_everyone'), message: messageSchema, revoked: serialized, at: z.number(), contact: ids.optional() }),
  /** `ack` is one of MessageAck, -1 to 4; `at`: when it was seen, epoch ms. */
  z.object({ event: z.literal('message_ack'), message: messageSchema, ack: z.int(), at: z.number(), contact: ids.optional() }),
  /** A message of the account that was not sent from here: written on the phone or on another linked device. */
  z.object({ event: z.literal('message_create'), message: messageSchema, contact: ids.optional() }),
  /**
   * Somebody has another number from now on; `id` is that of the notice, `chat` where it stands, `named` are the ids that it names, and `own` is the
   * account's.
   */
  z.object({ event: z.literal('contact_changed'), id: serialized, chat: wid, named: z.array(wid).max(10), own: wid, oldId: wid, newId: wid, at: z.number() }),
]);
export type Incoming = z.infer<typeof incoming>;
