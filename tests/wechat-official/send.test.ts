/** Sending by the interface: tokens, files, templates, failures, secrets. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWeChatOfficial } from '../../channels/wechat-official/channel.ts';
import type { Media } from '../../src/message.ts';
import { testContext, testMemory } from '../channel-context.ts';
import { callback } from './customer.ts';
import { openShop, reply, type Shop, sendAll, text } from './shop.ts';
import { startWeixin, type Weixin } from './weixin-server.ts';

let weixin: Weixin;
let shop: Shop;
const customPath = '/cgi-bin/message/custom/send';

beforeEach(async () => {
  weixin = await startWeixin();
  shop = await openShop(weixin);
});
afterEach(async () => {
  await shop.close();
  await weixin.close();
});
const count = (path: string) => weixin.calls.filter((call) => call === path).length;
const send = async (...given: Parameters<typeof reply>) => (await sendAll(shop.channel, reply(...given))).at(-1);

describe('the access token', () => {
  it('is asked for once by 100 messages, in two processes', async () => {
    const memory = testMemory();
    const shops = [await openShop(weixin, { memory }), await openShop(weixin, { memory })];
    const results = await Promise.all(Array.from({ length: 100 }, (_, n) => sendAll(shops[n % 2]?.channel ?? shop.channel, text(`${n}`))));
    expect(results.flat().every((result) => result.ok)).toBe(true);
    expect([weixin.issued(), count('/cgi-bin/stable_token'), weixin.sent.length]).toEqual([1, 1, 100]);
    for (const each of shops) await each.close();
  });

  it('that ended is renewed once by 100 refused messages, and each is sent once', async () => {
    await send([{ type: 'text', text: 'first' }]);
    weixin.expireToken();
    const results = await Promise.all(Array.from({ length: 100 }, (_, n) => sendAll(shop.channel, text(`${n}`))));
    expect(results.flat().every((result) => result.ok)).toBe(true);
    expect([weixin.issued(), count('/cgi-bin/stable_token'), weixin.sent.length]).toEqual([2, 2, 101]);
  });

  it('that the platform still gives out although it refuses it is made anew', async () => {
    await send([{ type: 'text', text: 'first' }]);
    weixin.fault(customPath, { errcode: 40001, errmsg: 'invalid credential' });
    expect(await send([{ type: 'text', text: 'second' }])).toEqual({ ok: true });
    expect(weixin.issued()).toBe(2);
  });
});

describe('files', () => {
  const pictures: Record<string, { bytes: Buffer; mime: string }> = {
    a: { bytes: Buffer.from('PNG-A'), mime: 'image/png' },
    b: { bytes: Buffer.from('JPEG-B'), mime: 'image/jpeg' },
    webp: { bytes: Buffer.from('WEBP'), mime: 'image/webp' },
    large: { bytes: Buffer.alloc(10_000_001), mime: 'image/png' },
    voice: { bytes: Buffer.from('AMR'), mime: 'audio/amr' },
    film: { bytes: Buffer.from('MP4'), mime: 'video/mp4' },
  };
  beforeEach(async () => {
    await shop.close();
    shop = await openShop(weixin, {
      media: async ({ stored }: Media) => pictures[stored ?? ''] ?? Promise.reject(new Error('gone')),
    });
  });
  const image = (stored: string, url?: string) => send([{ type: 'image', media: { stored, ...(url ? { url } : {}) } }]);

  it('are uploaded once for the same content, whoever asks, and again when WeChat lost them', async () => {
    await Promise.all(Array.from({ length: 20 }, () => image('a')));
    await image('b');
    expect(weixin.uploads).toMatchObject([
      { type: 'image', name: 'image.png', mime: 'image/png', bytes: Buffer.from('PNG-A') },
      { type: 'image', name: 'image.jpg', mime: 'image/jpeg', bytes: Buffer.from('JPEG-B') },
    ]);
    weixin.forgetMedia();
    expect(await image('a')).toEqual({ ok: true });
    expect(weixin.uploads).toHaveLength(3);
    expect(weixin.sent.at(-1)?.body).toEqual({ touser: 'OPENID', msgtype: 'image', image: { media_id: 'MEDIA-3' } });
  });

  it('are uploaded anew after three days less three hours', async () => {
    let now = Date.now();
    await shop.close();
    shop = await openShop(weixin, { now: () => now, media: async () => ({ bytes: Buffer.from('x'), mime: 'image/png' }) });
    await image('a');
    now += 69 * 3_600_000 - 1;
    await image('a');
    expect(weixin.uploads).toHaveLength(1);
    now += 1;
    await image('a');
    expect(weixin.uploads).toHaveLength(2);
  });

  it('of each kind', async () => {
    await send([{ type: 'audio', voice: true, media: { stored: 'voice' } }]);
    await send([{ type: 'video', media: { stored: 'film' } }]);
    expect(weixin.uploads.map(({ type, name }) => `${type} ${name}`)).toEqual(['voice voice.amr', 'video video.mp4']);
    expect(weixin.sent.map(({ body }) => body.msgtype)).toEqual(['voice', 'video']);
  });

  it('that WeChat cannot use become their address; without one the failure is told', async () => {
    expect(await image('webp', 'https://shop.example/a.webp')).toEqual({ ok: true });
    expect(weixin.sent.at(-1)?.body.text).toEqual({ content: 'https://shop.example/a.webp' });
    expect(await image('large', 'https://shop.example/a.png')).toEqual({ ok: true });
    expect(await image('webp')).toMatchObject({ ok: false, failure: { code: 'media_unavailable', detail: '40005: invalid file type' } });
    expect(await image('large')).toMatchObject({ ok: false, failure: { code: 'too_large' } });
    expect(await image('missing')).toMatchObject({ ok: false, failure: { code: 'media_unavailable', detail: 'gone' } });
  });

  it('whose upload is not answered were certainly not sent', async () => {
    weixin.fault('/cgi-bin/media/upload', 'reset');
    expect(await image('a')).toMatchObject({ ok: false, failure: { code: 'timeout', notTaken: true } });
    expect(weixin.sent).toEqual([]);
  });

  it('of customers are fetched; a video by the address that comes instead', async () => {
    weixin.keep('PIC', { mime: 'image/jpeg', bytes: Buffer.from('JPEG') });
    weixin.keep('FILM', { video_url: `${weixin.url}/video` });
    weixin.keep('/video', { mime: 'video/mp4', bytes: Buffer.from('MP4') });
    expect(await shop.channel.download?.({ ref: 'PIC' })).toEqual({ bytes: Buffer.from('JPEG'), mime: 'image/jpeg' });
    expect(await shop.channel.download?.({ ref: 'FILM', mime: 'video/mp4' })).toEqual({ bytes: Buffer.from('MP4'), mime: 'video/mp4' });
    const address = Buffer.from(JSON.stringify({ video_url: `${weixin.url}/video` }));
    weixin.keep('TRAP', { mime: 'image/jpeg', bytes: address });
    expect(await shop.channel.download?.({ ref: 'TRAP' })).toEqual({ bytes: address, mime: 'image/jpeg' });
    for (const inside of ['http://127.0.0.1:1/video', 'http://169.254.169.254/latest', 'http://[::ffff:0:7f00:1]/', 'http://localhost/']) {
      weixin.keep('INSIDE', { video_url: inside });
      await expect(shop.channel.download?.({ ref: 'INSIDE' })).rejects.toThrow('not');
    }
    await expect(shop.channel.download?.({ ref: 'NONE' })).rejects.toThrow('40007: invalid media_id');
    await expect(shop.channel.download?.({ url: 'https://x' })).rejects.toThrow('no media id');
  });
});

describe('templates', () => {
  const use = (name: string) =>
    reply([], { class: 'service', template: { name, lang: 'zh-CN', params: { first: '已发货', '1': 'SO-1', url: 'https://shop.example/o' } } });

  it('go out with the id that their receipt names, exact to 19 digits, and a key against doubles', async () => {
    const [result] = await sendAll(shop.channel, use('T-order-shipped'));
    expect(result).toEqual({ ok: true, ref: '4164735985839587001' });
    await sendAll(shop.channel, use('T-order-shipped'));
    const [one, two] = weixin.sent.map(({ body }) => body);
    expect(one).toMatchObject({ touser: 'OPENID', template_id: 'T-order-shipped', data: { first: { value: '已发货' }, keyword1: { value: 'SO-1' } } });
    expect(one?.client_msg_id).toMatch(/^[0-9a-f]{32}$/);
    expect(two?.client_msg_id).toBe(one?.client_msg_id);
  });

  it('that customers subscribe to have their own interface', async () => {
    weixin.fault('/cgi-bin/message/subscribe/bizsend', { errcode: 43101, errmsg: 'user refuse to accept the msg rid: 1' });
    expect((await sendAll(shop.channel, use('subscribe:S-in-stock')))[0]).toMatchObject({ ok: false, failure: { code: 'template_refused' } });
    expect((await sendAll(shop.channel, use('subscribe:S-in-stock')))[0]).toMatchObject({ ok: true });
    expect(weixin.sent.at(-1)).toMatchObject({
      path: '/cgi-bin/message/subscribe/bizsend',
      body: { template_id: 'S-in-stock', page: 'https://shop.example/o' },
    });
  });

  it('have the names of the config file in flows and in the list', async () => {
    await shop.close();
    shop = await openShop(weixin, { options: { menu: [], templates: { order_shipped: 'T-order-shipped', back_in_stock: 'subscribe:S-in-stock' } } });
    await sendAll(shop.channel, use('order_shipped'));
    await sendAll(shop.channel, use('back_in_stock'));
    await sendAll(shop.channel, use('constructor'));
    expect(weixin.sent.map(({ path, body }) => `${path.split('/').at(-1)} ${body.template_id}`)).toEqual([
      'send T-order-shipped',
      'bizsend S-in-stock',
      'send constructor',
    ]);
    await shop.channel.start();
    await expect.poll(() => shop.channel.templates?.().map(({ name }) => name), { interval: 5 }).toEqual(['order_shipped', 'back_in_stock']);
  });

  it('are listed once the account is ready', async () => {
    await shop.channel.start();
    await expect.poll(() => shop.channel.templates?.().length, { interval: 5 }).toBe(2);
    expect(shop.channel.templates?.()).toEqual([
      { name: 'T-order-shipped', lang: 'zh-CN', status: 'approved', category: 'utility', params: ['first', 'keyword1', 'remark'] },
      { name: 'subscribe:S-in-stock', lang: 'zh-CN', status: 'approved', category: 'utility', params: ['thing1', 'time2'] },
    ]);
  });
});

describe('failures', () => {
  it.each([
    [-1, { code: 'provider', retryAfterMs: 2_000 }],
    [40003, { code: 'unreachable' }],
    [40164, { code: 'unauthorized', scope: 'account', retryAfterMs: 60_000 }],
    [43004, { code: 'blocked' }],
    [45009, { code: 'quota', scope: 'account', retryAfterMs: 3_600_000 }],
    [45011, { code: 'rate_limited', scope: 'account', retryAfterMs: 60_000 }],
    [45015, { code: 'window_closed' }],
    [45047, { code: 'window_closed' }],
    [48001, { code: 'unauthorized' }],
    [48002, { code: 'blocked' }],
    [45002, { code: 'rejected' }],
    [99999, { code: 'rejected' }],
  ])('%i', async (errcode, failure) => {
    weixin.fault(customPath, { errcode, errmsg: 'the reason rid: 65' });
    expect(await send([{ type: 'text', text: 'x' }])).toEqual({ ok: false, failure: { ...failure, detail: `${errcode}: the reason rid: 65` } });
  });

  const impatient = async () => {
    await shop.close();
    shop = await openShop(weixin, {}, { client: { callMs: 300, uploadMs: 300 } });
  };

  it('of the network: certain, in doubt, or of the platform', async () => {
    await impatient();
    await send([{ type: 'text', text: 'x' }]);
    for (const [fault, failure] of [
      ['hang', { code: 'timeout' }],
      ['reset after accept', { code: 'timeout' }],
      [{ status: 502 }, { code: 'provider' }],
      [{ status: 404 }, { code: 'provider' }],
      [{ status: 429 }, { code: 'rate_limited' }],
      [{ status: 413 }, { code: 'too_large' }],
    ] as const) {
      weixin.fault(customPath, fault);
      expect(await send([{ type: 'text', text: 'x' }]), JSON.stringify(fault)).toMatchObject({ ok: false, failure });
    }
    await weixin.close();
    // The first may still go into a connection that was open.
    await send([{ type: 'text', text: 'x' }]);
    expect(await send([{ type: 'text', text: 'x' }])).toMatchObject({ ok: false, failure: { code: 'network', notTaken: true } });
  });

  it('to get a token are certain not to have sent anything', async () => {
    await impatient();
    weixin.fault('/cgi-bin/stable_token', 'hang');
    expect(await send([{ type: 'text', text: 'x' }])).toMatchObject({ ok: false, failure: { code: 'network', notTaken: true } });
  });

  it('what is no request of ours is refused', async () => {
    const to = { channel: 'wechat-official', account: 'main', user: 'OPENID' };
    for (const body of [undefined, {}, { msgtype: 'text' }, { msgtype: 'wxcard', touser: 'x' }]) {
      expect(await shop.channel.send({ method: 'POST', path: customPath, body }, to, 'k')).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    }
    expect(await shop.channel.send({ method: 'POST', path: '/cgi-bin/clear_quota', body: {} }, to, 'k')).toMatchObject({ ok: false });
    expect(weixin.calls).toEqual([]);
  });

  it('typing never rejects', async () => {
    const to = { channel: 'wechat-official', account: 'main', user: 'OPENID' };
    await shop.channel.typing?.(to, '1');
    weixin.fault('/cgi-bin/message/custom/typing', { errcode: 45081, errmsg: 'already in the typing state' }, 'reset');
    await shop.channel.typing?.(to, '1');
    await shop.channel.typing?.(to, '1');
    expect(count('/cgi-bin/message/custom/typing')).toBe(3);
  });
});

describe('secrets', () => {
  it('stand in no result, log or health, although the token is part of every address', async () => {
    const told: unknown[] = [];
    const echo = createServer((request, response) => {
      const url = request.url ?? '';
      const issues = url.startsWith('/cgi-bin/stable_token');
      const body = issues
        ? { access_token: 'TOKEN-1-secret', expires_in: 7200 }
        : { errcode: 45002, errmsg: `bad ${url} ${weixin.appSecret} ${callback.encodingAesKey} TOKEN-1-secret` };
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const leaky = await openShop(
      { url: root, appId: weixin.appId, appSecret: weixin.appSecret },
      { settings: { aesKey: callback.encodingAesKey }, options: { menu: [{ name: 'a', says: 'b' }] } },
    );
    await leaky.channel.start();
    await expect.poll(() => leaky.channel.health().state, { interval: 5 }).toBe('degraded');
    told.push(await sendAll(leaky.channel, text('x')), leaky.channel.health());
    await leaky.channel.download?.({ ref: 'x' }).catch((error: unknown) => told.push(String(error)));
    await new Promise<void>((resolve) => {
      echo.close(() => resolve());
      echo.closeAllConnections();
    });
    told.push(await sendAll(leaky.channel, text('x')), leaky.logged);
    await leaky.close();
    expect(told).toHaveLength(5);
    expect(JSON.stringify(told)).not.toMatch(/TOKEN-1|0123456789abcdef0123|jWmYm7/);
  });

  it('stand in no text about wrong settings', async () => {
    const good = { appId: 'wx1', appSecret: 's', callbackToken: 'CallbackToken123' };
    for (const [wrong, names] of [
      [{ appSecret: '' }, 'WECHAT_APP_SECRET'],
      [{ appId: '' }, 'WECHAT_APP_ID'],
      [{ callbackToken: 'a b-secret' }, 'WECHAT_TOKEN'],
      [{ aesKey: 'too-short-secret' }, 'WECHAT_AES_KEY'],
      [{ apiRoot: 'ftp://secret' }, 'WECHAT_API_ROOT'],
    ] as const) {
      const context = testContext({ name: 'wechat-official' }, { settings: { ...good, ...wrong } });
      const told = await createWeChatOfficial(context).catch((error: unknown) => String(error));
      expect(told).toContain(names);
      expect(told).not.toContain('-secret');
    }
  });
});
