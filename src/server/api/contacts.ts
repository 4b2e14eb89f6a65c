/** Routes about customers: one person with all addresses, and whether two contacts are one. */
import { z } from 'zod';
import { consents } from '../../store/collections.ts';
import type { ApiParts } from './parts.ts';
import { listOf, ok, type Route, refuse, route } from './route.ts';
import { contact } from './shapes.ts';

const byId = z.object({ id: z.string().max(600) });
const noSuch = () => refuse(404, 'not_found', 'There is no such contact', 'id');
const whole = contact.extend({
  verifiedPhone: z.string().optional().meta({ description: 'A provider has verified it; contacts with the same one are one' }),
  merged: z.array(z.string()).meta({ description: 'Contacts that became part of this one and can be split off' }),
});
const consent = z.object({
  contact: z.string(),
  at: z.number(),
  purpose: z.enum(['marketing', 'review']),
  granted: z.boolean(),
  words: z.string(),
  source: z.string(),
});
/** Most of a person's ledger that is shown. */
const ledgerMost = 1000;

/** Routes about customers: who they are, what they agreed to, and which of them are one person. */
export function contactRoutes({ store, runtime }: ApiParts): Route[] {
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
      summary: 'One customer with all addresses, tags and what flows remember; a contact that was merged answers as the one that it is part of',
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
      summary: 'The ledger of consent of a customer, the newest first, merged contacts included',
      params: byId,
      response: listOf(consent),
      handle: async ({ params }) => {
        const row = await people.get(params.id);
        if (!row) return noSuch();
        const ids = [...new Set([params.id, ...(await people.everyoneIn(row._id)).map((one) => one._id)])];
        const rows = (
          await Promise.all(ids.map((id) => store.collection(consents).find({ where: { contact: id }, sort: { by: 'at', desc: true }, limit: ledgerMost })))
        ).flat();
        const items = rows.sort((a, b) => b.at - a.at).slice(0, ledgerMost);
        return ok({ items: items.map(({ _id: _, v: __, ...rest }) => rest) });
      },
    }),
    route({
      method: 'delete',
      path: '/contacts/:id',
      summary: 'Erases a customer: contact, conversations, messages, files, carts, coupons; orders stay without the link. It cannot be taken back',
      params: byId,
      response: z.object({ id: z.string() }),
      handle: async ({ params }) => ((await runtime.erase(params.id)) === 'done' ? ok({ id: params.id }) : noSuch()),
    }),
    route({
      method: 'post',
      path: '/contacts/:id/merge',
      summary: 'This contact is the same person as `into`: its addresses, tags and memory move there; an opt-out of either holds',
      params: byId,
      body: z.strictObject({ into: z.string().min(1).max(600) }),
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
      summary:
        'Takes a merge back: this contact is a person of its own again with what it had; an opt-out stays with both, and nothing merges them again by itself',
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
