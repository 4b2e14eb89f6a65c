/** What stands between a provider and us: gateways that answer for it, webhooks as large as they come. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sendErrors } from '../../src/errors.ts';
import type { InboundEvent, OutboundMessage, Part } from '../../src/message.ts';
import { hookHandler } from '../../src/server/hooks/hooks.ts';
import { startBotApi } from '../telegram/bot-api-server.ts';
import { emptyInbox, openShop as openTelegram, sendAll as sendTelegram, reply as telegramReply } from '../telegram/shop.ts';
import { openShop as openWeChat } from '../wechat-official/shop.ts';
import { startWeixin } from '../wechat-official/weixin-server.ts';
import { startGraph } from '../whatsapp-cloud/graph-server.ts';
import { openShop as openWhatsApp, sendAll as sendWhatsApp, reply as whatsappReply } from '../whatsapp-cloud/shop.ts';

const parts: Part[] = [{ type: 'text', text: 'hi' }];
const file = new URL('./hooks/08-wechat-http-429-is-final.json', import.meta.url);

it('08: 429 of a gateway before WeChat is tried again, and so is any other page of its', async () => {
  const { status } = z.object({ 'answer of custom/send': z.object({ status: z.number() }) }).parse(JSON.parse(readFileSync(file, 'utf8')))[
    'answer of custom/send'
  ];
  const weixin = await startWeixin();
  const shop = await openWeChat(weixin);
  try {
    const to = { channel: 'wechat-official', account: 'main', user: 'oA5' };
    const message: OutboundMessage = { key: 'k', to, parts, class: 'reply', lang: 'zh' };
    for (const each of [status, 403, 404, 502, 503, 504]) {
      weixin.fault('/cgi-bin/message/custom/send', { status: each });
      const [request] = shop.channel.encode(message);
      const result = request && (await shop.channel.send(request, to, `k${each}`, 'reply'));
      expect(result?.ok).toBe(false);
      const code = result && !result.ok ? result.failure.code : 'rejected';
      expect(code).toBe(each === 429 ? 'rate_limited' : 'provider');
      expect(sendErrors[code as keyof typeof sendErrors].retryable).toBe(true);
    }
  } finally {
    await shop.close();
    await weixin.close();
  }
});

it('02: a link that only Telegram knows to refuse: the card arrives, its link as text', async () => {
  const api = await startBotApi();
  const shop = await openTelegram(api, { inbox: emptyInbox() });
  try {
    api.fault('sendMessage', {
      status: 400,
      description: "Bad Request: inline keyboard button URL 'https://shop.example.com/p/1' is invalid: Wrong HTTP URL",
    });
    const card = { title: 'Teapot', text: '12 USD', link: 'https://shop.example.com/p/1', button: 'Open' };
    expect(await sendTelegram(shop.channel, telegramReply([{ type: 'product', card }]))).toMatchObject({ ok: true });
    expect(JSON.stringify(api.messages.at(-1)?.body)).toContain('https://shop.example.com/p/1');
    expect(JSON.stringify(api.messages.at(-1)?.body)).not.toContain('inline_keyboard');
  } finally {
    await shop.channel.stop();
    await api.close();
  }
});

it('02: the same of WhatsApp', async () => {
  const graph = await startGraph();
  const shop = await openWhatsApp(graph);
  try {
    graph.fault('/messages', { status: 400, code: 131009, message: 'Parameter value is not valid', details: 'URL is not valid' });
    const card = { title: 'Teapot', text: '12 USD', link: 'https://shop.example.com/p/1', button: 'Open' };
    expect(await sendWhatsApp(shop.channel, whatsappReply([{ type: 'product', card }]))).toMatchObject({ ok: true });
    expect(graph.messages.at(-1)).toMatchObject({ type: 'text', text: { body: 'Teapot\n12 USD\nhttps://shop.example.com/p/1' } });
  } finally {
    await shop.channel.stop();
    await graph.close();
  }
});

it('a webhook of nearly 4 MB with 1,000 messages is taken whole, in time', async () => {
  const graph = await startGraph();
  const { channel } = await openWhatsApp(graph);
  const events: InboundEvent[] = [];
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const handle = hookHandler({
    channels: new Map([['whatsapp-cloud:main', channel]]),
    receive: async (each) => void events.push(...each),
    proxies: 0,
    log,
    now: Date.now,
    count: () => undefined,
  });
  const server = createServer((request, response) => void handle(request, response));
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as AddressInfo;
    const said = Array.from({ length: 1_000 }, (_, n) => ({
      from: `1650555${1_000 + n}`,
      id: `wamid.n${n}`,
      timestamp: '1795399200',
      type: 'text',
      text: { body: 'x'.repeat(3_900) },
    }));
    const contacts = said.map(({ from }) => ({ wa_id: from, profile: { name: 'A' } }));
    const value = { metadata: { phone_number_id: graph.phoneId }, contacts, messages: said };
    const { body, headers } = graph.signed({ object: 'whatsapp_business_account', entry: [{ id: graph.businessId, changes: [{ field: 'messages', value }] }] });
    expect(body.length).toBeGreaterThan(4_000_000);
    const began = performance.now();
    const sent = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const { status } = await fetch(`http://127.0.0.1:${address.port}/hooks/whatsapp-cloud/main`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: Object.fromEntries(sent),
    });
    expect(status).toBe(200);
    expect(events).toHaveLength(1_000);
    expect(performance.now() - began).toBeLessThan(15_000);
  } finally {
    server.close();
    await channel.stop();
    await graph.close();
  }
});
