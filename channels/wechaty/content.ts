/** The content of one message as parts. Pure. */

import { mediaKind } from '../../src/channel-kit/media-kind.ts';
import { placeholder } from '../../src/channel-kit/wechat/placeholder.ts';
import type { Media, Part } from '../../src/message.ts';
import { mimeOf } from './mime.ts';
import { messageTypes, type RawMessage } from './payload.ts';

const nameOfType = new Map<number, string>(Object.entries(messageTypes).map(([name, number]) => [number, name]));

function media(raw: RawMessage, fallback?: string): Media {
  const { id, filename } = raw.message;
  const found: Media = { ref: id };
  const mime = mimeOf(filename) ?? fallback;
  if (mime) found.mime = mime;
  if (filename) found.name = filename;
  return found;
}

/** A file that was sent uncompressed is still the picture, clip or recording that the customer chose. */
function attachment(raw: RawMessage): Part {
  return { type: mediaKind(mimeOf(raw.message.filename)), media: media(raw) };
}

/** The name that follows an `@`, up to the separator that WeChat puts there (U+2005) or a plain space. */
function mentionOf(name: string): RegExp {
  return new RegExp(`@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[\u2005\u0020]|$)`, 'g');
}

function namesOf(self: RawMessage['self']): string[] {
  return [self.roomAlias, self.name].filter((name): name is string => Boolean(name));
}

/** Tells whether a message in a room speaks to the shop: by the puppet's list, else by name, as wechaty's `mentionSelf` does. */
export function mentionsShop({ self, message }: RawMessage): boolean {
  if (message.type !== messageTypes.Text) return false;
  if (message.mentionIdList && message.mentionIdList.length > 0) return message.mentionIdList.includes(self.id);
  return namesOf(self).some((name) => mentionOf(name).test(message.text ?? ''));
}

function textParts({ self, message }: RawMessage): Part[] {
  const text = message.text ?? '';
  if (!message.roomId) return text.trim() ? [placeholder(text) ?? { type: 'text', text }] : [];
  const said = namesOf(self)
    .reduce((rest, name) => rest.replace(mentionOf(name), ''), text)
    .trim();
  return [{ type: 'text', text: said || text }];
}

const isWebAddress = (url: string | undefined): url is string => /^https?:\/\/[^\s/]/i.test(url ?? '');

function sharedPart(raw: RawMessage): Part | undefined {
  const { location, urlLink, miniProgram, contact } = raw;
  switch (raw.message.type) {
    case messageTypes.Location:
      if (!location) return undefined;
      return {
        type: 'place',
        latitude: location.latitude,
        longitude: location.longitude,
        ...(location.name ? { name: location.name } : {}),
        ...(location.address ? { address: location.address } : {}),
      };
    case messageTypes.Url:
      return isWebAddress(urlLink?.url) ? { type: 'link', url: urlLink.url, ...(urlLink.title ? { title: urlLink.title } : {}) } : undefined;
    case messageTypes.MiniProgram: {
      if (!miniProgram?.title) return undefined;
      const { title, description, thumbUrl } = miniProgram;
      return { type: 'product', card: { title, ...(description ? { text: description } : {}), ...(isWebAddress(thumbUrl) ? { image: thumbUrl } : {}) } };
    }
    case messageTypes.Contact: {
      const phone = contact?.phone?.find((number) => number.trim() !== '');
      return contact?.name ? { type: 'person', name: contact.name, ...(phone ? { phone } : {}) } : undefined;
    }
    default:
      return undefined;
  }
}

/** The words of a chat record that was forwarded, which puppets give as WeChat's XML; undefined when there are none. */
function bundledPart({ message }: RawMessage): Part | undefined {
  if (message.type !== messageTypes.ChatHistory) return undefined;
  const lines = [...(message.text ?? '').matchAll(/<(?:datadesc|des)>(?:<!\[CDATA\[)?([^<]+?)(?:\]\]>)?<\/(?:datadesc|des)>/g)].map(([, inner = '']) =>
    plain(inner),
  );
  const text = [...new Set(lines)]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 8_000);
  return text ? { type: 'text', text } : undefined;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plain(xml: string): string {
  return xml.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '').trim();
}

/** Turns a message into parts. A kind that cannot be read here is named by wechaty's word for it. Empty only for a text without text. */
export function contentParts(raw: RawMessage): Part[] {
  const { type } = raw.message;
  switch (type) {
    case messageTypes.Text:
      return textParts(raw);
    case messageTypes.Image:
      return [{ type: 'image', media: media(raw, 'image/jpeg') }];
    case messageTypes.Audio:
      return [{ type: 'audio', media: media(raw, 'audio/silk'), voice: true }];
    case messageTypes.Video:
      return [{ type: 'video', media: media(raw, 'video/mp4') }];
    case messageTypes.Attachment:
      return [attachment(raw)];
    default:
      return [
        sharedPart(raw) ?? bundledPart(raw) ?? { type: 'unsupported', kind: type === messageTypes.Emoticon ? 'sticker' : (nameOfType.get(type) ?? 'Unknown') },
      ];
  }
}
