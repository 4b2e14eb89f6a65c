/** Routes by which people of the shop work on one customer: tags, and everything that is kept, to hand it over. */
import { z } from 'zod';
import { notes } from '../../console/rows.ts';
import { consentOf } from '../../marketing/consent/ledger.ts';
import { contacts, type MessageRow, messages } from '../../store/collections.ts';
import { page } from './cursor.ts';
import * as examples from './examples/customer-desk.ts';
import { messageShape } from './message-shape.ts';
import { ordersOfContact } from './orders-of-contact.ts';
import type { ApiParts } from './parts.ts';
import { ok, type Route, refuse, route } from './route.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().max(600).meta(about('Id of the contact', '顾客的编号')) });
const noSuch = () => refuse(404, 'not_found', 'There is no such contact', 'id');
const tag = z.string().trim().min(1).max(60);
const tags = z.array(tag).max(50);
/** Messages of a customer that go into one export: more are of no one person. */
const mostMessages = 20_000;

/** Routes about one customer. */
export function customerDeskRoutes({ store, runtime, country }: Pick<ApiParts, 'store' | 'runtime' | 'country'>): Route[] {
  /** The newest messages first. */
  const messagesOf = async (conversation: string, most: number): Promise<MessageRow[]> => {
    const found: MessageRow[] = [];
    for (let cursor: string | undefined, more = true; more && found.length < most; more = cursor !== undefined) {
      const got = await page(store.collection(messages), 'n', { conversation }, Math.min(200, most - found.length), cursor);
      found.push(...(got?.items ?? []));
      cursor = got?.next;
    }
    return found;
  };
  return [
    route({
      method: 'post',
      path: '/contacts/:id/tags',
      summary: { en: 'Adds tags to a customer, and takes tags away', zh: '给顾客添加或去掉标签' },
      example: examples.changeTags,
      params: byId,
      body: z.strictObject({ add: tags.default([]), remove: tags.default([]) }),
      response: z.object({ tags: z.array(z.string()) }),
      handle: async ({ params, body: { add, remove } }) => {
        const found = await runtime.contacts.get(params.id);
        if (!found) return noSuch();
        const row = await runtime.contacts.update(found._id, (before) => ({
          ...before,
          tags: [...new Set([...before.tags, ...add])].filter((one) => !remove.includes(one)).slice(0, 200),
        }));
        return row ? { ok: true, body: { tags: row.tags }, audit: { before: found.tags, after: row.tags } } : noSuch();
      },
    }),
    route({
      method: 'post',
      path: '/contacts/:id/export',
      summary: {
        en: 'Everything that is kept of a customer, to hand it over: contact, consent, orders, messages, notes of colleagues',
        zh: '一位顾客的全部留存内容，用于交给本人：资料、同意记录、订单、消息、同事备注',
      },
      example: examples.exportCustomer,
      params: byId,
      response: z.object({
        contact: z.looseObject({ id: z.string() }),
        consent: z.array(z.unknown()),
        orders: z.array(z.unknown()),
        conversations: z.array(z.object({ id: z.string(), messages: z.array(z.unknown()), notes: z.array(z.unknown()) })),
        complete: z.boolean().meta(about('false: there are more messages than fit', 'false：消息太多，没有全部放进来')),
      }),
      handle: async ({ params }) => {
        const row = await runtime.contacts.get(params.id);
        if (!row) return noSuch();
        const { _id, v: _v, ...contact } = row;
        const ledger = (await consentOf(store, _id))?.ledger ?? [];
        const merged = await store.collection(contacts).find({ where: { mergedInto: _id }, limit: 100 });
        const addresses = [...new Set([row, ...merged].flatMap((one) => one.addresses))];
        let left = mostMessages;
        const conversations = [];
        for (const id of addresses) {
          const said = await messagesOf(id, left);
          left -= said.length;
          const written = await store.collection(notes).find({ where: { conversation: id }, limit: 1_000 });
          conversations.push({
            id,
            messages: said.reverse().map(messageShape),
            notes: written.map(({ at, by, text }) => ({ at, by, text })),
          });
        }
        const consent = ledger.map(({ _id: _, v: __, ...line }) => line);
        return ok({ contact: { id: _id, ...contact }, consent, orders: await ordersOfContact({ store, country }, row), conversations, complete: left > 0 });
      },
    }),
  ];
}
