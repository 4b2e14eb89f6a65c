/** Fetching: every message once and in order, across pages, crashes, bursts, processes and WeCom's refusals. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelMemory } from '../../src/channel.ts';
import { aesKey, kf, li, type Qyapi, type QyapiOptions, secret, startQyapi, token } from './qyapi-server.ts';
import { emptyKept, impatient, type Kept, openShop, quick, type Shop, type ShopOptions, texts } from './shop.ts';

let api: Qyapi;
let kept: Kept;
let shops: Shop[] = [];
let clock = Date.now();

async function open(options: Partial<ShopOptions> = {}, server: QyapiOptions = {}): Promise<Shop> {
  api ??= await startQyapi(server);
  const shop = await openShop(api, { kept, ...options });
  shops.push(shop);
  api.onCallback = (request) => shop.hook(request);
  return shop;
}
beforeEach(() => {
  kept = emptyKept();
  clock = Date.now();
});
afterEach(async () => {
  for (const shop of shops) await shop.channel.stop();
  shops = [];
  await api.close();
  // A new server for each test, made by open().
  (api as Qyapi | undefined) = undefined;
});

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, n) => String(n + from));
const quiet = (text: string) => api.say(text, li, kf, true);
const state = (shop: Shop, wanted: string) => expect.poll(() => shop.channel.health().state, { interval: 5 }).toBe(wanted);
const have = (wanted: string[]) => expect.poll(() => texts(kept), { interval: 5 }).toEqual(wanted);

describe('paging', () => {
  it('goes on until there is no more, in order, and begins where it left off', async () => {
    const shop = await open({}, { pageSize: 3 });
    for (const text of numbers(10)) quiet(text);
    api.say('10');
    await have(numbers(11));
    expect(api.callsOf('sync_msg').map((call) => call.body.cursor)).toEqual([undefined, 'cursor3', 'cursor6', 'cursor9']);
    api.say('11');
    await have(numbers(12));
    expect(api.callsOf('sync_msg').at(-1)?.body.cursor).toBe('cursor11');
    expect(kept.repeated).toEqual([]);
    await shop.channel.stop();
  });

  it('goes on after a page without messages', async () => {
    await open();
    api.fault('/cgi-bin/kf/sync_msg', { errcode: 0, errmsg: 'ok', next_cursor: 'cursor00', has_more: 1, msg_list: [] } as never);
    api.say('here');
    await have(['here']);
  });

  it('does not turn in a circle when WeCom gives no further cursor', async () => {
    await open();
    const circle = { errcode: 0, errmsg: 'ok', next_cursor: '', has_more: 1, msg_list: [] } as never;
    api.fault('/cgi-bin/kf/sync_msg', circle, circle);
    api.say('here');
    await have(['here']);
    expect(api.callsOf('sync_msg')).toHaveLength(3);
  });
});

describe('crashes', () => {
  it.each([1, 2, 3])('after page %i was stored and before its cursor is: nothing is skipped, nothing is there twice', async (page) => {
    let pages = 0;
    let dead = false;
    const killed = async <T>(work: () => Promise<T>): Promise<T> => {
      if (dead) throw new Error('killed');
      return work();
    };
    const memory: ChannelMemory = {
      get: (key) => killed(() => kept.memory.get(key)),
      set: (key, value, ttlMs) => {
        if (key.startsWith('cursor:') && ++pages === page) dead = true;
        return killed(() => kept.memory.set(key, value, ttlMs));
      },
      alone: (key, work) => killed(() => kept.memory.alone(key, work)),
    };
    const first = await open({ memory }, { pageSize: 2 });
    for (const text of numbers(5)) quiet(text);
    void first.hook(api.callback());
    await expect.poll(() => dead).toBe(true);
    const stored = kept.events.length;
    expect(stored).toBe(page === 3 ? 5 : 2 * page);
    await first.channel.stop();
    const second = await open();
    await second.channel.start();
    await have(numbers(5));
    await state(second, 'ready');
    expect(kept.repeated).toEqual(kept.events.slice(2 * (page - 1), stored).map((event) => event.id));
  });

  it('what cannot be stored is fetched again until it can, in order', async () => {
    const shop = await open({}, { pageSize: 2 });
    kept.failures.push('disk full', 'disk full', 'disk full');
    for (const text of numbers(5)) quiet(text);
    api.say('5');
    await have(numbers(6));
    expect(kept.repeated).toEqual([]);
    expect(shop.logged.filter((line) => line.includes('could not be stored'))).toHaveLength(3);
  });

  it('what came while the program was down is fetched at the start, without a token', async () => {
    const first = await open();
    api.say('before');
    await have(['before']);
    await first.channel.stop();
    quiet('while down');
    const second = await open();
    await second.channel.start();
    await have(['before', 'while down']);
    expect(api.callsOf('sync_msg').at(-1)?.body).not.toHaveProperty('token');
    await state(second, 'ready');
  });
});

describe('bursts', () => {
  it('200 callbacks at once cause one pull, and one more for what may have come meanwhile', async () => {
    const shop = await open();
    const requests = numbers(200).map((text) => {
      quiet(text);
      return api.callback();
    });
    expect(await Promise.all(requests.map((request) => shop.hook(request)))).toEqual(requests.map(() => 200));
    await have(numbers(200));
    await shop.channel.stop();
    // 100 at a time: the first pull has two pages, or three with the empty one.
    const pulls = api.callsOf('sync_msg');
    expect(pulls.length).toBeLessThanOrEqual(4);
    expect(kept.repeated).toEqual([]);
  });

  it('a callback that arrives during a pull is not lost', async () => {
    const shop = await open();
    api.say('0');
    await api.until(() => api.callsOf('sync_msg').length === 1, 'the first pull');
    for (const text of numbers(20, 1)) api.say(text);
    await have(numbers(21));
    await shop.channel.stop();
    expect(kept.repeated).toEqual([]);
  });

  it('two processes pull one after the other: each message once, in order', async () => {
    const one = await open({}, { pageSize: 7 });
    const two = await open();
    for (const text of numbers(60)) {
      quiet(text);
      void one.hook(api.callback());
      void two.hook(api.callback());
    }
    await have(numbers(60));
    await one.channel.stop();
    await two.channel.stop();
    expect(kept.repeated).toEqual([]);
  });

  it('one access token serves them all, and is asked for once when it is over', async () => {
    const shop = await open();
    api.say('0');
    await have(['0']);
    expect(api.callsOf('gettoken')).toHaveLength(1);
    api.expireTokens();
    for (const text of numbers(20, 1)) api.say(text);
    await have(numbers(21));
    expect(api.callsOf('gettoken')).toHaveLength(2);
    await shop.channel.stop();
  });
});

describe('tokens of callbacks', () => {
  it('the newest one is used; one that WeCom does not take any more is left out', async () => {
    await open();
    api.fault('/cgi-bin/kf/sync_msg', { errcode: 95007, errmsg: 'invalid msg token' });
    api.say('hello');
    await have(['hello']);
    const [refused, bare] = api.callsOf('sync_msg');
    expect(refused?.body.token).toMatch(/^ENC/);
    expect(bare?.body).not.toHaveProperty('token');
  });

  it('is not used when it is older than ten minutes', async () => {
    kept = emptyKept(() => clock);
    const shop = await open({ now: () => clock, timing: { ...quick, pull: { ...quick.pull, first: 100, most: 100 } } }, { now: () => clock });
    api.fault('/cgi-bin/kf/sync_msg', { status: 502 });
    api.say('hello');
    await expect.poll(() => shop.logged.length).toBeGreaterThan(0);
    clock += 600_001;
    await have(['hello']);
    expect(api.callsOf('sync_msg').map((call) => 'token' in call.body)).toEqual([true, false]);
  });

  it('a callback helps at once where the pull without one was refused as too frequent', async () => {
    const shop = await open({ settings: { openKfId: kf } }, { withoutToken: 0 });
    await shop.channel.start();
    await state(shop, 'degraded');
    expect(shop.channel.health().detail).toContain('45009');
    const began = Date.now();
    api.say('hello');
    await have(['hello']);
    expect(Date.now() - began).toBeLessThan(20_000);
    await state(shop, 'ready');
  });
});

describe('when WeCom fails', () => {
  it.each([
    ['an HTTP error', { status: 502 }],
    ['"system busy"', { errcode: -1, errmsg: 'system busy' }],
    ['a broken connection', 'reset'],
    ['a broken connection after the answer was made', 'reset after accept'],
  ] as const)('%s: tried again with growing pauses, nothing is lost', async (_name, fault) => {
    const shop = await open();
    api.fault('/cgi-bin/kf/sync_msg', fault, fault, fault);
    api.say('hello');
    await have(['hello']);
    expect(api.callsOf('sync_msg')).toHaveLength(4);
    const pauses = shop.logged.map((line) => Number(/"againInMs":(\d+)/.exec(line)?.[1])).filter((pause) => pause >= 0);
    expect(pauses).toEqual([10, 20, 40]);
  });

  it('a flood of callbacks does not shorten the pauses', async () => {
    const shop = await open({ timing: { ...quick, pull: { ...quick.pull, first: 300, most: 300 } } });
    api.fault('/cgi-bin/kf/sync_msg', { status: 502 });
    api.say('0');
    await expect.poll(() => shop.logged.length).toBe(1);
    for (const text of numbers(50, 1)) api.say(text);
    await have(numbers(51));
    const [failed, next] = api.callsOf('sync_msg');
    expect((next?.at ?? 0) - (failed?.at ?? 0)).toBeGreaterThanOrEqual(290);
  });

  it('after a failure it asks for fewer at a time', async () => {
    await open();
    api.fault('/cgi-bin/kf/sync_msg', { status: 502 });
    api.say('hello');
    await have(['hello']);
    api.say('again');
    await have(['hello', 'again']);
    expect(api.callsOf('sync_msg').map((call) => call.body.limit)).toEqual([100, 10, 100]);
  });

  it('a wrong secret, address or switch is told in the health, without the secret', async () => {
    const shop = await open({ settings: { secret: 'WRONG_secret_0000' } });
    await shop.channel.start();
    await state(shop, 'failed');
    expect(shop.channel.health().detail).toMatch(/40001.*WECOM_KF_SECRET/);
    expect(JSON.stringify([shop.logged, shop.channel.health()])).not.toContain('WRONG_secret_0000');
  });

  it.each([
    [60020, 'trusted IPs'],
    [48002, 'may call the API'],
    [95017, 'switched off'],
  ])('%i is told in words a merchant can act on', async (errcode, words) => {
    const shop = await open({ settings: { openKfId: kf } });
    api.fault('/cgi-bin/kf/sync_msg', {
      errcode,
      errmsg: 'not allowed, hint: [1], from ip: 1.2.3.4, more info at https://open.work.weixin.qq.com/devtool/query',
    });
    await shop.channel.start();
    await state(shop, 'failed');
    expect(shop.channel.health().detail).toContain(words);
    expect(shop.channel.health().detail).toContain('from ip: 1.2.3.4');
  });

  it('no log line and no health has a secret in it', async () => {
    const shop = await open({ settings: { openKfId: kf }, timing: impatient });
    api.fault('/cgi-bin/kf/sync_msg', { errcode: 40058, errmsg: `access_token=ACCESS1_secret corpsecret=${secret} ${aesKey} token ${token}` }, 'reset', 'hang');
    await shop.channel.start();
    await expect.poll(() => shop.logged.length).toBeGreaterThanOrEqual(2);
    const told = JSON.stringify([shop.logged, shop.channel.health()]);
    for (const hidden of [secret, aesKey, token, ...api.accessTokens()]) expect(told).not.toContain(hidden);
  });
});

describe('accounts', () => {
  it('all that the application may manage are served, each by its own cursor; the address tells which was written to', async () => {
    const shop = await open({}, { pageSize: 2 });
    api.accounts.push({ open_kfid: 'wkSecond', name: '售后', manage_privilege: true }, { open_kfid: 'wkTheirs', name: '别人', manage_privilege: false });
    for (const text of numbers(3)) api.say(text, li, 'wkSecond', true);
    quiet('first');
    api.say('not ours', li, 'wkTheirs', true);
    await shop.channel.start();
    await state(shop, 'ready');
    expect(kept.events.map((event) => event.from.user).sort()).toEqual([`${kf}.${li}`, ...numbers(3).map(() => `wkSecond.${li}`)].sort());
    expect(await kept.memory.get('cursor:wkSecond')).toBe('cursor3');
    expect(await kept.memory.get(`cursor:${kf}`)).toBe('cursor1');
    expect(await kept.memory.get('cursor:wkTheirs')).toBeNull();
  });

  it('WECOM_OPEN_KFID names the only one', async () => {
    const shop = await open({ settings: { openKfId: 'wkSecond' } });
    api.accounts.push({ open_kfid: 'wkSecond', name: '售后', manage_privilege: true });
    quiet('not served');
    api.say('served', li, 'wkSecond', true);
    await shop.channel.start();
    await state(shop, 'ready');
    expect(texts(kept)).toEqual(['served']);
    expect(api.callsOf('account/list')).toEqual([]);
  });

  it('a callback that names none is for all of them', async () => {
    const shop = await open();
    api.accounts.push({ open_kfid: 'wkSecond', name: '售后', manage_privilege: true });
    quiet('one');
    api.say('two', li, 'wkSecond', true);
    const xml = '<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[ENC0]]></Token></xml>';
    expect(await shop.hook(api.callback(kf, { xml }))).toBe(200);
    await expect.poll(() => texts(kept).sort()).toEqual(['one', 'two']);
  });

  it('none is told in the health', async () => {
    const shop = await open();
    api.accounts.length = 0;
    await shop.channel.start();
    await state(shop, 'degraded');
    expect(shop.channel.health().detail).toContain('no customer-service account');
  });

  it('are looked for again while they cannot be listed', async () => {
    const shop = await open();
    api.fault('/cgi-bin/kf/account/list', { status: 502 }, { errcode: -1, errmsg: 'system busy' });
    quiet('hello');
    await shop.channel.start();
    await have(['hello']);
    await state(shop, 'ready');
  });

  it('a callback that was lost is made up for by looking now and then', async () => {
    const shop = await open({ timing: { ...quick, pull: { ...quick.pull, sweep: 30 } } });
    await shop.channel.start();
    await state(shop, 'ready');
    quiet('no callback came');
    await have(['no callback came']);
  });
});

describe('the first time', () => {
  it('what was written before the channel was connected is left to people; what comes later never', async () => {
    kept = emptyKept(() => clock);
    const shop = await open({ now: () => clock }, { now: () => clock });
    quiet('two days ago');
    clock += 2 * 86_400_000;
    quiet('a moment ago');
    clock += 60_000;
    await shop.channel.start();
    await have(['a moment ago']);
    await shop.channel.stop();
    quiet('while down');
    clock += 10 * 3_600_000;
    const again = await open({ now: () => clock });
    await again.channel.start();
    await have(['a moment ago', 'while down']);
  });
});

describe('stopping', () => {
  it('does not wait for an answer of WeCom', async () => {
    const shop = await open();
    api.fault('/cgi-bin/kf/sync_msg', 'hang');
    api.say('hello');
    await api.until(() => api.callsOf('sync_msg').length === 1, 'the pull');
    const began = Date.now();
    await shop.channel.stop();
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await kept.memory.get(`cursor:${kf}`)).toBeNull();
  });

  it('nothing is fetched any more, and no timer is left', async () => {
    const shop = await open({ timing: { ...quick, pull: { ...quick.pull, sweep: 10, first: 10 } } });
    api.fault('/cgi-bin/kf/sync_msg', { status: 502 });
    await shop.channel.start();
    await expect.poll(() => api.callsOf('sync_msg').length).toBeGreaterThan(1);
    await shop.channel.stop();
    expect(shop.channel.health()).toEqual({ state: 'stopped' });
    // What was on its way when it stopped may still arrive; after that nothing may.
    const fetched = async (): Promise<number> => {
      const before = api.calls.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return api.calls.length - before;
    };
    await expect.poll(fetched).toBe(0);
  });

  it('it can be started again', async () => {
    const shop = await open();
    await shop.channel.start();
    await state(shop, 'ready');
    await shop.channel.stop();
    quiet('hello');
    await shop.channel.start();
    await have(['hello']);
  });
});
