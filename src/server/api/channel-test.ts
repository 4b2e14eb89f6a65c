/** Routes by which a merchant tries a channel out: one short message to an address that they name, looked at first, and what became of it. */
import { z } from 'zod';
import type { Channel } from '../../channel.ts';
import type { LocalName } from '../../engine/model/engine-turn.ts';
import { type ErrorCode, errorTexts } from '../../errors.ts';
import { type Address, accountId, conversationId, parseConversationId } from '../../message.ts';
import { wholeNumberOf } from '../../numbers/phone-key.ts';
import { contacts, conversations, type MessageRow, type MessageStatus, messages } from '../../store/collections.ts';
import { createRateLimit } from '../limits/rate-limit.ts';
import { customerPage, rightTo } from './caller.ts';
import * as examples from './examples/channel-test.ts';
import type { ApiParts } from './parts.ts';
import { templateText, windowOf } from './reply-window.ts';
import { type Answer, type Caller, nameOf, ok, type Route, refuse, refused, route } from './route.ts';
import { about } from './words.ts';

const langs = ['en', 'zh'] as const;
type Lang = (typeof langs)[number];
/** Tests that one person may send by one channel: five at once, and one more every two minutes. */
const limit = { burst: 5, perSecond: 1 / 120 };
/** Begins the key of each test: it belongs to no broadcast and is counted in none. */
const keyOf = (channel: string, at: number): string => `t:channel:${channel}:${at}`;

const byId = z.object({ id: z.string().max(100).meta(about('`channel:account`', '`渠道:账号`')) });
const words = z.object({ zh: z.string(), en: z.string() });
const asked = z.strictObject({
  to: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta(about('Whom: a phone number, the id at the provider, or `channel:account:user`', '发给谁：手机号、平台上的编号，或 `渠道:账号:用户`')),
  lang: z.enum(langs).default('en').meta(about('Language of the message', '消息的语言')),
});
const template = z.object({ name: z.string(), lang: z.string() });
const seen = z.object({
  to: z.string().meta(about('Conversation that it goes to', '发往的对话')),
  name: z.string().optional().meta(about('Name of the customer, where one is known there', '那里的顾客姓名，知道才有')),
  text: z.string().meta(about('What would be sent', '将要发送的内容')),
  templates: z.array(template).meta(about('Approved templates without variables, for a closed reply window', '没有变量的已审核模板，超出回复时限时可用')),
  problem: words.optional().meta(about('Why it cannot go out as it is', '为什么现在发不出去')),
  closed: z.boolean().meta(about('The reply window is closed: only a template goes', '已过回复时限：只能发模板')),
});
const outcome = z.object({
  state: z.enum(['waiting', 'sent', 'failed', 'unknown']).meta(about('`sent`: the provider took it', '`sent` 表示平台已接收')),
  arrived: z.boolean().meta(about('The provider said that it was delivered or read', '平台告知已送达或已读')),
  why: words.optional().meta(about('Why not', '没发出的原因')),
  detail: z.string().optional().meta(about('In the words of the provider', '平台的原话')),
});

const texts: Record<Lang, (shop: string) => string> = {
  en: (shop) => `A test message${shop && ` from ${shop}`}: this channel works. No reply is needed.`,
  zh: (shop) => `这是${shop && `「${shop}」的`}一条测试消息：渠道正常。无需回复。`,
};
const nameIn = (name: LocalName | undefined, lang: Lang): string =>
  typeof name === 'string' ? name : (name?.[lang] ?? Object.values(name ?? {}).find((one) => one !== '') ?? '');

/** The customer's address on the channel; null where the words are none. A number is read as people write it, with the shop's country. */
export function addressIn(id: string, to: string, channel: Pick<Channel, 'capabilities'>, country: string | undefined): Address | null {
  const given = parseConversationId(to);
  if (given) return accountId(given) === id ? given : null;
  const isNumber = channel.capabilities.byNumber === true && /^\+?[\d\s().-]{6,25}$/.test(to);
  return parseConversationId(`${id}:${isNumber ? wholeNumberOf(to, country).replace(/\D/g, '') : to}`);
}

const states: Partial<Record<MessageStatus, z.input<typeof outcome>['state']>> = {
  sent: 'sent',
  delivered: 'sent',
  read: 'sent',
  // By another channel of the same customer: this one did not take it.
  moved: 'failed',
  failed: 'failed',
  held: 'failed',
  withdrawn: 'failed',
  unknown: 'unknown',
};
function outcomeOf({ status, reason, detail }: MessageRow): z.input<typeof outcome> {
  const state = states[status] ?? 'waiting';
  const isTold = state !== 'sent';
  return {
    state,
    arrived: status === 'delivered' || status === 'read',
    ...(isTold && reason && { why: wordsOf(reason) }),
    ...(isTold && detail !== undefined && { detail }),
  };
}
const wordsOf = (code: ErrorCode) => ({ zh: errorTexts[code].zh, en: errorTexts[code].en });

export interface ChannelTestParts extends Pick<ApiParts, 'store' | 'runtime' | 'channels' | 'templates' | 'country' | 'now'> {
  /** Name of the shop, as customers read it. */
  shopName?: LocalName | undefined;
}

/** Creates the routes. */
export function channelTestRoutes({ store, runtime, channels, templates = {}, country, shopName, now }: ChannelTestParts): Route[] {
  const perCaller = createRateLimit(limit, now);
  const noSuch = () => refuse(404, 'not_found', 'No such channel is on; see /api/channels', 'id');
  const badAddress = () =>
    refuse(
      422,
      'invalid',
      'This is not an address on this channel: write a phone number with its country code, or choose a chat / 这不是该渠道上的地址：请写带国家区号的手机号，或选择一个对话',
      'to',
    );

  /** Templates that need nothing filled in: a test has nothing to fill in. */
  const bare = (channel: Channel) => {
    const approved = (channel.templates?.() ?? []).filter(({ status, params }) => status === 'approved' && params.length === 0);
    return Object.entries(templates).flatMap(([name, { channels: on, names }]) =>
      on.includes(channel.name) ? approved.filter((one) => one.name === (names?.[channel.name] ?? name)).map(({ lang }) => ({ name, lang })) : [],
    );
  };

  async function look(id: string, { to, lang }: z.output<typeof asked>, by: Caller | undefined) {
    const channel = channels.get(id);
    if (!channel) return noSuch();
    const address = addressIn(id, to, channel, country);
    if (!address) return badAddress();
    const row = await store.collection(conversations).get(conversationId(address));
    const mayKnow = !by || rightTo(customerPage, by) === null;
    const person = row && mayKnow ? await store.collection(contacts).get(row.contact) : null;
    const { state } = channel.health();
    const window = windowOf(row ?? { lastInAt: 0, sentSince: 0 }, channel.capabilities.window, now());
    const isFirst = !row && !channel.capabilities.proactive;
    const problem = !['ready', 'degraded'].includes(state) ? wordsOf('not_running') : isFirst ? firstWords : undefined;
    const found = {
      to: conversationId(address),
      ...(person?.name !== undefined && { name: person.name }),
      text: texts[lang](nameIn(shopName, lang)),
      templates: bare(channel),
      closed: window?.open === false,
      ...(problem && { problem }),
    };
    return { address, found };
  }

  const tooMany = (by: Caller | undefined, id: string): Extract<Answer<never>, { ok: false }> | undefined => {
    const wait = perCaller.take(`${nameOf(by, 'script')} ${id}`);
    if (wait === 0) return undefined;
    return { ok: false, refusal: refused(429, 'too_many', 'Too many tests at once: wait a few minutes / 测试太频繁，请过几分钟再试'), wait };
  };

  return [
    route({
      method: 'post',
      path: '/channels/:id/test/preview',
      summary: {
        en: 'Shows what a test message would be, to whom it would go, and what stands in its way; sends nothing',
        zh: '预览测试消息：内容、发给谁、有没有障碍；不发送',
      },
      example: examples.previewTest,
      params: byId,
      body: asked,
      response: seen,
      handle: async ({ params, body, by }) => {
        const looked = await look(params.id, body, by);
        return 'ok' in looked ? looked : ok(looked.found);
      },
    }),
    route({
      method: 'post',
      path: '/channels/:id/test',
      summary: {
        en: 'Sends a test message to one address, for instance your own; five at once, then one every two minutes',
        zh: '给一个地址发测试消息（比如您自己）；一次最多五条，之后每两分钟一条',
      },
      example: examples.sendTest,
      params: byId,
      body: asked.extend({ template: template.optional().meta(about('One of the templates of the preview', '预览里列出的模板之一')) }),
      response: z.object({ message: z.string().meta(about('See GET /channels/:id/test/:message', '见 GET /channels/:id/test/:message')) }),
      handle: async ({ params, body: { template: chosen, ...body }, by }) => {
        const looked = await look(params.id, body, by);
        if ('ok' in looked) return looked;
        const { address, found } = looked;
        if (found.problem) return refuse(409, 'not_possible', `${found.problem.en} / ${found.problem.zh}`);
        const isThere = (one: { name: string; lang: string }) => one.name === chosen?.name && one.lang === chosen.lang;
        if (chosen && !found.templates.some(isThere))
          return refuse(422, 'invalid', 'body: the provider has not approved this template without variables', 'template');
        if (found.closed && !chosen) return refuse(409, 'not_possible', `${errorTexts.window_closed.en} / ${errorTexts.window_closed.zh}`, 'template');
        const refusal = tooMany(by, params.id);
        if (refusal) return refusal;
        const key = keyOf(params.id, now());
        const use = chosen && { ...chosen, params: {} };
        const said = [{ type: 'text' as const, text: use ? templateText(use) : found.text }];
        const message = { key, to: address, parts: said, class: 'service' as const, lang: chosen?.lang ?? body.lang, ...(use && { template: use }) };
        await runtime.enter(found.to, { type: 'broadcast', message }, key);
        return { ...ok({ message: key }, 202), audit: { after: { to: found.to } } };
      },
    }),
    route({
      method: 'get',
      path: '/channels/:id/test/:message',
      summary: { en: 'What became of a test message', zh: '测试消息的结果' },
      example: examples.outcomeOfTest,
      params: byId.extend({ message: z.string().max(200).meta(about('As `POST /channels/:id/test` gave it', '`POST /channels/:id/test` 返回的编号')) }),
      response: outcome,
      handle: async ({ params }) => {
        if (!params.message.startsWith(keyOf(params.id, 0).slice(0, -1))) return refuse(404, 'not_found', 'There is no such test', 'message');
        const row = await store.collection(messages).get(params.message);
        return ok<z.input<typeof outcome>>(row ? outcomeOf(row) : { state: 'waiting', arrived: false });
      },
    }),
  ];
}

const firstWords = {
  en: 'On this channel the customer has to write first. Write to the shop from your own phone, then choose that chat here.',
  zh: '这个渠道要顾客先开口。请先用您自己的手机给店铺发一条消息，再在这里选择那个对话。',
};
