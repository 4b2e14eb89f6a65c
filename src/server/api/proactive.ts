import { z } from 'zod';
import { proactiveReport } from '../../proactive/report.ts';
import type { Store } from '../../store/store.ts';
import * as examples from './examples/proactive.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const dayMs = 86_400_000;
const count = z.number().int();
const side = z.object({
  moments: count.meta(about('Moments at which the rule fitted', '符合规则的次数')),
  opened: count.meta(about('Followed', '点开')),
  dismissed: count.meta(about('Closed', '关掉')),
  answered: count.meta(about('Wrote within a day', '一天内说了话')),
  ordered: count.meta(about('Ordered within seven days; an order counts for the last moment before it', '七天内下单；一张订单只算给它之前的最后一次')),
  revenue: z.record(z.string(), count).meta(about('Minor units, for each currency', '最小货币单位，按货币分开')),
});

/** Routes about speaking first on the shop's own site. */
export function proactiveReportRoutes(store: Store, now: () => number): Route[] {
  return [
    route({
      method: 'get',
      path: '/reports/proactive',
      summary: {
        en: 'What came of speaking first, by rule: those who were shown it, and beside them those of the hold-out; the last 30 days unless asked otherwise',
        zh: '主动搭话的效果，按规则：看到的访客，以及留作对照、没有看到的访客；默认最近 30 天',
      },
      example: examples.proactiveFigures,
      query: z.object({
        from: z.coerce.number().int().min(0).optional().meta(about('From this time on, epoch ms', '从这个时间起，毫秒时间戳')),
        to: z.coerce.number().int().min(0).optional().meta(about('Before this time, epoch ms', '到这个时间之前，毫秒时间戳')),
      }),
      response: z.object({
        rules: z.array(
          z.object({
            rule: z.string().meta(about('Name of the rule', '规则的名字')),
            shown: side.meta(about('Visitors who were shown it', '看到的访客')),
            held: side.meta(about('Visitors of the hold-out', '没有看到、留作对照的访客')),
          }),
        ),
        complete: z.boolean().meta(about('False when there were more moments than are counted at once', '次数太多、没有数完时为 false')),
      }),
      handle: async ({ query }) => {
        const to = query.to ?? now();
        const from = query.from ?? to - 30 * dayMs;
        if (from >= to) return refuse(422, 'invalid', 'query: `from` has to be before `to`', 'from');
        return ok(await proactiveReport(store, from, to));
      },
    }),
  ];
}
