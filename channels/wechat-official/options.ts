/** Options of the channel in the config file. Limits of the menu: https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu */
import { z } from 'zod';
import { menuLimit } from './capabilities.ts';
import { saysPrefix } from './platform-events.ts';

const bytes = (most: number, what: string) =>
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= most, `${what} may have at most ${most} bytes (a Chinese character has 3)`);

const says = bytes(menuLimit.key - saysPrefix.length, 'says').meta({
  description: 'A click counts as if the customer had written this text',
  zh: '点击后等同于顾客发送了这段文字',
});
const url = bytes(menuLimit.url, 'url')
  .regex(/^https?:\/\/[^\s/]/, 'url begins with https://')
  .meta({ description: 'A click opens this page', zh: '点击后打开的网页' });

const entryFields = { name: bytes(menuLimit.entryName, 'The name of an entry'), says: says.optional(), url: url.optional() };
const entry = z.strictObject(entryFields).refine((one) => (one.says === undefined) !== (one.url === undefined), 'Write either says or url');

const column = z
  .strictObject({
    ...entryFields,
    name: bytes(menuLimit.columnName, 'The name of a column'),
    buttons: z.array(entry).min(1).max(menuLimit.entries, 'A column has at most 5 entries').optional(),
  })
  .refine((one) => [one.says, one.url, one.buttons].filter((each) => each !== undefined).length === 1, 'Write exactly one of says, url and buttons');

/** `channels.wechat-official` of the config file. */
export const options = z.strictObject({
  templates: z
    .record(
      z.string().regex(/^[a-z0-9_]{1,64}$/),
      z.string().regex(/^(?:subscribe:)?[\w-]{8,64}$/, 'Copy the id of the template from the WeChat console; subscribe: before it for a subscription message'),
    )
    .default({})
    .meta({
      description: 'Ids at WeChat of the templates that flows use, by their name; with subscribe: before the id, a subscription message',
      zh: '流程里的模板名对应的微信模板 ID；订阅通知在 ID 前加 subscribe:',
    }),
  menu: z.array(column).max(menuLimit.columns, 'A menu has at most 3 columns').default([]).meta({
    description:
      'The menu of the account: up to 3 columns { name, says | url | buttons }, each with up to 5 buttons { name, says | url }. Empty: the menu is left as it is',
    zh: '服务号的自定义菜单：最多 3 列 { name, says | url | buttons }，每列最多 5 个按钮 { name, says | url }。留空则不改动现有菜单',
  }),
});
export type Options = z.infer<typeof options>;
export type Button = z.infer<typeof entry>;
