/**
 * Messages -> requests of the Cloud API. Pure.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages
 */
import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, cutLabel, degrade, type Piece, type ShownChoices, splitText } from '../../src/channel-kit/degrade/degrade.ts';
import { isDrawing } from '../../src/channel-kit/drawing.ts';
import { usualMime } from '../../src/channel-kit/mime-aliases.ts';
import type { Card, Media, OutboundMessage, Part } from '../../src/message.ts';
import { actionLabelLimit, bodyLimit, capabilities, lineLimit } from './capabilities.ts';
import { recipient } from './identity.ts';
import { fileName, type MediaObject, mediaObject, mediaType } from './media.ts';
import { templateBody } from './template.ts';

type Body = Record<string, unknown>;

interface Target {
  user: string;
  lang: string;
  context: EncodeContext;
}

function request({ user }: Target, type: string, value: Body, upload?: Media): ProviderRequest {
  const body = { messaging_product: 'whatsapp', recipient_type: 'individual', ...recipient(user), type, [type]: value };
  return { method: 'POST', path: '/messages', body, ...(upload ? { media: { file: upload } } : {}) };
}

function textRequests(target: Target, text: string): ProviderRequest[] {
  return splitText(text, capabilities.text.max, capabilities.text.unit).map((body) => request(target, 'text', { body, preview_url: false }));
}

function mediaRequests(target: Target, piece: Extract<Piece, { type: 'media' }>): ProviderRequest[] {
  const type = mediaType(piece.kind, piece.media);
  const file = mediaObject(piece.media, 'file', target.context);
  const value: Body = { ...file.value };
  const name = type === 'document' ? fileName(piece.media) : undefined;
  if (name) value.filename = name;
  if (type === 'audio' && piece.voice && usualMime(piece.media.mime) === 'audio/ogg') value.voice = true;
  if (piece.caption && type !== 'audio') value.caption = piece.caption;
  const sent = request(target, type, value, file.upload);
  return piece.caption && type === 'audio' ? [sent, ...textRequests(target, piece.caption)] : [sent];
}

const words = {
  zh: { list: '请选择', open: '查看' },
  en: { list: 'Choose', open: 'View' },
};
const wordsOf = (lang: string) => (/^zh\b/i.test(lang) ? words.zh : words.en);

function buttonsOf({ items }: ShownChoices): Body[] {
  return items.map(({ token, label }) => ({ type: 'reply', reply: { id: token, title: label } }));
}

/**
 * A picture, a question and its buttons in one message; a picture that WhatsApp does not show goes ahead as a document.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
 */
function pictureWithChoices(target: Target, piece: Extract<Piece, { type: 'media' }>, choices: ShownChoices): ProviderRequest[] {
  const { caption: text = '', choices: _, ...picture } = piece;
  if (mediaType(piece.kind, piece.media) !== 'image') return [...mediaRequests(target, picture), choiceRequest(target, text, choices)];
  const file = mediaObject(piece.media, 'file', target.context);
  const value = { type: 'button', header: { type: 'image', image: file.value }, body: { text }, action: { buttons: buttonsOf(choices) } };
  return [request(target, 'interactive', value, file.upload)];
}

/** Up to three buttons, or a list of up to ten rows behind one. */
function choiceRequest(target: Target, text: string, choices: ShownChoices): ProviderRequest {
  const body = { text };
  if (choices.as === 'buttons') return request(target, 'interactive', { type: 'button', body, action: { buttons: buttonsOf(choices) } });
  const rows = choices.items.map(({ token, label, description }) => ({ id: token, title: label, ...(description ? { description } : {}) }));
  return request(target, 'interactive', { type: 'list', body, action: { button: wordsOf(target.lang).list, sections: [{ rows }] } });
}

const webLink = (link: string | undefined) => (link && link.length <= 2_000 && /^https?:\/\/[^\s/]\S*$/i.test(link) ? link : undefined);

/**
 * A picture above the words and a button below that opens the link. The picture there must be a link that Meta can fetch; otherwise, and without a link of
 * its own, the card is a picture with its words.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-cta-url-messages
 */
function cardRequests(target: Target, card: Card): ProviderRequest[] {
  const link = webLink(card.link);
  const picture = card.image && mediaType('image', { url: card.image }) === 'image' && !isDrawing({ url: card.image }) ? card.image : undefined;
  const text = [clean(card.title), clean(card.text ?? ''), link ? '' : (card.link ?? '')].filter(Boolean).join('\n');
  const image: MediaObject | undefined = picture ? mediaObject({ url: picture }, 'file', target.context) : undefined;
  const label = cutLabel(clean(card.button ?? '').replace(/\s+/g, ' ') || wordsOf(target.lang).open, actionLabelLimit);
  if (link && text.length <= bodyLimit && !image?.upload) {
    const interactive: Body = {
      type: 'cta_url',
      ...(image ? { header: { type: 'image', image: image.value } } : {}),
      body: { text: text || link },
      action: { name: 'cta_url', parameters: { display_text: label, url: link } },
    };
    return [request(target, 'interactive', interactive)];
  }
  const linked = [text, link].filter(Boolean).join('\n');
  if (!image) return textRequests(target, linked || (card.image ?? ''));
  if (linked.length <= capabilities.text.caption) return [request(target, 'image', { ...image.value, ...(linked ? { caption: linked } : {}) }, image.upload)];
  return [request(target, 'image', { ...image.value }, image.upload), ...textRequests(target, linked)];
}

/** WhatsApp shows the address only below a name. */
function placeRequests(target: Target, place: Extract<Piece, { type: 'place' }>): ProviderRequest[] {
  const { latitude, longitude, name = place.address, address } = place;
  const point = { latitude, longitude };
  if ((name ?? '').length > lineLimit || (address ?? '').length > lineLimit)
    return [request(target, 'location', point), ...textRequests(target, [place.name, address].filter(Boolean).join('\n'))];
  return [request(target, 'location', { ...point, ...(name ? { name } : {}), ...(address ? { address } : {}) })];
}

function pieceRequests(target: Target, piece: Piece): ProviderRequest[] {
  switch (piece.type) {
    case 'text':
      if (piece.choices) return [choiceRequest(target, piece.text, piece.choices)];
      return [request(target, 'text', { body: piece.text, preview_url: piece.preview !== undefined })];
    case 'media':
      return piece.choices ? pictureWithChoices(target, piece, piece.choices) : mediaRequests(target, piece);
    case 'card':
      return cardRequests(target, piece.card);
    case 'place':
      return placeRequests(target, piece);
  }
}

/** A person with a number that can be called goes as a contact card. */
function contactRequest(target: Target, part: Part): ProviderRequest | undefined {
  const number = part.type === 'person' ? (part.phone ?? '').trim() : '';
  if (part.type !== 'person' || !/^\+?[\d ()-]{6,24}$/.test(number)) return undefined;
  const name = clean(part.name).replace(/\s+/g, ' ') || number;
  if (name.length > lineLimit) return undefined;
  const emails = part.email ? { emails: [{ email: part.email, type: 'WORK' }] } : {};
  const value = [{ name: { formatted_name: name, first_name: name }, phones: [{ phone: number, type: 'CELL' }], ...emails }];
  return { method: 'POST', path: '/messages', body: { ...Object(request(target, 'contacts', {}).body), contacts: value } };
}

/** WhatsApp refuses two buttons or rows of one id, so choices that mean the same are numbered. */
const numberedOnly = { ...capabilities, choices: { ...capabilities.choices, buttons: 0, list: 0 } };

/**
 * Turns a message into requests. With `template` the message is that template alone, written by its parameters' names; which of them the approved
 * template has is settled when it is sent (fit.ts).
 */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const target: Target = { user: message.to.user, lang: message.lang, context };
  if (message.template) {
    const { body, upload } = templateBody(message, message.template, context);
    return [request(target, 'template', body, upload)];
  }
  const can = new Set(message.choices?.map((choice) => choice.token)).size === (message.choices ?? []).length ? capabilities : numberedOnly;
  const requests: ProviderRequest[] = [];
  let parts: Part[] = [];
  const flush = (last: boolean) => {
    const { choices, ...rest } = message;
    const stretch: OutboundMessage = { ...rest, parts, ...(last && choices ? { choices } : {}) };
    for (const piece of degrade(stretch, can, message.lang, { publicUrl: context.publicUrl })) requests.push(...pieceRequests(target, piece));
    parts = [];
  };
  for (const part of message.parts) {
    const card = contactRequest(target, part);
    if (!card) parts.push(part);
    else {
      flush(false);
      requests.push(card);
    }
  }
  flush(true);
  return requests;
}
