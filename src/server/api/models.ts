/** Routes about models: what they cost, and drafts of answers for people. */
import { z } from 'zod';
import { type ModelCount, type ModelTask, modelTasks } from '../../store/model-days.ts';
import * as examples from './examples/models.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

/** Days that are told at most. */
const mostDays = 400;

export interface ModelUsage {
  currency: string;
  today: string;
  days: { day: string; total: ModelCount; tasks: Partial<Record<ModelTask, ModelCount>> }[];
  caps: { conversation: number; day: number };
  capped: boolean;
}

export interface ModelDesk {
  assists: boolean;
  /** Returns the last days, at most so many, the newest first. */
  usage(days: number): Promise<ModelUsage>;
  /** Drafts an answer; `none` says why there is none. Undefined unless models assist. */
  draft?(conversation: string): Promise<{ text: string; entries: { id: string; title: string }[] } | { none: string } | 'unknown'>;
}

const count = z.int().min(0);
const counted = z.object({
  calls: count.meta(about('Requests', '请求次数')),
  in: count.meta(about('Tokens read', '读入的 token')),
  out: count.meta(about('Tokens written', '写出的 token')),
  cost: count.meta(about('Minor units of the currency, rounded up', '以货币最小单位计，向上取整')),
});
const tasks = z.partialRecord(z.enum(modelTasks), counted);
const none = z.enum(['nothing', 'made_up', 'cap', 'busy', 'late', 'refused', 'failed', 'off']);

/** Cost is counted in millionths; whole minor units are told. */
const told = ({ cost, ...rest }: ModelCount): ModelCount => ({ ...rest, cost: Math.ceil(cost / 1_000_000) });

/** Routes about models; `desk` is undefined where none is set. */
export function modelRoutes(desk: ModelDesk | undefined): Route[] {
  return [
    route({
      method: 'get',
      path: '/models',
      summary: { en: 'Whether models are asked, and whether they draft answers for people', zh: '是否启用了模型、是否为客服起草回复' },
      example: examples.state,
      response: z.object({ on: z.boolean(), assists: z.boolean() }),
      handle: async () => ok({ on: desk !== undefined, assists: desk?.assists ?? false }),
    }),
    route({
      method: 'get',
      path: '/models/usage',
      summary: { en: 'Tokens and cost of models by day, the newest first, and the caps', zh: '模型每天用了多少 token、花了多少，最新的在前；以及上限' },
      example: examples.usage,
      query: z.object({
        days: z.coerce.number().int().min(1).max(mostDays).default(30).meta(about('Days at most', '最多几天')),
      }),
      response: z.object({
        on: z.boolean(),
        currency: z.string().optional(),
        today: z.string().optional().meta(about('In the zone of the shop', '按店铺时区')),
        days: z.array(z.object({ day: z.string(), total: counted, tasks })),
        caps: z.object({ conversation: count, day: count }).optional().meta(about('Minor units a day', '每天的上限，最小货币单位')),
        capped: z.boolean().meta(about('The cap of the day is reached: words decide', '已到当天上限，只按字面判断')),
      }),
      handle: async ({ query }) => {
        if (!desk) return ok({ on: false, days: [], capped: false });
        const usage = await desk.usage(query.days);
        const days = usage.days.map(({ day, total, tasks }) => ({
          day,
          total: told(total),
          tasks: Object.fromEntries(Object.entries(tasks).map(([task, one]) => [task, told(one)])),
        }));
        return ok({ on: true, ...usage, days });
      },
    }),
    route({
      method: 'post',
      path: '/conversations/:id/suggested-answer',
      summary: {
        en: 'Drafts an answer to what the customer wrote last, of entries of the FAQ; nothing is sent',
        zh: '根据常见问题为顾客的最后一句话起草回复；不会发送',
      },
      example: examples.draft,
      params: z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) }),
      response: z.object({
        text: z.string().meta(about('The draft; empty where there is none', '草稿；没有时为空')),
        entries: z.array(z.object({ id: z.string(), title: z.string() })).meta(about('Entries that it was made of', '用到的条目')),
        none: none.optional().meta(about('Why there is none', '没有草稿的原因')),
      }),
      handle: async ({ params }) => {
        const drafted = desk?.draft ? await desk.draft(params.id) : { none: 'off' };
        if (drafted === 'unknown') return refuse(404, 'not_found', 'There is no such conversation', 'id');
        return ok('text' in drafted ? drafted : { text: '', entries: [], none: none.catch('failed').parse(drafted.none) });
      },
    }),
  ];
}
