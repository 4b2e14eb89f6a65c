/** Every kind of query that the program makes is served by an index. */
import { afterAll, describe, expect, it } from 'vitest';
import { allCollections, openStore } from '../../src/app/open-store.ts';
import { conversationStates } from '../../src/store/collections.ts';
import { fieldsOf, indexesOf } from '../../src/store/mongo/document.ts';
import { expiredFilter, filterOf, sortOf } from '../../src/store/mongo/query.ts';
import type { Query } from '../../src/store/store.ts';
import { noMongo, startMongo } from '../servers/mongo.ts';
import { newDatabase, rawDocuments, silent } from './shop.ts';

const queries: [string, Query][] = [
  ['inbox', { where: { pending: 'c' }, sort: { by: 'seq' } }],
  ['inbox', { where: { pending: { gt: '' } }, sort: { by: 'pending' } }],
  ['conversations', { where: { due: { gt: 1, lte: 2 } }, sort: { by: 'due' } }],
  ['conversations', { where: { state: { in: [...conversationStates] }, lastAt: { gte: 1 } }, sort: { by: 'lastAt' } }],
  ['conversations', { where: { state: { in: ['open', 'handoff'] }, lastAt: { lte: 1 } }, sort: { by: 'lastAt', desc: true } }],
  ['messages', { where: { conversation: 'c', n: { lte: 1 } }, sort: { by: 'n', desc: true } }],
  ['messages', { where: { trouble: { in: ['failed', 'held'] } }, sort: { by: 'at', desc: true } }],
  ['messages', { where: { ref: 'r' } }],
  ['notices', { sort: { by: 'at', desc: true } }],
  ['notices', { where: { unread: 'x' }, sort: { by: 'at', desc: true } }],
  ['traces', { where: { conversation: 'c' }, sort: { by: 'at', desc: true } }],
  ['contacts', { where: { email: { in: ['a', 'b'] } } }],
  ['contacts', { where: { phone: { in: ['1'] } } }],
  ['contacts', { where: { externalId: { in: ['x'] } } }],
  ['contacts', { where: { mergedInto: 'c' } }],
  ['conversations', { where: { contact: { in: ['c', 'd'] } } }],
  ['messages', { where: { conversation: 'c' } }],
  ['tracks', { where: { contact: 'c' } }],
  ['consents', { where: { contact: 'c' } }],
  ['inbox', { where: { _id: { gt: 'i' } }, sort: { by: '_id' } }],
  ['flow_versions', { where: { name: 'f' }, sort: { by: 'at', desc: true } }],
  ['media', { where: { at: { lt: 1 } }, sort: { by: 'at' } }],
  ['products', { sort: { by: 'sold', desc: true } }],
  ['products', { where: { _id: { gt: 'p' } }, sort: { by: '_id' } }],
  ['orders', { where: { contact: 'c' } }],
  ['orders', { where: { phone: '1' } }],
  ['carts', { where: { contact: 'c' } }],
  ['coupons', { where: { claim: 'c' } }],
  ['coupons', { where: { contact: 'c' } }],
  ['returns', { where: { order: 'o' } }],
  ['returns', { where: { contact: 'c' } }],
  ['order_proofs', { where: { contact: 'c' } }],
  ['restocks', { where: { product: 'p' } }],
];

const specOf = (name: string) => {
  const spec = allCollections.find((one) => one.name === name);
  if (!spec) throw new Error(`no collection ${name}`);
  return spec;
};

it.each(queries.map(([name, query]) => [name, JSON.stringify(query), query] as const))('%s %s has an index that begins with its fields', (name, _, query) => {
  const wanted = new Set([...Object.keys(query.where ?? {}), ...(query.sort ? [query.sort.by] : [])]);
  const indexes = [['_id'], ...indexesOf(specOf(name)).map((index) => index.fields)];
  expect(indexes.some((fields) => fields.slice(0, wanted.size).every((field) => wanted.has(field)) && fields.length >= wanted.size)).toBe(true);
});

const server = await startMongo();
const url = server && newDatabase(server.url);
const documents = url ? await rawDocuments(url) : null;
const explains =
  (await documents
    ?.of({ name: 'inbox' })
    .find({})
    .explain('queryPlanner')
    .then(
      (plan) => 'queryPlanner' in plan,
      () => false,
    )) ?? false;

describe('plans of the server', () => {
  if (!explains) {
    it.skip(server ? `${server.name} cannot explain its plans: set MONGODB_URL to a MongoDB` : noMongo, () => {});
    return;
  }
  it.each(queries)('%s %o reads no whole collection', async (name, query) => {
    const spec = specOf(name);
    const of = { spec, fields: fieldsOf(spec) };
    await (await openStore({ dataDir: '', mongodbUrl: url ?? '', now: Date.now, log: silent })).close();
    const cursor = documents?.of(spec).find(filterOf(of, query.where, query.sort));
    const plan = await (query.sort ? cursor?.sort(sortOf(of, query.sort)) : cursor)?.explain('queryPlanner');
    expect(JSON.stringify(plan?.queryPlanner.winningPlan)).not.toMatch(/COLLSCAN|"SORT"/);
  });

  it.each(allCollections.flatMap((spec) => (spec.ttlField ? [[spec.name, spec.ttlField, spec] as const] : [])))(
    '%s expires by its index',
    async (_, ages, spec) => {
      const of = { spec, fields: fieldsOf(spec) };
      const plan = await documents
        ?.of(spec)
        .find(expiredFilter(of, ages, 1))
        .sort(sortOf(of, { by: ages }))
        .explain('queryPlanner');
      expect(JSON.stringify(plan?.queryPlanner.winningPlan)).not.toMatch(/COLLSCAN|"SORT"/);
    },
  );
});

afterAll(async () => {
  await documents?.close();
  await server?.stop();
});
