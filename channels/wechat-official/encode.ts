/**
 * Messages -> requests of the customer-service interface, and of the template interfaces. Pure.
 * https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage
 */

import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, cutLabel, degrade, measure, type Piece, splitText } from '../../src/channel-kit/degrade/degrade.ts';
import { isDrawing } from '../../src/channel-kit/drawing.ts';
import { publicAddress } from '../../src/channel-kit/public-address.ts';
import type { Card, Media, OutboundMessage } from '../../src/message.ts';
import { articleLimit, capabilities } from './capabilities.ts';
import { templateRequest } from './template.ts';

/** Stands where the id of a file goes that `send` has yet to upload. */
export const uploaded = 'upload://media';

type Body = Record<string, unknown>;

function request(user: string, msgtype: string, content: Body, media?: Media): ProviderRequest {
  const made: ProviderRequest = { method: 'POST', path: '/cgi-bin/message/custom/send', body: { touser: user, msgtype, [msgtype]: content } };
  if (media) made.media = { media };
  return made;
}

function textRequests(user: string, text: string): ProviderRequest[] {
  return splitText(text, capabilities.text.max, capabilities.text.unit).map((content) => request(user, 'text', { content }));
}

function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[^\s/]/i.test(url);
}

const types = { image: 'image', audio: 'voice', video: 'video' } as const;

/** A file by its id at WeChat, or one that is uploaded when it is sent. */
function mediaRequest(user: string, kind: keyof typeof types, media: Media, context: EncodeContext): ProviderRequest {
  const type = types[kind];
  if (media.ref) return request(user, type, { media_id: media.ref });
  const url = publicAddress(media.url, context.publicUrl);
  return request(user, type, { media_id: uploaded }, { ...media, ...(url ? { url } : {}) });
}

/** The longest beginning of a text that fits, with a mark that something follows. */
function shortened(text: string): string {
  const { descriptionBytes } = articleLimit;
  if (measure(text, 'bytes') <= descriptionBytes) return text;
  return `${splitText(text, descriptionBytes - 3, 'bytes')[0] ?? ''}…`;
}

/** WeChat shows no SVG. */
function pictureOf(card: Card): string | undefined {
  return isDrawing({ url: card.image }) ? undefined : card.image;
}

/** A card with a link is a news article. What is too long for it goes before as a text, in full; a card without a link is picture and text. */
function cardRequests(user: string, card: Card, context: EncodeContext): ProviderRequest[] {
  const title = clean(card.title);
  const text = clean(card.text ?? '');
  const button = clean(card.button ?? '');
  const image = pictureOf(card);
  if (!isWebAddress(card.link)) {
    const words = [title, text, card.link].filter(Boolean).join('\n');
    return [...(image ? [mediaRequest(user, 'image', { url: image }, context)] : []), ...textRequests(user, words || (image ? '' : (card.image ?? '')))];
  }
  const heading = title || text.split('\n', 1)[0] || button || card.link;
  const description = [text, button && `${button} ›`].filter(Boolean).join('\n');
  const article: Body = { title: cutLabel(heading.replace(/\s+/g, ' '), articleLimit.titleChars), description: shortened(description), url: card.link };
  if (isWebAddress(image)) article.picurl = image;
  const cut = heading.length > articleLimit.titleChars || measure(description, 'bytes') > articleLimit.descriptionBytes;
  const full = cut ? textRequests(user, [title, text].filter(Boolean).join('\n')) : [];
  return [...full, request(user, 'news', { articles: [article] })];
}

function pieceRequests(user: string, piece: Piece, context: EncodeContext): ProviderRequest[] {
  switch (piece.type) {
    case 'text': {
      if (!piece.choices) return [request(user, 'text', { content: piece.text })];
      const list = piece.choices.items.map((item) => ({ id: item.token, content: item.label }));
      return [request(user, 'msgmenu', { head_content: piece.text, list, tail_content: '' })];
    }
    case 'media':
      // Files and places do not come: the capabilities have none, so `degrade` made texts of them.
      return piece.kind === 'file' ? [] : [mediaRequest(user, piece.kind, piece.media, context)];
    case 'card':
      return cardRequests(user, piece.card, context);
    case 'place':
      return [];
  }
}

/** Turns a message into requests. With a template, that and nothing else: the runtime decided that free text may not go out. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const { user } = message.to;
  if (message.template) return [templateRequest(user, message.template)];
  const pieces = degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl });
  return pieces.flatMap((piece) => pieceRequests(user, piece, context));
}
