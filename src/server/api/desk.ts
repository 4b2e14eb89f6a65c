/** Routes that only people at the inbox need: counts, notes, presence, orders of the customer. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { may } from '../../console/permissions.ts';
import { isInQueue } from '../../console/queues.ts';
import { notes } from '../../console/rows.ts';
import { conversations } from '../../store/collections.ts';
import { actOn } from './conversation-shape.ts';
import * as examples from './examples/console.ts';
import { assignConversation } from './examples/conversations.ts';
import { order, ordersOfContact } from './orders-of-contact.ts';
import type { ConsoleParts } from './parts.ts';
import { planner, undoable } from './planned-acts.ts';
import { listOf, nameOf, ok, type Route, refuse, route } from './route.ts';
import { conversationSummary } from './shapes.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().min(3).max(600).meta(about('`channel:account:user`', '`渠道:账号:用户`')) });
const noteShape = z.object({ id: z.string(), at: z.number(), by: z.string(), text: z.string() });
const present = z.array(z.object({ who: z.string(), typing: z.boolean() }));
/** Conversations that wait for people and are counted: a number above it says no more. */
const mostCounted = 1_000;

/** Routes of the inbox. */
export function deskRoutes({
  store,
  runtime,
  staff,
  live,
  country,
  now,
}: Pick<ConsoleParts, 'store' | 'runtime' | 'staff' | 'live' | 'country' | 'now'>): Route[] {
  const rows = store.collection(conversations);
  const written = store.collection(notes);
  const known = async (id: string) => (await rows.get(id)) !== null;
  const noSuch = () => refuse(404, 'not_found', 'There is no such conversation', 'id');
  const act = actOn({ store, now });
  const planned = planner({ store, runtime, live, now });
  return [
    route({
      method: 'post',
      path: '/conversations/:id/assign',
      summary: { en: 'Gives the conversation to a person of the shop', zh: '把对话交给某位同事' },
      example: assignConversation,
      params: byId,
      body: z.strictObject({
        to: z.string().max(100).meta(about('Id of the person, see `GET /console/team`', '同事的编号，见 `GET /console/team`')),
        undo: undoable,
      }),
      response: conversationSummary,
      handle: async ({ params, body, by }) => {
        const person = (await staff.team()).find(({ id, off }) => id === body.to && !off);
        if (!person) return refuse(404, 'not_found', 'There is no such person', 'to');
        if (!may(person.role, 'inbox')) return refuse(409, 'conflict', 'This person has no inbox', 'to');
        const answer = body.undo
          ? await planned(params.id, { act: 'assign', by: nameOf(by, 'owner'), to: person.name })
          : await act(params.id, () => runtime.takeOver(params.id, person.name));
        return answer.ok ? { ...answer, audit: { after: person.name } } : answer;
      },
    }),
    route({
      method: 'get',
      path: '/console/counts',
      summary: { en: 'How many conversations wait for people, at most 1,000', zh: '等待人工的对话数，最多数到 1,000' },
      example: examples.counts,
      response: z.object({ needs_reply: z.number(), mine: z.number(), unassigned: z.number(), later: z.number() }),
      handle: async ({ by }) => {
        const found = await rows.find({ where: { state: 'handoff' }, sort: { by: 'lastAt', desc: true }, limit: mostCounted });
        const count = (queue: 'needs_reply' | 'mine' | 'unassigned') => found.filter((row) => isInQueue(row, queue, nameOf(by, 'owner'))).length;
        return ok({ needs_reply: count('needs_reply'), mine: count('mine'), unassigned: count('unassigned'), later: await rows.count({ later: { gt: 0 } }) });
      },
    }),
    route({
      method: 'post',
      path: '/console/presence',
      summary: {
        en: 'Says which conversation a page shows, and answers who else does; repeated each minute',
        zh: '告知页面正在看哪个对话，返回还有谁在看；每分钟重复一次',
      },
      example: examples.presence,
      body: z.strictObject({
        page: z.string().min(4).max(60).meta(about('Any id of the page', '页面自己的编号')),
        conversation: z.string().max(600).nullable().meta(about('null: none', 'null 表示没有')),
        typing: z.boolean().default(false),
      }),
      response: z.object({ present }),
      handle: async ({ body, by }) => {
        live.present(body.page, nameOf(by, 'owner'), body.conversation, body.typing);
        return ok({ present: body.conversation === null ? [] : live.presentIn(body.conversation) });
      },
    }),
    route({
      method: 'get',
      path: '/conversations/:id/notes',
      summary: {
        en: 'Notes of colleagues about a conversation, the newest first; the customer never sees them',
        zh: '同事对一个对话的备注，最新的在前；顾客看不到',
      },
      example: examples.listNotes,
      params: byId,
      response: listOf(noteShape),
      handle: async ({ params }) => {
        if (!(await known(params.id))) return noSuch();
        const found = await written.find({ where: { conversation: params.id }, sort: { by: 'at', desc: true }, limit: 200 });
        return ok({ items: found.map(({ _id, at, by, text }) => ({ id: _id, at, by, text })) });
      },
    }),
    route({
      method: 'post',
      path: '/conversations/:id/notes',
      summary: { en: 'Adds a note that only colleagues see', zh: '添加一条只有同事看得到的备注' },
      example: examples.addNote,
      params: byId,
      body: z.strictObject({ text: z.string().trim().min(1).max(4_000).meta(about('The note', '备注内容')) }),
      response: noteShape,
      handle: async ({ params, body, by }) => {
        if (!(await known(params.id))) return noSuch();
        const note = { _id: randomUUID(), conversation: params.id, at: now(), by: nameOf(by, 'owner'), text: body.text };
        await written.insert(note);
        live.changed(params.id);
        return ok({ id: note._id, at: note.at, by: note.by, text: note.text }, 201);
      },
    }),
    route({
      method: 'get',
      path: '/contacts/:id/orders',
      summary: { en: 'Orders of a customer, the newest first', zh: '一位顾客的订单，最新的在前' },
      example: examples.ordersOfContact,
      params: z.object({ id: z.string().max(600).meta(about('Id of the contact', '顾客的编号')) }),
      response: listOf(order),
      handle: async ({ params }) => {
        const row = await runtime.contacts.get(params.id);
        if (!row) return refuse(404, 'not_found', 'There is no such contact', 'id');
        return ok({ items: await ordersOfContact({ store, country }, row) });
      },
    }),
  ];
}
