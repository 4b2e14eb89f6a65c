/**
 * What a channel cannot show becomes something that works there; nothing is skipped in silence. Pure.
 * A channel's encode() turns each piece into one request of the provider.
 */
import type { Capabilities } from '../../channel.ts';
import { type Card, isOwnPicture, type Media, type OutboundMessage, type Part } from '../../message.ts';
import { isDrawing } from '../drawing.ts';
import type { MediaKind } from '../media-kind.ts';
import { mediaAddress, publicAddress } from '../public-address.ts';
import { layChoices, type ShownChoices } from './choices.ts';
import { mapLink, wordsFor } from './degrade-words.ts';
import { clean, measure, splitText } from './split.ts';

export type { MediaKind } from '../media-kind.ts';
export type { ShownChoices } from './choices.ts';
export { wordsFor } from './degrade-words.ts';
export { clean, cutLabel, measure, splitText } from './split.ts';

/** Something that the channel can show as it is; all of it is within the channel's limits. */
export type Piece =
  /** `preview`: the link whose preview is worth showing. */
  | { type: 'text'; text: string; preview?: string; choices?: ShownChoices }
  /** `choices`: the buttons below a picture whose caption is the question; only where `capabilities.choices.picture`. */
  | { type: 'media'; kind: MediaKind; media: Media; caption?: string; voice?: boolean; choices?: ShownChoices }
  /** Only where `capabilities.cards`. */
  | { type: 'card'; card: Card }
  /** Only where `capabilities.place`. */
  | { type: 'place'; latitude: number; longitude: number; name?: string; address?: string };

export interface DegradeOptions {
  /** Makes links to media of ours, which otherwise have no address. No trailing slash. */
  publicUrl?: string;
}

interface Target extends DegradeOptions {
  can: Capabilities;
  lang: string;
}

/** Spares messages where they are rationed: several pictures would use up the ration before the question is asked: they become words and links, which fit into one text. */
function sparing(target: Target, pictures: number): Target {
  if (target.can.window?.messages === undefined || pictures < 2) return target;
  return { ...target, can: { ...target.can, cards: false, media: { image: 0, audio: 0, video: 0, file: 0 } } };
}

function joined(lines: readonly (string | undefined)[]): string {
  return lines
    .map((line) => clean(line ?? ''))
    .filter((line) => line !== '')
    .join('\n');
}

function texts(text: string, target: Target, preview?: string): Piece[] {
  return splitText(text, target.can.text.max, target.can.text.unit).map((piece) => ({ type: 'text', text: piece, ...(preview ? { preview } : {}) }));
}

/** The kind in which the channel can send it: its own, else as a file. */
function sendableKind(kind: MediaKind, media: Media, { can, publicUrl }: Target): MediaKind | undefined {
  if (isDrawing(media) || !(media.ref || media.stored || isOwnPicture(media.url) || mediaAddress(media, publicUrl))) return undefined;
  const tries: MediaKind[] = kind === 'file' ? ['file'] : [kind, 'file'];
  return tries.find((each) => can.media[each] > 0 && (media.bytes ?? 0) <= can.media[each]);
}

function mediaPieces(kind: MediaKind, media: Media, caption: string, voice: boolean, target: Target): Piece[] {
  const { can, lang, publicUrl } = target;
  const words = wordsFor(lang);
  const sendable = sendableKind(kind, media, target);
  if (!sendable) {
    const link = mediaAddress(media, publicUrl);
    const what = media.name ? `${words.kinds[kind]} ${media.name}` : words.kinds[kind];
    return texts(joined([caption, link ? `${what}${words.colon}${link}` : `[${what}]${words.cannotShow}`]), target);
  }
  const piece: Piece = { type: 'media', kind: sendable, media, ...(voice && sendable === 'audio' ? { voice } : {}) };
  if (!caption) return [piece];
  if (measure(caption, can.text.unit) <= can.text.caption) return [{ ...piece, caption }];
  return [piece, ...texts(caption, target)];
}

function cardPieces(given: Card, target: Target): Piece[] {
  const { link: path, image: picture, button, ...words } = given;
  const card: Card = words;
  const opens = publicAddress(path, target.publicUrl);
  const shows = publicAddress(picture, target.publicUrl);
  if (shows) card.image = shows;
  if (opens) card.link = opens;
  if (button && opens) card.button = button;
  if (target.can.cards) return [{ type: 'card', card }];
  const link = card.link && card.button ? `${card.button}${wordsFor(target.lang).colon}${card.link}` : card.link;
  const image = card.image ? { url: card.image } : undefined;
  if (image && target.can.media.image > 0) return mediaPieces('image', image, joined([card.title, card.text, link]), false, target);
  return texts(joined([card.title, card.text, link ?? (image && mediaAddress(image, target.publicUrl))]), target, card.link);
}

function linkPieces(path: string, title: string | undefined, target: Target): Piece[] {
  const url = publicAddress(path, target.publicUrl);
  return texts(joined([title, url]), target, url);
}

function placePiece(place: Extract<Part, { type: 'place' }>): Piece {
  const piece: Piece = { type: 'place', latitude: place.latitude, longitude: place.longitude };
  const name = clean(place.name ?? '');
  const address = clean(place.address ?? '');
  if (name) piece.name = name;
  if (address) piece.address = address;
  return piece;
}

function partPieces(part: Part, target: Target): Piece[] {
  switch (part.type) {
    case 'text':
      return texts(part.text, target);
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return mediaPieces(part.type, part.media, clean(part.caption ?? ''), part.type === 'audio' && part.voice === true, target);
    case 'place':
      if (target.can.place) return [placePiece(part)];
      return texts(joined([part.name, part.address, mapLink(part.latitude, part.longitude, part.name, target.lang)]), target);
    case 'person':
      return texts(joined([part.name, part.phone, part.email]), target);
    case 'link':
      return linkPieces(part.url, part.title, target);
    case 'product':
      return cardPieces(part.card, target);
    case 'pressed':
      return texts(part.label ?? '', target);
    case 'unsupported':
      return texts(`[${wordsFor(target.lang).other}]${wordsFor(target.lang).cannotShow}`, target);
  }
}

/** Puts the choices under the text that ends the message, or under a short prompt of their own; their pictures go before it. */
function withChoices(pieces: Piece[], message: OutboundMessage, target: Target): Piece[] {
  const choices = message.choices ?? [];
  if (choices.length === 0) return pieces;
  const { can, lang } = target;
  // What nobody can open says nothing that the label does not.
  const shown = choices.filter(({ image }) => publicAddress(image, target.publicUrl) !== undefined);
  const room = sparing(target, shown.length);
  const pictures = shown.flatMap(({ image, label }) => mediaPieces('image', { url: image }, label, false, room));
  const layout = layChoices(choices, message.many === true, can.choices, lang);
  const last = pieces.at(-1);
  const question = last?.type === 'text' ? last : undefined;
  const before = question ? pieces.slice(0, -1) : pieces;
  const carried = splitText(joined([question?.text ?? wordsFor(lang).choose, layout.body]), can.text.max, can.text.unit);
  const tail = carried.pop() ?? '';
  if (layout.shown) carried.push(...splitText(tail, can.choices.body ?? can.text.max, can.text.unit));
  else carried.push(tail);
  const asked: Piece[] = carried.map((text) => ({ type: 'text', text, ...(question?.preview ? { preview: question.preview } : {}) }));
  const carrier = asked.at(-1);
  if (carrier?.type === 'text' && layout.shown) carrier.choices = layout.shown;
  if (pictures.length > 0 || asked.length !== 1 || !question) return [...before, ...pictures, ...asked];
  return underPicture(before, asked[0], can);
}

/** A single picture above a question with buttons and the question itself are one message, where the channel can. */
function underPicture(before: Piece[], asked: Piece | undefined, can: Capabilities): Piece[] {
  const all = asked ? [...before, asked] : before;
  const picture = before.at(-1);
  if (asked?.type !== 'text' || asked.choices?.as !== 'buttons' || asked.preview) return all;
  if (picture?.type !== 'media' || picture.kind !== 'image' || before.at(-2)?.type === 'media') return all;
  const caption = joined([picture.caption, asked.text]);
  if (caption.length > (can.choices.picture ?? 0)) return all;
  return [...before.slice(0, -1), { ...picture, caption, choices: asked.choices }];
}

/** Joins texts where messages are rationed: neighbouring texts become one message as long as it fits. */
function economical(pieces: Piece[], can: Capabilities): Piece[] {
  if (can.window?.messages === undefined) return pieces;
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (piece.type === 'text' && last?.type === 'text' && !last.choices) {
      const text = `${last.text}\n\n${piece.text}`;
      if (measure(text, can.text.unit) <= (piece.choices ? (can.choices.body ?? can.text.max) : can.text.max)) {
        kept[kept.length - 1] = { ...last, ...piece, text };
        continue;
      }
    }
    kept.push(piece);
  }
  return kept;
}

/**
 * Turns a message into pieces that the channel can show, in order. A message without anything to show gives none.
 * `lang` is the customer's (BCP 47); it decides the words that are added, and the map that a place links to.
 * @example
 * ```ts
 * import { capabilities } from '../../../scripts/channel-template/capabilities.ts';
 * import { degrade } from './degrade.ts';
 * const choices = [{ token: 's', label: 'Small' }, { token: 'l', label: 'Large' }];
 * const message = { parts: [{ type: 'text', text: 'Which size?' }], choices };
 * degrade(message, capabilities, 'en')[0].text; // => 'Which size?\n1. Small\n2. Large\nJust reply with the number.'
 * ```
 */
export function degrade(message: OutboundMessage, capabilities: Capabilities, lang: string, options: DegradeOptions = {}): Piece[] {
  const target: Target = { can: capabilities, lang, ...options };
  const cards = sparing(target, message.parts.filter(({ type }) => type === 'product').length);
  const pieces = message.parts.flatMap((part) => partPieces(part, part.type === 'product' ? cards : target));
  return economical(withChoices(pieces, message, target), capabilities);
}
