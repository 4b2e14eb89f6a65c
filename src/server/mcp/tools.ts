/** The tools of assistants: what each does is a route of the API or a few, with the caller's own rights. */
import { z } from 'zod';
import type { AskApi, Said } from './ask-api.ts';
import { flowTools } from './flow-tools.ts';
import { reads, type Tool, writes } from './tool.ts';

const limit = z.number().int().min(1).max(50).default(10);
const word = z.string().trim().min(1).max(200);
const id = z.string().min(1).max(600);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The route of each report. */
const reports = {
  overview: 'get /reports/overview',
  flows: 'get /reports/flows',
  channels: 'get /reports/channels',
  campaigns: 'get /reports/campaigns',
  orders: 'get /reports/orders',
  csat: 'get /reports/csat',
  proactive: 'get /reports/proactive',
} as const;

const listShape = z.object({ items: z.array(z.looseObject({ id: z.string() })) });

/** Returns what both said, under names; the first refusal otherwise. */
async function together(asked: Record<string, Promise<Said>>): Promise<Said> {
  const body: Record<string, unknown> = {};
  for (const [name, said] of await Promise.all(Object.entries(asked).map(async ([key, one]) => [key, await one] as const))) {
    if (!said.ok) return said;
    body[name] = said.body;
  }
  return { ok: true, body };
}

const conversation = (ask: AskApi, of: string, last: number): Promise<Said> =>
  together({
    conversation: ask('get /conversations/:id', { params: { id: of } }),
    newestFirst: ask('get /conversations/:id/messages', { params: { id: of }, query: { limit: last } }),
  });

export const tools: readonly Tool[] = [
  reads({
    name: 'find_conversations',
    title: 'Find conversations',
    about:
      'Lists conversations with customers, the most recently active first. q finds a name, text, phone, e-mail or order number; queue is needs_reply (who waits for a person, longest first), mine, unassigned, bot or all.',
    input: z.object({ q: word.optional(), queue: z.enum(['needs_reply', 'mine', 'unassigned', 'bot', 'all']).optional(), limit }),
    read: (args, ask) => ask('get /conversations', { query: args }),
  }),
  reads({
    name: 'read_conversation',
    title: 'Read a conversation',
    about: 'Returns who has a conversation, where its flows stand, and its last messages.',
    input: z.object({ id, last: limit }),
    read: (args, ask) => conversation(ask, args.id, args.last),
  }),
  reads({
    name: 'find_orders',
    title: 'Find orders',
    about: 'Finds orders by number, e-mail, phone, name, address, SKU or parcel number; up to three hits come whole. Amounts are in minor units (cents, fen).',
    input: z.object({ q: word, limit }),
    async read(args, ask) {
      const said = await ask('get /orders', { query: args });
      const found = said.ok ? listShape.safeParse(said.body) : undefined;
      if (!found?.success || found.data.items.length > 3) return said;
      return together(Object.fromEntries(found.data.items.map((one) => [one.id, ask('get /orders/:id', { params: { id: one.id } })])));
    },
  }),
  reads({
    name: 'find_customers',
    title: 'Find customers',
    about: 'Finds customers of the shop by name, e-mail, phone, tag or id. Who wrote to the shop is found by find_conversations.',
    input: z.object({ q: word, limit }),
    read: (args, ask) => ask('get /customers', { query: args }),
  }),
  reads({
    name: 'find_products',
    title: 'Find products',
    about: 'Finds products by id, SKU, title, tag or option, with price in minor units and stock.',
    input: z.object({ q: word, limit }),
    read: (args, ask) => ask('get /products', { query: args }),
  }),
  ...flowTools,
  reads({
    name: 'try_message',
    title: 'Try a message',
    about:
      'Shows what a customer message would mean to the live flows and why: candidates, scores, what would start. Nothing is done. state menu: as if the menu was on show.',
    input: z.object({ text: z.string().min(1).max(4_000), state: z.enum(['idle', 'menu']).default('idle'), lang: z.string().max(20).optional() }),
    read: (args, ask) => ask('post /understanding/try', { body: args }),
  }),
  reads({
    name: 'list_unanswered',
    title: 'List unanswered questions',
    about: 'Lists what customers asked and nothing answered, grouped by meaning, the most frequent first.',
    input: z.object({ limit }),
    read: (args, ask) => ask('get /unanswered', { query: args }),
  }),
  reads({
    name: 'count_segment',
    title: 'Count a segment',
    about: 'Counts the people whom a condition names, by channel, with ten of them. Example of a condition: tags has "vip" and orders > 1.',
    input: z.object({ where: z.string().min(1).max(2_000) }),
    read: (args, ask) => ask('post /segments/preview', { body: args }),
  }),
  reads({
    name: 'list_broadcasts',
    title: 'List broadcasts',
    about: 'Lists broadcasts with their state, the newest first. With id: the report of that one (sent, read, replied, ordered, revenue, cost).',
    input: z.object({ id: id.optional(), limit }),
    read: (args, ask) =>
      args.id === undefined ? ask('get /broadcasts', { query: { limit: args.limit } }) : ask('get /broadcasts/:id/report', { params: { id: args.id } }),
  }),
  reads({
    name: 'report',
    title: 'Report',
    about:
      'Returns figures of the shop between two days (yyyy-mm-dd, in its zone; the last 30 days unless given): overview, flows, channels, campaigns, orders that count, csat (satisfaction) or proactive (speaking first). Amounts are in minor units.',
    input: z.object({
      name: z.enum(['overview', 'flows', 'channels', 'campaigns', 'orders', 'csat', 'proactive']).default('overview'),
      from: day.optional(),
      to: day.optional(),
    }),
    read: ({ name, ...period }, ask) => ask(reports[name], { query: period }),
  }),
  writes({
    name: 'answer_customer',
    title: 'Answer a customer',
    about: 'Writes to a customer as a person of the shop, and takes the conversation over from the bot.',
    input: z.object({ conversation: id, text: z.string().trim().min(1).max(4_000) }),
    async preview(args, ask) {
      const said = await conversation(ask, args.conversation, 5);
      return said.ok ? { ok: true, shown: { goesOut: args.text, to: said.body } } : said;
    },
    write: (args, ask, once) => ask('post /conversations/:id/messages', { params: { id: args.conversation }, body: { text: args.text, id: once } }),
  }),
  writes({
    name: 'answer_unanswered',
    title: 'Answer an unanswered question for good',
    about:
      'Makes a group of unanswered questions an entry of a FAQ file, which is live at once. answer holds one text for each language of the shop, for example { "en": "...", "zh": "..." }.',
    input: z.object({ id, faq: z.string().min(1).max(100), answer: z.record(z.string().max(12), z.string().trim().min(1).max(4_000)) }),
    async preview(args, ask) {
      const said = await ask('get /unanswered', { query: { limit: 200 } });
      if (!said.ok) return said;
      const group = listShape.safeParse(said.body).data?.items.find((one) => one.id === args.id);
      return group
        ? { ok: true, shown: { becomes: args.answer, in: args.faq, for: group } }
        : { ok: false, message: `There is no group ${args.id}: ask list_unanswered` };
    },
    write: (args, ask) => ask('post /unanswered/:id/entry', { params: { id: args.id }, body: { faq: args.faq, a: args.answer } }),
  }),
  writes({
    name: 'draft_broadcast',
    title: 'Draft a broadcast',
    about:
      'Makes a draft of a broadcast; it never sends one: a person starts it. draft is an object as in docs/broadcasts.md: name, where (a condition or "everyone"), content (text in each language), at, zone.',
    input: z.object({ draft: z.record(z.string().max(60), z.unknown()) }),
    async preview(args, ask) {
      const where = z.string().safeParse(args.draft.where);
      const reach = where.success && where.data !== 'everyone' ? await ask('post /segments/preview', { body: { where: where.data } }) : undefined;
      if (reach && !reach.ok) return reach;
      return { ok: true, shown: { draft: args.draft, ...(reach && { reaches: reach.body }) } };
    },
    async write(args, ask) {
      const made = await ask('post /broadcasts', { body: args.draft });
      const of = made.ok ? z.object({ id: z.string() }).safeParse(made.body).data?.id : undefined;
      return of === undefined ? made : together({ draft: Promise.resolve(made), preview: ask('post /broadcasts/:id/preview', { params: { id: of } }) });
    },
  }),
];
