/** Starting, a token that expires, settings, and what the merchant sees of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trusted } from '../../channels/whatsapp-cloud/client.ts';
import { type Graph, startGraph } from './graph-server.ts';
import { deliver, openShop, reply, type Shop, sendAll } from './shop.ts';

let graph: Graph;
let shop: Shop | undefined;

beforeEach(async () => {
  graph = await startGraph();
});
afterEach(async () => {
  await shop?.channel.stop();
  shop = undefined;
  await graph.close();
});
const state = (wanted: string) => expect.poll(() => shop?.channel.health().state, { interval: 5 }).toBe(wanted);
const hello = (channel: Shop['channel']) => sendAll(channel, reply([{ type: 'text', text: 'hi' }]));

describe('the account', () => {
  it('is checked at start, its webhooks subscribed; stopping ends everything', async () => {
    shop = await openShop(graph);
    await shop.channel.start();
    await state('ready');
    expect(graph.calls).toEqual([
      `GET /${graph.phoneId}`,
      `GET /${graph.businessId}/message_templates`,
      `GET /${graph.phoneId}`,
      `POST /${graph.businessId}/subscribed_apps`,
    ]);
    await shop.channel.start();
    expect(graph.calls).toHaveLength(4);
    await shop.channel.stop();
    expect(shop.channel.health()).toEqual({ state: 'stopped' });
  });

  it('knows to how many people it may write first: asked at start, told by webhooks and by other processes, kept', async () => {
    graph.limit = 'TIER_2K';
    const told: string[] = [];
    shop = await openShop(graph, { tell: (text) => void told.push(text), options: { people_per_day: 5_000 } });
    expect(shop.channel.newPeople?.()).toEqual({ own: 5_000 });
    await shop.channel.start();
    await state('ready');
    expect(shop.channel.newPeople?.()).toEqual({ granted: 2_000, own: 5_000 });
    const change = { field: 'business_capability_update', value: { max_daily_conversations_per_business: 'TIER_10K', max_phone_numbers_per_waba: 25 } };
    await deliver(shop.channel, graph.signed({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [change] }] }));
    expect(shop.channel.newPeople?.()).toEqual({ granted: 10_000, own: 5_000 });
    expect(told).toEqual(['people_per_day 2000', 'people_per_day 10000']);
    let say = (_: string): void => {};
    const other = await openShop(graph, {
      memory: shop.memory,
      hear: (heard) => {
        say = heard;
      },
    });
    expect(other.channel.newPeople?.()).toEqual({ granted: 10_000 });
    say('people_per_day -1');
    expect(other.channel.newPeople?.()).toEqual({ granted: Number.POSITIVE_INFINITY });
    say('people_per_day nonsense');
    expect(other.channel.newPeople?.()).toEqual({ granted: Number.POSITIVE_INFINITY });
  });

  it('reads the templates again every hour', async () => {
    shop = await openShop(graph);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await shop.channel.start();
      await state('ready');
      graph.template({ name: 'later' });
      vi.advanceTimersByTime(3_600_000);
      await expect.poll(() => shop?.channel.templates?.().length).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a token that has expired: sending fails for the whole account, the merchant reads what to do, and a new one heals it', async () => {
    shop = await openShop(graph);
    await shop.channel.start();
    await state('ready');
    graph.expire(true);
    expect(await hello(shop.channel)).toMatchObject({ ok: false, failure: { code: 'unauthorized', scope: 'account', retryAfterMs: 300_000 } });
    expect(shop.channel.health()).toMatchObject({ state: 'failed', detail: expect.stringMatching(/expired.*WHATSAPP_CLOUD_TOKEN/) });
    graph.expire(false);
    expect(await hello(shop.channel)).toMatchObject({ ok: true });
    expect(shop.channel.health()).toEqual({ state: 'ready' });
  });

  it('a wrong token at start is tried again, and healed without a restart', async () => {
    graph.expire(true);
    shop = await openShop(graph);
    await shop.channel.start();
    await state('failed');
    graph.expire(false);
    await state('ready');
  });

  it('a wrong number is told by its variable', async () => {
    shop = await openShop(graph, { given: { phoneId: '999999999' } });
    await shop.channel.start();
    await state('failed');
    expect(shop.channel.health().detail).toMatch(/WHATSAPP_CLOUD_PHONE_ID/);
    expect(await hello(shop.channel)).toMatchObject({ ok: false, failure: { code: 'unauthorized', scope: 'account' } });
  });

  it('Meta out of reach is degraded, and ready as soon as it answers', async () => {
    await graph.down();
    shop = await openShop(graph);
    await shop.channel.start();
    await state('degraded');
    expect(shop.channel.health().detail).toMatch(/cannot be asked/);
    await graph.up();
    await state('ready');
  });

  it('without PUBLIC_URL it says that Meta has nowhere to call', async () => {
    shop = await openShop(graph, { publicUrl: undefined });
    await shop.channel.start();
    await state('degraded');
    expect(shop.channel.health().detail).toMatch(/PUBLIC_URL/);
  });

  it('stopped while it is being checked stays stopped', async () => {
    shop = await openShop(graph);
    await shop.channel.start();
    await shop.channel.stop();
    await expect.poll(() => graph.calls.length).toBe(4);
    graph.expire(true);
    expect(await hello(shop.channel)).toMatchObject({ ok: false });
    expect(shop.channel.health()).toEqual({ state: 'stopped' });
  });

  it('stopped while it fails is not asked again', async () => {
    graph.expire(true);
    shop = await openShop(graph);
    await shop.channel.start();
    await shop.channel.stop();
    await expect.poll(() => graph.calls.length).toBe(1);
    for (let n = 0; n < 5; n++) await hello(shop.channel);
    expect(graph.calls.filter((call) => call.startsWith('GET'))).toHaveLength(1);
    expect(shop.channel.health()).toEqual({ state: 'stopped' });
  });
});

describe('settings', () => {
  it.each([
    ['token', '', /WHATSAPP_CLOUD_TOKEN is missing/],
    ['token', 'EAA with spaces', /WHATSAPP_CLOUD_TOKEN: copy/],
    ['phoneId', '+1 555 078 3881', /WHATSAPP_CLOUD_PHONE_ID: write the id/],
    ['phoneId', '', /WHATSAPP_CLOUD_PHONE_ID is missing/],
    ['appSecret', '', /WHATSAPP_CLOUD_APP_SECRET is missing/],
    ['verifyToken', '', /WHATSAPP_CLOUD_VERIFY_TOKEN is missing/],
    ['businessId', 'My Shop Ltd', /WHATSAPP_CLOUD_BUSINESS_ID: write the id/],
    ['apiRoot', 'graph.facebook.com', /WHATSAPP_CLOUD_API_ROOT: write it as/],
  ])('%s "%s" is named, its value is not', async (key, value, problem) => {
    const error: unknown = await openShop(graph, { given: { [key]: value } }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(problem);
    if (value && key !== 'apiRoot') expect(String(error)).not.toContain(value);
  });
});

describe('where the token may go', () => {
  it.each([
    ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', true],
    ['https://graph.facebook.com/v26.0/1', true],
    ['https://mmg.whatsapp.net/d/f/x.enc', true],
    ['http://lookaside.fbsbx.com/x', false],
    ['https://lookaside-fbsbx.com/x', false],
    ['https://fbsbx.com.evil.example/x', false],
    ['https://evil.example/?fbsbx.com', false],
    ['https://facebook.com@evil.example/', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(trusted(url, 'https://graph.facebook.com')).toBe(expected);
  });
});
