/** Routes about the channels: how they are, what to scan, what templates they have. */
import { z } from 'zod';
import type { Capabilities, Channel } from '../../channel.ts';
import { restShown } from '../operations/health.ts';
import * as examples from './examples/channels.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const state = z.enum(['starting', 'need_qr', 'authenticating', 'ready', 'degraded', 'logged_out', 'banned', 'failed', 'stopped']);
const channelShape = z.object({
  id: z.string().meta(about('`channel:account`', '`渠道:账号`')),
  channel: z.string(),
  account: z.string(),
  official: z.boolean().meta(about('The provider’s own way for programs; false: the account can be banned', '平台官方接口；false 表示账号可能被封')),
  state,
  detail: z.string().optional(),
  resting: z
    .array(
      z.object({
        what: z.enum(['everything', 'promotions']),
        until: z.string(),
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        detail: z.string().optional(),
      }),
    )
    .meta(about('What the provider keeps back for now; it waits, and goes out by itself', '平台暂时不让发的消息；先等着，过后会自动发出')),
  pairing: z.boolean().meta(about('There is something to scan or type now: GET /channels/:id/pairing', '现在需要扫码或输入配对码：GET /channels/:id/pairing')),
  webhook: z
    .string()
    .optional()
    .meta(
      about(
        'Address to paste at the provider; none: the channel needs none, or the program has no address of its own (PUBLIC_URL)',
        '要填到平台后台的地址；没有则说明该渠道不需要，或没有设置 PUBLIC_URL',
      ),
    ),
  risk: z.object({ zh: z.string(), en: z.string() }).optional(),
  capabilities: z.object({
    text: z.object({ max: z.number(), unit: z.enum(['chars', 'bytes']) }),
    buttons: z.number().meta(about('Buttons below one message', '一条消息下最多几个按钮')),
    list: z.number().meta(about('Rows of a list to choose from', '选择列表最多几行')),
    media: z
      .object({ image: z.number(), audio: z.number(), video: z.number(), file: z.number() })
      .meta(about('Largest files, bytes', '各类文件的大小上限，字节')),
    receipts: z.array(z.enum(['sent', 'delivered', 'read', 'failed'])),
    window: z
      .object({ ms: z.number(), messages: z.number().optional() })
      .nullable()
      .meta(about('How long after a customer’s message free text may be sent; null: always', '顾客来消息后多久之内可以自由回复；null 表示不限')),
    proactive: z.boolean().meta(about('May write first, e.g. with a template', '可以主动联系顾客，例如用模板消息')),
    perSecond: z.number().meta(about('Messages that the account may send in a second', '账号每秒可发的消息数')),
    handover: z.boolean(),
    typing: z.boolean(),
  }),
});
const template = z.object({
  name: z.string(),
  lang: z.string(),
  status: z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled']),
  category: z.enum(['marketing', 'utility', 'authentication', 'other']),
  params: z.array(z.string()),
  flows: z.array(z.string()).meta(about('Names that flows use for it: `templates` of the config file', '流程里用的名字，即配置文件中的 `templates`')),
});
const byId = z.object({ id: z.string().max(100).meta(about('`channel:account`', '`渠道:账号`')) });
const noSuch = () => refuse(404, 'not_found', 'No such channel is on; see /api/channels', 'id');

function shown(channel: Channel, { text, choices, media, receipts, window, proactive, rate }: Capabilities): z.input<typeof channelShape>['capabilities'] {
  return {
    text: { max: text.max, unit: text.unit },
    buttons: choices.buttons,
    list: choices.list,
    media,
    receipts: [...receipts],
    window,
    proactive,
    perSecond: rate.account,
    handover: channel.handover !== undefined,
    typing: channel.typing !== undefined,
  };
}

/** Routes about channels: their state, pairing, templates, and a restart. */
export function channelRoutes({ channels, runtime, risks, templates, restart, publicUrl, now }: ApiParts): Route[] {
  const shape = (id: string, channel: Channel): z.input<typeof channelShape> => ({
    id,
    channel: channel.name,
    account: id.slice(id.indexOf(':') + 1),
    official: channel.capabilities.official,
    ...channel.health(),
    resting: runtime.rests(id).map(restShown),
    pairing: Boolean(channel.pairing?.()),
    ...(channel.hook && publicUrl && { webhook: `${publicUrl}/hooks/${channel.name}/${id.slice(id.indexOf(':') + 1)}` }),
    risk: risks?.get(channel.name),
    capabilities: shown(channel, channel.capabilities),
  });
  return [
    route({
      method: 'get',
      path: '/channels',
      summary: { en: 'The channels that are on, and how they are', zh: '已启用的渠道和各自的状态' },
      example: examples.listChannels,
      response: listOf(channelShape),
      handle: async () => ok({ items: [...channels].map(([id, channel]) => shape(id, channel)) }),
    }),
    route({
      method: 'get',
      path: '/channels/:id/pairing',
      summary: {
        en: 'What to scan or type to link the account. Whoever has it can link it: show it to nobody else',
        zh: '接入账号要扫的二维码或要输入的配对码。谁拿到都能接入，不要给别人看',
      },
      example: examples.pairingOfChannel,
      params: byId,
      response: z.object({
        qr: z.string().optional(),
        code: z.string().optional(),
        at: z.number(),
        left: z
          .number()
          .optional()
          .meta(
            about(
              'How long the provider still takes it, about, ms; 0: it is over, and a new one comes by itself',
              '大约还能用多久，毫秒；0 表示已失效，会自动换新',
            ),
          ),
      }),
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const pairing = channel.pairing?.();
        return pairing
          ? ok({ qr: pairing.qr, code: pairing.code, at: pairing.at, ...(pairing.until !== undefined && { left: Math.max(0, pairing.until - now()) }) })
          : refuse(404, 'nothing_to_pair', 'This channel asks for nothing to scan or type now');
      },
    }),
    route({
      method: 'get',
      path: '/channels/:id/templates',
      summary: { en: 'The templates that the provider has, and what flows call them', zh: '平台上的消息模板，以及流程里怎么称呼它们' },
      example: examples.templatesOfChannel,
      params: byId,
      response: listOf(template),
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const usedAs = (name: string): string[] =>
          Object.entries(templates ?? {}).flatMap(([own, { channels: on, names }]) =>
            on.includes(channel.name) && (names?.[channel.name] ?? own) === name ? [own] : [],
          );
        return ok({ items: (channel.templates?.() ?? []).map((one) => ({ ...one, params: [...one.params], flows: usedAs(one.name) })) });
      },
    }),
    route({
      method: 'post',
      path: '/channels/:id/restart',
      summary: {
        en: 'Stops the channel and starts it again, e.g. after it was logged out; what waits is sent afterwards',
        zh: '停止渠道再重新启动，例如掉线之后；等待中的消息随后发出',
      },
      example: examples.restartChannel,
      params: byId,
      response: channelShape,
      handle: async ({ params }) => {
        const channel = channels.get(params.id);
        if (!channel) return noSuch();
        const restarted = await restart?.(params.id);
        if (restarted === 'elsewhere') return refuse(409, 'elsewhere', 'Another process runs this channel; restart it there');
        return ok(shape(params.id, channel), 202);
      },
    }),
  ];
}
