import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Run } from '../../engine/session.ts';
import { parseConversationId } from '../../message.ts';
import { type ContactRow, type ConversationRow, contacts, conversationStates, conversations, inbox, messages, traces } from '../../store/collections.ts';
import { cursorAfter, page } from './cursor.ts';
import * as examples from './examples/conversations.ts';
import { messageShape } from './message-shape.ts';
import { type ApiParts, placeIn } from './parts.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { conversationDetail, conversationSummary, message, sendPart } from './shapes.ts';
import { about } from './words.ts';

const states = z.enum(conversationStates);
const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const who = z.strictObject({ who: z.string().trim().min(1).max(80).default('owner').meta(about('Name of the person', '这位同事的名字')) });
const noSuch = () => refuse(404, 'not_found', 'There is no such conversation', 'id');
const badCursor = () => refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');

function summary(row: ConversationRow, contact: ContactRow | undefined): z.input<typeof conversationSummary> {
  return {
    id: row._id,
    ...row.address,
    contact: { id: row.contact, name: contact?.name, lang: contact?.lang, tags: contact?.tags ?? [] },
    state: row.state,
    owner: row.owner,
    lastAt: row.lastAt,
    preview: row.preview,
    reachable: row.reachable,
  };
}

/** Routes about conversations and their messages. */
export function conversationRoutes({ store, runtime, flows, now }: ApiParts): Route[] {
  const rows = store.collection(conversations);
  const people = store.collection(contacts);
  const texts = store.collection(messages);
  const turns = store.collection(traces);
  const events = store.collection(inbox);

  const runShape = (run: Run) => ({
    id: run.id,
    kind: run.kind,
    stack: run.stack.map(({ flow, version, at }) => ({ flow, version, ...placeIn(flows.set().live.get(flow), at) })),
    ...(run.waiting ? { waiting: run.waiting.kind, since: run.waiting.since } : {}),
  });
  const withContacts = async (found: ConversationRow[]) => {
    const known = new Map((await people.getMany([...new Set(found.map((row) => row.contact))])).map((row) => [row._id, row]));
    return found.map((row) => summary(row, known.get(row.contact)));
  };

  return [
    route({
      method: 'get',
      path: '/conversations',
      summary: {
        en: 'Conversations, the most recently active first; `q` looks in id, name and last text',
        zh: '全部对话，最近有动静的在前；`q` 在编号、名字和最后一句话里查找',
      },
      example: examples.listConversations,
      query: z.object({
        state: z
          .string()
          .max(60)
          .optional()
          .meta(about('`open`, `handoff`, `closed`, several with commas between', '`open`、`handoff`、`closed`，多个用逗号隔开'))
          .transform((text) => text?.split(','))
          .pipe(z.array(states).optional()),
        q: z.string().trim().max(100).optional().meta(about('What to look for', '要找的词')),
        ...paging,
      }),
      response: listOf(conversationSummary),
      handle: async ({ query: { state, q, limit, cursor } }) => {
        const where = { state: { in: state ?? conversationStates } };
        if (!q) {
          const got = await page(rows, 'lastAt', where, limit, cursor);
          return got ? ok({ items: await withContacts(got.items), next: got.next }) : badCursor();
        }
        const needle = q.toLowerCase();
        const items: z.input<typeof conversationSummary>[] = [];
        let next = cursor;
        // A search looks at 2,000 conversations from the page's start on; the cursor goes on behind the last one that it looked at.
        for (let read = 0; read < 2_000; read += 200) {
          const got = await page(rows, 'lastAt', where, 200, next);
          if (!got) return badCursor();
          for (const [at, row] of (await withContacts(got.items)).entries()) {
            if (`${row.id}\n${row.contact.name ?? ''}\n${row.preview}`.toLowerCase().includes(needle)) items.push(row);
            if (items.length === limit)
              return ok({ items, next: at + 1 < got.items.length ? cursorAfter(got.items.slice(0, at + 1), 'lastAt', next) : got.next });
          }
          next = got.next;
          if (!next) break;
        }
        return ok({ items, next });
      },
    }),
    route({
      method: 'get',
      path: '/conversations/:id',
      summary: { en: 'One conversation: who has it and where its flows stand', zh: '一个对话：现在由谁接待，流程走到哪一步' },
      example: examples.oneConversation,
      params: byId,
      response: conversationDetail,
      handle: async ({ params }) => {
        const row = await rows.get(params.id);
        if (!row) return noSuch();
        const { session } = row;
        const waits = session.handoff ?? session.queued;
        return ok({
          ...summary(row, (await people.get(row.contact)) ?? undefined),
          front: session.front ? runShape(session.front) : undefined,
          background: session.background.map(runShape),
          handoff: waits ? { since: waits.since, until: waits.until, team: waits.team } : undefined,
          waitingToSend: row.outbox.length,
        });
      },
    }),
    route({
      method: 'get',
      path: '/conversations/:id/messages',
      summary: { en: 'The messages of a conversation, the newest first', zh: '一个对话里的消息，最新的在前' },
      example: examples.messagesOfConversation,
      params: byId,
      query: z.object(paging),
      response: listOf(message),
      handle: async ({ params, query }) => {
        if (!(await rows.get(params.id))) return noSuch();
        const got = await page(texts, 'n', { conversation: params.id }, query.limit, query.cursor);
        return got ? ok({ items: got.items.map(messageShape), next: got.next }) : badCursor();
      },
    }),
    route({
      method: 'get',
      path: '/conversations/:id/trace',
      summary: {
        en: 'The last turns of a conversation: steps visited, variables, effects, times',
        zh: '一个对话最近几轮的经过：走过的步骤、变量、做了什么、用时',
      },
      example: examples.traceOfConversation,
      params: byId,
      query: z.object(paging),
      response: listOf(
        z.object({ at: z.number(), ms: z.number(), trace: z.unknown(), effects: z.array(z.object({ type: z.string(), id: z.string(), summary: z.string() })) }),
      ),
      handle: async ({ params, query }) => {
        const got = await page(turns, 'at', { conversation: params.id }, query.limit, query.cursor);
        return got ? ok({ items: got.items.map(({ at, ms, trace, effects }) => ({ at, ms, trace, effects })), next: got.next }) : badCursor();
      },
    }),
    route({
      method: 'post',
      path: '/conversations/:id/handoff',
      summary: { en: 'A person takes over: the bot is silent until hand-back or the time limit', zh: '人工接管：交还之前，或到时限之前，机器人不说话' },
      example: examples.takeOver,
      params: byId,
      body: who,
      response: conversationSummary,
      handle: async ({ params, body }) => act(params.id, () => runtime.takeOver(params.id, body.who)),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/handback',
      summary: { en: 'The person gives the conversation back to the bot', zh: '把对话交还给机器人' },
      example: examples.handBack,
      params: byId,
      body: who,
      response: conversationSummary,
      handle: async ({ params, body }) => act(params.id, () => runtime.handBack(params.id, body.who)),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/messages',
      summary: { en: 'A person writes to the customer, which also takes the conversation over', zh: '以人工身份给顾客发消息，同时接管对话' },
      example: examples.writeAsPerson,
      params: byId,
      body: who
        .extend({ text: z.string().trim().min(1).max(8_000).optional(), parts: z.array(sendPart).min(1).max(10).optional() })
        .refine((given) => (given.text === undefined) !== (given.parts === undefined), 'give either text or parts'),
      response: conversationSummary,
      handle: async ({ params, body }) => act(params.id, () => runtime.say(params.id, body.who, body.parts ?? [{ type: 'text', text: body.text ?? '' }])),
    }),
  ];

  async function act(id: string, action: () => Promise<unknown>) {
    if (!parseConversationId(id) || !(await rows.get(id))) return noSuch();
    await action();
    // What a person does is stored at once and worked on in order; the answer shows the state after it where that comes soon.
    for (const until = performance.now() + 1_000; performance.now() < until && (await events.count({ pending: id })) > 0; ) await pause(5);
    const row = await rows.get(id);
    return row
      ? ok(summary(row, (await people.get(row.contact)) ?? undefined))
      : refuse(409, 'conflict', `The conversation is gone since ${new Date(now()).toISOString()}`);
  }
}
