import { z } from 'zod';
import type { ShopFacts } from '../../engine/model/engine-turn.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import { states, understand } from '../../transcripts/understand.ts';
import { tryMessage } from './examples/understanding.ts';
import { ok, type Route, route } from './route.ts';
import { about } from './words.ts';

const candidate = z.object({ kind: z.enum(['faq', 'flow']), id: z.string(), title: z.string(), score: z.number() });
const understanding = z.object({
  language: z.string().nullable().meta(about('null when the text does not tell', '看不出来时为 null')),
  courtesies: z.array(z.string()).meta(about('Greeting, thanks and the like', '问候、道谢之类')),
  clauses: z.array(z.object({ text: z.string(), candidates: z.array(candidate) })),
  optsOut: z.boolean(),
  wantsPerson: z.boolean(),
  command: z.string().nullable().meta(about('A word that works anywhere: cancel, menu, help', '随时有效的词：取消、菜单、帮助')),
  sure: z.number().meta(about('From this score on it is answered', '达到这个分数就直接回答')),
  maybe: z.number().meta(about('From this score on the customer is asked whether it is meant', '达到这个分数就问顾客是不是这个意思')),
  rule: z.string().nullable().meta(about('The rule that decided', '最终起作用的规则')),
  would: z.array(
    z.union([z.object({ say: z.string(), choices: z.array(z.string()).optional() }), z.object({ call: z.string() }), z.object({ handoff: z.string() })]),
  ),
  notes: z.array(z.string()),
});

/** Routes that explain how the live flows understand a message. */
export function understandingRoutes({ flows, shop }: { flows: { set(): FlowSet }; shop: Partial<ShopFacts> }): Route[] {
  return [
    route({
      method: 'post',
      path: '/understanding/try',
      summary: {
        en: 'What a message would mean to the live flows, and why; nothing is done',
        zh: '一条消息在现有流程里会被怎样理解、为什么；只是试试，什么都不做',
      },
      example: tryMessage,
      body: z.strictObject({
        text: z.string().min(1).max(4_000),
        state: z.enum(states).default('idle').meta(about('`menu`: the menu is on show', '`menu`：正显示着菜单')),
        lang: z.string().max(20).optional().meta(about('Of the customer; heard from the text unless given', '顾客的语言；不填就从文字判断')),
      }),
      response: understanding,
      handle: async ({ body }) => ok(understand(flows.set(), body.text, { state: body.state, shop, ...(body.lang && { lang: body.lang }) })),
    }),
  ];
}
