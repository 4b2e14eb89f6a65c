/** The real channel with the real grammy, polling the local Bot API server. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BotApi, startBotApi } from './bot-api-server.ts';
import { emptyInbox, type Inbox, openShop, quick, type Shop } from './shop.ts';

let api: BotApi;
let inbox: Inbox;
const shops: Shop[] = [];

async function open(options: Partial<Parameters<typeof openShop>[1]> = {}): Promise<Shop> {
  const shop = await openShop(api, { inbox, ...options });
  shops.push(shop);
  await shop.channel.start();
  return shop;
}
const texts = () => inbox.events.map((event) => (event.type === 'message' && event.parts[0]?.type === 'text' ? event.parts[0].text : event.type));
const received = (count: number) => vi.waitFor(() => expect(inbox.events.length).toBe(count), { timeout: 30_000, interval: 5 });
const state = (shop: Shop, wanted: string) => vi.waitFor(() => expect(shop.channel.health().state).toBe(wanted), { timeout: 30_000, interval: 5 });

beforeEach(async () => {
  api = await startBotApi();
  inbox = emptyInbox();
});
afterEach(async () => {
  await Promise.all(shops.splice(0).map((shop) => shop.channel.stop()));
  await api.close();
});

describe('Telegram by polling', () => {
  it('takes what was written before it started, in order, and confirms it when it stops', async () => {
    for (let n = 1; n <= 250; n++) api.say(`m${n}`);
    const shop = await open();
    await received(250);
    expect(texts()).toEqual(Array.from({ length: 250 }, (_, n) => `m${n + 1}`));
    await shop.channel.stop();
    expect(api.pending()).toBe(0);
    expect(shop.channel.health().state).toBe('stopped');
  });

  it('does not move the offset while the store refuses, then takes all of it once', async () => {
    inbox.failures.push('disk full', 'disk full');
    const shop = await open();
    api.say('一');
    api.say('二');
    await vi.waitFor(() => expect(inbox.failures).toEqual([]), { timeout: 30_000, interval: 5 });
    await received(2);
    expect(texts()).toEqual(['一', '二']);
    await state(shop, 'ready');
  });

  it('a program that dies before it stored leaves everything to the next one; stored twice is dropped by id', async () => {
    const first = await open({ timing: { ...quick, first: 5_000, most: 5_000 } });
    await state(first, 'ready');
    inbox.failures.push('killed before the write');
    api.say('not lost');
    await vi.waitFor(() => expect(inbox.failures).toEqual([]), { timeout: 30_000, interval: 5 });
    await first.channel.stop();
    expect(api.pending()).toBe(1);
    await open();
    await received(1);
    expect(texts()).toEqual(['not lost']);
    expect(inbox.repeated).toEqual([]);
  });

  it('answers a press at once, an old one too, and delivers both', async () => {
    const shop = await open();
    await state(shop, 'ready');
    api.press('1.2.0', 7);
    api.push({ callback_query: { id: 'old1', from: { id: 42, is_bot: false, first_name: 'Li' }, chat_instance: '1', data: '1.1.0' } });
    await received(2);
    await api.until(() => api.answered.length === 1 && api.calls.filter((call) => call === 'answerCallbackQuery').length === 2, 'both presses answered');
    expect(inbox.events.map((event) => event.type === 'pressed' && event.token)).toEqual(['1.2.0', '1.1.0']);
  });

  it('tells that a customer blocked the shop and came back', async () => {
    await open();
    api.block(true);
    api.block(false);
    await received(2);
    expect(inbox.events.map((event) => event.type === 'reach' && event.reachable)).toEqual([false, true]);
  });

  it('survives a server that answers 502, resets, goes away and comes back', async () => {
    const shop = await open();
    await state(shop, 'ready');
    api.fault('getUpdates', { status: 502, description: 'Bad Gateway' }, 'reset');
    api.say('before');
    await received(1);
    await api.down();
    await state(shop, 'degraded');
    api.say('while the network was away');
    await api.up();
    await received(2);
    await state(shop, 'ready');
    expect(inbox.repeated).toEqual([]);
  });

  it('waits as long as a 429 asks', async () => {
    api.fault('getUpdates', { status: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 });
    const began = Date.now();
    await open();
    api.say('patient');
    await received(1);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
  });

  it('a second program with the same token: failed, with the reason, and no hot loop', async () => {
    const shop = await open({ timing: { ...quick, firstRefused: 150, mostRefused: 10_000 } });
    await state(shop, 'ready');
    api.fault('getUpdates', ...Array.from({ length: 50 }, () => ({ status: 409 as const, description: 'Conflict: terminated by other getUpdates request' })));
    api.say('x');
    await state(shop, 'failed');
    expect(shop.channel.health().detail).toMatch(/another program/);
    await vi.waitFor(() => expect(api.calls.filter((call) => call === 'getMe').length).toBe(3), { timeout: 30_000 });
    expect(api.calls.filter((call) => call === 'getUpdates').length).toBeLessThan(8);
  });

  it('two real programs at once: nothing is lost or kept twice', async () => {
    const one = await open();
    await state(one, 'ready');
    await open();
    for (let n = 0; n < 20; n++) api.say(String(n));
    await received(20);
    expect(new Set(texts()).size).toBe(20);
  });

  it('a refused token: failed, nothing of it in health or log', async () => {
    const wrong = '999999:WRONG-token_wrong_token_000000000';
    const shop = await open({ settings: { token: wrong } });
    await state(shop, 'failed');
    expect(JSON.stringify(shop.channel.health())).toMatch(/TELEGRAM_BOT_TOKEN/);
    expect(shop.logged.length).toBeGreaterThan(0);
    expect(shop.logged.join() + JSON.stringify(shop.channel.health())).not.toContain('WRONG');
  });

  it('never logs the token when the network fails', async () => {
    await api.down();
    const shop = await open();
    await state(shop, 'degraded');
    expect(shop.logged.join('\n') + JSON.stringify(shop.channel.health())).not.toContain(api.token.slice(8));
    await api.up();
    await state(shop, 'ready');
  });

  it.each([
    [{ token: '' }, /TELEGRAM_BOT_TOKEN is missing/],
    [{ token: 'not a token' }, /TELEGRAM_BOT_TOKEN/],
    [{ mode: 'push' }, /TELEGRAM_MODE/],
    [{ apiRoot: 'ftp://x' }, /TELEGRAM_API_ROOT/],
    [{ webhookSecret: '有空格 ' }, /TELEGRAM_WEBHOOK_SECRET/],
  ])('wrong settings %j name the variable', async (settings, message) => {
    await expect(openShop(api, { inbox, settings })).rejects.toThrow(message);
  });
});
