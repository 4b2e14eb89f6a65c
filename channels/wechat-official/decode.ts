/** Messages of WeChat -> events. Pure and total: what is not for a shop, or no message at all, gives []. */
import type { DecodeContext } from '../../src/channel.ts';
import { toldTime } from '../../src/channel-kit/told-numbers.ts';
import { placeholder } from '../../src/channel-kit/wechat/placeholder.ts';
import { readXml } from '../../src/channel-kit/wechat/xml.ts';
import type { InboundEvent, Media, Part } from '../../src/message.ts';
import { briefWindow } from './capabilities.ts';
import type { EventBase } from './event-base.ts';
import { contents, envelope } from './payload.ts';
import { platformEvents } from './platform-events.ts';

function voicePart(raw: unknown): Part | undefined {
  const { data } = contents.voice.safeParse(raw);
  if (!data) return undefined;
  const format = data.Format?.toLowerCase();
  const media: Media = { ref: data.MediaId, mime: format && /^[a-z0-9]+$/.test(format) ? `audio/${format}` : 'audio/amr' };
  return { type: 'audio', media, voice: true, ...(data.Recognition?.trim() ? { transcript: { text: data.Recognition, by: 'wechat' } } : {}) };
}

function placePart(raw: unknown): Part | undefined {
  const { data } = contents.location.safeParse(raw);
  if (!data) return undefined;
  return { type: 'place', latitude: data.Location_X, longitude: data.Location_Y, ...(data.Label ? { address: data.Label } : {}) };
}

/** The content of a message; a kind that is not known, or has lost what it needs, is told as unsupported. */
function contentPart(kind: string, raw: unknown): Part {
  const unsupported: Part = { type: 'unsupported', kind };
  switch (kind) {
    case 'text': {
      const { data } = contents.text.safeParse(raw);
      return data ? (placeholder(data.Content) ?? { type: 'text', text: data.Content }) : unsupported;
    }
    case 'image': {
      const { data } = contents.image.safeParse(raw);
      return data ? { type: 'image', media: { ref: data.MediaId, ...(data.PicUrl ? { url: data.PicUrl } : {}), mime: 'image/jpeg' } } : unsupported;
    }
    case 'voice':
      return voicePart(raw) ?? unsupported;
    case 'video':
    case 'shortvideo': {
      const { data } = contents.video.safeParse(raw);
      return data ? { type: 'video', media: { ref: data.MediaId, mime: 'video/mp4' } } : unsupported;
    }
    case 'location':
      return placePart(raw) ?? unsupported;
    case 'link': {
      const { data } = contents.link.safeParse(raw);
      return data ? { type: 'link', url: data.Url, ...(data.Title ? { title: data.Title } : {}) } : unsupported;
    }
    default:
      return unsupported;
  }
}

/** Events of a device that is bound to the account, which is no customer: https://iot.weixin.qq.com/wiki/new/index.html?page=3-4-5 */
const ofDevices = /^(?:device_|hardware$)/;

/** A click into a menu message comes as a text; WeChat counts it as a menu click, so it opens the brief window only. */
function pressed(raw: unknown, base: EventBase): InboundEvent | undefined {
  const { data } = contents.text.safeParse(raw);
  return data?.bizmsgmenuid ? { ...base, type: 'pressed', token: data.bizmsgmenuid, label: data.Content, window: { ...briefWindow } } : undefined;
}

/** Reads a callback as events. `raw` is the XML text that WeChat posts (decrypted), or the children of its root as readXml gives them. */
export function decode(raw: unknown, context: DecodeContext): InboundEvent[] {
  let children = raw;
  if (typeof raw === 'string') {
    const read = readXml(raw);
    if (!read.ok) return [];
    children = read.value;
  }
  const parsed = envelope.safeParse(children);
  if (!parsed.success) return [];
  const { FromUserName: user, CreateTime: seconds, MsgType: kind, MsgId: id } = parsed.data;
  const stamp = seconds ?? String(context.now);
  const base: EventBase = {
    id: id ?? `${user}:${stamp}:${kind}`,
    from: { channel: 'wechat-official', account: context.account, user },
    ...toldTime(seconds, context.now),
  };
  if (ofDevices.test(kind)) return [];
  if (kind === 'event') return platformEvents(children, base, stamp);
  return [pressed(children, base) ?? { ...base, type: 'message', parts: [contentPart(kind, children)] }];
}
