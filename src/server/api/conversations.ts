import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Run } from '../../engine/session.ts';
import { type ErrorCode, errorTexts } from '../../errors.ts';
import { parseConversationId } from '../../message.ts';
import {
  type ContactRow,
  type ConversationRow,
  contacts,
  conversationStates,
  conversations,
  inbox,
  type MessageRow,
  messages,
  traces,
} from '../../store/collections.ts';
import { cursorAfter, page } from './cursor.ts';
import { type ApiParts, placeIn } from './parts.ts';
import { listOf, ok, paging, type Route, refuse, route } from './route.ts';
import { conversationDetail, conversationSummary, message, sendPart } from './shapes.ts';

const states = z.enum(conversationStates);
const byId = z.object({ id: z.string().min(3).max(600) });
const who = z.strictObject({ who: z.string().trim().min(1).max(80).default('owner') });
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

/** A message as the API shows it, without what only the store needs. */
export function messageShape(row: MessageRow): z.input<typeof message> {
  const { _id, v: _v, conversation: _c, trouble: _t, ref: _r, undelivered: _u, tokens: _k, template: _p, round: _n, reason, ...rest } = row;
  return { id: _id, ...rest, ...(reason ? { reason: reasonOf(reason) } : {}) };
}

function reasonOf(code: ErrorCode): { code: string; en: string; zh: string } {
  const { en, zh } = errorTexts[code];
  return { code, en, zh };
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
      summary: 'Conversations, the most recently active first; `q` looks in id, name and last text',
      query: z.object({
        state: z
          .string()
          .max(60)
          .optional()
          .transform((text) => text?.split(','))
          .pipe(z.array(states).optional()),
        q: z.string().trim().max(100).optional(),
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
      summary: 'One conversation: who has it and where its flows stand',
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
      summary: 'Its messages, the newest first',
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
      summary: 'Its last turns: steps visited, variables, effects, times',
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
      summary: 'A person takes over: the bot is silent until hand-back or the time limit',
      params: byId,
      body: who,
      response: conversationSummary,
      handle: async ({ params, body }) => act(params.id, () => runtime.takeOver(params.id, body.who)),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/handback',
      summary: 'The person gives the conversation back to the bot',
      params: byId,
      body: who,
      response: conversationSummary,
      handle: async ({ params, body }) => act(params.id, () => runtime.handBack(params.id, body.who)),
    }),
    route({
      method: 'post',
      path: '/conversations/:id/messages',
      summary: 'A person writes to the customer, which also takes the conversation over',
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
