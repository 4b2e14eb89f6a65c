/** Sending, against a supervisor that answers as the child would. */
import { describe, expect, it } from 'vitest';
import { createContacts } from '../../channels/whatsapp-web/contacts.ts';
import { encode } from '../../channels/whatsapp-web/encode.ts';
import whatsappWeb from '../../channels/whatsapp-web/index.ts';
import { optionsSchema } from '../../channels/whatsapp-web/options.ts';
import { type SendParams, sendParams } from '../../channels/whatsapp-web/request.ts';
import { send } from '../../channels/whatsapp-web/send.ts';
import { initialLimits } from '../../channels/whatsapp-web/send-limits.ts';
import type { ChannelContext, ChannelMemory, Health, SendFailure } from '../../src/channel.ts';
import type { Supervisor } from '../../src/channel-host/supervision/supervise.ts';
import { sendTiming } from '../../src/channel-kit/send-timing.ts';
import type { MessageClass, Part } from '../../src/message.ts';
import { testContext, testMemory } from '../channel-context.ts';

const user = '8613911112222@c.us';
const now = 1_795_399_200_000;

function stage(given: { health?: Health; refuse?: (params: SendParams) => SendFailure | undefined; options?: object; media?: ChannelContext['media'] } = {}) {
  const asked: SendParams[] = [];
  let clock = now;
  const supervisor: Supervisor = {
    start: () => undefined,
    stop: async () => undefined,
    health: () => given.health ?? { state: 'ready' },
    pairing: () => null,
    async request(_method, raw, schema) {
      const params = sendParams.parse(raw);
      asked.push(params);
      const failure = given.refuse?.(params);
      return failure ? { ok: false, failure } : { ok: true, value: schema.parse({ id: `true_${params.chatId}_${asked.length}` }) };
    },
  };
  const context = testContext(whatsappWeb, { now: () => clock, ...(given.media ? { media: given.media } : {}) });
  const contacts = createContacts(context.memory);
  const parts = {
    supervisor,
    context,
    contacts,
    options: optionsSchema.parse(given.options ?? {}),
    limits: { current: initialLimits },
    timing: sendTiming,
    chance: () => 0,
  };
  return {
    asked,
    contacts,
    later: (ms: number) => {
      clock += ms;
    },
    async send(part: Part, kind: MessageClass = 'reply') {
      const message = { key: 'k', to: { channel: 'whatsapp-web', account: 'main', user }, parts: [part], class: kind, lang: 'en' };
      const [request] = encode(message, { account: 'main' });
      return send(request ?? { method: 'x', path: '', body: {} }, kind, user, parts);
    },
  };
}
const text: Part = { type: 'text', text: 'hello' };

describe('sending', () => {
  it('a reply goes out, with its reference', async () => {
    const shop = stage();
    expect(await shop.send(text)).toEqual({ ok: true, ref: `true_${user}_1` });
  });

  it.each(['need_qr', 'starting', 'degraded', 'logged_out', 'stopped'] as const)('nothing goes out while the state is %s', async (state) => {
    const shop = stage({ health: { state, detail: 'so' } });
    expect(await shop.send(text)).toEqual({ ok: false, failure: { code: 'not_running', detail: 'so', notTaken: true } });
    expect(shop.asked).toEqual([]);
  });

  it('a promotion needs the option and an earlier message of the customer, and keeps its pace', async () => {
    const quiet = stage();
    await quiet.contacts.wrote([user], now - 1_000);
    expect(await quiet.send(text, 'promo')).toMatchObject({ ok: false, failure: { code: 'rejected' } });
    const shop = stage({ options: { proactive: true, pace: 5 } });
    expect(await shop.send(text, 'promo')).toMatchObject({
      ok: false,
      failure: { code: 'rejected', detail: 'The customer has never written to this account.' },
    });
    await shop.contacts.wrote([user], now - 1_000);
    expect(await shop.send(text, 'promo')).toMatchObject({ ok: true });
    expect(await shop.send(text, 'promo')).toMatchObject({ ok: false, failure: { code: 'rate_limited', scope: 'promotions', retryAfterMs: 5_000 } });
    shop.later(5_000);
    expect(await shop.send(text, 'promo')).toMatchObject({ ok: true });
    expect(shop.asked).toHaveLength(2);
  });

  it('a picture goes with its bytes, and without them as caption and link', async () => {
    const picture: Part = { type: 'image', media: { url: 'https://shop.example/a.jpg', name: 'a/b.jpg' }, caption: 'red' };
    const shop = stage();
    expect(await shop.send(picture)).toMatchObject({ ok: true });
    expect(shop.asked[0]).toMatchObject({ options: { caption: 'red' }, file: { mimetype: 'image/png', filename: 'a_b.jpg', bytes: Buffer.from('x') } });
    const gone = stage({
      media: async () => {
        throw new Error('404');
      },
    });
    expect(await gone.send(picture)).toMatchObject({ ok: true });
    expect(gone.asked).toEqual([{ chatId: user, content: 'red\nhttps://shop.example/a.jpg', options: { linkPreview: false, parseVCards: false } }]);
    const large = stage({ media: async () => ({ bytes: Buffer.alloc(16_000_001), mime: 'image/jpeg' }) });
    expect(await large.send(picture)).toMatchObject({ ok: true });
    expect(large.asked).toMatchObject([{ content: 'red\nhttps://shop.example/a.jpg' }]);
    const refused = stage({ refuse: ({ file }) => (file ? { code: 'media_unavailable' } : undefined) });
    expect(await refused.send(picture)).toMatchObject({ ok: true });
    expect(refused.asked).toHaveLength(2);
  });

  it('a picture that nobody knows whether it arrived is not sent in another form', async () => {
    const shop = stage({ refuse: () => ({ code: 'timeout' }) });
    expect(await shop.send({ type: 'image', media: { url: 'https://shop.example/a.jpg' } })).toEqual({ ok: false, failure: { code: 'timeout' } });
    expect(shop.asked).toHaveLength(1);
  });
});

describe('who wrote when', () => {
  it('is known after a restart, and the store hears of it once an hour', async () => {
    let writes = 0;
    const memory = testMemory(() => now);
    const counted: ChannelMemory = {
      ...memory,
      set(...values) {
        writes++;
        return memory.set(...values);
      },
    };
    const contacts = createContacts(counted);
    expect(await contacts.lastWrote(user)).toBeNull();
    for (let minute = 0; minute < 59; minute++) await contacts.wrote([user], now + minute * 60_000);
    expect(await contacts.lastWrote(user)).toBe(now + 58 * 60_000);
    expect(writes).toBe(1);
    expect(await createContacts(memory).lastWrote(user)).toBe(now);
  });
});
