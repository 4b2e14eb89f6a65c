/** The real wechaty in the channel's own process, with its mock puppet: what comes in, what goes out, and what becomes of the account. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from './mock-wechat.ts';
import { eventually, installed, openShop, type Shop, tell, timing } from './stage.ts';

const entry = new URL('./mock-child.ts', import.meta.url);
const picture = Buffer.from('89504e470d0a1a0a00000000', 'hex');

describe.skipIf(!installed)('wechaty with its mock puppet', () => {
  let shop: Shop;
  const wechat = (what: Act) => tell(join(shop.folder, 'wechat.sock'), what);
  const texts = async () => (await wechat({ do: 'nothing' })).texts;

  beforeAll(async () => {
    shop = await openShop({
      settings: { puppet: 'wechaty-puppet-mock', token: 'mock_secret-of-the-puppet' },
      options: { rooms: 'mention', friendRequests: 'accept' },
      media: async () => ({ bytes: picture, mime: 'image/png', name: '新款.png' }),
      entry,
      lasting: true,
      timing: { ...timing, link: { ...timing.link, quiet: 60_000 } },
    });
  });

  it('asks for the QR code, which goes to pairing and to no log, and is ready only with the login', async () => {
    await eventually(() =>
      wechat({ do: 'nothing' }).then(
        ({ started }) => started,
        () => 0,
      ),
    ).toBe(1);
    expect(await shop.send([{ type: 'text', text: '在吗' }])).toMatchObject([{ ok: false, failure: { code: 'not_running', notTaken: true } }]);
    await wechat({ do: 'scan', qrcode: 'https://login.weixin.example/l/QR-SECRET', status: 2 });
    await eventually(() => shop.channel.health().state).toBe('need_qr');
    await eventually(() => shop.channel.pairing?.()?.qr).toBe('https://login.weixin.example/l/QR-SECRET');
    const { at = 0, until = 0 } = shop.channel.pairing?.() ?? {};
    expect(until - at).toBe(timing.link.code);
    await wechat({ do: 'scan', qrcode: '', status: 3 });
    await eventually(() => shop.channel.health().state).toBe('authenticating');
    expect(shop.channel.pairing?.()).toBeNull();
    await wechat({ do: 'login' });
    await eventually(() => shop.channel.health().state).toBe('ready');
    expect(shop.logged.join('\n')).not.toMatch(/QR-SECRET|secret-of-the-puppet/);
  });

  it('takes text in and answers it, once, and hears nothing of its own words', async () => {
    await wechat({ do: 'say', text: '裙子还有吗？' });
    await eventually(() => shop.inbox.length).toBe(1);
    expect(shop.inbox[0]).toMatchObject({
      type: 'message',
      from: { channel: 'wechaty', account: 'main', user: 'wxid_li' },
      profile: { name: '李娜', phone: '13800000000' },
      parts: [{ type: 'text', text: '裙子还有吗？' }],
    });
    await wechat({ do: 'say myself', text: '我来手动回复' });
    expect(await shop.send([{ type: 'text', text: '有货。' }], 'wxid_li', { choices: [{ token: '1', label: '下单' }] })).toEqual([{ ok: true }]);
    expect(await texts()).toEqual([{ to: 'wxid_li', text: expect.stringMatching(/^有货。\n1\. 下单/), mentions: [] }]);
    await wechat({ do: 'say', text: '好' });
    await eventually(() => shop.inbox.length).toBe(2);
    expect(shop.inbox[1]).toMatchObject({ parts: [{ text: '好' }] });
  });

  it('keeps the order of a burst', async () => {
    const before = shop.inbox.length;
    for (let n = 0; n < 30; n++) await wechat({ do: 'say', text: `第${n}句` });
    await eventually(() => shop.inbox.length).toBe(before + 30);
    expect(shop.inbox.slice(before).map((event) => event.type === 'message' && event.parts[0])).toEqual(
      Array.from({ length: 30 }, (_, n) => ({ type: 'text', text: `第${n}句` })),
    );
  });

  it('takes a picture in, fetches its bytes when asked, and sends one byte for byte', async () => {
    const before = shop.inbox.length;
    await wechat({ do: 'file', base64: picture.toString('base64'), name: 'broken.png' });
    await eventually(() => shop.inbox.length).toBe(before + 1);
    const event = shop.inbox[before];
    const part = event?.type === 'message' ? event.parts[0] : undefined;
    if (part?.type !== 'image') throw new Error('no picture');
    expect(await shop.channel.download?.(part.media)).toMatchObject({ bytes: picture, mime: 'image/jpeg' });
    await expect(shop.channel.download?.({ ref: 'nobody-knows' })).rejects.toThrow(/could not be fetched/);

    expect(await shop.send([{ type: 'image', media: { stored: 'm1' }, caption: '新款' }])).toEqual([{ ok: true }, { ok: true }]);
    const { files } = await wechat({ do: 'nothing' });
    expect(files).toEqual([{ to: 'wxid_li', name: '新款.png', base64: picture.toString('base64') }]);
    expect((await texts()).at(-1)).toMatchObject({ text: '新款' });
    expect(await shop.send([{ type: 'image', media: part.media }])).toEqual([{ ok: true }]);
    expect((await wechat({ do: 'nothing' })).forwarded).toEqual([part.media.ref]);
  });

  it('takes links, places, mini programs and what cannot be read, and leaves out official accounts', async () => {
    const before = shop.inbox.length;
    for (const type of [14, 8, 9, 11]) await wechat({ do: 'message', payload: { type } });
    await wechat({ do: 'message', payload: { type: 7, text: '系统提醒', talkerId: 'weixin' } });
    await wechat({ do: 'message', payload: { type: 7, text: '完' } });
    await eventually(() => shop.inbox.length).toBe(before + 5);
    expect(shop.inbox.slice(before).map((event) => event.type === 'message' && event.parts[0]?.type)).toEqual([
      'link',
      'place',
      'product',
      'unsupported',
      'text',
    ]);
  });

  it('sends a card as a link, and a place as text where the puppet cannot send one', async () => {
    const card = { title: '连衣裙', text: '¥199', link: 'https://shop.example/dress', image: 'https://shop.example/dress.jpg' };
    expect(await shop.send([{ type: 'product', card }])).toEqual([{ ok: true }]);
    expect((await wechat({ do: 'nothing' })).links).toEqual([{ to: 'wxid_li', url: card.link, title: '连衣裙' }]);
    expect(await shop.send([{ type: 'place', latitude: 31.2, longitude: 121.5, name: '总店' }])).toEqual([{ ok: true }]);
    expect((await texts()).at(-1)?.text).toMatch(/^总店\nhttps:\/\/uri\.amap\.com\//);
    expect(shop.logged.some((line) => line.startsWith('sent as text'))).toBe(true);
  });

  it('tells a customer who cannot be reached from a fault', async () => {
    expect(await shop.send([{ type: 'text', text: '您好' }], 'wxid_gone')).toMatchObject([{ ok: false, failure: { code: 'unreachable' } }]);
  });

  it('answers in a group who mentions the account, and nobody else', async () => {
    const before = shop.inbox.length;
    await wechat({ do: 'say in the group', text: '今天真热', mention: false });
    await wechat({ do: 'say in the group', text: '@小店\u2005几点关门？', mention: true });
    await eventually(() => shop.inbox.length).toBe(before + 1);
    const event = shop.inbox[before];
    expect(event).toMatchObject({ type: 'message', parts: [{ type: 'text', text: '几点关门？' }] });
    const { user } = event?.from ?? { user: '' };
    expect(user).toBe('room:20011%40chatroom/wxid_li');
    expect(await shop.send([{ type: 'text', text: '晚上九点。' }], user)).toEqual([{ ok: true }]);
    expect((await texts()).at(-1)).toEqual({ to: '20011@chatroom', text: '@李娜\u2005晚上九点。', mentions: ['wxid_li'] });
  });

  it('accepts a friend request when told to, and greets once', async () => {
    const before = shop.inbox.length;
    await wechat({ do: 'friendship', id: 'f-1', type: 2 });
    await eventually(() => shop.inbox.length).toBe(before + 1);
    await wechat({ do: 'friendship', id: 'f-2', type: 1 });
    await wechat({ do: 'say', text: '你好呀' });
    await eventually(() => shop.inbox.length).toBe(before + 2);
    expect(shop.inbox.slice(before)).toMatchObject([{ type: 'started', profile: { name: '李娜' } }, { type: 'message' }]);
    expect((await wechat({ do: 'nothing' })).accepted).toEqual(['f-1']);
  });

  it('an error of the puppet alone changes nothing', async () => {
    await wechat({ do: 'error', words: 'one message could not be read' });
    await eventually(() => shop.logged.some((line) => line.includes('one message could not be read'))).toBe(true);
    await wechat({ do: 'say', text: '还在吗' });
    await eventually(() => shop.inbox.at(-1)).toMatchObject({ parts: [{ text: '还在吗' }] });
    expect(shop.channel.health().state).toBe('ready');
  });

  it('a logout is final: the process ends, and starts again only when asked', async () => {
    await wechat({ do: 'logout' });
    await eventually(() => shop.channel.health()).toMatchObject({ state: 'logged_out', detail: expect.stringMatching(/scan the new QR code/) });
    expect(await shop.send([{ type: 'text', text: '在吗' }])).toMatchObject([{ ok: false, failure: { code: 'not_running' } }]);
    await expect(wechat({ do: 'nothing' })).rejects.toThrow();
    expect(shop.channel.health().state).toBe('logged_out');
  });
});

describe.skipIf(!installed)('a shop that is careful', () => {
  it('ignores groups, leaves friend requests to the merchant, and builds the bot anew when it goes quiet', { timeout: 120_000 }, async () => {
    const shop = await openShop({ settings: { puppet: 'wechaty-puppet-mock' }, entry });
    const wechat = (what: Act) => tell(join(shop.folder, 'wechat.sock'), what);
    await eventually(() =>
      wechat({ do: 'nothing' }).then(
        ({ started }) => started,
        () => 0,
      ),
    ).toBe(1);
    await wechat({ do: 'login' });
    await eventually(() => shop.channel.health().state).toBe('ready');
    await wechat({ do: 'say in the group', text: '@小店\u2005在吗', mention: true });
    await wechat({ do: 'friendship', id: 'f-1', type: 2 });
    await wechat({ do: 'say', text: '一' });
    await eventually(() => shop.inbox).toMatchObject([{ type: 'message', parts: [{ text: '一' }] }]);
    expect((await wechat({ do: 'nothing' })).accepted).toEqual([]);

    await wechat({ do: 'deaf' });
    await eventually(() => shop.channel.health()).toMatchObject({ state: 'degraded', detail: expect.stringMatching(/no sign of life/) });
    await eventually(() => wechat({ do: 'nothing' }).then(({ started }) => started)).toBe(2);
    await wechat({ do: 'login' });
    await eventually(() => shop.channel.health().state).toBe('ready');
    await wechat({ do: 'say', text: '二' });
    await eventually(() => shop.inbox.length).toBe(2);
  });

  it('says how to install a puppet that is missing', async () => {
    const shop = await openShop({ settings: { puppet: 'wechaty-puppet-of-nobody' } });
    await eventually(() => shop.channel.health()).toEqual({
      state: 'failed',
      detail: 'the puppet is not installed; type: npm install --no-save wechaty-puppet-of-nobody, then start again',
    });
  });
});
