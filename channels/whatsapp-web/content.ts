/** The content of one WhatsApp message as parts. Pure. */

import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import { vCardField } from '../../src/channel-kit/vcard-field.ts';
import type { Media, Part } from '../../src/message.ts';
import type { WhatsAppMessage } from './payload.ts';

/** Types whose body is what the customer said. */
const spoken = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply']);
/** Types that say nothing to a shop: changes of keys and groups, calls, what announces or follows another message. */
const silent = new Set([
  'album',
  'broadcast_notification',
  'call_log',
  'ciphertext',
  'debug',
  'e2e_notification',
  'gp2',
  'group_notification',
  'notification',
  'notification_template',
  'protocol',
  'reaction',
  'revoked',
  'pinned_message',
  'keep_in_chat',
]);
const kinds: Record<string, 'image' | 'audio' | 'video' | 'file'> = {
  image: 'image',
  sticker: 'image',
  audio: 'audio',
  ptt: 'audio',
  video: 'video',
  ptv: 'video',
  document: 'file',
};
const usualMime: Record<string, string> = {
  image: 'image/jpeg',
  sticker: 'image/webp',
  audio: 'audio/mpeg',
  ptt: 'audio/ogg',
  video: 'video/mp4',
  ptv: 'video/mp4',
};

function mediaPart(message: WhatsAppMessage): Part | undefined {
  const named = kinds[message.type];
  if (!named) return undefined;
  if (!message.hasMedia) return { type: 'unsupported', kind: message.type };
  const { mimetype, filename, size } = message.rawData;
  const media: Media = { ref: message.id._serialized };
  const mime = mimetype?.split(';', 1)[0]?.trim() || usualMime[message.type];
  if (mime) media.mime = mime;
  if (filename) media.name = filename;
  if (size !== undefined) media.bytes = size;
  if (message.duration !== undefined) media.seconds = message.duration;
  const kind = named === 'file' ? mediaKind(mime) : named;
  const caption = message.body && message.body !== filename && message.type !== 'sticker' ? { caption: message.body } : {};
  // A document's caption repeats its file name in some versions.
  return kind === 'audio' && message.type === 'ptt' ? { type: 'audio', media, voice: true, ...caption } : { type: kind, media, ...caption };
}

function person(card: string): Part {
  const [phone, email] = [vCardField(card, 'TEL'), vCardField(card, 'EMAIL')];
  const name = vCardField(card, 'FN') ?? vCardField(card, 'N')?.split(';').filter(Boolean).reverse().join(' ') ?? phone ?? email ?? '';
  return { type: 'person', name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

function place({ location }: WhatsAppMessage): Part {
  if (!location) return { type: 'unsupported', kind: 'location' };
  const { latitude, longitude, name, address } = location;
  return { type: 'place', latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) };
}

/** Types whose fields hold words besides what only the app can show: a product or cart of the catalogue, a poll, messages with buttons. */
const worded = new Set([
  'product',
  'order',
  'poll_creation',
  'event_creation',
  'interactive',
  'interactive_response',
  'native_flow',
  'list',
  'hsm',
  'product_list',
]);

/** Returns what the customer wrote beside it, what it is called, and its number in the catalogue. */
function wordsIn({ body, rawData }: WhatsAppMessage): string {
  const { title, productId, orderTitle, itemCount, pollName, pollOptions, description } = rawData;
  const counted = itemCount === undefined ? '' : `× ${itemCount}`;
  const lines = [
    body,
    title,
    pollName,
    description,
    ...(pollOptions ?? []),
    [orderTitle, counted].filter(Boolean).join(' '),
    productId ? `→ ${productId}` : '',
  ];
  return [...new Set(lines.map((line) => line?.trim() ?? ''))]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 8_000);
}

/** Returns the parts of a message; empty for what says nothing to the shop; what cannot be shown is named. */
export function contentParts(message: WhatsAppMessage): Part[] {
  if (silent.has(message.type)) return [];
  if (spoken.has(message.type)) return message.body ? [{ type: 'text', text: message.body }] : [];
  const media = mediaPart(message);
  if (media) return [media];
  if (message.type === 'location' || message.type === 'live_location') return [place(message)];
  if (message.type === 'vcard' || message.type === 'multi_vcard') {
    const cards = (message.vCards ?? []).filter((card) => card !== '').slice(0, 50);
    return cards.length > 0 ? cards.map(person) : [{ type: 'unsupported', kind: message.type }];
  }
  const words = worded.has(message.type) ? wordsIn(message) : '';
  return [words ? { type: 'text', text: words } : { type: 'unsupported', kind: message.type || 'unknown' }];
}
