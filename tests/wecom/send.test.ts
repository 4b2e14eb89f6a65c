/** Sending: every form, WeCom's refusals in our words, and never the same message twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Media } from '../../src/message.ts';
import { aesKey, type Fault, kf, li, type Qyapi, secret, startQyapi, token } from './qyapi-server.ts';
import { customer, emptyKept, impatient, type Kept, openShop, reply, type Shop, type ShopOptions, says, sendAll, texts } from './shop.ts';

let api: Qyapi;
let kept: Kept;
let shop: Shop;
let clock = Date.now();

const picture = Buffer.from('\x89PNG picture of a dress');
const files: Record<string, { bytes: Buffer; mime: string; name?: string }> = {
  p1: { bytes: picture, mime: 'image/png' },
  p2: { bytes: Buffer.from('RIFF webp picture'), mime: 'image/webp' },
  v1: { bytes: Buffer.from('#!AMR voice'), mime: 'audio/amr' },
  f1: { bytes: Buffer.from('%PDF invoice'), mime: 'application/pdf', name: '发票 7"月.pdf' },
  tiny: { bytes: Buffer.from('x'), mime: 'image/png' },
  huge: { bytes: Buffer.alloc(20_000_001), mime: 'video/mp4' },
};
const media = async ({ stored, url }: Media) => {
  const found = files[stored ?? ''] ?? (url?.endsWith('dress.png') ? files.p1 : undefined);
  if (!found) throw new Error('The address answered 404.');
  return found;
};

async function open(options: Partial<ShopOptions> = {}): Promise<Shop> {
  shop = await openShop(api, { kept, media, now: () => clock, settings: { openKfId: kf }, ...options });
  api.onCallback = (request) => shop.hook(request);
  return shop;
}
beforeEach(async () => {
  clock = Date.now();
  api = await startQyapi({ now: () => clock });
  kept = emptyKept(() => clock);
  await open();
});
afterEach(async () => {
  await shop.channel.stop();
  await api.close();
});

/** The customer wrote, and the shop knows. */
async function opened(): Promise<void> {
  api.say('在吗');
  await expect.poll(() => texts(kept).length).toBeGreaterThan(0);
}
/** The customer came in, and the shop knows. */
async function entered(fields: Record<string, unknown>): Promise<void> {
  const before = kept.events.length;
  api.enter(fields);
  await expect.poll(() => kept.events.length).toBe(before + 1);
}
const send = (text: string, key?: string) => sendAll(shop.channel, says(text, key));
const menu = (key: string) =>
  sendAll(
    shop.channel,
    reply([{ type: 'text', text: '满意吗？' }], {
      key,
      choices: [
        { token: '1.0.0', label: '满意' },
        { token: '1.1.0', label: '不满意' },
      ],
    }),
  );

describe('what customers get', () => {
  beforeEach(opened);

  it('text, with an id of ours; a press comes back with its token', async () => {
    expect(await send('你好')).toEqual({ ok: true, ref: api.messages[0]?.msgid });
    expect(api.messages[0]).toMatchObject({ account: kf, customer: li, msgtype: 'text', content: { content: '你好' }, byCode: false });
    expect(api.messages[0]?.msgid).toMatch(/^[\w-]{32}$/);
    expect(await menu('k2')).toMatchObject({ ok: true });
    api.press('1.1.0', '不满意');
    await expect.poll(() => kept.events.at(-1)).toMatchObject({ type: 'pressed', token: '1.1.0', label: '不满意' });
  });

  it('a picture is uploaded once for many messages, also for those at the same moment', async () => {
    const show = (key: string) => sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'p1' } }], { key }));
    expect(await Promise.all(['a', 'b', 'c'].map(show))).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    await show('d');
    expect(api.callsOf('media/upload')).toHaveLength(1);
    expect([...api.uploads.values()]).toEqual([{ type: 'image', name: 'image.png', mime: 'image/png', bytes: picture }]);
    expect(new Set(api.messages.map((message) => message.content.media_id)).size).toBe(1);
  });

  it('a picture is uploaded again before WeCom forgets it, and when it has forgotten it early', async () => {
    const show = (key: string) => sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'p1' } }], { key }));
    await show('a');
    api.forgetFiles();
    expect(await show('b')).toMatchObject({ ok: true });
    expect(api.callsOf('media/upload')).toHaveLength(2);
    clock += 70 * 3_600_000;
    api.say('还在吗');
    await show('c');
    expect(api.callsOf('media/upload')).toHaveLength(3);
    expect(api.messages).toHaveLength(3);
  });

  it('voice, and a file under its name', async () => {
    expect(await sendAll(shop.channel, reply([{ type: 'audio', voice: true, media: { stored: 'v1', mime: 'audio/amr' } }]))).toMatchObject({ ok: true });
    expect(await sendAll(shop.channel, reply([{ type: 'file', media: { stored: 'f1' } }], { key: 'k2' }))).toMatchObject({ ok: true });
    expect(api.messages.map((message) => message.msgtype)).toEqual(['voice', 'file']);
    expect([...api.uploads.values()].map((file) => file.name)).toEqual(['voice.amr', '发票 7_月.pdf']);
  });

  it('a picture that turns out to be no JPG or PNG goes as a file', async () => {
    expect(await sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'p2' } }]))).toMatchObject({ ok: true });
    expect(api.messages[0]?.msgtype).toBe('file');
    expect([...api.uploads.values()][0]).toMatchObject({ type: 'file', name: 'file.webp' });
  });

  it.each(['gone', 'huge', 'tiny'])('a file that cannot be sent (%s) is told by its address', async (stored) => {
    await open({ publicUrl: 'https://chat.example.com' });
    expect(await sendAll(shop.channel, reply([{ type: 'video', media: { stored, mime: 'video/mp4' } }]))).toMatchObject({ ok: true });
    expect(api.messages[0]).toMatchObject({ msgtype: 'text', content: { content: `https://chat.example.com/media/${stored}` } });
  });

  it('a file that cannot be sent and has no address is a failure', async () => {
    await open({ publicUrl: undefined });
    expect(await sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'gone' } }]))).toMatchObject({
      ok: false,
      failure: { code: 'media_unavailable', detail: 'The address answered 404.' },
    });
    expect(api.messages).toEqual([]);
  });

  it('a card with its picture; as text where the picture cannot be had', async () => {
    const card = { title: '连衣裙', text: '¥299', image: 'https://shop.example/dress.png', link: 'https://shop.example/dress' };
    await sendAll(shop.channel, reply([{ type: 'product', card }]));
    await sendAll(shop.channel, reply([{ type: 'product', card: { ...card, image: 'https://shop.example/gone.png' } }], { key: 'k2' }));
    expect(api.messages[0]).toMatchObject({ msgtype: 'link', content: { title: '连衣裙', desc: '¥299', url: card.link, thumb_media_id: 'MEDIA1' } });
    expect(api.messages[1]).toMatchObject({ msgtype: 'text', content: { content: '连衣裙\n¥299\nhttps://shop.example/dress' } });
  });

  it('a place', async () => {
    await sendAll(shop.channel, reply([{ type: 'place', latitude: 31.23, longitude: 121.47, name: '人民广场店' }]));
    expect(api.messages[0]).toMatchObject({ msgtype: 'location', content: { latitude: 31.23, longitude: 121.47, name: '人民广场店' } });
  });

  it('an address without its account is sent from the one of WECOM_OPEN_KFID, and refused where there is none', async () => {
    const to = { ...customer, user: li };
    const [request] = shop.channel.encode({ ...says('hi'), to });
    if (!request) throw new Error('nothing to send');
    expect(await shop.channel.send(request, to, 'k')).toMatchObject({ ok: true });
    expect(api.messages[0]).toMatchObject({ account: kf, customer: li });
    await open({ settings: {} });
    expect(await shop.channel.send(request, to, 'k2')).toMatchObject({
      ok: false,
      failure: { code: 'rejected', detail: expect.stringContaining('WECOM_OPEN_KFID') },
    });
  });
});

describe('never twice', () => {
  beforeEach(opened);

  it('the id belongs to the key: the same at every try, another for another message', async () => {
    await send('a', 'k1');
    await send('b', 'k2');
    await send('a', 'k1');
    expect(api.messages.map((message) => message.content.content)).toEqual(['a', 'b']);
  });

  it('a message in doubt is sent again; that it is refused as known counts as sent', async () => {
    api.fault('/cgi-bin/kf/send_msg', 'reset after accept');
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    // WeCom counted it at the first try.
    expect(await send('hi')).toEqual({ ok: true, ref: api.messages[0]?.msgid, free: true });
    expect(api.messages).toHaveLength(1);
  });

  it('also after a restart of the program', async () => {
    await send('hi');
    await open();
    expect(await send('hi')).toMatchObject({ ok: true });
    expect(api.messages).toHaveLength(1);
  });

  it('what did not arrive is there after the second try', async () => {
    api.fault('/cgi-bin/kf/send_msg', 'reset');
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(await send('hi')).toMatchObject({ ok: true });
    expect(api.messages).toHaveLength(1);
  });

  it('a message that WeCom took and reports as failed can be sent again, and again', async () => {
    await send('hi');
    for (let round = 1; round <= 2; round++) {
      const failed = api.messages.at(-1)?.msgid ?? '';
      api.fail(failed, 0);
      await expect.poll(() => kept.events.filter((event) => event.type === 'receipt').length).toBe(round);
      expect(kept.events.at(-1)).toMatchObject({ type: 'receipt', ref: failed, status: 'failed', code: 'rejected' });
      expect(await send('hi')).toEqual({ ok: true, ref: api.messages.at(-1)?.msgid });
      expect(api.messages).toHaveLength(round + 1);
      await send('hi');
      expect(api.messages).toHaveLength(round + 1);
    }
    expect(new Set(api.messages.map((message) => message.msgid)).size).toBe(3);
  });
});

describe('the greeting', () => {
  it('goes by the welcome code, outside the ration; the next message does not', async () => {
    await entered({ welcome_code: api.welcome() });
    expect(await send('欢迎光临', 'k1')).toEqual({ ok: true, ref: api.messages[0]?.msgid, free: true });
    expect(api.messages[0]).toMatchObject({ byCode: true, msgtype: 'text', content: { content: '欢迎光临' } });
    expect(await send('还有', 'k2')).toMatchObject({ ok: false, failure: { code: 'window_closed' } });
    api.say('你好');
    expect(await send('还有', 'k2')).toEqual({ ok: true, ref: api.messages[1]?.msgid });
    expect(api.messages[1]?.byCode).toBe(false);
    expect(api.callsOf('send_msg_on_event')).toHaveLength(1);
  });

  it('may be a menu, but a picture does not use the code up', async () => {
    await entered({ welcome_code: api.welcome() });
    expect(await sendAll(shop.channel, reply([{ type: 'image', media: { stored: 'p1' } }], { key: 'k1' }))).toMatchObject({
      ok: false,
      failure: { code: 'window_closed' },
    });
    expect(await menu('k2')).toMatchObject({ ok: true, free: true });
    expect(api.messages[0]).toMatchObject({ byCode: true, msgtype: 'msgmenu' });
  });

  it('is tried by its code once more when the answer was lost, and is not there twice', async () => {
    await entered({ welcome_code: api.welcome() });
    api.fault('/cgi-bin/kf/send_msg_on_event', 'reset');
    expect(await send('欢迎', 'k1')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(await send('欢迎', 'k1')).toMatchObject({ ok: true, free: true });
    await entered({ welcome_code: api.welcome() });
    api.fault('/cgi-bin/kf/send_msg_on_event', 'reset after accept');
    expect(await send('欢迎', 'k2')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    expect(await send('欢迎', 'k2')).toMatchObject({ ok: true, free: true });
    expect(api.messages).toHaveLength(2);
  });

  it('goes the usual way when the code is over, or WeCom does not take it', async () => {
    await entered({ welcome_code: api.welcome() });
    clock += 20_000;
    api.say('你好');
    expect(await send('欢迎', 'k1')).toMatchObject({ ok: true });
    expect(api.callsOf('send_msg_on_event')).toEqual([]);
    await entered({ welcome_code: 'NOT_A_CODE' });
    expect(await send('欢迎', 'k2')).toEqual({ ok: true, ref: api.messages[1]?.msgid });
    expect(api.callsOf('send_msg_on_event')).toHaveLength(1);
  });

  it('belongs to the customer who came in', async () => {
    await entered({ welcome_code: api.welcome() });
    api.say('我是别人', 'wmOther');
    const to = { ...customer, user: `${kf}.wmOther` };
    const [request] = shop.channel.encode({ ...says('您好'), to });
    if (request) await shop.channel.send(request, to, 'k1');
    expect(api.messages[0]).toMatchObject({ customer: 'wmOther', byCode: false });
  });
});

describe('what WeCom refuses', () => {
  beforeEach(opened);

  it('the sixth message after the customer wrote', async () => {
    for (let n = 1; n <= 5; n++) expect(await send(`${n}`, `k${n}`)).toMatchObject({ ok: true });
    expect(await send('6', 'k6')).toMatchObject({ ok: false, failure: { code: 'window_closed', detail: expect.stringContaining('95001') } });
    api.say('继续');
    expect(await send('6', 'k6')).toMatchObject({ ok: true });
  });

  it('a message 48 hours after the customer wrote', async () => {
    clock += 48 * 3_600_000;
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'window_closed', detail: expect.stringContaining('95002') } });
  });

  it('a message while a person of the shop serves the customer, and after the session ended', async () => {
    api.session().state = 3;
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'rejected', detail: expect.stringMatching(/95018.*person/) } });
    api.session().state = 4;
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'window_closed', detail: expect.stringContaining('ended') } });
  });

  const faults: [string, Fault, object][] = [
    ['-1', { errcode: -1, errmsg: 'system busy' }, { code: 'provider' }],
    ['40001', { errcode: 40013, errmsg: 'invalid corpid' }, { code: 'unauthorized', scope: 'account' }],
    ['40058', { errcode: 40058, errmsg: 'invalid Request Parameter' }, { code: 'rejected' }],
    ['40096', { errcode: 40096, errmsg: 'invalid external userid' }, { code: 'unreachable' }],
    ['45009', { errcode: 45009, errmsg: 'api freq out of limit' }, { code: 'rate_limited', scope: 'account', retryAfterMs: 60_000 }],
    ['48002', { errcode: 48002, errmsg: 'api forbidden' }, { code: 'unauthorized', scope: 'account' }],
    ['60020', { errcode: 60020, errmsg: 'not allow to access from your ip' }, { code: 'unauthorized', scope: 'account' }],
    ['95000', { errcode: 95000, errmsg: 'invalid open_kfid' }, { code: 'rejected' }],
    ['95013', { errcode: 95013, errmsg: 'conversation end' }, { code: 'window_closed' }],
    ['95017', { errcode: 95017, errmsg: 'api switch is closed' }, { code: 'unauthorized', scope: 'account' }],
    ['a code to come', { errcode: 99999, errmsg: 'something new' }, { code: 'rejected', detail: '99999: something new' }],
    ['HTTP 502', { status: 502 }, { code: 'provider' }],
    ['a reset', 'reset', { code: 'timeout' }],
    ['no answer', 'hang', { code: 'timeout' }],
  ];
  it.each(faults)('%s becomes a result in our words', async (_name, fault, failure) => {
    if (fault === 'hang') await open({ timing: impatient });
    api.fault('/cgi-bin/kf/send_msg', fault);
    const result = await send('hi');
    expect(result).toMatchObject({ ok: false, failure });
    expect(result).not.toMatchObject({ failure: { notTaken: true } });
    expect(api.callsOf('kf/send_msg')).toHaveLength(1);
    if (fault === 'hang') await open();
    expect(await send('hi')).toMatchObject({ ok: true });
  });

  it('a server that cannot be reached is `network`: certainly not sent', async () => {
    const gone = await startQyapi();
    await gone.close();
    shop = await openShop(gone, { kept, settings: { openKfId: kf } });
    expect(await send('hi')).toMatchObject({ ok: false, failure: { code: 'network', notTaken: true } });
  });

  it('an access token that is over is asked for anew, once for all', async () => {
    await send('hi', 'k0');
    api.session().sent = -100;
    api.expireTokens();
    const results = await Promise.all(Array.from({ length: 50 }, (_, n) => send('hi', `k${n + 1}`)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(api.callsOf('gettoken')).toHaveLength(2);
    expect(api.messages).toHaveLength(51);
  });

  it('a refusal that the merchant has to settle is told in the health until a message goes out', async () => {
    await shop.channel.start();
    await expect.poll(() => shop.channel.health().state).toBe('ready');
    api.fault('/cgi-bin/kf/send_msg', { errcode: 60020, errmsg: 'not allow to access from your ip' });
    await send('hi');
    expect(shop.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringContaining('trusted IPs') });
    await send('hi');
    expect(shop.channel.health()).toEqual({ state: 'ready' });
  });

  it('no result has a secret in it', async () => {
    await open({ timing: impatient });
    const told: unknown[] = [];
    const errmsg = `secret ${secret} key ${aesKey} token ${token} access_token=${api.accessTokens()[0]}`;
    api.fault('/cgi-bin/kf/send_msg', { errcode: 40058, errmsg }, { status: 500 }, 'reset', 'hang');
    for (let n = 0; n < 4; n++) told.push(await send('hi', `k${n}`));
    await api.down();
    told.push(await send('hi', 'k5'), await shop.channel.handover?.(customer, 'person').catch(String), shop.channel.health(), shop.logged);
    await api.up();
    for (const hidden of [secret, aesKey, token, ...api.accessTokens()]) expect(JSON.stringify(told)).not.toContain(hidden);
  });

  it('never throws for a request that is not its own, nor when the store fails', async () => {
    for (const body of [null, 1, 'x', [], { touser: li }, { touser: li, msgtype: 'text', text: 'x' }])
      expect(await shop.channel.send({ method: 'POST', path: '/cgi-bin/kf/send_msg', body }, customer, 'k')).toMatchObject({ ok: false });
    kept.memory.get = async () => Promise.reject(new Error('the database is gone'));
    expect(await send('hi')).toMatchObject({ ok: false });
  });
});

describe('files of customers', () => {
  it('are fetched by their id, with name and type', async () => {
    api.uploads.set('IN1', { type: 'image', name: 'photo.png', mime: 'image/png', bytes: picture });
    expect(await shop.channel.download?.({ ref: 'IN1' })).toEqual({ bytes: picture, mime: 'image/png', name: 'photo.png' });
  });

  it('one that is gone, too large or without an id rejects, without a secret', async () => {
    api.uploads.set('BIG', { type: 'file', name: 'big.bin', mime: 'application/zip', bytes: Buffer.alloc(21_000_000) });
    for (const given of [{ ref: 'gone' }, { ref: 'BIG' }, { ref: 'x', bytes: 30_000_000 }, { url: 'https://x.example' }]) {
      const error: unknown = await shop.channel.download?.(given).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      for (const hidden of [secret, ...api.accessTokens()]) expect(String(error)).not.toContain(hidden);
    }
  });
});
