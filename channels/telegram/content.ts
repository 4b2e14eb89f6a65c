/** The content of one Telegram message as parts. Pure. */

import { formParts, formValues } from '../../src/channel-kit/form-answers.ts';
import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import { vCardField } from '../../src/channel-kit/vcard-field.ts';
import type { Media, Part } from '../../src/message.ts';
import { type TelegramMessage, unsupportedKinds } from './payload.ts';
import { wordsIn } from './readable-text.ts';

type File = { file_id: string; file_size?: number; file_name?: string; mime_type?: string; duration?: number };

function media(file: File, mime?: string): Media {
  const found: Media = { ref: file.file_id };
  const type = file.mime_type ?? mime;
  if (type) found.mime = type;
  if (file.file_name) found.name = file.file_name;
  if (file.file_size !== undefined) found.bytes = file.file_size;
  if (file.duration !== undefined) found.seconds = file.duration;
  return found;
}

function mediaPart(message: TelegramMessage): Part | undefined {
  const { photo, voice, audio, video, video_note: note, animation, document } = message;
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  if (largest) return { type: 'image', media: media(largest, 'image/jpeg') };
  if (voice) return { type: 'audio', media: media(voice, 'audio/ogg'), voice: true };
  if (audio) return { type: 'audio', media: media(audio, 'audio/mpeg') };
  if (video) return { type: 'video', media: media(video, 'video/mp4') };
  if (note) return { type: 'video', media: media(note, 'video/mp4') };
  if (animation) return { type: 'video', media: media(animation, 'video/mp4') };
  if (document) return { type: mediaKind(document.mime_type), media: media(document) };
  return undefined;
}

function otherPart(message: TelegramMessage): Part | undefined {
  const { sticker, venue, location, contact } = message;
  if (sticker) return sticker.emoji ? { type: 'text', text: sticker.emoji } : { type: 'unsupported', kind: 'sticker' };
  if (venue) return { type: 'place', ...venue.location, name: venue.title, address: venue.address };
  if (location) return { type: 'place', ...location };
  if (location === null || venue === null) return { type: 'unsupported', kind: 'location' };
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
    const email = vCardField(contact.vcard ?? '', 'EMAIL');
    return { type: 'person', name, phone: contact.phone_number, ...(email ? { email } : {}) };
  }
  const kind = unsupportedKinds.find((each) => message[each] !== undefined);
  if (!kind) return undefined;
  const words = wordsIn(message[kind]);
  return words ? { type: 'text', text: words } : { type: 'unsupported', kind };
}

/** Reads what a page of the merchant's sent back: its fields, or all of it under the name of its button. */
export function filledIn({ data, button_text: button }: NonNullable<TelegramMessage['web_app_data']>): Record<string, unknown> {
  return formValues(data) ?? { [button]: data };
}

/**
 * Returns the parts of a message; empty for service messages (pinned, joined, title changed ...): they say nothing to the shop. A sticker counts as its
 * emoji.
 */
export function contentParts(message: TelegramMessage): Part[] {
  if (message.text) return [{ type: 'text', text: message.text }];
  if (message.web_app_data) return formParts(filledIn(message.web_app_data));
  const part = mediaPart(message);
  if (!part) {
    const other = otherPart(message);
    if (!other) return [];
    return message.caption && other.type === 'unsupported' ? [other, { type: 'text', text: message.caption }] : [other];
  }
  return [message.caption && 'media' in part ? { ...part, caption: message.caption } : part];
}
