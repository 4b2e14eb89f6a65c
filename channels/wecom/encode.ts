/**
 * Messages -> requests of `kf/send_msg`. Pure. The `msgid` and the ids of uploaded files are filled in by send.ts; `media` names the
 * field that each file belongs to. https://developer.work.weixin.qq.com/document/path/94677
 */

import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, degrade, measure, type Piece, splitText } from '../../src/channel-kit/degrade/degrade.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { Card, Media, OutboundMessage } from '../../src/message.ts';
import { type Customer, parseCustomer } from './address.ts';
import { capabilities, linkLimit, placeTextLimit, shownAs, typeByEnding, voiceSeconds } from './capabilities.ts';

export const sendPath = '/cgi-bin/kf/send_msg';

type Body = Record<string, unknown>;
type MediaPiece = Extract<Piece, { type: 'media' }>;
type PlacePiece = Extract<Piece, { type: 'place' }>;

function request({ account, customer }: Customer, msgtype: string, content: Body, media?: Record<string, Media>): ProviderRequest {
  const body = { touser: customer, ...(account && { open_kfid: account }), msgtype, [msgtype]: content };
  return { method: 'POST', path: sendPath, body, ...(media && { media }) };
}

/** Returns what is known of a file's type before it is fetched; undefined where nothing is. */
function typeOf({ mime, name, url }: Media): string | undefined {
  if (mime) return usualMime(mime);
  const extension = /\.(\w{2,5})(?:[?#].*)?$/.exec(name ?? url ?? '')?.[1]?.toLowerCase();
  return extension && (typeByEnding[extension] ?? `other/${extension}`);
}

/** Pictures, voice and video in the few types that WeCom shows; everything else goes as a file. An id of WeCom's own is taken as it is. */
function formOf({ kind, media, voice }: MediaPiece): 'image' | 'voice' | 'video' | 'file' {
  const type = typeOf(media);
  switch (kind) {
    case 'image':
      return type === undefined || shownAs.image.test(type) ? 'image' : 'file';
    case 'audio':
      if ((media.seconds ?? 0) > voiceSeconds) return 'file';
      return type === undefined ? (voice && media.ref ? 'voice' : 'file') : shownAs.voice.test(type) ? 'voice' : 'file';
    case 'video':
      return type === undefined || shownAs.video.test(type) ? 'video' : 'file';
    case 'file':
      return 'file';
  }
}

function mediaRequest(to: Customer, piece: MediaPiece): ProviderRequest {
  const form = formOf(piece);
  const { ref } = piece.media;
  return ref ? request(to, form, { media_id: ref }) : request(to, form, {}, { media_id: piece.media });
}

/** A card as an article, where it has all that an article needs and nothing of it would be cut. */
function linkRequest(to: Customer, card: Card): ProviderRequest | undefined {
  const { link: url, image } = card;
  if (!url || !image || !/^https?:\/\/[^\s/]/i.test(url) || measure(url, 'bytes') > linkLimit.url) return undefined;
  if (/\.(?:svg|webp|gif|avif)(?:[?#]|$)/i.test(image)) return undefined;
  const text = clean(card.text ?? '');
  const [title, desc] = clean(card.title) ? [clean(card.title), text] : [text, ''];
  if (!title || measure(title, 'bytes') > linkLimit.title || measure(desc, 'bytes') > linkLimit.desc) return undefined;
  return request(to, 'link', { title, ...(desc && { desc }), url }, { thumb_media_id: { url: image } });
}

function placeRequests(to: Customer, { latitude, longitude, name = '', address = '' }: PlacePiece): ProviderRequest[] {
  const fits = name.length <= placeTextLimit && address.length <= placeTextLimit;
  const place = request(to, 'location', { ...(fits && name && { name }), ...(fits && address && { address }), latitude, longitude });
  if (fits) return [place];
  return [place, ...splitText(`${name}\n${address}`, capabilities.text.max, capabilities.text.unit).map((content) => request(to, 'text', { content }))];
}

function pieceRequests(to: Customer, piece: Piece, message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  switch (piece.type) {
    case 'text': {
      if (!piece.choices) return [request(to, 'text', { content: piece.text })];
      const list = piece.choices.items.map(({ token, label }) => ({ type: 'click', click: { id: token, content: label } }));
      return [request(to, 'msgmenu', { head_content: piece.text, list })];
    }
    case 'media':
      return [mediaRequest(to, piece)];
    case 'card': {
      const link = linkRequest(to, piece.card);
      if (link) return [link];
      const { choices: _choices, ...rest } = message;
      const plain = degrade({ ...rest, parts: [{ type: 'product', card: piece.card }] }, { ...capabilities, cards: false }, message.lang, context);
      return plain.flatMap((each) => pieceRequests(to, each, message, context));
    }
    case 'place':
      return placeRequests(to, piece);
  }
}

/** Turns a message into requests. WeCom knows no templates: a message with one goes with its own text. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const to = parseCustomer(message.to.user);
  const pieces = degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl });
  return pieces.flatMap((piece) => pieceRequests(to, piece, message, context));
}
