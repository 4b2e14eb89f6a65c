/** The real program while the line to Redis, or Redis itself, is in each kind of trouble: all is taken in and answered all the same, and it says so. */
import { afterAll, describe, expect, it } from 'vitest';
import { noMongo } from '../servers/mongo.ts';
import { noRedis } from '../servers/redis.ts';
import { outOfOrder, shown, troubles } from './trouble.ts';
import { openTroubledShop } from './troubled-shop.ts';

const nothing = async () => {};
const shop = await openTroubledShop(10);

describe.skipIf(!shop)(`Redis in trouble (${shop ? 'through a line of the test' : `${noMongo}; ${noRedis}`})`, () => {
  if (!shop) return;
  const all = troubles(shop);
  afterAll(() => shop.close());

  it('answers all when there is none', { timeout: 150_000 }, async () => {
    const seen = await all.run(nothing, nothing, () => true);
    if (process.env.FIGURES) console.log(shown(seen));
    expect(seen.readyz.status).toBe(200);
    expect(outOfOrder(shop)).toEqual([]);
  });

  const line = (kind: 'refuse' | 'reset' | 'slow' | 'stall') => ({ begin: () => shop.toRedis.become(kind), end: () => shop.toRedis.become('pass') });
  const on = 'Work goes on from the store, more slowly$';

  it.each([
    ['refuses connections', line('refuse'), `^Redis is not there \\(.*ECONNREFUSED.*\\): start it, or check REDIS_URL\\. ${on}`],
    ['ends connections in the middle of an answer', line('reset'), `^Redis (is not there|takes no work) \\(.+\\): .+\\. ${on}`],
    ['takes 2 s for each piece', line('slow'), `^Redis takes no work \\(.+\\): look at its load and at the network in between\\. ${on}`],
    ['never answers', line('stall'), `^Redis takes no work \\(.+\\): look at its load and at the network in between\\. ${on}`],
    [
      'has no memory left',
      { begin: shop.redis.fill, end: shop.redis.drain },
      `^Redis takes no work \\(OOM .*\\): give it more memory \\(maxmemory\\)\\. ${on}`,
    ],
  ])('%s: everything is taken in and answered, and it is used again when it is well', { timeout: 150_000 }, async (_, { begin, end }, words) => {
    const jobsOf = (text: string) => (JSON.parse(text) as { jobs: string }).jobs;
    const seen = await all.run(begin, end, ({ text }) => new RegExp(words).test(jobsOf(text)));
    if (process.env.FIGURES) console.log(shown(seen));
    expect([seen.readyz.status, jobsOf(seen.readyz.text)]).toEqual([200, expect.stringMatching(words)]);
    const every = (list: readonly number[]) => [...new Set(list)];
    expect(Object.values(seen.statuses).map(every)).toEqual([[200], [202], [202], [201]]);
    // With what ordinary work leaves uncollected, for it goes on.
    expect(seen.grown).toBeLessThan(200e6);
    expect(outOfOrder(shop)).toEqual([]);
    expect(shop.program.output().err).not.toContain('"stack"');
    await expect.poll(async () => jobsOf((await shop.get('/readyz')).text), { timeout: 60_000, interval: 300 }).toBe('ok');
  });
});
