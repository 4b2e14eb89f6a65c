import { z } from 'zod';
import { isInQueue, namedBy, queues, statesOf } from '../../console/queues.ts';
import type { Run } from '../../engine/model/session.ts';
import { accountId } from '../../message.ts';
import { type ConversationRow, contacts, conversationStates, conversations, messages, traces } from '../../store/collections.ts';
import type { Query } from '../../store/store.ts';
import { actOn, summary } from './conversation-shape.ts';
import { cursorAfter, page } from './cursor.ts';
import * as examples from './examples/conversations.ts';
import { messageShape } from './message-shape.ts';
import { type ApiParts, type ConsoleParts, placeIn } from './parts.ts';
import { planner, undoable } from './planned-acts.ts';
import { templateText, templateUse, windowOf } from './reply-window.ts';
import { listOf, nameOf, ok, paging, type Route, refuse, route } from './route.ts';
import { conversationDetail, conversationSummary, message, sendPart } from './shapes.ts';
import { about } from './words.ts';

const states = z.enum(conversationStates);
const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const who = z.strictObject({ who: z.string().trim().min(1).max(80).default('owner').meta(about('Name of the person', '这位同事的名字')) });
const noSuch = () => refuse(404, 'not_found', 'There is no such conversation', 'id');
const badCursor = () => refuse(422, 'invalid', 'query: this cursor is not one of ours', 'cursor');

/** Routes about conversations and their messages. */
export function conversationRoutes({ store, runtime, flows, country, live, channels, voice, now }: ApiParts & Pick<ConsoleParts, 'live'>): Route[] {
  const rows = store.collection(conversations);
  const people = store.collection(contacts);
  const texts = store.collection(messages);
  const turns = store.collection(traces);
  const act = actOn({ store, now });
  const planned = planner({ store, runtime, live, now });

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

  /** Fills in the contacts of rows that were chosen without them. */
  const withNames = async (items: z.input<typeof conversationSummary>[]) => {
    const bare = items.filter((item) => item.contact.name === undefined).map(({ id }) => id);
    const full = new Map((await withContacts(await rows.getMany(bare))).map((item) => [item.id, item]));
    return items.map((item) => full.get(item.id) ?? item);
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
        queue: z
          .enum(queues)
          .optional()
          .meta(
            about(
              'In place of `state`: who waits for a person (longest first), mine, nobody’s, the bot’s, or all',
              '代替 `state`：等人回复的（等得最久的在前）、我的、没人接的、机器人的，或全部',
            ),
          ),
        q: z
          .string()
          .trim()
          .max(100)
          .optional()
          .meta(about('What to look for: a name, text, phone, e-mail or order number', '要找的词：名字、内容、手机号、邮箱或订单号')),
        ...paging,
      }),
      response: listOf(conversationSummary),
      handle: async ({ query: { state, queue, q, limit, cursor }, by }) => {
        const me = nameOf(by, 'owner');
        const sorted = q ? undefined : queue === 'needs_reply' ? 'waits' : queue === 'later' ? 'later' : undefined;
        const longest = sorted !== undefined;
        const where: Query['where'] = sorted ? { [sorted]: { gt: 0 } } : { state: { in: queue && !q ? statesOf(queue) : (state ?? conversationStates) } };
        if (!q && (longest || queue === undefined || queue === 'bot' || queue === 'all')) {
          const got = await page(rows, sorted ?? 'lastAt', where, limit, cursor, longest);
          return got ? ok({ items: await withContacts(got.items), next: got.next }) : badCursor();
        }
        const needle = (q ?? '').toLowerCase();
        // Whoever is named exactly stands first, however long ago they wrote.
        const named = q ? new Set(await namedBy(store, q, country)) : new Set<string>();
        const items = q && cursor === undefined ? await withContacts(await rows.getMany([...named])) : [];
        let next = cursor;
        // A search looks at 2,000 conversations from the page's start on; the cursor goes on behind the last one that it looked at.
        for (let read = 0; read < 2_000; read += 200) {
          const got = await page(rows, 'lastAt', where, 200, next);
          if (!got) return badCursor();
          const shown = q ? await withContacts(got.items) : got.items.map((row) => summary(row, undefined));
          for (const [at, row] of shown.entries()) {
            const fits = q
              ? !named.has(row.id) && `${row.id}\n${row.contact.name ?? ''}\n${row.preview}`.toLowerCase().includes(needle)
              : isInQueue({ ...row, later: row.later ?? undefined }, queue ?? 'all', me);
            if (fits) items.push(row);
            if (items.length >= limit)
              return ok({
                items: await withNames(items),
                next: at + 1 < got.items.length ? cursorAfter(got.items.slice(0, at + 1), 'lastAt', next) : got.next,
              });
          }
          next = got.next;
          if (!next) break;
        }
        return ok({ items: await withNames(items), next });
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
          window: windowOf(row, channels.get(accountId(row.address))?.capabilities.window, now()),
          ...(voice?.can(row._id) && { voiceCall: true }),
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
      handle: async ({ params, body, by }) => act(params.id, () => runtime.takeOver(params.id, nameOf(by, body.who))),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/handback',
      summary: { en: 'The person gives the conversation back to the bot', zh: '把对话交还给机器人' },
      example: examples.handBack,
      params: byId,
      body: who,
      response: conversationSummary,
      handle: async ({ params, body, by }) => act(params.id, () => runtime.handBack(params.id, nameOf(by, body.who))),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/close',
      summary: {
        en: 'The conversation is over: whatever was asked in it is settled; the customer’s next message opens it again',
        zh: '结束对话：其中问过的都算已了结；顾客再发消息时重新打开',
      },
      example: examples.closeConversation,
      params: byId,
      body: who.extend({ undo: undoable }),
      response: conversationSummary,
      handle: async ({ params, body, by }) =>
        body.undo ? planned(params.id, { act: 'close', by: nameOf(by, body.who) }) : act(params.id, () => runtime.close(params.id, nameOf(by, body.who))),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/messages',
      summary: { en: 'A person writes to the customer, which also takes the conversation over', zh: '以人工身份给顾客发消息，同时接管对话' },
      example: examples.writeAsPerson,
      params: byId,
      body: who
        .extend({
          text: z.string().trim().min(1).max(8_000).optional(),
          parts: z.array(sendPart).min(1).max(10).optional(),
          template: templateUse.optional(),
          id: z.uuid().optional().meta(about('Makes it safe to send twice', '重复发送也只会发出一次')),
          undo: undoable,
          at: z
            .number()
            .int()
            .optional()
            .meta(
              about(
                'Sends it then, epoch ms; should the customer write first, it asks before it goes',
                '到这个时间再发，毫秒时间戳；顾客先发了消息的话，会先问一声',
              ),
            ),
          anyway: z.boolean().default(false).meta(about('Also when another person has the conversation', '即使另一位同事正在接待也发送')),
        })
        .refine((given) => [given.text, given.parts, given.template].filter((one) => one !== undefined).length === 1, 'give either text, parts or template'),
      response: conversationSummary,
      handle: async ({ params, body, by }) => {
        const name = nameOf(by, body.who);
        const row = by?.kind === 'staff' && !body.anyway ? await rows.get(params.id) : null;
        if (row && row.owner !== 'bot' && row.owner !== name) return refuse(409, 'taken', `${row.owner} has this conversation`);
        const { template } = body;
        const parts = body.parts ?? [{ type: 'text' as const, text: body.text ?? (template ? templateText(template) : '') }];
        if (body.undo || body.at !== undefined)
          return planned(params.id, { act: 'say', by: name, parts, ...(template && { template }), id: body.id, at: body.at });
        return act(params.id, () => runtime.say(params.id, name, parts, body.id, template));
      },
    }),
  ];
}
