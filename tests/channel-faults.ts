/** Finds what of a message would not reach the customer of a channel, or would be refused there. Reads the requests without knowing their shape. */
import type { Capabilities, EncodeContext, ProviderRequest } from '../src/channel.ts';
import { degrade, measure, type Piece } from '../src/channel-kit/degrade/degrade.ts';
import type { Media, OutboundMessage, Part } from '../src/message.ts';
import { limitChecks } from './contract/limits.ts';

export interface Sender {
  name: string;
  capabilities: Capabilities;
  encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[];
}

const context: EncodeContext = { account: 'main', publicUrl: 'https://shop.example.com' };

type Leaf = { text: string; beside: string[] };

/** Every text in a value, with the others in the same map. */
function leaves(value: unknown, beside: string[] = []): Leaf[] {
  if (typeof value === 'string') return [{ text: value, beside }];
  if (value === null || typeof value !== 'object') return [];
  const inner: unknown[] = Object.values(value);
  const texts = Array.isArray(value) ? [] : inner.filter((each) => typeof each === 'string');
  return inner.flatMap((each) => leaves(each, texts));
}

const mediaTexts = ({ url, ref, stored }: Media): string[] => [url, ref, stored].filter((each) => each !== undefined);
const isLink = (text: string): boolean => /^(?:https?|attach|upload):\/\//.test(text);
const absolute = (url: string): string => (url.startsWith('/') ? `${context.publicUrl}${url}` : url);
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

function* overLimit(piece: Piece, { text, choices, media, cards, place }: Capabilities): Generator<string> {
  if (piece.type === 'card' && !cards) yield 'a card where there are none';
  if (piece.type === 'place' && !place) yield 'a place where there are none';
  if (piece.type === 'media') {
    if (media[piece.kind] === 0) yield `${piece.kind} where none can be sent`;
    if (measure(piece.caption ?? '', text.unit) > text.caption) yield `a caption longer than ${text.caption}`;
  }
  if (piece.type !== 'text') return;
  if (measure(piece.text, text.unit) > (piece.choices ? (choices.body ?? text.max) : text.max)) yield 'a text too long for its message';
  if (!piece.choices) return;
  const [room, label] = piece.choices.as === 'buttons' ? [choices.buttons, choices.buttonLabel] : [choices.list, choices.listLabel];
  if (piece.choices.items.length > room) yield `${piece.choices.items.length} ${piece.choices.as}, ${room} at most`;
  for (const item of piece.choices.items) {
    if (item.label.length > label) yield `the label "${item.label}" is longer than ${label}`;
    if ((item.description?.length ?? 0) > (choices.listDescription ?? 0)) yield `the description of "${item.label}" is too long`;
  }
}

function* requestFaults(request: ProviderRequest, message: OutboundMessage, { name, capabilities }: Sender): Generator<string> {
  const refused = limitChecks[name]?.(request);
  if (refused) yield `refused: ${refused}`;
  const { text, choices } = capabilities;
  const all = leaves(request.body);
  for (const { text: each } of all) if (!isLink(each) && measure(each, text.unit) > text.max) yield `a text longer than ${text.max}`;
  const tokens = new Set(message.choices?.map(({ token }) => token));
  const shown = all.filter((leaf) => tokens.has(leaf.text));
  if (shown.length > Math.max(choices.buttons, choices.list)) yield `${shown.length} choices in one message`;
  const longest = Math.max(choices.buttonLabel, choices.listLabel, choices.listDescription ?? 0);
  for (const { beside } of shown)
    for (const label of beside) if (!isLink(label) && !tokens.has(label) && label.length > longest) yield `the label "${label}" is longer than ${longest}`;
}

/** Lines of a part that must be read, and addresses that must be there. `shows`: a picture that a link may stand for. */
function wanted(part: Part): { lines: string[]; links: string[]; shows?: string } {
  switch (part.type) {
    case 'text':
      return { lines: part.text.split('\n'), links: [] };
    case 'link':
      return { lines: [part.title ?? ''], links: [part.url] };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return { lines: (part.caption ?? '').split('\n'), links: mediaTexts(part.media) };
    case 'product': {
      const { title, text, link, image } = part.card;
      return { lines: [title, ...(text ?? '').split('\n')], links: link ? [link] : [], ...(image ? { shows: image } : {}) };
    }
    case 'place':
      return { lines: [part.name ?? '', part.address ?? ''], links: [] };
    case 'person':
      return { lines: [part.name, part.phone ?? ''], links: [] };
    case 'pressed':
    case 'unsupported':
      return { lines: [], links: [] };
  }
}

/** Everything that is wrong with how the channel shows the message; nothing when all of it arrives. */
export function faults(message: OutboundMessage, sender: Sender): string[] {
  const { capabilities } = sender;
  const found: string[] = [];
  let requests: ProviderRequest[];
  try {
    for (const piece of degrade(message, capabilities, message.lang, context)) found.push(...overLimit(piece, capabilities));
    requests = sender.encode(message, context);
  } catch (error) {
    return [`throws ${String(error)}`];
  }
  if (requests.length === 0) return [...found, 'nothing is sent'];
  for (const request of requests) found.push(...requestFaults(request, message, sender));
  const texts = requests.flatMap((request) => [...leaves(request.body).map(({ text }) => text), ...Object.values(request.media ?? {}).flatMap(mediaTexts)]);
  const read = squeezed(texts.join('\n'));
  const exact = new Set(texts);
  const shows = (text: string): boolean => read.includes(squeezed(text));
  const rationed = capabilities.window?.messages;
  for (const part of message.parts) {
    const { lines, links, shows: picture } = wanted(part);
    for (const line of lines) if (!shows(line)) found.push(`the words are lost: ${line}`);
    for (const link of links) if (!shows(absolute(link))) found.push(`the address is lost: ${link}`);
    // Where messages are rationed, the page that a card opens stands for its picture.
    if (picture && !shows(absolute(picture)) && !(rationed !== undefined && links.length > 0)) found.push(`the picture is lost: ${picture}`);
  }
  for (const [index, { token, label, description, image }] of (message.choices ?? []).entries()) {
    if (!shows(label)) found.push(`the label is lost: ${label}`);
    if (!exact.has(token) && !shows(`${index + 1}. ${label}`)) found.push(`cannot be chosen: ${label}`);
    if (description && !shows(description)) found.push(`the description is lost: ${description}`);
    if (image && !shows(absolute(image))) found.push(`the picture is lost: ${image}`);
  }
  // One message of a ration is kept for a person.
  if (rationed !== undefined && requests.length > rationed - 1) found.push(`${requests.length} messages of a ration of ${rationed}`);
  return found;
}
