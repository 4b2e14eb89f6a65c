/** The menu below the conversation, from the config file. https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelMemory } from '../../src/channel.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import type { ApiResult } from '../../src/channel-kit/wechat/api-result.ts';
import type { Button, Options } from './options.ts';
import { saysPrefix } from './platform-events.ts';

function button({ name, says: text, url: page }: Button): Record<string, unknown> {
  return page === undefined ? { type: 'click', name, key: `${saysPrefix}${text ?? ''}` } : { type: 'view', name, url: page };
}

/** Returns the body of `menu/create`. Pure. */
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
    const made = await api.call({ path: '/cgi-bin/menu/create', json: body }, z.object({ errcode: z.literal(0) }));
    if (!made.ok) return made;
    await memory.set('menu', hash);
    return { ok: true, value: 'created' };
  });
}
