import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedisJobs, type RedisJobs } from '../../src/cluster/redis-jobs.ts';
import { quiet } from '../runtime/desk.ts';
import { type BrokenLine, startBrokenLine } from '../servers/broken-line.ts';
import { startProxy, type TestProxy } from '../servers/proxy.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';

const redis = await startRedis();

describe.skipIf(!redis)('wake-ups by Redis', () => {
  const { url, empty } = redis as RedisServer;
  const open: RedisJobs[] = [];
  let proxy: TestProxy;
  let line: BrokenLine;
  const jobs = async (at = url): Promise<RedisJobs> => {
    const one = openRedisJobs({ url: at, log: quiet });
    open.push(one);
    await expect.poll(() => one.ready()).toBe(true);
    return one;
  };
  const no = { again: async () => false };

  beforeAll(async () => {
    proxy = await startProxy(Number(new URL(url).port));
    line = await startBrokenLine(Number(new URL(url).port));
  });
  afterAll(async () => {
    await Promise.all(open.map((one) => one.close()));
    await proxy.stop();
    await line.stop();
    await redis?.stop();
  });

  it('collapses doubles, and wakes again for what came while it ran', async () => {
    const [one, two] = [await jobs(), await jobs()];
    for (let n = 0; n < 50; n++) expect(await one.add('doubles', 'telegram:main:42')).toBe(true);
    const runs: string[] = [];
    let more = true;
    two.work('doubles', 10, {
      async run(id) {
        runs.push(id);
        // This one finds the job still there and is dropped.
        if (runs.length === 1) await one.add('doubles', id);
      },
      async again() {
        const was = more;
        more = false;
        return was;
      },
    });
    await expect.poll(() => runs.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(runs).toEqual(['telegram:main:42', 'telegram:main:42']);
  });

  it('wakes a conversation again of whose earlier job something is left', async () => {
    const one = await jobs();
    const ran: string[] = [];
    one.work('left', 1, { run: async (id) => void ran.push(id), ...no });
    // A worker whose line broke began the job when another one had finished it.
    const redis = new Redis(url);
    await redis.hset('{zhanggui}:left:telegram:main:7', 'processedOn', '1795966000000');
    redis.disconnect();
    expect(await one.add('left', 'telegram:main:7')).toBe(true);
    await expect.poll(() => ran).toEqual(['telegram:main:7']);
    expect(await one.add('left', 'telegram:main:7')).toBe(true);
    await expect.poll(() => ran).toEqual(['telegram:main:7', 'telegram:main:7']);
  });

  it('keeps the jobs and rates of customers apart whose ids end like the names of what Redis keeps', async () => {
    const one = await jobs();
    const ids = ['u-7', 'u-7:lock', 'u-7:logs', 'u-7:pause', 'u-7;', 'u-7;;', 'u-客🧵', 'u-7:lock;'].map((user) => `webchat:main:${user}`);
    const ran: string[] = [];
    one.work('apart', 10, { run: async (id) => void ran.push(id), ...no });
    for (const id of ids) expect(await one.add('apart', id)).toBe(true);
    await expect.poll(() => ran.toSorted()).toEqual(ids.toSorted());
    const rate = { account: 1_000, conversation: 1, burst: 1 };
    one.pause('webchat:main:u-7', 60_000);
    await expect.poll(() => one.take('apart:main', 'webchat:main:u-7', rate, false)).toBeGreaterThan(50_000);
    for (const id of ids.slice(1)) expect([id, await one.take('apart:main', id, rate, false)]).toEqual([id, 0]);
  });

  it('gives the job of a killed worker to another one within 10 s', async () => {
    const child = fork(new URL('./hanging-worker.ts', import.meta.url), [url], { execArgv: ['--import', 'tsx'] });
    await once(child, 'message');
    const one = await jobs();
    await one.add('killed', 'a:b:c');
    await once(child, 'message');
    child.kill('SIGKILL');
    const killed = Date.now();
    const ran = new Promise<number>((resolve) => one.work('killed', 1, { run: async () => resolve(Date.now()), ...no }));
    expect((await ran) - killed).toBeLessThan(10_000);
  });

  it('counts a rate over all processes, and keeps the pause that a provider asked for', async () => {
    const [one, two] = [await jobs(), await jobs()];
    const rate = { account: 5, conversation: 100, burst: 100 };
    let taken = 0;
    const began = performance.now();
    for (const who of [one, two, one, two, one, two, one, two]) if ((await who.take('t:main', 'a', rate, false)) === 0) taken += 1;
    expect(taken).toBeGreaterThanOrEqual(5);
    // A fifth of a second that went by meanwhile lets one more go.
    expect(taken).toBeLessThanOrEqual(6 + (performance.now() - began) / 200);
    const own = { account: 1_000, conversation: 1, burst: 2 };
    const first = performance.now();
    expect([await one.take('u:main', 'b', own, false), await two.take('u:main', 'b', own, false)]).toEqual([0, 0]);
    expect(await one.take('u:main', 'b', own, false)).toBeGreaterThan(900 - (performance.now() - first));
    one.pause('v:main', 60_000);
    await expect.poll(() => two.take('v:main', 'c', rate, false)).toBeGreaterThan(50_000);
  });

  it('keeps promotions of all processes to the rate, spread, and lets a reply go first', async () => {
    const [one, two] = [await jobs(), await jobs()];
    const rate = { account: 80, conversation: 100, burst: 100 };
    /** When a leave was asked for and when it came: Redis gave it in between. */
    const given: { asked: number; came: number }[] = [];
    const waits: number[] = [];
    const began = performance.now();
    const end = began + 4_000;
    const promotions = async (who: typeof one, name: string): Promise<void> => {
      for (let n = 0; performance.now() < end; ) {
        const asked = performance.now();
        const wait = await who.take('p:main', `${name}${n}`, rate, true);
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        else {
          n += 1;
          given.push({ asked, came: performance.now() });
        }
      }
    };
    const replies = async (): Promise<void> => {
      for (let n = 0; performance.now() < end - 500; n++) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        const began = performance.now();
        let asked = began;
        for (let wait = 1; wait > 0; ) {
          asked = performance.now();
          wait = await one.take('p:main', `r${n}`, rate, false);
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        }
        waits.push(performance.now() - began);
        given.push({ asked, came: performance.now() });
      }
    };
    await Promise.all([promotions(one, 'a'), promotions(two, 'b'), replies()]);
    // Those that were given within a second for certain, however late a busy machine hears of it.
    const most = Math.max(...given.map(({ asked: at }) => given.filter(({ asked, came }) => asked >= at && came < at + 1_000).length));
    expect(most).toBeLessThanOrEqual(84);
    // A busy machine asks less often than it may.
    expect(given.length / (Math.max(...given.map(({ came }) => came)) - began)).toBeGreaterThan(0.5 * 0.08);
    // Behind all promotions they would wait until the end.
    expect(Math.max(...waits)).toBeLessThan(2_500);
  });

  it('neither waits nor fails while Redis is away, and works again when it is back', async () => {
    const one = await jobs(`redis://127.0.0.1:${proxy.port}`);
    const heard: string[] = [];
    one.hear('flows', (text) => heard.push(text));
    const ran: string[] = [];
    one.work('away', 5, { run: async (id) => void ran.push(id), ...no });
    await proxy.cut();
    await expect.poll(() => one.ready()).toBe(false);
    expect(await one.add('away', 'x')).toBe(false);
    expect(await one.take('w:main', 'd', { account: 1, conversation: 1, burst: 1 }, false)).toBe(0);
    one.tell('flows', 'lost');
    await proxy.mend();
    await expect.poll(() => one.ready()).toBe(true);
    await expect.poll(async () => (await one.add('away', 'y')) && ran.includes('y')).toBe(true);
    await expect
      .poll(() => {
        one.tell('flows', 'back');
        return heard.includes('back');
      })
      .toBe(true);
  });

  it('that takes no more writes is none until it takes them again, and is told', async () => {
    const one = await jobs();
    let again = 0;
    one.onReady(() => {
      again += 1;
    });
    await redis?.fill();
    expect(await one.add('full', 'x')).toBe(false);
    expect([one.ready(), one.refuses()]).toEqual([false, expect.stringMatching(/^OOM command not allowed/)]);
    const begun = performance.now();
    for (let n = 0; n < 1_000; n++) expect(await one.add('full', `y${n}`)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(5_000);
    await redis?.drain();
    await expect.poll(() => one.ready()).toBe(true);
    expect([again, one.refuses(), await one.add('full', 'x')]).toEqual([1, null, true]);
  });

  it('that is connected and does not answer holds nobody up', async () => {
    const one = await jobs(`redis://127.0.0.1:${proxy.port}`);
    expect(await one.add('stalled', 'a')).toBe(true);
    void proxy.hold('');
    const begun = performance.now();
    expect(await Promise.all(Array.from({ length: 50 }, (_, n) => one.add('stalled', `x${n}`)))).toEqual(Array(50).fill(false));
    expect([one.ready(), await one.take('w:main', 'd', { account: 1, conversation: 1, burst: 1 }, false)]).toEqual([false, 0]);
    expect(performance.now() - begun).toBeLessThan(20_000);
    proxy.release();
    await expect.poll(() => one.ready()).toBe(true);
    expect(await one.add('stalled', 'y')).toBe(true);
  });

  it('whose connections end in the middle of each answer is none, and is used again when they do not', async () => {
    const one = await jobs(`redis://127.0.0.1:${line.port}`);
    const ran: string[] = [];
    one.work('broken', 5, { run: async (id) => void ran.push(id), ...no });
    await line.become('reset');
    for (let n = 0; n < 20; n++) {
      await expect.poll(() => one.add('broken', `x${n}`)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await expect.poll(() => one.lost() ?? one.refuses() ?? '').toMatch(/./);
    await line.become('pass');
    await expect.poll(() => one.ready()).toBe(true);
    await expect.poll(async () => (await one.add('broken', 'y')) && ran.includes('y')).toBe(true);
  });

  it('goes on with a Redis that forgot everything', async () => {
    const one = await jobs();
    const ran: string[] = [];
    one.work('emptied', 5, { run: async (id) => void ran.push(id), ...no });
    await one.add('emptied', '1');
    await expect.poll(() => ran).toEqual(['1']);
    await empty();
    await one.add('emptied', '2');
    await expect.poll(() => ran).toEqual(['1', '2']);
  });
});
