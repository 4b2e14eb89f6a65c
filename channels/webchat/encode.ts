import type { EncodeContext, ProviderRequest } from '../../src/channel.ts';
import { publicAddress, storedPath } from '../../src/channel-kit/public-address.ts';
import { isOwnPicture, type Media, type OutboundMessage, type Part } from '../../src/message.ts';
import type { WireChoice, WireMessage, WirePart } from './browser-message.ts';

/** Turns a message into a request. One message is one request: the browser shows all parts, so nothing is split or left out. Pure. */
export function encode(message: OutboundMessage, context: EncodeContext): ProviderRequest[] {
  const body: Omit<WireMessage, 'at'> = {
    id: message.key,
    from: 'shop',
    parts: showParts(message.parts, context.publicUrl),
    ...(message.choices?.length && { choices: message.choices.map((choice) => showChoice(choice, context.publicUrl)) }),
    ...(message.many && { many: true }),
    ...(message.form && { form: message.form }),
    lang: message.lang,
  };
  return [{ method: 'DELIVER', path: message.to.user, body }];
}

/** Returns the parts as a browser shows them; what has nothing to show is left out. Media of our store get an address of ours. */
export function showParts(parts: readonly Part[], publicUrl = ''): WirePart[] {
  return parts.flatMap((part) => showPart(part, publicUrl));
}

function showPart(part: Part, publicUrl: string): WirePart[] {
  switch (part.type) {
    case 'text':
      return part.text ? [{ type: 'text', text: part.text }] : [];
    case 'image':
    case 'audio':
    case 'video':
    case 'file': {
      const { name, mime, bytes } = part.media;
      const url = mediaUrl(part.media, publicUrl);
      if (!url) return part.caption ? [{ type: 'text', text: part.caption }] : [{ type: 'unsupported', kind: part.type }];
      return [{ type: part.type, url, ...(name && { name }), ...(mime && { mime }), ...(bytes && { bytes }), ...(part.caption && { caption: part.caption }) }];
    }
    case 'product': {
      const { title, text, button } = part.card;
      const image = safeUrl(part.card.image, publicUrl);
      const link = safeUrl(part.card.link);
      return [{ type: 'card', title, ...(text && { text }), ...(image && { image }), ...(link && { link }), ...(button && { button }) }];
    }
    case 'link': {
      const url = safeUrl(part.url);
      return url ? [{ ...part, url }] : [{ type: 'text', text: part.title ?? part.url }];
    }
    case 'place': {
      const { latitude, longitude, name, address } = part;
      const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
      return [{ type: 'link', url, title: [name, address].filter(Boolean).join(' · ') || `${latitude}, ${longitude}` }];
    }
    case 'person':
      return [{ type: 'text', text: [part.name, part.phone, part.email].filter(Boolean).join(' · ') }];
    case 'unsupported':
      return [part];
    case 'pressed':
      return part.label ? [{ type: 'text', text: part.label }] : [];
  }
}

function showChoice(choice: { token?: string; label: string; description?: string; image?: string }, publicUrl: string | undefined): WireChoice {
  const image = safeUrl(choice.image, publicUrl);
  return {
    ...(choice.token && { token: choice.token }),
    label: choice.label,
    ...(choice.description && { description: choice.description }),
    ...(image && { image }),
  };
}

function mediaUrl(media: Media, publicUrl: string): string | undefined {
  if (media.stored) return publicUrl + storedPath(media.stored);
  return safeUrl(media.url, publicUrl);
}

/**
 * Only http(s) addresses and paths of our own site: a `javascript:` link must never reach the page. The merchant's own pictures lie on our site,
 * whatever site the chat stands on.
 */
function safeUrl(url: string | undefined, publicUrl = ''): string | undefined {
  if (!url) return undefined;
  if (isOwnPicture(url)) return publicAddress(url, publicUrl) ?? url;
  return /^(https?:\/\/|\/(?![/\\]))/i.test(url) ? url : undefined;
}
