import { z } from 'zod';
import type { Channel } from '../../channel.ts';
import { type Broadcasts, type Done, resumable } from '../../marketing/broadcast/broadcasts.ts';
import { passingOf } from '../../marketing/broadcast/passing-reasons.ts';
import { type BroadcastRow, marks, recipientId, recipientStates } from '../../marketing/broadcast/rows.ts';
import { span, wallClock } from '../../marketing/broadcast/schedule.ts';
import { type CompiledDraft, compileDraft, type ShopOfContent } from '../../marketing/content/compile.ts';
import { draftSchema } from '../../marketing/content/draft.ts';
import { pastProblem } from '../../marketing/content/draft-problems.ts';
import { preview, sampleVars } from '../../marketing/content/preview.ts';
import { budgetProblem } from '../../marketing/content/warnings.ts';
import type { Policy } from '../../marketing/gate.ts';
import type { MarketingProblem } from '../../marketing/problem.ts';
import { listRecipients, notSentCsv, reasonText } from '../../marketing/report/recipient-lists.ts';
import { reportOf } from '../../marketing/report/report.ts';
import { accountId, parseConversationId } from '../../message.ts';
import type { Runtime } from '../../runtime/deps/runtime-options.ts';
import { contacts } from '../../store/collections.ts';
import { recipient, recipientShape, report, shape, shapeOf as shapeWith, shown } from './broadcast-shapes.ts';
import * as examples from './examples/broadcasts.ts';
import { type Answer, listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

export interface BroadcastRouteParts {
  broadcasts: Broadcasts;
  shop: ShopOfContent;
  policy: Policy;
  channels: ReadonlyMap<string, Channel>;
  runtime: Pick<Runtime, 'enter'>;
  now(): number;
}

const byId = z.object({ id: z.string().max(100).meta(about('Id of the broadcast', '群发的编号')) });
const refuseProblems = (problems: readonly MarketingProblem[]) =>
  refuse(
    422,
    'problems',
    problems.map(({ field, at, en, zh }) => `${field}${at === undefined ? '' : `:${at + 1}`}: ${en} / ${zh}`).join('\n'),
    problems[0]?.field,
  );

/** A reason may name what it is about behind a colon. */
const inWords = (reasons: Readonly<Record<string, number>>): Record<string, { en: string; zh: string }> =>
  Object.fromEntries(
    Object.keys(reasons).map((reason) => {
      const [code = '', about] = reason.split(': ');
      const more = about === undefined ? '' : ` (${about})`;
      return [reason, { en: reasonText(code, 'en') + more, zh: reasonText(code, 'zh') + more }];
    }),
  );

/** Routes about broadcasts. */
export function broadcastRoutes({ broadcasts, shop, policy, channels, runtime, now }: BroadcastRouteParts): Route[] {
  const shapeOf = (row: BroadcastRow) => shapeWith(row, shop.zone, now());
  const answered = <T, R>(done: Done<T>, body: (value: T) => R): Answer<R> => {
    if (done.ok) return ok(body(done.value));
    const words = `${done.en} / ${done.zh}`;
    if (done.code === 'not_found') return refuse(404, 'not_found', words, 'id');
    return done.code === 'past' ? refuse(422, 'invalid', words, 'at') : refuse(409, 'not_possible', words);
  };
  const isOver = ({ at, zone }: CompiledDraft['draft']): MarketingProblem[] => {
    const wall = at === undefined ? null : wallClock(at);
    return at === undefined || !wall ? [] : pastProblem(at, span(wall, zone, shop.zone).to, now());
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
        const past = isOver(compiled.draft);
        if (past.length > 0) return refuseProblems(past);
        const row = await broadcasts.create(compiled.draft.name, compiled.draft);
        return { ok: true, status: 201, body: shapeOf(row), audit: { of: row._id, after: row.name } };
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
        const past = isOver(compiled.draft);
        if (past.length > 0) return refuseProblems(past);
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
        if ('ok' in found) return found;
        const { next } = shapeOf(found.row);
        const seen = await preview(found.compiled, { shop, channels, policy, id: params.id, now: now() });
        return ok({ ...seen, words: inWords(seen.excluded), ...(next && { next }) });
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
        const vars = { ...sampleVars, ...found.compiled.samples(body.address, now()) };
        const said = content.said({ _id: recipientId(params.id, 'test'), lang: shop.langs[0] ?? 'zh', vars }, address.channel);
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
        const { reachable, cost } = await preview(found.compiled, { shop, channels, policy, id: params.id, now: now(), examples: 0 });
        const overBudget = budgetProblem(found.compiled, shop, cost);
        if (overBudget) return refuseProblems([overBudget]);
        if (reachable === 0 && found.row.state === 'draft' && found.compiled.draft.every === undefined)
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
      path: '/broadcasts/:id/retry',
      summary: {
        en: 'Sends it again to those alone who failed for a reason that can pass; who withdrew consent since then does not get it',
        zh: '只重发给失败原因可能是暂时的顾客；之后撤回同意的不会收到',
      },
      example: examples.retryBroadcast,
      params: byId,
      response: z.object({ ...shape.shape, again: z.number().meta(about('To how many it is sent again', '重发给多少人')) }),
      handle: async ({ params }) => answered(await broadcasts.retry(params.id), ({ row, again }) => ({ ...shapeOf(row), again })),
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
        state: z
          .string()
          .max(120)
          .optional()
          .meta(about('Only those in this state; several with commas between', '只看这个状态的；多个用逗号隔开'))
          .transform((text) => text?.split(','))
          .pipe(z.array(z.enum(recipientStates)).optional()),
        mark: z.enum(marks).optional().meta(about('Those who did it', '做过这件事的人')),
        reason: z.string().max(60).optional().meta(about('Why it was not sent', '没有发出的原因')),
        ...paging,
      }),
      response: listOf(recipient),
      handle: async ({ params, query }) => {
        const { cursor = '', limit, state, mark, reason } = query;
        const asked = { ...(state && { states: state }), ...(mark && { mark }), ...(reason !== undefined && { reason }) };
        const { items, next } = await listRecipients(shop.store, params.id, asked, cursor, limit);
        const people = new Map(
          (await shop.store.collection(contacts).getMany([...new Set(items.map(({ contact }) => contact))])).map((one) => [one._id, one.name]),
        );
        return ok({ items: items.map((row) => recipientShape(row, people.get(row.contact))), ...(next !== undefined && { next }) });
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
        const variants = Object.keys(draftSchema.safeParse(row.draft).data?.ab?.variants ?? {});
        const came = await reportOf(shop.store, row, receipts, variants);
        return ok({ ...came, passing: passingOf(came.failed), words: inWords({ ...came.excluded, ...came.failed }) });
      },
    }),
  ];
}
