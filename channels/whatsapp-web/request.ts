/** A request of encode.ts, as the channel and its child check it: Client.sendMessage (https://docs.wwebjs.dev/Client.html#sendMessage). */
import { z } from 'zod';

const location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().optional(),
  address: z.string().optional(),
});

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const sendBody = z.strictObject({
  chatId: z.string().min(1),
  /** A text, a Location, or a MessageMedia: the file that goes with the request as `media`. */
  content: z.union([z.string().min(1), z.strictObject({ location }), z.strictObject({ media: z.literal('attach://media') })]),
  /** MessageSendOptions. */
  options: z.strictObject({
    linkPreview: z.boolean().optional(),
    parseVCards: z.literal(false).optional(),
    caption: z.string().optional(),
    sendAudioAsVoice: z.literal(true).optional(),
    sendMediaAsDocument: z.literal(true).optional(),
  }),
});
export type SendBody = z.infer<typeof sendBody>;

export const sendParams = sendBody.extend({
  file: z.strictObject({ bytes, mimetype: z.string(), filename: z.string().optional() }).optional(),
});
export type SendParams = z.infer<typeof sendParams>;

export const sendAnswer = z.object({ id: z.string().min(1) });
export const downloadParams = z.object({ id: z.string().min(1) });
export const downloadAnswer = z.object({ bytes, mimetype: z.string(), filename: z.string().optional() });
export const typingParams = z.object({ chatId: z.string().min(1) });
