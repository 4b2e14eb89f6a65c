/** Turns what a customer sent into parts. Pure. */

import { z } from 'zod';
import { placeholder } from '../../src/channel-kit/wechat/placeholder.ts';
import type { Media, Part } from '../../src/message.ts';
import type { Content } from './payload.ts';

/** `sales_price` is in fen: https://developer.work.weixin.qq.com/document/path/94670 */
function price(fen: string): string {
  return /^\d{1,12}$/.test(fen) ? `¥${(Number(fen) / 100).toFixed(2)}` : '';
}

function card(title: string, lines: readonly string[], image: string): Part {
  const text = lines.filter(Boolean).join('\n');
  return { type: 'product', card: { title, ...(text && { text }), ...(image && { image }) } };
}

const file = (ref: string, mime?: string): Media => ({ ref, ...(mime && { mime }) });

const inBundle = z.object({ msgtype: z.string().catch(''), msg_content: z.union([z.string(), z.record(z.string(), z.unknown())]) });
const inText = z.object({ text: z.object({ content: z.string() }) });
const inLink = z.object({ link: z.object({ title: z.string(), url: z.string() }) });

/** The texts and links of a chat record that was forwarded, a line each; the content of an item is JSON, as a text or as it is. */
function bundled(items: readonly unknown[]): string {
  const lines = items.flatMap((raw) => {
    const item = inBundle.safeParse(raw).data;
    const content = typeof item?.msg_content === 'string' ? json(item.msg_content) : item?.msg_content;
    const link = inLink.safeParse(content).data?.link;
    return inText.safeParse(content).data?.text.content ?? (link ? `${link.title} ${link.url}` : []);
  });
  return lines.join('\n').trim();
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the parts of a message; empty when there is nothing in it. */
export function contentParts(item: Content): Part[] {
  switch (item.msgtype) {
    case 'text':
      return item.text.content.trim() ? [placeholder(item.text.content) ?? { type: 'text', text: item.text.content }] : [];
    case 'merged_msg': {
      const words = bundled(item.merged_msg.item);
      return [words ? { type: 'text', text: words } : { type: 'unsupported', kind: 'merged_msg' }];
    }
    case 'image':
      return [{ type: 'image', media: file(item.image.media_id) }];
    case 'voice':
      // Asked for with `voice_format` 0.
      return [{ type: 'audio', media: file(item.voice.media_id, 'audio/amr'), voice: true }];
    case 'video':
      return [{ type: 'video', media: file(item.video.media_id, 'video/mp4') }];
    case 'file':
      return [{ type: 'file', media: file(item.file.media_id) }];
    case 'location': {
      const { latitude, longitude, name, address } = item.location;
      return [{ type: 'place', latitude, longitude, ...(name && { name }), ...(address && { address }) }];
    }
    case 'link':
      return [{ type: 'link', url: item.link.url, ...(item.link.title && { title: item.link.title }) }];
    case 'miniprogram':
      return [card(item.miniprogram.title, [], '')];
    case 'msgmenu': {
      const { head_content: head, list, tail_content: tail } = item.msgmenu;
      const text = [head, ...list, tail].filter((line) => line.trim()).join('\n');
      return text ? [{ type: 'text', text }] : [];
    }
    case 'channels_shop_product': {
      const { title, sales_price: fen, shop_nickname: shop, head_image: image } = item.channels_shop_product;
      return [card(title, [price(fen), shop], image)];
    }
    case 'channels_shop_order': {
      const { order_id: number, product_titles: title, price_wording: cost, state, image_url: image } = item.channels_shop_order;
      // The number as text, so that flows find the order.
      return [{ type: 'text', text: number }, card(title, [cost, state], image)];
    }
  }
}
