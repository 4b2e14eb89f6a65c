/**
 * Messages -> requests of the Bot API. Pure. Texts go without `parse_mode`: nothing that a customer or merchant wrote can
 * then be taken for markup; the title of a card is made bold by an entity.
 */

import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, cutLabel, degrade, type Piece, splitText } from '../../src/channel-kit/degrade/degrade.ts';
import { isDrawing } from '../../src/channel-kit/drawing.ts';
import { publicAddress } from '../../src/channel-kit/public-address.ts';
import { type Card, isOwnPicture, type Media, type OutboundMessage } from '../../src/message.ts';
import { placeOf } from './address.ts';
import { albumLimit, byUrlLimit, capabilities } from './capabilities.ts';
import { inlineKeyboard } from './keyboard.ts';

type MediaPiece = Extract<Piece, { type: 'media' }>;
type Body = Record<string, unknown>;

function request(method: string, body: Body, media: Record<string, Media> = {}): ProviderRequest {
  const made: ProviderRequest = { method, path: `/${method}`, body };
  if (Object.keys(media).length > 0) made.media = media;
  return made;
}

/** A file as Telegram wants it: its id, an address that Telegram can fetch, or a file that goes with the request under `field`. */
function fileValue(media: Media, limit: number, field: string, context: EncodeContext): { value: string; upload?: Media } {
  if (media.ref) return { value: media.ref };
  if (isOwnPicture(media.url)) return { value: `attach://${field}`, upload: media };
  const url = publicAddress(media.url, context.publicUrl);
  if (url && /^https?:\/\//i.test(url) && (media.bytes ?? 0) <= limit) return { value: url };
  return { value: `attach://${field}`, upload: media };
}

const sendMethods = {
  image: { method: 'sendPhoto', field: 'photo' },
  audio: { method: 'sendAudio', field: 'audio' },
  voice: { method: 'sendVoice', field: 'voice' },
  video: { method: 'sendVideo', field: 'video' },
  file: { method: 'sendDocument', field: 'document' },
} as const;

function limitFor(kind: MediaPiece['kind']): number {
  return kind === 'image' ? byUrlLimit.image : byUrlLimit.other;
}

function mediaRequest(chat: number | string, piece: MediaPiece, context: EncodeContext): ProviderRequest {
  const { method, field } = sendMethods[piece.kind === 'audio' && piece.voice ? 'voice' : piece.kind];
  const file = fileValue(piece.media, limitFor(piece.kind), field, context);
  const body: Body = { chat_id: chat, [field]: file.value };
  if (piece.caption) body.caption = piece.caption;
  if (piece.choices) body.reply_markup = inlineKeyboard(piece.choices.items);
  return request(method, body, file.upload ? { [field]: file.upload } : {});
}

function albumRequest(chat: number | string, pieces: readonly MediaPiece[], context: EncodeContext): ProviderRequest {
  const uploads: Record<string, Media> = {};
  const media = pieces.map((piece, index) => {
    const file = fileValue(piece.media, byUrlLimit.image, `file${index}`, context);
    if (file.upload) uploads[`file${index}`] = file.upload;
    return { type: 'photo', media: file.value, ...(piece.caption ? { caption: piece.caption } : {}) };
  });
  return request('sendMediaGroup', { chat_id: chat, media }, uploads);
}

/**
 * Telegram opens http(s) and tg links from a button, and refuses the whole message for any other: for a host without a dot (localhost, a name of the
 * merchant's network), a space, a name in place of an address.
 */
function opensFromButton(link: string): boolean {
  if (/\s/.test(link) || !URL.canParse(link)) return false;
  const { protocol, hostname, username } = new URL(link);
  if (protocol === 'tg:') return hostname !== '';
  return (protocol === 'https:' || protocol === 'http:') && username === '' && /^[^.].*\.[^.]{2,}$|^\d+(?:\.\d+){3}$/.test(hostname);
}

function linkButton(card: Card): Body {
  if (!card.link || !opensFromButton(card.link)) return {};
  const label = cutLabel(clean(card.button ?? '') || '🔗', capabilities.choices.buttonLabel);
  return { reply_markup: { inline_keyboard: [[{ text: label, url: card.link }]] } };
}

/** Telegram takes no SVG as a photo. */
function photoOf(card: Card): string | undefined {
  return isDrawing({ url: card.image }) ? undefined : card.image;
}

function cardRequests(chat: number | string, card: Card, context: EncodeContext): ProviderRequest[] {
  const image = photoOf(card);
  const title = clean(card.title);
  const button = linkButton(card);
  const unlinked = card.link && !button.reply_markup ? card.link : '';
  const text = [title, clean(card.text ?? ''), unlinked].filter(Boolean).join('\n');
  const bold = (name: string): Body => (title ? { [name]: [{ type: 'bold', offset: 0, length: title.length }] } : {});
  if (image && text.length <= capabilities.text.caption) {
    const file = fileValue({ url: image }, byUrlLimit.image, 'photo', context);
    const body: Body = { chat_id: chat, photo: file.value, ...(text ? { caption: text, ...bold('caption_entities') } : {}), ...button };
    return [request('sendPhoto', body, file.upload ? { photo: file.upload } : {})];
  }
  const pieces = splitText(text || (card.link ?? card.image ?? ''), capabilities.text.max, capabilities.text.unit);
  const messages = pieces.map((piece, index) =>
    request('sendMessage', {
      chat_id: chat,
      text: piece,
      ...(index === 0 && title.length <= piece.length ? bold('entities') : {}),
      ...(index === pieces.length - 1 ? button : {}),
    }),
  );
  return image ? [mediaRequest(chat, { type: 'media', kind: 'image', media: { url: image } }, context), ...messages] : messages;
}

/** The Bot API names no limit to a venue's texts; what would not fit a line on a phone follows as a message. */
const venueTextLimit = 255;

function placeRequests(chat: number | string, place: Extract<Piece, { type: 'place' }>): ProviderRequest[] {
  const { latitude, longitude, name, address } = place;
  const texts = [name, address].filter((text) => text !== undefined);
  if (texts.length > 0 && texts.every((text) => text.length <= venueTextLimit)) {
    return [request('sendVenue', { chat_id: chat, latitude, longitude, title: texts[0], address: texts.at(-1) })];
  }
  const pieces = splitText(texts.join('\n'), capabilities.text.max, capabilities.text.unit);
  return [request('sendLocation', { chat_id: chat, latitude, longitude }), ...pieces.map((text) => request('sendMessage', { chat_id: chat, text }))];
}

function pieceRequests(chat: number | string, piece: Piece, context: EncodeContext): ProviderRequest[] {
  switch (piece.type) {
    case 'text': {
      const body: Body = { chat_id: chat, text: piece.text };
      if (piece.preview) body.link_preview_options = { url: piece.preview };
      if (piece.choices) body.reply_markup = inlineKeyboard(piece.choices.items);
      return [request('sendMessage', body)];
    }
    case 'media':
      return [mediaRequest(chat, piece, context)];
    case 'card':
      return cardRequests(chat, piece.card, context);
    case 'place':
      return placeRequests(chat, piece);
  }
}

/** Turns a message into requests. Neighbouring pictures form an album of up to ten. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const { chat, topic } = placeOf(message.to.user);
  const requests: ProviderRequest[] = [];
  let album: MediaPiece[] = [];
  const flush = () => {
    const [first] = album;
    if (first) requests.push(album.length === 1 ? mediaRequest(chat, first, context) : albumRequest(chat, album, context));
    album = [];
  };
  for (const piece of degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl })) {
    const picture = piece.type === 'media' && piece.kind === 'image' && !piece.choices;
    if (!picture || album.length === albumLimit) flush();
    if (picture) album.push(piece);
    else requests.push(...pieceRequests(chat, piece, context));
  }
  flush();
  return topic === undefined ? requests : requests.map((each) => ({ ...each, body: { ...Object(each.body), message_thread_id: topic } }));
}
