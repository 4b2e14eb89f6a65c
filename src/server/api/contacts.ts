/** Routes about customers: one person with all addresses, and whether two contacts are one. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type ConsentRow, consents, contacts } from '../../store/collections.ts';
import * as examples from './examples/contacts.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';
import { contact } from './shapes.ts';
import { about } from './words.ts';

const byId = z.object({ id: z.string().max(600).meta(about('Id of the contact', '顾客的编号')) });
const noSuch = () => refuse(404, 'not_found', 'There is no such contact', 'id');
const whole = contact.extend({
  verifiedPhone: z
    .string()
    .optional()
    .meta(about('A provider has verified it; contacts with the same one are one', '平台核实过的手机号；号码相同的顾客就是同一位')),
  merged: z.array(z.string()).meta(about('Contacts that became part of this one and can be split off', '并入这位、可以再拆开的顾客')),
});
const consent = z.object({
  contact: z.string(),
  at: z.number(),
  purpose: z.enum(['marketing', 'service', 'review']),
  granted: z.boolean(),
  words: z.string().meta(about('What the customer was shown or wrote', '当时给顾客看的话，或顾客写的话')),
  source: z.string().meta(about('Conversation, `import`, `api` or provider', '来自哪个对话，或 `import`、`api`、平台')),
  version: z.string().optional().meta(about('Version of those words', '原文的版本')),
  evidence: z.string().optional().meta(about('Where the proof is', '凭证在哪里')),
  by: z.string().optional().meta(about('Person of the shop who entered it', '登记的员工')),
});
/** Most of a person's ledger that is shown. */
const ledgerMost = 1000;

/** Routes about customers: who they are, what they agreed to, and which of them are one person. */
export function contactRoutes({ store, runtime, now }: ApiParts): Route[] {
  const people = runtime.contacts;
  const shape = async (id: string): Promise<z.input<typeof whole> | null> => {
    const row = await people.get(id);
    if (!row) return null;
    const { _id, v: _v, promos: _p, profile: _f, mergedInto: _m, zone: _z, gave: _g, apart: _a, ...rest } = row;
    const all = await people.everyoneIn(_id);
    return { id: _id, ...rest, merged: all.slice(1).flatMap((one) => (one.addresses.length > 0 ? [one._id] : [])) };
  };
  const ledger = async (id: string) => {
    const row = await people.get(id);
    if (!row) return noSuch();
    const ids = [...new Set([id, ...(await people.everyoneIn(row._id)).map((one) => one._id)])];
    const rows = (
      await Promise.all(ids.map((one) => store.collection(consents).find({ where: { contact: one }, sort: { by: 'at', desc: true }, limit: ledgerMost })))
    ).flat();
    const items = rows.sort((a, b) => b.at - a.at).slice(0, ledgerMost);
    return ok({ items: items.map(({ _id: _, v: __, ...rest }) => rest) });
  };
  return [
    route({
      method: 'get',
      path: '/contacts/:id',
      summary: {
        en: 'One customer with all addresses, tags and what flows remember; a contact that was merged answers as the one that it is part of',
        zh: '一位顾客：全部联系渠道、标签和流程记住的内容；已合并的顾客，返回合并后的那一位',
      },
      example: examples.oneContact,
      params: byId,
      response: whole,
      handle: async ({ params }) => {
        const found = await shape(params.id);
        return found ? ok(found) : noSuch();
      },
    }),
    route({
      method: 'get',
      path: '/contacts/:id/consents',
      summary: {
        en: 'The ledger of consent of a customer, the newest first, merged contacts included',
        zh: '顾客的同意记录，最新的在前，包括已合并进来的顾客',
      },
      example: examples.consentsOfContact,
      params: byId,
      response: listOf(consent),
      handle: async ({ params }) => ledger(params.id),
    }),
    route({
      method: 'get',
      path: '/contacts/:id/consent',
      summary: {
        en: 'The same ledger, under the name by which it is written to',
        zh: '同一份同意记录，与写入时的地址相同',
      },
      example: examples.consentOfContact,
      params: byId,
      response: listOf(consent),
      handle: async ({ params }) => ledger(params.id),
    }),
    route({
      method: 'post',
      path: '/contacts/:id/consent',
      summary: {
        en: 'Enters what a customer agreed to, or refused: it counts from the next message on, and stands in the ledger with its words',
        zh: '登记顾客同意或拒绝了什么：从下一条消息起生效，并连同原话记入同意记录',
      },
      example: examples.giveConsent,
      params: byId,
      body: z.strictObject({
        purpose: z.enum(['marketing', 'service', 'review']),
        given: z.boolean().meta(about('False: they refused', 'false 表示拒绝')),
        wording: z.string().trim().min(1).max(1_000).meta(about('The words that they were shown or said', '给顾客看的原文，或顾客的原话')),
        evidence: z.string().trim().min(1).max(1_000).optional().meta(about('Where the proof is', '凭证在哪里')),
      }),
      response: consent,
      handle: async ({ params, body }) => {
        const row = await people.get(params.id);
        if (!row) return noSuch();
        const { purpose, given: granted, wording: words, evidence } = body;
        const entry: ConsentRow = {
          _id: `consent:api:${randomUUID()}`,
          v: 1,
          contact: row._id,
          at: now(),
          purpose,
          granted,
          words,
          source: 'api',
          ...(evidence && { evidence }),
        };
        await people.locked(row._id, async () => {
          const fresh = (await people.get(row._id)) ?? row;
          await store.write([
            { op: 'patch', in: contacts.name, id: fresh._id, set: { consent: { ...fresh.consent, [purpose]: granted } } },
            { op: 'insert', in: consents.name, row: entry },
          ]);
        });
        const { _id: _, v: __, ...shown } = entry;
        return ok(shown, 201);
      },
    }),
    route({
      method: 'delete',
      path: '/contacts/:id',
      summary: {
        en: 'Erases a customer: contact, conversations, messages, files, carts, coupons; orders stay without the link. It cannot be taken back',
        zh: '彻底删除一位顾客：资料、对话、消息、文件、购物车、优惠码；订单保留，但不再与顾客关联。无法撤销',
      },
      example: examples.eraseContact,
      params: byId,
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => ((await runtime.erase(params.id)) === 'done' ? ok({ id: params.id }) : noSuch()),
    }),
    route({
      method: 'post',
      path: '/contacts/:id/merge',
      summary: {
        en: 'This contact is the same person as `into`: its addresses, tags and memory move there; an opt-out of either holds',
        zh: '这位和 `into` 是同一个人：联系渠道、标签和记住的内容并过去；任何一方退订过都算退订',
      },
      example: examples.mergeContact,
      params: byId,
      body: z.strictObject({ into: z.string().min(1).max(600).meta(about('Id of the contact that stays', '保留的那位顾客的编号')) }),
      response: whole,
      handle: async ({ params, body }) => {
        const merged = await people.merge(body.into, params.id);
        const found = (await people.get(params.id)) && (await shape(body.into));
        if (!found) return refuse(404, 'not_found', 'One of the contacts does not exist');
        return merged ? ok(found) : refuse(409, 'conflict', 'That is the same person already', 'into');
      },
    }),
    route({
      method: 'post',
      path: '/contacts/:id/split',
      summary: {
        en: 'Takes a merge back: this contact is a person of its own again with what it had; an opt-out stays with both, and nothing merges them again by itself',
        zh: '撤销合并：这位重新单独成为一位顾客，带回原有的内容；退订对两边都保留，之后也不会再自动合并',
      },
      example: examples.splitContact,
      params: byId,
      response: whole,
      handle: async ({ params }) => {
        const split = await people.split(params.id);
        const found = await shape(params.id);
        if (!found) return noSuch();
        return split
          ? ok(found)
          : refuse(409, 'not_merged', 'This contact was not merged into another; `merged` of a contact names those that can be split off', 'id');
      },
    }),
  ];
}
