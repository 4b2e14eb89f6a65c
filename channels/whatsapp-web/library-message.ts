/** Messages of the library as plain JSON, in the shape that payload.ts documents. Unchecked: decode checks. */
import { z } from 'zod';
import { toldBytes, toldLatitude, toldLongitude } from '../../src/channel-kit/told-numbers.ts';
import type { Message } from './client.ts';

const text = z.string().optional().catch(undefined);
/** Some ids come as objects, depending on the version of the page. */
const id = z
  .union([z.string(), z.object({ _serialized: z.string() }).transform((wid) => wid._serialized)])
  .optional()
  .catch(undefined);
const rawFields = z
  .object({
    notifyName: text,
    mimetype: text,
    filename: text,
    title: text,
    description: text,
    productId: text,
    orderTitle: text,
    itemCount: z.int().optional().catch(undefined),
    pollName: text,
    pollOptions: z
      .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
      .optional()
      .catch(undefined),
    size: toldBytes,
    quotedStanzaID: text,
    quotedParticipant: id,
  })
  .catch({});
const place = z
  .object({
    latitude: toldLatitude,
    longitude: toldLongitude,
    name: z
      .string()
      .nullish()
      .transform((value) => value ?? undefined),
    address: z
      .string()
      .nullish()
      .transform((value) => value ?? undefined),
  })
  .optional()
  .catch(undefined);

/** Returns the fields of a message that decode.ts reads, as plain JSON: an object of the library cannot leave its process. */
export function rawMessage(message: Message): Record<string, unknown> {
  const { remote, ...rest } = message.id;
  const remoteId = id.parse(remote);
  const raw = {
    id: { _serialized: rest._serialized, remote: remoteId, fromMe: message.fromMe, id: rest.id },
    type: message.type,
    body: message.body,
    timestamp: message.timestamp,
    from: message.from,
    to: message.to,
    author: message.author,
    isStatus: message.isStatus,
    broadcast: message.broadcast,
    hasMedia: message.hasMedia,
    duration: message.duration,
    isGif: message.isGif,
    location: place.parse(message.location),
    vCards: message.vCards,
    latestEditSenderTimestampMs: z.number().optional().catch(undefined).parse(Reflect.get(message, 'latestEditSenderTimestampMs')),
    rawData: rawFields.parse(message.rawData),
  };
  const plain: unknown = JSON.parse(JSON.stringify(raw));
  return z.record(z.string(), z.unknown()).parse(plain);
}

const named = z.object({ templateParams: z.array(id).max(10) }).catch({ templateParams: [] });

/** Returns the chat that a notice stands in, and the ids that it names. Unchecked too. */
export function noticeOf(message: Message): { chat: string | undefined; named: (string | undefined)[] } {
  return { chat: id.parse(message.id.remote), named: named.parse(message.rawData).templateParams };
}
