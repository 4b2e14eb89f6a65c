/** The real program while the line to MongoDB, or MongoDB itself, is in each kind of trouble: nothing is acknowledged that is not stored, and all of it is answered once. */
import { afterAll, describe, expect, it } from 'vitest';
import { fullDisk } from '../servers/mongo/full-disk.ts';
import { noMongo } from '../servers/mongo.ts';
import { noRedis } from '../servers/redis.ts';
import { outOfOrder, shown, troubles } from './trouble.ts';
import { openTroubledShop } from './troubled-shop.ts';

const nothing = async () => {};
const shop = await openTroubledShop(10);

describe.skipIf(!shop)(`MongoDB in trouble (${shop ? 'through a line of the test' : `${noMongo}; ${noRedis}`})`, () => {
  if (!shop) return;
  const all = troubles(shop);
  afterAll(() => shop.close());

  const line = (kind: 'refuse' | 'reset' | 'slow' | 'stall') => ({ begin: () => shop.toMongo.become(kind), end: () => shop.toMongo.become('pass') });
  const full = { begin: async () => shop.toMongo.answerWith(fullDisk), end: async () => shop.toMongo.answerWith(null) };

  it('answers all when there is none', { timeout: 150_000 }, async () => {
    const seen = await all.run(nothing, nothing, () => true);
    if (process.env.FIGURES) console.log(shown(seen));
    expect(seen.readyz.status).toBe(200);
    expect(outOfOrder(shop)).toEqual([]);
  });

  it.each([
    ['refuses connections', line('refuse'), /^MongoDB at 127\.0\.0\.1:\d+\/shop cannot be used now \(.*ECONNREFUSED.*\): start it, or check MONGODB_URL$/],
    ['ends connections in the middle of an answer', line('reset'), /^MongoDB at .* cannot be used now \(.+\): look at its log and at the network in between$/],
    ['takes 2 s for each piece', line('slow'), /^MongoDB at .* cannot be used now \(.+\): look at .*the network in between$/],
    ['never answers', line('stall'), /^MongoDB at .* cannot be used now \(.+\): look at its load, its disk and the network in between$/],
    ['has no room on its disk', full, /^MongoDB at .* cannot be used now \(available disk space .*\): make space on its disk$/],
  ])('%s: takes in nothing that it does not keep, and goes on by itself', { timeout: 150_000 }, async (_, { begin, end }, words) => {
    const storeOf = (text: string) => (JSON.parse(text) as { store: string }).store;
    const seen = await all.run(begin, end, ({ status, text }) => status === 503 && words.test(storeOf(text)));
    if (process.env.FIGURES)
      console.log(_, {
        ...seen,
        statuses: Object.values(seen.statuses)
          .map((l) => [...new Set(l)].map((s) => `${s}x${l.filter((x) => x === s).length}`).join())
          .join(' '),
      });
    if (process.env.FIGURES) console.log(shown(seen));
    expect([seen.readyz.status, storeOf(seen.readyz.text)]).toEqual([503, expect.stringMatching(words)]);
    const [hooks, others] = [seen.statuses.hook, [...seen.statuses.event, ...seen.statuses.chat, ...seen.statuses.upload]];
    for (const status of hooks) expect([200, 503]).toContain(status);
    for (const status of others) expect([201, 202, 503]).toContain(status);
    for (const text of seen.words) expect(JSON.parse(text)).toEqual({ error: { code: 'unavailable', message: expect.stringMatching(/send it again/) } });
    expect(seen.grown).toBeLessThan(60e6);
    expect(outOfOrder(shop)).toEqual([]);
    expect(shop.program.output().err).not.toContain('"stack"');
  });
});
