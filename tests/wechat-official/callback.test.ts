/** Callbacks in the three modes: what counts, what is refused, and how the reply is made. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callback, type Mode, post, signed, textXml } from './customer.ts';
import { impatient, openShop, type Shop, sendAll, text } from './shop.ts';
import { startWeixin, type Weixin } from './weixin-server.ts';

let weixin: Weixin;
let shop: Shop;
const now = 1_795_399_200_000;

beforeEach(async () => {
  weixin = await startWeixin();
});
afterEach(async () => {
  await shop.close();
  await weixin.close();
});
const open = async (aesKey?: string, timing = impatient) => {
  shop = await openShop(weixin, { now: () => now, settings: aesKey ? { aesKey } : {} }, timing);
};
const said = () => shop.events.map((event) => (event.type === 'message' && event.parts[0]?.type === 'text' ? event.parts[0].text : event.type));
const answerWith = (words: string) => {
  shop.turn = () => void sendAll(shop.channel, text(words));
};

describe('WeChat callbacks', () => {
  it.each([
    ['plain', undefined],
    ['compatible', undefined],
    ['compatible', callback.encodingAesKey],
    ['safe', callback.encodingAesKey],
  ] as const)('%s mode, key %s: message in, reply out', async (mode, key) => {
    await open(key, {});
    answerWith('您好 ]]> <b>&amp;');
    const { status, reply } = await post(shop.url, signed(textXml('你好'), mode, now));
    expect(status).toBe(200);
    expect(said()).toEqual(['你好']);
    expect(reply).toMatchObject({ ToUserName: 'OPENID', FromUserName: 'gh_shop', CreateTime: '1795399200', MsgType: 'text' });
    expect(weixin.sent).toEqual([]);
  });

  it('seals the reply exactly where the message was sealed', async () => {
    await open(callback.encodingAesKey, {});
    answerWith('您好');
    const given = signed(textXml('你好'), 'safe', now);
    const response = await fetch(`${shop.url}/hooks/wechat-official/main?${given.query}`, { method: 'POST', body: given.body });
    const body = await response.text();
    expect(body).toContain('<Encrypt>');
    expect(body).not.toContain('OPENID');
  });

  it('the address check of the console', async () => {
    await open();
    const { query } = signed('', 'plain', now);
    query.set('echostr', '5858515371951838123');
    const check = (params: URLSearchParams) => fetch(`${shop.url}/hooks/wechat-official/main?${params}`);
    expect(await (await check(query)).text()).toBe('5858515371951838123');
    query.set('nonce', '1');
    expect((await check(query)).status).toBe(401);
  });

  it('only the sealed half of a compatible message counts', async () => {
    await open(callback.encodingAesKey);
    const { query, body } = signed(textXml('sealed'), 'compatible', now);
    await post(shop.url, { query, body: body.replace('<![CDATA[sealed]]>', '<![CDATA[forged]]>') });
    expect(said()).toEqual(['sealed']);
  });

  it('with a key, a plain message is refused and health says what to do', async () => {
    await open(callback.encodingAesKey);
    await shop.channel.start();
    await expect.poll(() => shop.channel.health()).toEqual({ state: 'ready' });
    expect((await post(shop.url, signed(textXml('plain'), 'plain', now))).status).toBe(401);
    expect(shop.events).toEqual([]);
    expect(shop.channel.health()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('choose the safe mode') });
    await post(shop.url, signed(textXml('safe'), 'safe', now));
    expect(shop.channel.health()).toEqual({ state: 'ready' });
  });

  it('a sealed message without a key, with another key or for another account is refused', async () => {
    await open();
    await shop.channel.start();
    await expect.poll(() => shop.channel.health().state).toBe('ready');
    expect((await post(shop.url, signed(textXml('x'), 'safe', now))).status).toBe(401);
    expect(shop.channel.health().detail).toContain('set WECHAT_AES_KEY');
    await shop.close();
    await open(callback.encodingAesKey);
    expect((await post(shop.url, signed(textXml('x'), 'safe', now, { appId: 'wx0000000000000000' }))).status).toBe(400);
    await shop.close();
    await open('0000000000000000000000000000000000000000000');
    expect((await post(shop.url, signed(textXml('x'), 'safe', now))).status).toBe(400);
    expect(shop.events).toEqual([]);
  });

  it('holds for five minutes', async () => {
    await open();
    expect((await post(shop.url, signed(textXml('late'), 'plain', now - 301_000))).status).toBe(401);
    expect((await post(shop.url, signed(textXml('early'), 'plain', now + 301_000))).status).toBe(401);
    expect((await post(shop.url, signed(textXml('in time', { id: '9' }), 'plain', now - 299_000))).status).toBe(200);
    expect(said()).toEqual(['in time']);
  });

  it('10,000 forged callbacks: none is taken', async () => {
    await open(callback.encodingAesKey);
    const bare = await openShop(weixin, { now: () => now });
    let taken = 0;
    let seed = 1;
    const random = (most: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    const flip = (value: string) => {
      const at = random(value.length);
      return `${value.slice(0, at)}${value[at] === 'a' ? 'b' : 'a'}${value.slice(at + 1)}`;
    };
    for (let n = 0; n < 10_000; n++) {
      const mode = (['plain', 'compatible', 'safe'] as const satisfies Mode[])[n % 3] ?? 'plain';
      const good = signed(textXml('forged', { id: String(n) }), mode, now);
      const signature = mode === 'plain' ? 'signature' : 'msg_signature';
      const forged = [
        () => good.query.set(signature, flip(good.query.get(signature) ?? '')),
        () => good.query.delete(signature),
        () => good.query.set('timestamp', String(Number(good.query.get('timestamp')) - 1 - random(200))),
        () => good.query.set('nonce', flip(good.query.get('nonce') ?? '')),
        () => good.query.set('timestamp', ''),
        () => good.query.set(signature, (good.query.get(signature) ?? '').toUpperCase()),
      ][random(6)];
      forged?.();
      const channel = mode === 'plain' ? bare.channel : shop.channel;
      const outcome = channel.hook?.({ method: 'POST', query: good.query, headers: {}, body: Buffer.from(good.body) }, now);
      if (outcome?.ok) taken += 1;
    }
    await bare.close();
    expect(taken).toBe(0);
  });

  it('any body is answered, never with a server error', async () => {
    await open();
    for (const body of [
      '',
      '<xml>',
      '<xml></xml>',
      '{}',
      '<!DOCTYPE a []><xml><a>1</a></xml>',
      `<xml>${'<a>'.repeat(5_000)}`,
      '<xml><MsgType>text</MsgType></xml>',
    ]) {
      const { query } = signed('', 'plain', now);
      const response = await fetch(`${shop.url}/hooks/wechat-official/main?${query}`, { method: 'POST', body });
      expect([200, 400]).toContain(response.status);
    }
    expect(shop.events).toEqual([]);
  });
});
