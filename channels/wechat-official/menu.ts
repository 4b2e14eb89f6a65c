/** The menu below the conversation, from the config file. https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelMemory } from '../../src/channel.ts';
import type { ApiResult, WeChatApi } from '../../src/wechat/api.ts';
import { menuLimit } from './capabilities.ts';
import { saysPrefix } from './events.ts';

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
  menu: z.array(column).max(menuLimit.columns, 'A menu has at most 3 columns').default([]).meta({
    description:
      'The menu of the account: up to 3 columns { name, says | url | buttons }, each with up to 5 buttons { name, says | url }. Empty: the menu is left as it is',
    zh: '服务号的自定义菜单：最多 3 列 { name, says | url | buttons }，每列最多 5 个按钮 { name, says | url }。留空则不改动现有菜单',
  }),
});
export type Options = z.infer<typeof options>;
type Button = z.infer<typeof entry>;

function button({ name, says: text, url: page }: Button): Record<string, unknown> {
  return page === undefined ? { type: 'click', name, key: `${saysPrefix}${text ?? ''}` } : { type: 'view', name, url: page };
}

/** The body of `menu/create`. Pure. */
export function menuBody({ menu }: Options): { button: Record<string, unknown>[] } {
  return { button: menu.map((one) => (one.buttons ? { name: one.name, sub_button: one.buttons.map(button) } : button(one))) };
}

/**
 * Creates the menu where it differs from the one created last; what was made by hand in the console stays until then. Resolves to
 * `unchanged`, `created`, or why not.
 */
export async function publishMenu(given: Options, api: WeChatApi, memory: ChannelMemory): Promise<ApiResult<'unchanged' | 'created'>> {
  if (given.menu.length === 0) return { ok: true, value: 'unchanged' };
  const body = menuBody(given);
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return memory.alone('menu', async () => {
    if ((await memory.get('menu')) === hash) return { ok: true, value: 'unchanged' };
    const made = await api.call({ path: '/cgi-bin/menu/create', json: body }, z.unknown());
    if (!made.ok) return made;
    await memory.set('menu', hash);
    return { ok: true, value: 'created' };
  });
}
