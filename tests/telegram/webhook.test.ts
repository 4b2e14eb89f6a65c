/** Webhook mode: the real channel behind a small server, fed by the local Bot API server with its retries. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HookOutcome } from '../../src/channel.ts';
import { type BotApi, startBotApi } from './bot-api-server.ts';
import { emptyInbox, type Inbox, openShop, type Shop } from './shop.ts';

let api: BotApi;
let inbox: Inbox;
let server: Server;
let shop: Shop;
let publicUrl: string;
const secret = 'a-secret_0123456789';

/** The program's hook route in short: 401, 503 when it cannot be stored, else 200 with the channel's reply. */
async function answer(body: Buffer, headers: Record<string, string | string[] | undefined>): Promise<{ status: number; body: string }> {
  const outcome: HookOutcome | undefined = shop.channel.hook?.({ method: 'POST', query: new URLSearchParams(), headers, body }, Date.now());
  if (!outcome?.ok) return { status: 401, body: '' };
  if (inbox.failures.shift()) return { status: 503, body: '' };
  for (const event of outcome.events) {
    if (inbox.events.some((known) => known.id === event.id)) inbox.repeated.push(event.id);
    else inbox.events.push(event);
  }
  return { status: 200, body: outcome.reply?.body ?? '' };
}

beforeEach(async () => {
  api = await startBotApi({ webhookRetryMs: 10 });
  inbox = emptyInbox();
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { status, body } = await answer(Buffer.concat(chunks), request.headers);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await shop.channel.stop();
  await api.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const open = async (settings: Record<string, string>, url: string | undefined = publicUrl) => {
  shop = await openShop(api, { inbox, settings: { mode: 'webhook', ...settings }, publicUrl: url });
  await shop.channel.start();
};
const state = (wanted: string) => vi.waitFor(() => expect(shop.channel.health().state).toBe(wanted), { interval: 5, timeout: 30_000 });

describe('Telegram by webhook', () => {
  it('registers itself with the secret and takes messages and presses, each press answered in the reply', async () => {
    await open({ webhookSecret: secret });
    await state('ready');
    expect(api.webhook()).toEqual({ url: `${publicUrl}/hooks/telegram/main`, secret });
    api.say('你好');
    api.press('1.2.0', 5);
    await api.until(() => api.pending() === 0, 'all delivered');
    expect(inbox.events.map((event) => event.type)).toEqual(['message', 'pressed']);
    expect(api.answered).toHaveLength(1);
    expect(api.calls).not.toContain('answerCallbackQuery');
  });

  it('what could not be stored is delivered again, in order and once', async () => {
    await open({ webhookSecret: secret });
    await state('ready');
    inbox.failures.push('disk full', 'disk full');
    for (let n = 0; n < 5; n++) api.say(String(n));
    await api.until(() => api.pending() === 0, 'all delivered');
    expect(api.webhookStatuses.slice(0, 3)).toEqual([503, 503, 200]);
    expect(inbox.events).toHaveLength(5);
    expect(inbox.repeated).toEqual([]);
  });

  it('without a secret it fails closed and says why', async () => {
    await open({});
    await state('failed');
    expect(shop.channel.health().detail).toMatch(/TELEGRAM_WEBHOOK_SECRET/);
    expect(api.calls).toEqual([]);
    expect((await answer(Buffer.from('{"update_id":1}'), {})).status).toBe(401);
  });

  it.each([[undefined], [''], ['a-secret_012345678'], [`${secret}x`], [secret.toUpperCase()], [[secret, secret]]])('refuses the secret %j', async (given) => {
    await open({ webhookSecret: secret });
    const body = Buffer.from(
      JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' }, from: { id: 1 }, text: 'x' } }),
    );
    expect(
      shop.channel.hook?.({ method: 'POST', query: new URLSearchParams(), headers: { 'x-telegram-bot-api-secret-token': given as string }, body }, 0),
    ).toEqual({
      ok: false,
      reason: 'signature',
    });
  });

  it('a body that is no JSON is malformed; JSON that is no update gives nothing', async () => {
    await open({ webhookSecret: secret });
    const hook = (text: string) =>
      shop.channel.hook?.({ method: 'POST', query: new URLSearchParams(), headers: { 'x-telegram-bot-api-secret-token': secret }, body: Buffer.from(text) }, 0);
    expect(hook('{')).toEqual({ ok: false, reason: 'malformed' });
    expect(hook('')).toEqual({ ok: false, reason: 'malformed' });
    expect(hook('[1,2]')).toEqual({ ok: true, events: [] });
  });

  it('tells when the address is not known or Telegram refuses it, and registers as soon as it can', async () => {
    shop = await openShop(api, { inbox, settings: { mode: 'webhook', webhookSecret: secret } });
    await shop.channel.start();
    await state('degraded');
    await shop.channel.stop();
    for (const [status, wanted] of [
      [500, 'degraded'],
      [400, 'failed'],
    ] as const) {
      api.fault('setWebhook', { status, description: 'Bad Request: bad webhook, or worse' });
      await open({ webhookSecret: secret });
      await state(wanted);
      await state('ready');
      await shop.channel.stop();
    }
    expect(shop.logged.join()).not.toContain(secret);
  });
});
