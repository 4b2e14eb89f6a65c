/** Routes about customers: one person with all addresses, and whether two contacts are one. */
import { z } from 'zod';
import { erased } from '../../console/erase-customer.ts';
import { findPerson } from '../../data-rights/export-person.ts';
import { countHoldings } from '../../data-rights/holdings.ts';
import * as examples from './examples/contacts.ts';
import type { ApiParts } from './parts.ts';
import { ok, type Route, refuse, route } from './route.ts';
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

/** Routes about customers: who they are, and which of them are one person. */
export function contactRoutes({ runtime, store, country, now }: ApiParts): Route[] {
  const people = runtime.contacts;
  const shape = async (id: string): Promise<z.input<typeof whole> | null> => {
    const row = await people.get(id);
    if (!row) return null;
    const { _id, v: _v, promos: _p, profile: _f, mergedInto: _m, zone: _z, gave: _g, apart: _a, ...rest } = row;
    const all = await people.everyoneIn(_id);
    return { id: _id, ...rest, merged: all.slice(1).flatMap((one) => (one.addresses.length > 0 ? [one._id] : [])) };
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
      method: 'delete',
      path: '/contacts/:id',
      summary: {
        en: 'Erases a customer: contact, conversations, messages, files, carts, coupons; orders stay without the link. It cannot be taken back',
        zh: '彻底删除一位顾客：资料、对话、消息、文件、购物车、优惠码；订单保留，但不再与顾客关联。无法撤销',
      },
      example: examples.eraseContact,
      params: byId,
      response: z.object({
        id: z.string(),
        removed: z.record(z.string(), z.number().int()).meta(about('Rows that are gone, by collection', '删除的条数，按数据表')),
        kept: z
          .array(
            z.object({
              collection: z.string(),
              rows: z.number().int(),
              name: z.object({ en: z.string(), zh: z.string() }),
              why: z.object({ en: z.string(), zh: z.string() }),
            }),
          )
          .meta(about('What the law has the shop keep, without the person, with the reason', '法律要求保留的内容（已去掉身份）和原因')),
      }),
      handle: async ({ params }) => {
        const person = await findPerson(store, params.id);
        const found = person && (await countHoldings({ store, person, country, now: now() }));
        if (!found || (await runtime.erase(params.id)) !== 'done') return noSuch();
        return { ok: true, body: { id: params.id, ...found }, audit: { of: erased, after: { removed: found.removed } } };
      },
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
      method: 'get',
      path: '/contacts/:id/merge',
      summary: { en: 'What merging this contact into `into` would make; nothing is changed', zh: '预览把这位并入 `into` 之后的样子；不做任何改动' },
      example: examples.previewMerge,
      params: byId,
      query: z.object({ into: z.string().min(1).max(600).meta(about('Id of the contact that stays', '保留的那位顾客的编号')) }),
      response: contact.extend({
        refused: z
          .array(z.string())
          .meta(about('Purposes that one of the two agreed to and the other refused: the refusal holds', '一方同意、另一方拒绝的用途：以拒绝为准')),
      }),
      handle: async ({ params, query }) => {
        const [from, into] = [await people.get(params.id), await people.get(query.into)];
        if (!from || !into) return refuse(404, 'not_found', 'One of the contacts does not exist');
        const merged = await people.merged(query.into, params.id);
        if (!merged) return refuse(409, 'conflict', 'That is the same person already / 已经是同一位顾客', 'into');
        const { _id, v: _v, promos: _p, profile: _f, mergedInto: _m, zone: _z, gave: _g, apart: _a, verifiedPhone: _t, ...rest } = merged;
        const refused = Object.keys(merged.consent).filter(
          (purpose) => Reflect.get(merged.consent, purpose) === false && [from, into].some(({ consent }) => Reflect.get(consent, purpose) === true),
        );
        return ok({ id: _id, ...rest, refused });
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
