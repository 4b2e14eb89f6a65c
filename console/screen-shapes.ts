/** Shapes of what the API answers to the screens besides the inbox, as far as they read them. */
import * as z from 'zod/mini';

const listOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), next: z.optional(z.string()) });
const both = z.object({ en: z.string(), zh: z.string() });
const amount = z.object({ amount: z.number(), currency: z.string() });
const byKey = z.record(z.string(), z.number());

export const customerList = listOf(z.object({ id: z.string(), name: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }));
export const segmentRow = z.object({ id: z.string(), name: z.string(), where: z.string() });
export const segmentList = listOf(segmentRow);
export const segmentPeople = listOf(z.object({ id: z.string(), name: z.optional(z.string()), channel: z.optional(z.string()) }));
export const counted = z.object({ count: z.number(), reachable: z.number(), byChannel: byKey });
export const tagsNow = z.object({ tags: z.array(z.string()) });

export const faqEntry = z.object({
  n: z.number(),
  line: z.number(),
  q: z.array(z.string()),
  a: z.union([z.string(), z.record(z.string(), z.string())]),
  checkBy: z.optional(z.string()),
});
export type FaqEntry = z.infer<typeof faqEntry>;
export const faqFile = z.object({ faq: z.string(), file: z.string(), entries: z.array(faqEntry) });
export const faqList = listOf(faqFile);
export const question = z.object({ id: z.string(), count: z.number(), people: z.number(), last: z.number(), examples: z.array(z.string()), lang: z.string() });
export type Question = z.infer<typeof question>;
export const questionList = z.object({ items: z.array(question) });

export const suggestion = z.object({
  id: z.string(),
  count: z.number(),
  people: z.number(),
  last: z.number(),
  q: z.array(z.string()),
  a: z.string(),
  answers: z.number(),
  lang: z.string(),
});
export type Suggestion = z.infer<typeof suggestion>;
export const suggestionList = z.object({ items: z.array(suggestion) });

export const broadcast = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['draft', 'scheduled', 'sending', 'paused', 'awaiting_staff', 'stopped', 'completed']),
  why: z.optional(z.string()),
  draft: z.looseObject({
    where: z.optional(z.string()),
    segment: z.optional(z.string()),
    content: z.looseObject({ text: z.optional(z.union([z.string(), z.record(z.string(), z.string())])) }),
    at: z.optional(z.string()),
  }),
  created: z.number(),
  start: z.optional(z.number()),
  started: z.optional(z.number()),
  ended: z.optional(z.number()),
});
export type Broadcast = z.infer<typeof broadcast>;
export const broadcastList = listOf(broadcast);
export const broadcastPreview = z.object({
  count: z.number(),
  reachable: z.number(),
  byChannel: byKey,
  later: z.number(),
  excluded: byKey,
  words: z.optional(z.record(z.string(), both)),
  cost: z.object({ sums: z.array(amount), unknown: byKey }),
  warnings: z.array(both),
  forms: z.record(z.string(), z.array(z.string())),
  examples: z.array(z.object({ contact: z.string(), name: z.optional(z.string()), channel: z.string(), lang: z.string(), shown: z.array(z.string()) })),
});
export type BroadcastPreview = z.infer<typeof broadcastPreview>;
export const broadcastReport = z.object({
  planned: z.number(),
  pending: z.number(),
  sent: z.number(),
  delivered: z.nullable(z.number()),
  read: z.nullable(z.number()),
  replied: z.number(),
  clicked: z.number(),
  ordered: z.number(),
  opted_out: z.number(),
  unknown: z.number(),
  stopped: z.number(),
  excluded: byKey,
  failed: byKey,
  passing: z.number(),
  words: z.optional(z.record(z.string(), both)),
  revenue: z.array(amount),
  cost: z.array(amount),
});
export const csvText = z.object({ csv: z.string() });

export const reply = z.object({ id: z.string(), name: z.string(), mine: z.boolean(), text: z.record(z.string(), z.string()) });
export type Reply = z.infer<typeof reply>;
export const replyList = listOf(reply);

export const channelList = listOf(
  z.object({
    id: z.string(),
    channel: z.string(),
    account: z.string(),
    official: z.boolean(),
    state: z.enum(['starting', 'need_qr', 'authenticating', 'ready', 'degraded', 'logged_out', 'banned', 'failed', 'stopped']),
    detail: z.optional(z.string()),
    resting: z.array(z.object({ what: z.string(), until: z.string(), en: z.string(), zh: z.string(), detail: z.optional(z.string()) })),
    pairing: z.boolean(),
    webhook: z.optional(z.string()),
    risk: z.optional(both),
  }),
);
export const pairing = z.object({ qr: z.optional(z.string()), code: z.optional(z.string()), at: z.number(), left: z.optional(z.number()) });
export const findings = listOf(z.object({ level: z.string(), where: z.string(), what: both, cure: both }));

export const shopSettings = z.object({
  name: z.record(z.string(), z.string()),
  langs: z.array(z.string()),
  hours: z.record(z.string(), z.optional(z.array(z.string()))),
  closed_on: z.array(z.string()),
  file: z.string(),
  waits: z.boolean(),
  elsewhere: z.array(z.object({ key: z.string(), value: z.string(), where: z.string() })),
});
export type ShopSettings = z.infer<typeof shopSettings>;
export const programState = z.object({
  version: z.string(),
  ready: z.boolean(),
  store: z.string(),
  disk: z.string(),
  mind: z.array(z.string()),
  backup: z.optional(z.object({ at: z.number(), file: z.string(), isThere: z.boolean(), sameDisk: z.boolean() })),
});
export const troubleList = listOf(
  z.object({
    id: z.string(),
    conversation: z.string(),
    at: z.number(),
    status: z.string(),
    parts: z.array(z.looseObject({ type: z.string(), text: z.optional(z.string()) })),
    reason: z.optional(both),
  }),
);
export const problemList = listOf(
  z.object({ file: z.string(), line: z.number(), column: z.number(), severity: z.string(), message: z.string(), hint: z.optional(z.string()) }),
);
export const inviteList = listOf(
  z.object({ id: z.string(), role: z.enum(['owner', 'editor', 'agent']), expires: z.number(), by: z.string(), name: z.optional(z.string()) }),
);

const earned = z.object({ count: z.number(), revenue: z.array(amount) });
export const figures = z.object({
  conversations: z.number(),
  solved: z.number(),
  with_person: z.number(),
  unsolved: z.number(),
  containment: z.nullable(z.number()),
  handoffs: z.number(),
  handoff_causes: byKey,
  unanswered: z.number(),
  first_answer: z.object({
    bot: z.object({ median_ms: z.nullable(z.number()) }),
    person: z.object({ median_ms: z.nullable(z.number()), p90_ms: z.nullable(z.number()) }),
  }),
  csat: z.object({ count: z.number(), average: z.nullable(z.number()), satisfied: z.nullable(z.number()) }),
  orders: earned,
  spent: z.object({ messages: z.array(amount), unpriced: z.number() }),
  saved: z.object({ minutes: z.number(), money: z.nullable(amount) }),
});
export type Figures = z.infer<typeof figures>;
export const overview = z.object({
  range: z.object({ from: z.string(), to: z.string(), days: z.number(), zone: z.string() }),
  total: figures,
  before: figures,
  rows: z.array(z.object({ key: z.string(), name: z.string(), figures })),
});
const campaignRow = z.object({
  key: z.string(),
  kind: z.string(),
  id: z.string(),
  name: z.string(),
  reached: z.number(),
  clicked: z.nullable(z.number()),
  orders: earned,
  lift: z.nullable(z.object({ enough: z.boolean(), words: both })),
});
export type CampaignRow = z.infer<typeof campaignRow>;
export const campaigns = z.object({ rows: z.array(campaignRow) });
