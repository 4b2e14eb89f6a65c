/**
 * Messages -> calls of wechaty's puppet, by the names of its methods and arguments (https://github.com/wechaty/puppet, `PuppetInterface`). Pure.
 * What a puppet may not be able to send carries in `instead` what goes out as text then.
 */
import type { Capabilities, EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { clean, degrade, type Piece } from '../../src/channel-kit/degrade/degrade.ts';
import type { Card, Media, OutboundMessage, Part } from '../../src/message.ts';
import { type Target, targetOf } from './address.ts';
import { capabilities, cardLimit, placeTextLimit } from './capabilities.ts';

/** Capabilities of a puppet that can send nothing but text. */
const textOnly: Capabilities = { ...capabilities, media: { image: 0, audio: 0, video: 0, file: 0 }, cards: false, place: false };

interface Job {
  message: OutboundMessage;
  target: Target;
  context: EncodeContext;
}

function request(method: string, { target }: Job, body: object, media?: Media): ProviderRequest {
  return { method, path: `/${method}`, body: { conversationId: target.conversationId, ...body }, ...(media ? { media: { fileBox: media } } : {}) };
}

/** One part alone, by other capabilities. */
function pieces(part: Part, can: Capabilities, { message, context }: Job): Piece[] {
  const { choices: _choices, many: _many, ...rest } = message;
  return degrade({ ...rest, parts: [part] }, can, message.lang, { publicUrl: context.publicUrl });
}

const textsOf = (found: readonly Piece[]): string[] => found.flatMap((piece) => (piece.type === 'text' ? [piece.text] : []));

const textRequest = (text: string, job: Job): ProviderRequest => request('messageSendText', job, { text });

function mediaRequest(piece: Extract<Piece, { type: 'media' }>, job: Job): ProviderRequest {
  const { kind, media } = piece;
  const instead = textsOf(pieces({ type: kind, media }, textOnly, job)).join('\n');
  if (media.ref) return request('messageForward', job, { messageId: media.ref, instead });
  return request('messageSendFile', job, { instead }, media);
}

const isWebAddress = (url: string | undefined): url is string => url !== undefined && url.length <= 2_000 && /^https?:\/\/[^\s/]/i.test(url);

/** A card of WeChat is a link with a title; one without an address, or with more to say than it shows, goes as picture and text. */
function cardRequests(card: Card, job: Job): ProviderRequest[] {
  const part: Part = { type: 'product', card };
  const instead = textsOf(pieces(part, textOnly, job));
  const title = clean(card.title);
  const description = clean(card.text ?? '');
  const [only] = instead;
  if (!isWebAddress(card.link) || !title || title.length > cardLimit.title || description.length > cardLimit.description || !only || instead.length > 1)
    return pieces(part, { ...capabilities, cards: false }, job).flatMap((piece) => pieceRequests(piece, job));
  const urlLink = { url: card.link, title, ...(description ? { description } : {}), ...(isWebAddress(card.image) ? { thumbnailUrl: card.image } : {}) };
  return [request('messageSendUrl', job, { urlLink, instead: only })];
}

function placeRequests(place: Extract<Piece, { type: 'place' }>, job: Job): ProviderRequest[] {
  const { latitude, longitude, name = '', address = '' } = place;
  const told = [name, address].filter(Boolean);
  const fits = told.every((text) => text.length <= placeTextLimit);
  const shown = fits ? { name: name || address, address: address || name } : { name: '', address: '' };
  const coordinates = `${latitude}, ${longitude}`;
  const location = { accuracy: 0, latitude, longitude, name: shown.name || coordinates, address: shown.address || coordinates };
  const bare: Part = { type: 'place', latitude, longitude, ...(fits && name ? { name } : {}), ...(fits && address ? { address } : {}) };
  const instead = textsOf(pieces(bare, textOnly, job)).join('\n');
  const rest = fits ? [] : textsOf(pieces({ type: 'text', text: told.join('\n') }, capabilities, job));
  return [request('messageSendLocation', job, { location, instead }), ...rest.map((text) => textRequest(text, job))];
}

function pieceRequests(piece: Piece, job: Job): ProviderRequest[] {
  switch (piece.type) {
    case 'text':
      return [textRequest(piece.text, job)];
    case 'media':
      return [mediaRequest(piece, job)];
    case 'card':
      return cardRequests(piece.card, job);
    case 'place':
      return placeRequests(piece, job);
  }
}

/** Turns a message into requests. In a group the first text mentions the person who is answered. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const target = targetOf(message.to.user);
  const job: Job = { message, target, context };
  const requests = degrade(message, capabilities, message.lang, { publicUrl: context.publicUrl }).flatMap((piece) => pieceRequests(piece, job));
  const first = requests.findIndex((each) => each.method === 'messageSendText');
  if (target.mention === undefined) return requests;
  return requests.map((each, index) => (index === first ? { ...each, body: { ...Object(each.body), mentionIdList: [target.mention] } } : each));
}
