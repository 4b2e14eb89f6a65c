/** The shapes of what the API takes and gives. */
import { z } from 'zod';
import { about } from './words.ts';

const media = z.object({
  ref: z.string().optional(),
  url: z.string().optional(),
  stored: z.string().optional(),
  lost: z.literal(true).optional(),
  mime: z.string().optional(),
  name: z.string().optional(),
  bytes: z.number().optional(),
  seconds: z.number().optional(),
});
const withMedia = <T extends string>(type: T) => z.object({ type: z.literal(type), media, caption: z.string().optional() });

export const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  withMedia('image').extend({
    seen: z
      .object({
        text: z.string().optional(),
        of: z.enum(['order', 'coupon', 'product']).optional(),
        maybe: z.array(z.string()).optional(),
        why: z.string().optional(),
      })
      .optional(),
  }),
  withMedia('audio').extend({
    voice: z.boolean().optional(),
    transcript: z
      .object({
        text: z.string(),
        confidence: z.number().optional(),
        lang: z.string().optional(),
        by: z.string(),
        unsure: z.literal(true).optional(),
      })
      .optional(),
    unheard: z.string().optional(),
  }),
  withMedia('video'),
  withMedia('file'),
  z.object({ type: z.literal('place'), latitude: z.number(), longitude: z.number(), name: z.string().optional(), address: z.string().optional() }),
  z.object({ type: z.literal('person'), name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
  z.object({ type: z.literal('link'), url: z.string(), title: z.string().optional() }),
  z.object({
    type: z.literal('product'),
    card: z.object({
      title: z.string(),
      text: z.string().optional(),
      image: z.string().optional(),
      link: z.string().optional(),
      button: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('pressed'), token: z.string(), label: z.string().optional() }),
  z.object({ type: z.literal('unsupported'), kind: z.string() }),
]);

const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const sendMedia = z
  .strictObject({ url: webUrl.optional(), stored: z.string().max(100).optional(), name: z.string().max(200).optional() })
  .refine((given) => (given.url === undefined) !== (given.stored === undefined), 'give either url or stored');
const sendWithMedia = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), media: sendMedia, caption: z.string().max(1_024).optional() });

/** Part that a person may send: text, media by URL or from our media store, a link. */
export const sendPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().trim().min(1).max(8_000) }),
  sendWithMedia('image'),
  sendWithMedia('audio'),
  sendWithMedia('video'),
  sendWithMedia('file'),
  z.strictObject({ type: z.literal('link'), url: webUrl, title: z.string().max(200).optional() }),
]);

const place = z.object({ flow: z.string(), version: z.string(), at: z.string(), verb: z.string().optional(), line: z.number().optional() });
const run = z.object({
  id: z.string(),
  kind: z.enum(['service', 'promo']),
  stack: z.array(place),
  waiting: z.string().optional(),
  since: z.number().optional(),
});

export const conversationSummary = z.object({
  id: z.string(),
  channel: z.string(),
  account: z.string(),
  user: z.string(),
  contact: z.object({ id: z.string(), name: z.string().optional(), lang: z.string().optional(), tags: z.array(z.string()) }),
  state: z.enum(['open', 'handoff', 'closed']),
  owner: z.string().meta(about('`bot` or the name of the person who has it', '`bot`，或接待的同事的名字')),
  lastAt: z.number().meta(about('Of the last message, epoch ms', '最后一条消息的时间，毫秒时间戳')),
  preview: z.string().meta(about('The last text of the customer; the shop’s while they have said nothing', '顾客说的最后一句话；还没说过话时是店里的话')),
  reachable: z.boolean().meta(about('false: the customer blocked the shop or left', 'false：顾客已拉黑或离开')),
  messages: z.number().meta(about('Number of the last message', '最后一条消息的序号')),
  waits: z.number().optional().meta(about('Since when the customer waits for a person, epoch ms', '顾客从何时起在等人工回复，毫秒时间戳')),
  lost: z.string().optional().meta(about('Who had it last and did not answer in time', '上一位没有及时回复的接待人')),
  until: z.number().optional().meta(about('Until when who has it has time to answer, epoch ms', '接待人须在此时间前回复，毫秒时间戳')),
  cause: z
    .string()
    .optional()
    .meta(
      about('Why people have it: `asked`, `not_understood` or `flow NAME`', '为什么转到人工：`asked`（顾客要求）、`not_understood`（没听懂）或 `flow 名字`'),
    ),
  later: z
    .number()
    .nullable()
    .optional()
    .meta(about('Put off until then, epoch ms; null: until the customer writes', '稍后处理到这个时间，毫秒时间戳；null 表示等顾客再发消息')),
  planned: z
    .array(
      z.object({
        id: z.string(),
        act: z.enum(['say', 'close', 'assign']),
        by: z.string(),
        to: z.string().optional(),
        at: z.number().meta(about('When it happens by itself, epoch ms', '到这个时间自动执行，毫秒时间戳')),
        text: z.string().optional(),
        scheduled: z.boolean().optional().meta(about('Meant for a time of its own', '是定时的')),
        asks: z.boolean().optional().meta(about('The customer wrote first: it goes when a person says so', '顾客先发了消息：要有人确认才发出')),
      }),
    )
    .optional()
    .meta(about('What people planned and has not happened yet', '同事安排了、还没执行的操作')),
});
export const conversationDetail = conversationSummary.extend({
  front: run.optional(),
  background: z.array(run),
  handoff: z.object({ since: z.number(), until: z.number(), team: z.string().optional() }).optional(),
  window: z
    .object({
      open: z.boolean(),
      until: z.number().optional().meta(about('End of the reply window, epoch ms', '回复时限的结束时间，毫秒时间戳')),
      messages: z.number().optional().meta(about('Messages that may still go', '还能发几条')),
    })
    .optional()
    .meta(about('The reply window of the channel; none: free text may always go', '渠道的回复时限；没有这一项表示随时可以发')),
  voiceCall: z
    .boolean()
    .optional()
    .meta(about('The shop can call the customer over this channel, where the customer allows it', '可以通过这个渠道给顾客打电话，前提是顾客同意')),
  waitingToSend: z.number().meta(about('Messages that have not gone out yet', '还没有发出的消息条数')),
});

const choice = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['answer', 'start']), id: z.string(), slots: z.array(z.string()).optional() }),
  z.object({ do: z.literal('clarify'), ids: z.array(z.string()) }),
  z.object({ do: z.literal('reply'), value: z.string(), question: z.string() }),
  z.object({ do: z.literal('correct'), name: z.string(), question: z.string() }),
  z.object({ do: z.literal('cancel'), question: z.string() }),
]);

/** What models made of a message before its turn. */
const meaning = z.object({
  near: z.array(z.object({ text: z.string(), ranked: z.array(z.object({ id: z.string(), score: z.number() })) })).optional(),
  choice: choice.optional(),
  reworded: z.object({ from: z.string(), to: z.string() }).optional(),
  without: z.array(z.string()).optional(),
  used: z.object({ calls: z.number(), in: z.number(), out: z.number(), cost: z.number() }).optional(),
});

export const message = z.object({
  id: z.string(),
  n: z.number().meta(about('Its number in the conversation', '在对话中的序号')),
  at: z.number().meta(about('Epoch ms', '毫秒时间戳')),
  direction: z.enum(['in', 'out']),
  author: z.string().meta(about('`customer`, `bot` or the name of a person', '`customer`、`bot`，或同事的名字')),
  parts: z.array(part),
  choices: z.array(z.string()).optional(),
  meaning: meaning.optional().meta(about('What models made of it before it was answered', '回答之前模型给出的理解')),
  class: z.enum(['reply', 'service', 'promo']).optional(),
  status: z.enum(['received', 'queued', 'sending', 'held', 'sent', 'delivered', 'read', 'failed', 'unknown', 'withdrawn', 'moved']),
  movedTo: z.string().optional().meta(about('The conversation where it went out instead', '改从这个对话发出')),
  movedFrom: z.string().optional().meta(about('The conversation that it was written in', '原来写在这个对话里')),
  reason: z.object({ code: z.string(), en: z.string(), zh: z.string() }).optional(),
  detail: z.string().optional().meta(about('In the words of the provider', '平台的原话')),
  doubled: z.boolean().optional().meta(about('It may have arrived twice', '可能送达了两次')),
});

export const contact = z.object({
  id: z.string(),
  name: z.string().optional(),
  lang: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  externalId: z.string().optional(),
  tags: z.array(z.string()),
  vars: z.record(z.string(), z.unknown()).meta(about('What flows remember', '流程记住的内容')),
  consent: z.object({ marketing: z.boolean().optional(), service: z.boolean().optional(), review: z.boolean().optional(), personal: z.boolean().optional() }),
  came: z.string().optional().meta(about('Code, ad or link by which they came first', '最初从哪个渠道码、广告或链接来')),
  cameLast: z.string().optional().meta(about('The same of the last time', '最近一次从哪里来')),
  addresses: z.array(z.string()).meta(about('Conversations, the most recently used first', '各渠道的对话，最近用过的在前')),
  unreachable: z.array(z.string()).optional().meta(about('Those that cannot be written to now: blocked, left', '现在联系不上的：已拉黑或离开')),
  createdAt: z.number(),
  seenAt: z.number(),
});

export const problem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});
