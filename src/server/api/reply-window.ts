/** The reply window of a conversation, and the templates that may go when it is closed. */
import { z } from 'zod';
import type { Capabilities } from '../../channel.ts';
import type { TemplateUse } from '../../message.ts';
import { type ConversationRow, conversations } from '../../store/collections.ts';
import * as examples from './examples/reply-window.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

/** A template that a person sends; `name` is that of the settings. */
export const templateUse = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9_]{1,64}$/),
    lang: z.string().min(2).max(20),
    params: z.record(z.string().max(100), z.string().max(1_024)).default({}),
  })
  .meta(about('An approved template, for a closed reply window', '已审核的消息模板，超出回复时限时使用'));

/** What the conversation shows of a template: of its text the provider alone knows. */
export const templateText = ({ name, params }: TemplateUse): string => [`[${name}]`, ...Object.values(params)].join(' ');

/** The window as it is now; undefined where the channel has none. */
export function windowOf(
  row: Pick<ConversationRow, 'lastInAt' | 'sentSince' | 'window'>,
  usual: Capabilities['window'] | undefined,
  now: number,
): { open: boolean; until?: number; messages?: number } | undefined {
  const window = row.window ?? usual;
  if (!window) return undefined;
  const left = window.messages === undefined ? undefined : Math.max(0, window.messages - row.sentSince);
  const until = row.lastInAt + window.ms;
  return { open: row.lastInAt > 0 && now < until && left !== 0, ...(row.lastInAt > 0 && { until }), ...(left !== undefined && { messages: left }) };
}

/** Routes about the templates of a conversation. */
export function replyWindowRoutes({ store, channels, templates = {} }: Pick<ApiParts, 'store' | 'channels' | 'templates'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/conversations/:id/templates',
      summary: {
        en: 'Approved templates that a person may send here: those of the settings that the provider has approved',
        zh: '这个对话里可以发送的消息模板：写在设置里、平台已审核通过的',
      },
      example: examples.templatesOfConversation,
      params: z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) }),
      response: listOf(z.object({ name: z.string(), lang: z.string(), params: z.array(z.string()) })),
      handle: async ({ params }) => {
        const row = await store.collection(conversations).get(params.id);
        if (!row) return refuse(404, 'not_found', 'There is no such conversation', 'id');
        const { channel, account } = row.address;
        const approved = (channels.get(`${channel}:${account}`)?.templates?.() ?? []).filter(({ status }) => status === 'approved');
        const items = Object.entries(templates).flatMap(([name, { channels: on, names }]) =>
          on.includes(channel)
            ? approved.filter((one) => one.name === (names?.[channel] ?? name)).map(({ lang, params: wants }) => ({ name, lang, params: [...wants] }))
            : [],
        );
        return ok({ items });
      },
    }),
  ];
}
