/** Sending and fetching through the real grammy. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Fault, startBotApi } from './bot-api-server.ts';
import { emptyInbox, openShop, reply, type Shop, sendAll } from './shop.ts';

let api: BotApi;
const picture = Buffer.from('89504e470d0a1a0a', 'hex');
const media = async () => ({ bytes: picture, mime: 'image/png', name: '裙子; "红".png' });

beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.close());

const open = (options: Partial<Parameters<typeof openShop>[1]> = {}): Promise<Shop> => openShop(api, { inbox: emptyInbox(), ...options });

describe('sending to Telegram', () => {
  it('sends text with choices and returns the message id', async () => {
    const { channel } = await open();
    const result = await sendAll(channel, reply([{ type: 'text', text: '<b>您好</b> & {{x}}' }], { choices: [{ token: '1.1.0', label: '查订单' }] }));
    expect(result).toEqual({ ok: true, ref: '1' });
    expect(api.messages[0]?.body).toMatchObject({ chat_id: 42, text: '<b>您好</b> & {{x}}' });
    expect(api.messages[0]?.body.parse_mode).toBeUndefined();
  });

  it('uploads our own picture byte for byte, whatever its name', async () => {
    const { channel } = await open({ media });
    expect(await sendAll(channel, reply([{ type: 'image', media: { stored: 'm1' }, caption: '新款' }]))).toMatchObject({ ok: true });
    const [sent] = api.messages;
    expect([...(sent?.uploads.values() ?? [])].map((upload) => upload.bytes)).toEqual([picture]);
    expect(sent?.body.caption).toBe('新款');
  });

  it('uploads an album', async () => {
    const { channel } = await open({ media });
    await sendAll(channel, reply([1, 2, 3].map((n) => ({ type: 'image', media: { stored: `m${n}` } }))));
    expect(api.messages).toHaveLength(1);
    expect(api.messages[0]?.method).toBe('sendMediaGroup');
    expect(api.messages[0]?.uploads.size).toBe(3);
  });

  it('uploads a picture that Telegram cannot fetch by its address', async () => {
    const { channel } = await open({ media });
    const result = await sendAll(channel, reply([{ type: 'image', media: { url: 'http://127.0.0.1:3000/dress.png' }, caption: 'Dress' }]));
    expect(result).toMatchObject({ ok: true });
    expect(api.messages[0]?.uploads.size).toBe(1);
  });

  it('sends caption and link as text when the picture cannot be had at all', async () => {
    const { channel } = await open();
    const card = { title: 'Dress', text: '$39', image: 'http://127.0.0.1:3000/dress.png', link: 'https://shop.example/dress', button: 'View' };
    expect(await sendAll(channel, reply([{ type: 'product', card }]))).toMatchObject({ ok: true });
    expect(api.messages[0]?.method).toBe('sendMessage');
    expect(api.messages[0]?.body).toMatchObject({
      text: 'Dress\n$39\nhttp://127.0.0.1:3000/dress.png',
      reply_markup: { inline_keyboard: [[{ url: card.link }]] },
    });
  });

  const faults: [string, Fault, object][] = [
    ['429', { status: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 }, { code: 'rate_limited', retryAfterMs: 7000 }],
    ['403 blocked', { status: 403, description: 'Forbidden: bot was blocked by the user' }, { code: 'blocked' }],
    ['403 deactivated', { status: 403, description: 'Forbidden: user is deactivated' }, { code: 'unreachable' }],
    ['403 never started', { status: 403, description: "Forbidden: bot can't initiate conversation with a user" }, { code: 'unreachable' }],
    ['400 chat not found', { status: 400, description: 'Bad Request: chat not found' }, { code: 'unreachable' }],
    ['400 other', { status: 400, description: 'Bad Request: message is too long' }, { code: 'rejected' }],
    ['401', { status: 401, description: 'Unauthorized' }, { code: 'unauthorized' }],
    ['500', { status: 500, description: 'Internal Server Error' }, { code: 'provider' }],
    ['502', { status: 502, description: 'Bad Gateway' }, { code: 'provider' }],
    ['reset', 'reset', { code: 'timeout' }],
    ['reset after accept', 'reset after accept', { code: 'timeout' }],
  ];
  it.each(faults)('%s becomes a result in our words', async (_name, fault, failure) => {
    const { channel } = await open();
    api.fault('sendMessage', fault);
    const began = Date.now();
    const result = await sendAll(channel, reply([{ type: 'text', text: 'hi' }]));
    expect(result).toMatchObject({ ok: false, failure });
    expect(result).not.toMatchObject({ failure: { notTaken: true } });
    expect(JSON.stringify(result)).not.toContain(api.token);
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(api.calls.filter((call) => call === 'sendMessage')).toHaveLength(1);
  });

  it('a server that cannot be reached is `network`: certainly not sent; the token stays out of the detail', async () => {
    const { channel } = await open();
    await api.down();
    const result = await sendAll(channel, reply([{ type: 'text', text: 'hi' }]));
    expect(result).toMatchObject({ ok: false, failure: { code: 'network', notTaken: true } });
    expect(JSON.stringify(result)).not.toContain(api.token.split(':')[1]);
    await api.up();
  });

  it('a server that hangs is `timeout`, after the limit', async () => {
    const { channel } = await open({ patience: 300 });
    api.fault('sendMessage', 'hang');
    const result = await sendAll(channel, reply([{ type: 'text', text: 'hi' }]));
    expect(result).toMatchObject({ ok: false, failure: { code: 'timeout' } });
  });

  it('never throws for a request that is not its own', async () => {
    const { channel } = await open();
    for (const body of [null, 1, 'x', [], { chat_id: 42 }]) {
      expect(await channel.send({ method: 'sendNothing', path: '/', body }, reply([]).to, 'k')).toMatchObject({ ok: false });
    }
  });
});

describe('fetching from Telegram', () => {
  it('downloads a photo that a customer sent', async () => {
    const { channel } = await open();
    api.photo(picture);
    expect(await channel.download?.({ ref: 'photo1', mime: 'image/jpeg' })).toEqual({ bytes: picture, mime: 'image/jpeg' });
  });

  it('refuses more than 20 MB, by the size told and by what arrives', async () => {
    const { channel } = await open();
    await expect(channel.download?.({ ref: 'x', bytes: 20_000_001 })).rejects.toThrow(/20 MB/);
    api.photo(Buffer.alloc(20_000_001));
    await expect(channel.download?.({ ref: 'photo1' })).rejects.toThrow(/too big/);
  });

  it('an unknown file rejects without the token', async () => {
    const { channel } = await open();
    const error: unknown = await channel.download?.({ ref: 'nothing' }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/invalid file_id/);
    expect(String(error)).not.toContain(api.token);
  });
});
