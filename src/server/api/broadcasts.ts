import { z } from 'zod';
import type { Channel } from '../../channel.ts';
import { type Broadcasts, type Done, resumable } from '../../marketing/broadcast/broadcasts.ts';
import { type BroadcastRow, broadcastStates, marks, type RecipientRow, recipientId, recipientStates } from '../../marketing/broadcast/rows.ts';
import { span, wallClock } from '../../marketing/broadcast/schedule.ts';
import { type CompiledDraft, compileDraft, type ShopOfContent } from '../../marketing/content/compile.ts';
import { draftSchema } from '../../marketing/content/draft.ts';
import { preview, sampleVars } from '../../marketing/content/preview.ts';
import type { MarketingProblem } from '../../marketing/problem.ts';
import { listRecipients, notSentCsv } from '../../marketing/report/recipient-lists.ts';
import { reportOf } from '../../marketing/report/report.ts';
import { accountId, parseConversationId } from '../../message.ts';
import type { Runtime } from '../../runtime/deps/runtime-options.ts';
import * as examples from './examples/broadcasts.ts';
import { type Answer, listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export interface BroadcastRouteParts {
  broadcasts: Broadcasts;
  shop: ShopOfContent;
  channels: ReadonlyMap<string, Channel>;
  runtime: Pick<Runtime, 'enter'>;
  now(): number;
}

const byId = z.object({ id: z.string().max(100).meta(about('Id of the broadcast', '群发的编号')) });
const reasons = z.record(z.string(), z.number()).meta(about('How many, by reason', '按原因计数'));
const shape = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(broadcastStates),
  why: z.string().optional().meta(about('Why it rests', '暂停的原因')),
  detail: z.string().optional(),
  draft: z.record(z.string(), z.unknown()),
  created: z.number(),
  start: z.number().optional().meta(about('When it begins for the first of them', '最早开始发送的时间')),
  started: z.number().optional(),
  ended: z.number().optional(),
});
const recipient = z.object({
  contact: z.string(),
  conversation: z.string().optional(),
  state: z.enum(recipientStates),
  reason: z.string().optional(),
  detail: z.string().optional(),
  variant: z.string().optional(),
  at: z.number(),
  sent: z.number().optional(),
});
const report = z.object({
  state: z.enum(broadcastStates),
  planned: z.number(),
  excluded: reasons,
  pending: z.number(),
  sent: z.number(),
  delivered: z.number().nullable().meta(about('Null where no channel reports it', '渠道没有回执时为 null')),
  read: z.number().nullable(),
  replied: z.number(),
  clicked: z.number(),
  ordered: z.number(),
  revenue: z
    .array(z.object({ amount: z.number(), currency: z.string() }))
    .meta(about('What those orders brought, minor units', '这些订单的金额，最小货币单位')),
  ordered_by: z
    .object({ coupon: z.number(), click: z.number(), delivery: z.number() })
    .meta(
      about(
        'Why they count: its coupon, a click within 7 days before, it was received within 24 hours before',
        '为什么算：用了它的优惠码、下单前 7 天内点过、下单前 24 小时内收到',
      ),
    ),
  opted_out: z.number(),
  failed: reasons,
  unknown: z.number().meta(about('May have arrived; never sent again by itself', '可能已送达；不会自动重发')),
  stopped: z.number(),
  cost: z.array(z.object({ amount: z.number(), currency: z.string() })).meta(about('By the price table, minor units', '按价目表计算，最小货币单位')),
  unpriced: z.record(z.string(), z.number()).meta(about('Messages whose price is not known', '不知道价格的消息数')),
});
const shown = z.object({
  count: z.number().meta(about('People whom the condition names', '符合条件的人数')),
  reachable: z.number().meta(about('Those of them who agreed and can be written to', '其中同意接收且能联系上的人数')),
  byChannel: z.record(z.string(), z.number()),
  excluded: reasons,
  notes: z
    .array(z.object({ account: z.string(), en: z.string(), zh: z.string() }))
    .meta(about('What holds accounts up: how many people a day, nearly the same texts', '各账号的限制：每天人数、相似内容')),
  examples: z.array(z.object({ contact: z.string(), name: z.string().optional(), channel: z.string(), lang: z.string(), shown: z.array(z.string()) })),
});

function shapeOf({ _id, name, state, why, detail, draft: written, createdAt, startAt, startedAt, endedAt }: BroadcastRow): z.input<typeof shape> {
  return {
    id: _id,
    name,
    state,
    ...(why !== undefined && { why }),
    ...(detail !== undefined && { detail }),
    draft: z.record(z.string(), z.unknown()).catch({}).parse(written),
    created: createdAt,
    ...(startAt !== undefined && { start: startAt }),
    ...(startedAt !== undefined && { started: startedAt }),
    ...(endedAt !== undefined && { ended: endedAt }),
  };
}

function recipientShape({ contact, conversation, state, reason, detail, variant, at, sentAt }: RecipientRow): z.input<typeof recipient> {
  return {
    contact,
    state,
    at,
    ...(conversation !== undefined && { conversation }),
    ...(reason !== undefined && reason !== null && { reason }),
    ...(detail !== undefined && detail !== null && { detail }),
    ...(variant !== undefined && { variant }),
    ...(sentAt !== undefined && { sent: sentAt }),
  };
}

const refuseProblems = (problems: readonly MarketingProblem[]) =>
  refuse(
    422,
    'problems',
    problems.map(({ field, at, en, zh }) => `${field}${at === undefined ? '' : `:${at + 1}`}: ${en} / ${zh}`).join('\n'),
    problems[0]?.field,
  );

/** Routes about broadcasts. */
export function broadcastRoutes({ broadcasts, shop, channels, runtime, now }: BroadcastRouteParts): Route[] {
  const answered = <T, R>(done: Done<T>, body: (value: T) => R): Answer<R> => {
    if (done.ok) return ok(body(done.value));
    const words = `${done.en} / ${done.zh}`;
    if (done.code === 'not_found') return refuse(404, 'not_found', words, 'id');
    return done.code === 'past' ? refuse(422, 'invalid', words, 'at') : refuse(409, 'not_possible', words);
  };
  const acted = (done: Done<BroadcastRow>) => answered(done, shapeOf);
  const compiledOf = async (id: string): Promise<{ row: BroadcastRow; compiled: CompiledDraft } | ReturnType<typeof refuse>> => {
    const row = await broadcasts.get(id);
    if (!row) return refuse(404, 'not_found', 'There is no such broadcast / 没有这条群发', 'id');
    const compiled = await compileDraft(row.draft, shop);
    return compiled.ok ? { row, compiled } : refuseProblems(compiled.problems);
  };
  return [
    route({
      method: 'get',
      path: '/broadcasts',
      summary: { en: 'Broadcasts, the newest first', zh: '群发列表，最新的在前' },
      example: examples.listBroadcasts,
      query: z.object(paging),
      response: listOf(shape),
      handle: async ({ query }) => {
        const rows = await broadcasts.list(query.limit + 1, query.cursor === undefined ? undefined : Number(query.cursor) || 0);
        const items = rows.slice(0, query.limit);
        return ok({ items: items.map(shapeOf), ...(rows.length > query.limit && { next: String(items.at(-1)?.createdAt) }) });
      },
    }),
    route({
      method: 'post',
      path: '/broadcasts',
      summary: { en: 'Makes a draft; refused whole when something in it is wrong', zh: '新建草稿；有错误时整个不收' },
      example: examples.createBroadcast,
      body: z.object({}).catchall(z.unknown()),
      response: shape,
      handle: async ({ body }) => {
        const compiled = await compileDraft(body, shop);
        if (!compiled.ok) return refuseProblems(compiled.problems);
        return ok(shapeOf(await broadcasts.create(compiled.draft.name, compiled.draft)), 201);
      },
    }),
    route({
      method: 'get',
      path: '/broadcasts/:id',
      summary: { en: 'One broadcast', zh: '一条群发' },
      example: examples.oneBroadcast,
      params: byId,
      response: shape,
      handle: async ({ params }) => {
        const row = await broadcasts.get(params.id);
        return row ? ok(shapeOf(row)) : refuse(404, 'not_found', 'There is no such broadcast / 没有这条群发', 'id');
      },
    }),
    route({
      method: 'patch',
      path: '/broadcasts/:id',
      summary: { en: 'Changes a draft; what is not given stays', zh: '修改草稿；没写的保持不变' },
      example: examples.changeBroadcast,
      params: byId,
      body: z.object({}).catchall(z.unknown()),
      response: shape,
      handle: async ({ params, body }) => {
        const row = await broadcasts.get(params.id);
        if (!row) return refuse(404, 'not_found', 'There is no such broadcast / 没有这条群发', 'id');
        const compiled = await compileDraft({ ...draftSchema.parse(row.draft), ...body }, shop);
        if (!compiled.ok) return refuseProblems(compiled.problems);
        return acted(await broadcasts.change(params.id, compiled.draft.name, compiled.draft));
      },
    }),
    route({
      method: 'delete',
      path: '/broadcasts/:id',
      summary: { en: 'Removes a draft, or a broadcast that is over', zh: '删除草稿或已结束的群发' },
      example: examples.removeBroadcast,
      params: byId,
      response: z.object({}),
      handle: async ({ params }) => answered(await broadcasts.remove(params.id), () => ({})),
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/preview',
      summary: {
        en: 'Who would get it now, who would not and why, and what some of them would see, channel by channel',
        zh: '现在发会发给谁、谁收不到及原因，以及其中几位在各渠道看到的样子',
      },
      example: examples.previewBroadcast,
      params: byId,
      response: shown,
      handle: async ({ params }) => {
        const found = await compiledOf(params.id);
        return 'ok' in found ? found : ok(await preview(found.compiled, { shop, channels, id: params.id, now: now() }));
      },
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/test',
      summary: { en: 'Sends it once to one address, for instance your own; it is not counted', zh: '只发给一个地址试看（比如您自己），不计入统计' },
      example: examples.testBroadcast,
      params: byId,
      body: z.strictObject({ address: z.string().min(3).max(500).meta(about('Conversation, e.g. telegram:main:42', '会话，例如 telegram:main:42')) }),
      response: z.object({ message: z.string() }),
      handle: async ({ params, body }) => {
        const found = await compiledOf(params.id);
        if ('ok' in found) return found;
        const address = parseConversationId(body.address);
        if (!address || !channels.has(accountId(address)))
          return refuse(
            422,
            'invalid',
            'No channel of this name is on; write for example telegram:main:42 / 没有开通这个渠道；请写成例如 telegram:main:42',
            'address',
          );
        const { content } = found.compiled;
        const said = content.said({ _id: recipientId(params.id, 'test'), lang: shop.langs[0] ?? 'zh', vars: sampleVars }, address.channel);
        const key = `t:${params.id}:${now()}`;
        await runtime.enter(body.address, { type: 'broadcast', message: { ...said, key, to: address, class: 'service' } }, key);
        return ok({ message: key }, 202);
      },
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/start',
      summary: { en: 'Starts it, at once or at its time; refused when nobody would get it', zh: '启动：立即或按设定时间；没有人能收到时不启动' },
      example: examples.startBroadcast,
      params: byId,
      response: shape,
      handle: async ({ params }) => {
        const found = await compiledOf(params.id);
        if ('ok' in found) return found;
        const { at, zone } = found.compiled.draft;
        const wall = at === undefined ? null : wallClock(at);
        const { reachable } = await preview(found.compiled, { shop, channels, id: params.id, now: now(), examples: 0 });
        if (reachable === 0 && found.row.state === 'draft')
          return refuse(
            422,
            'invalid',
            'Nobody would get it: see its preview / 没有人能收到，请看预览',
            found.compiled.draft.segment === undefined ? 'where' : 'segment',
          );
        return acted(await broadcasts.start(params.id, wall ? span(wall, zone, shop.zone) : undefined));
      },
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/pause',
      summary: { en: 'Pauses it: nothing more goes out within a second', zh: '暂停：一秒内不再发出' },
      example: examples.pauseBroadcast,
      params: byId,
      response: shape,
      handle: async ({ params }) => acted(await broadcasts.pause(params.id)),
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/resume',
      summary: { en: 'Goes on with what is pending, what failed, or both', zh: '恢复：继续发送未发的、失败的，或两者' },
      example: examples.resumeBroadcast,
      params: byId,
      body: z.strictObject({ only: z.array(z.enum(resumable)).min(1).default(['pending']) }),
      response: z.object({ ...shape.shape, again: z.number().meta(about('How many of those that had failed are tried again', '失败的里面有多少会重试')) }),
      handle: async ({ params, body }) => answered(await broadcasts.resume(params.id, body.only), ({ row, again }) => ({ ...shapeOf(row), again })),
    }),
    route({
      method: 'post',
      path: '/broadcasts/:id/stop',
      summary: { en: 'Stops it for good; who has not got it does not', zh: '彻底停止，没发到的不再发' },
      example: examples.stopBroadcast,
      params: byId,
      response: shape,
      handle: async ({ params }) => acted(await broadcasts.stop(params.id)),
    }),
    route({
      method: 'get',
      path: '/broadcasts/:id/recipients',
      summary: { en: 'Its recipients, also those who were left out, with the reason', zh: '收件人名单，包括没发的和原因' },
      example: examples.listRecipients,
      params: byId,
      query: z.object({
        state: z.enum(recipientStates).optional().meta(about('Only those in this state', '只看这个状态的')),
        mark: z.enum(marks).optional().meta(about('Those who did it', '做过这件事的人')),
        reason: z.string().max(60).optional().meta(about('Why it was not sent', '没有发出的原因')),
        ...paging,
      }),
      response: listOf(recipient),
      handle: async ({ params, query }) => {
        const { cursor = '', limit, ...asked } = query;
        const { items, next } = await listRecipients(shop.store, params.id, asked, cursor, limit);
        return ok({ items: items.map(recipientShape), ...(next !== undefined && { next }) });
      },
    }),
    route({
      method: 'get',
      path: '/broadcasts/:id/unsent',
      summary: { en: 'Who did not get it and why, as the lines of a CSV file', zh: '没有收到的人和原因，CSV 文件的内容' },
      example: examples.notSentOfBroadcast,
      params: byId,
      query: z.object({ lang: z.enum(['zh', 'en']).default('en').meta(about('Language of the reasons', '原因用哪种语言')) }),
      response: z.object({ csv: z.string() }),
      handle: async ({ params, query }) => {
        if (!(await broadcasts.get(params.id))) return refuse(404, 'not_found', 'There is no such broadcast / 没有这条群发', 'id');
        let csv = '';
        for await (const lines of notSentCsv(shop.store, params.id, query.lang)) csv += lines;
        return ok({ csv });
      },
    }),
    route({
      method: 'get',
      path: '/broadcasts/:id/report',
      summary: { en: 'What came of it', zh: '群发的结果' },
      example: examples.reportBroadcast,
      params: byId,
      response: report,
      handle: async ({ params }) => {
        const row = await broadcasts.get(params.id);
        if (!row) return refuse(404, 'not_found', 'There is no such broadcast / 没有这条群发', 'id');
        const receipts = new Set([...channels.values()].flatMap(({ capabilities }) => [...capabilities.receipts]));
        return ok(await reportOf(shop.store, row, receipts));
      },
    }),
  ];
}
