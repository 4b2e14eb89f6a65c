/** Passive replies: in time, too late, repetitions, broken connections. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendResult } from '../../src/channel.ts';
import { callback, post, signed, textXml } from './customer.ts';
import { impatient, openShop, reply, type Shop, sendAll, text } from './shop.ts';
import { startWeixin, type Weixin } from './weixin-server.ts';

let weixin: Weixin;
let shop: Shop;
const now = () => Date.now();

const open = async (timing = {}) => {
  const media = async () => ({ bytes: Buffer.from('PNG'), mime: 'image/png' });
  shop = await openShop(weixin, { settings: { aesKey: callback.encodingAesKey }, media }, timing);
};
beforeEach(async () => {
  weixin = await startWeixin();
  await open();
});
afterEach(async () => {
  await shop.close();
  await weixin.close();
});
const message = (content: string, id: string, user = 'OPENID') => signed(textXml(content, { id, user }), 'safe', now());
/** Resolves to what the sends came to, once the turn of the next event has made them. */
const turn = (...words: string[]) =>
  new Promise<SendResult[]>((resolve) => {
    shop.turn = async () => {
      const results: SendResult[] = [];
      for (const one of words) results.push(...(await sendAll(shop.channel, text(one))));
      resolve(results);
    };
  });

describe('the passive reply', () => {
  it('takes the first message, free of the ration; the rest goes by the interface', async () => {
    const results = turn('一', '二', '三');
    const answered = await post(shop.url, message('你好', '1'));
    expect(answered.reply).toMatchObject({ MsgType: 'text', Content: '一' });
    expect(await results).toEqual([{ ok: true, free: true }, { ok: true }, { ok: true }]);
    expect(weixin.sent.map(({ body }) => body.text)).toEqual([{ content: '二' }, { content: '三' }]);
  });

  it('that comes too late is empty, and the message goes by the interface', async () => {
    await shop.close();
    await open(impatient);
    const { reply: none, status } = await post(shop.url, message('你好', '1'));
    expect({ none, status }).toEqual({ none: null, status: 200 });
    expect(await sendAll(shop.channel, text('晚了'))).toEqual([{ ok: true }]);
    expect(weixin.sent).toHaveLength(1);
  });

  it('is the word success when there is nothing to say, at once where nobody waits', async () => {
    const started = performance.now();
    const given = signed(
      textXml('x').replace(/<MsgType>.*<\/MsgId>/, '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[unsubscribe]]></Event>'),
      'safe',
      now(),
    );
    const response = await fetch(`${shop.url}/hooks/wechat-official/main?${given.query}`, { method: 'POST', body: given.body });
    expect(await response.text()).toBe('success');
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(shop.events).toMatchObject([{ type: 'reach', reachable: false }]);
  });

  it('carries pictures and articles; a menu message and promotions go by the interface', async () => {
    const card = { title: 'T恤', text: '¥99', link: 'https://shop.example/1', image: 'https://shop.example/1.png' };
    const answer = async (given: ReturnType<typeof reply>, id: string) => {
      shop.turn = () => void sendAll(shop.channel, given);
      return (await post(shop.url, message('你好', id))).reply;
    };
    expect(await answer(reply([{ type: 'image', media: { stored: 'm1' } }]), '1')).toMatchObject({ MsgType: 'image', Image: { MediaId: 'MEDIA-1' } });
    expect(await answer(reply([{ type: 'product', card }]), '2')).toMatchObject({
      MsgType: 'news',
      ArticleCount: '1',
      Articles: { item: { Title: 'T恤', Description: '¥99', Url: 'https://shop.example/1', PicUrl: 'https://shop.example/1.png' } },
    });
    expect(weixin.sent).toEqual([]);
    await shop.close();
    await open({ replies: { holdMs: 1_000, writtenMs: 300, settleMs: 0, keptMs: 30_000 } });
    expect(await answer(reply([{ type: 'text', text: '选' }], { choices: [{ token: 'a', label: '甲' }] }), '3')).toBeNull();
    expect(await answer(text('促销', { class: 'promo' }), '4')).toBeNull();
    expect(weixin.sent.map(({ body }) => body.msgtype)).toEqual(['msgmenu', 'text']);
  });

  it('of one customer never goes to another', async () => {
    const other = post(shop.url, message('别人', '1', 'OTHER'));
    const results = turn('给OPENID');
    expect((await post(shop.url, message('你好', '2'))).reply).toMatchObject({ ToUserName: 'OPENID', Content: '给OPENID' });
    expect(await results).toEqual([{ ok: true, free: true }]);
    await shop.channel.stop();
    expect((await other).reply).toBeNull();
  });

  it('is read before what follows it by the interface is sent', async () => {
    await shop.close();
    await open({ replies: { holdMs: 4_500, writtenMs: 300, settleMs: 1_500, keptMs: 30_000 } });
    const order: string[] = [];
    const read = post(shop.url, message('你好', '1')).then(({ reply }) => order.push(String(reply?.Content)));
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    await new Promise(setImmediate);
    await sendAll(shop.channel, text('一'));
    const sent = weixin.until(1).then(() => order.push('二'));
    const second = sendAll(shop.channel, text('二'));
    await Promise.all([read, new Promise((resolve) => setTimeout(resolve, 100))]);
    expect(weixin.sent).toEqual([]);
    await Promise.all([second, sent]);
    expect(order).toEqual(['一', '二']);
  });

  it('two messages of a customer get one reply each, in order', async () => {
    const first = post(shop.url, message('一', '1'));
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    const second = post(shop.url, message('二', '2'));
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(2);
    await new Promise(setImmediate);
    await sendAll(shop.channel, text('答一'));
    await sendAll(shop.channel, text('答二'));
    expect([(await first).reply?.Content, (await second).reply?.Content]).toEqual(['答一', '答二']);
  });
});

describe('a repetition of the platform', () => {
  it('takes the place of the connection that WeChat gave up, and the event counts once', async () => {
    const gaveUp = new AbortController();
    const first = post(shop.url, message('你好', '7'), gaveUp.signal).catch(() => 'gone');
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    gaveUp.abort();
    expect(await first).toBe('gone');
    const second = post(shop.url, message('你好', '7'));
    await expect.poll(() => shop.repeated.length, { interval: 2 }).toBe(1);
    await new Promise(setImmediate);
    expect(await sendAll(shop.channel, text('您好'))).toEqual([{ ok: true, free: true }]);
    expect((await second).reply).toMatchObject({ Content: '您好' });
    expect(shop.events).toHaveLength(1);
    expect(weixin.sent).toEqual([]);
  });

  it('while the first is open: the older is answered empty at once, the newer gets the reply', async () => {
    const first = post(shop.url, message('你好', '7'));
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    const second = post(shop.url, message('你好', '7'));
    expect((await first).reply).toBeNull();
    await sendAll(shop.channel, text('您好'));
    expect((await second).reply).toMatchObject({ Content: '您好' });
  });

  it('after the reply was handed: the same reply once more, nothing new is sent', async () => {
    const results = turn('您好');
    const given = message('你好', '7');
    const first = await post(shop.url, given);
    await results;
    expect(await post(shop.url, message('你好', '7'))).toEqual(first);
    expect(weixin.sent).toEqual([]);
  });
});

describe('a connection that broke', () => {
  it('before the reply was written: the send fails as network, and the next try goes by the interface', async () => {
    const gaveUp = new AbortController();
    const first = post(shop.url, message('你好', '7'), gaveUp.signal).catch(() => 'gone');
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    gaveUp.abort();
    await first;
    await expect.poll(() => shop.broken, { interval: 2 }).toBe(1);
    expect(await sendAll(shop.channel, text('您好'))).toMatchObject([{ ok: false, failure: { code: 'network' } }]);
    expect(await sendAll(shop.channel, text('您好'))).toEqual([{ ok: true }]);
    expect(shop.logged.join()).not.toContain('您好');
  });

  it('reports what the server says of the answer', async () => {
    const given = message('你好', '8');
    const outcome = shop.channel.hook?.({ method: 'POST', query: given.query, headers: {}, body: Buffer.from(given.body) }, now());
    if (!outcome?.ok) throw new Error('refused');
    const answer = Promise.resolve(outcome.answer?.());
    const sending = sendAll(shop.channel, text('您好'));
    (await answer)?.written?.(false);
    expect(await sending).toMatchObject([{ ok: false, failure: { code: 'network' } }]);
    expect(await sendAll(shop.channel, text('您好'))).toEqual([{ ok: true }]);
    expect(weixin.sent).toHaveLength(1);
    // What went by the interface since is not told again to a repetition of the message.
    const again = shop.channel.hook?.({ method: 'POST', query: given.query, headers: {}, body: Buffer.from(given.body) }, now());
    const empty = Promise.resolve(again?.ok ? again.answer?.() : undefined);
    await shop.channel.stop();
    expect((await empty)?.body).toBe('success');
  });

  it('is in doubt where the server says nothing', async () => {
    const given = message('你好', '9');
    const outcome = shop.channel.hook?.({ method: 'POST', query: given.query, headers: {}, body: Buffer.from(given.body) }, now());
    const answer = outcome?.ok ? outcome.answer?.() : undefined;
    const sending = sendAll(shop.channel, text('您好'));
    expect((await answer)?.body).toContain('Encrypt');
    expect(await sending).toMatchObject([{ ok: false, failure: { code: 'timeout' } }]);
  });

  it('stop answers whatever is open', async () => {
    const open = post(shop.url, message('你好', '1'));
    await expect.poll(() => shop.events.length, { interval: 2 }).toBe(1);
    await new Promise(setImmediate);
    await shop.channel.stop();
    expect((await open).reply).toBeNull();
  });
});
