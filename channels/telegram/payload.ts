/** The part of the Bot API's Update that a shop needs, checked. Field names are Telegram's. */
import { z } from 'zod';
import { toldBytes, toldLatitude, toldLongitude, toldSeconds } from '../../src/channel-kit/told-numbers.ts';

const fileId = z.string().min(1);
const file = z.object({ file_id: fileId, file_size: toldBytes });
const namedFile = file.extend({ file_name: z.string().optional(), mime_type: z.string().optional(), duration: toldSeconds });

const user = z.object({
  id: z.int(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({ id: z.int(), type: z.string() });
/** Null: there is one, and it is nowhere on earth. */
const location = z.object({ latitude: toldLatitude, longitude: toldLongitude });
const side = z.number().catch(0);

const message = z.object({
  message_id: z.int().optional().catch(undefined),
  /** The topic of a private chat. */
  message_thread_id: z.int().positive().optional().catch(undefined),
  /** The album that it is a picture of. */
  media_group_id: z.string().min(1).max(64).optional().catch(undefined),
  date: z.unknown().optional(),
  edit_date: z.unknown().optional(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  reply_to_message: z.object({ message_id: z.int() }).optional().catch(undefined),
  photo: z.array(file.extend({ width: side, height: side })).optional(),
  voice: namedFile.optional(),
  audio: namedFile.extend({ title: z.string().optional() }).optional(),
  video: namedFile.optional(),
  video_note: namedFile.optional(),
  animation: namedFile.optional(),
  document: namedFile.optional(),
  sticker: file.extend({ emoji: z.string().optional() }).optional(),
  location: location.nullable().optional().catch(null),
  venue: z.object({ location, title: z.string(), address: z.string() }).nullable().optional().catch(null),
  contact: z
    .object({
      phone_number: z.string(),
      first_name: z.string(),
      last_name: z.string().optional(),
      user_id: z.int().optional().catch(undefined),
      vcard: z.string().optional().catch(undefined),
    })
    .optional(),
  /** Data that a page of the merchant's (Mini App) sends back. */
  web_app_data: z.object({ data: z.string(), button_text: z.string() }).optional().catch(undefined),
});

/** Kinds of content that a customer sends and a shop cannot read; named in an `unsupported` part. Service messages are not among them. */
export const unsupportedKinds = [
  'poll',
  'dice',
  'game',
  'story',
  'checklist',
  'paid_media',
  'rich_message',
  'giveaway',
  'invoice',
  'passport_data',
  'users_shared',
  'chat_shared',
  'web_app_data',
] as const;

const callbackQuery = z.object({
  id: z.string().min(1),
  from: user,
  data: z.string().optional(),
  message: z
    .object({
      chat,
      message_thread_id: z.int().positive().optional().catch(undefined),
      reply_markup: z
        .object({ inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))) })
        .optional()
        .catch(undefined),
    })
    .optional(),
});

const memberUpdate = z.object({ chat, from: user, date: z.unknown().optional(), new_chat_member: z.object({ status: z.string() }) });

export const update = z.object({
  update_id: z.int(),
  message: message.loose().optional(),
  edited_message: message.loose().optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: memberUpdate.optional(),
});

/** Kinds of update that we ask Telegram to deliver; everything else is not for a shop. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

export type TelegramMessage = z.infer<typeof message> & Record<string, unknown>;
export type TelegramUser = z.infer<typeof user>;

const pressed = z.object({ callback_query: z.object({ id: z.string().min(1) }) });

/** Returns the id of the callback query in an update, which must be answered whatever it says; undefined when it is no press. */
export function callbackId(raw: unknown): string | undefined {
  const parsed = pressed.safeParse(raw);
  return parsed.success ? parsed.data.callback_query.id : undefined;
}
