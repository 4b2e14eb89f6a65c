/**
 * One item of `msg_list` as `sync_msg` gives it, as far as a shop needs it, checked. Field names are WeCom's.
 * https://developer.work.weixin.qq.com/document/path/94670
 */
import { z } from 'zod';
import { type ToldTime, toldLatitude, toldLongitude, toldTime } from '../../src/channel-kit/told-numbers.ts';

const media = z.object({ media_id: z.string().min(1) });
const text = z.string().catch('');
const fen = z.union([z.string(), z.int().nonnegative().transform(String)]).catch('');
/** Texts of a menu's items, whatever their type. */
const menuTexts = z
  .array(z.record(z.string(), z.unknown()))
  .catch([])
  .transform((items) => items.flatMap((item) => Object.values(item).map((inner) => z.object({ content: z.string() }).safeParse(inner).data?.content ?? '')));

/** Messages of customers and members. Kinds that are missing here cannot be read by a shop. */
const content = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string(), menu_id: z.string().optional() }) }),
  z.object({ msgtype: z.literal('image'), image: media }),
  z.object({ msgtype: z.literal('voice'), voice: media }),
  z.object({ msgtype: z.literal('video'), video: media }),
  z.object({ msgtype: z.literal('file'), file: media }),
  z.object({ msgtype: z.literal('location'), location: z.object({ latitude: toldLatitude, longitude: toldLongitude, name: text, address: text }) }),
  z.object({ msgtype: z.literal('link'), link: z.object({ title: text, url: z.string().min(1) }) }),
  z.object({ msgtype: z.literal('miniprogram'), miniprogram: z.object({ title: text }) }),
  z.object({ msgtype: z.literal('msgmenu'), msgmenu: z.object({ head_content: text, list: menuTexts, tail_content: text }) }),
  z.object({
    msgtype: z.literal('channels_shop_product'),
    channels_shop_product: z.object({ title: text, sales_price: fen, head_image: text, shop_nickname: text }),
  }),
  z.object({
    msgtype: z.literal('channels_shop_order'),
    channels_shop_order: z.object({ order_id: z.string().min(1), product_titles: text, price_wording: text, state: text, image_url: text }),
  }),
  z.object({ msgtype: z.literal('merged_msg'), merged_msg: z.object({ title: text, item: z.array(z.unknown()).max(100) }) }),
]);

const event = z.object({
  event_type: z.string().min(1),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  scene: text,
  scene_param: text,
  welcome_code: text,
  fail_msgid: text,
  fail_type: z.int().catch(0),
  change_type: z.int().catch(0),
  new_servicer_userid: text,
  servicer_userid: text,
  msg_code: text,
  recall_msgid: text,
  reject_switch: z.int().catch(0),
});

const base = z.object({
  msgid: z.string().min(1).max(128),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  /** Seconds. */
  send_time: z.unknown().optional(),
  /** 3: the customer, 4: WeCom itself, 5: a member who wrote in WeCom's app. */
  origin: z.int(),
  msgtype: z.string().min(1),
  event: event.optional().catch(undefined),
});

export type Content = z.infer<typeof content>;
export type KfEvent = z.infer<typeof event>;

export interface Item {
  id: string;
  account: string;
  customer: string;
  time: ToldTime;
  origin: number;
  kind: string;
  content?: Content;
  event?: KfEvent;
}

/** Reads an item of the list; null when it is no item that concerns a customer. */
export function readItem(raw: unknown, now: number): Item | null {
  const parsed = base.safeParse(raw);
  if (!parsed.success) return null;
  const { msgid: id, send_time: sent, origin, msgtype: kind, event: happened } = parsed.data;
  const account = happened?.open_kfid ?? parsed.data.open_kfid;
  const customer = happened?.external_userid ?? parsed.data.external_userid;
  if (!account || !customer) return null;
  const item: Item = { id, account, customer, time: toldTime(sent, now), origin, kind };
  if (kind === 'event') return happened ? { ...item, event: happened } : item;
  const read = content.safeParse(raw);
  return read.success ? { ...item, content: read.data } : item;
}
