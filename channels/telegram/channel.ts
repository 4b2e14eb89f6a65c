/** The running channel: settings, polling or webhook, sending, health. */

import { z } from 'zod';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { type SendTiming, sendTiming } from '../../src/channel-kit/send-timing.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import { placeOf } from './address.ts';
import { capabilities } from './capabilities.ts';
import { type Client, createClient } from './client.ts';
import { decode } from './decode.ts';
import { download } from './download.ts';
import { encode } from './encode.ts';
import { failureOf, notTheirs } from './failure.ts';
import { allowedUpdates, callbackId } from './payload.ts';
import { createPoller, type Poller, type PollTiming, pollTiming } from './poller.ts';
import { send } from './send.ts';
import { readSettings, type Settings } from './settings.ts';
import { typingSoon } from './typing.ts';
import { hook, hookHead } from './webhook.ts';

/** Failures that end by themselves, as opposed to what only a person can change. */
const passing: readonly string[] = ['provider', 'network', 'timeout', 'rate_limited'];

/** Registers the webhook where PUBLIC_URL is known; resolves to the state that this leads to, and the rest that Telegram asked for, ms. */
async function registerWebhook(client: Client, settings: Settings, context: ChannelContext): Promise<Health & { restMs?: number | undefined }> {
  if (!settings.webhookSecret) return { state: 'failed', detail: 'TELEGRAM_WEBHOOK_SECRET is missing; webhooks are refused without it' };
  if (!context.publicUrl) return { state: 'degraded', detail: 'PUBLIC_URL is not set, so the webhook could not be registered with Telegram' };
  const url = `${context.publicUrl}/hooks/telegram/${context.account}`;
  try {
    const taken = await client.own('setWebhook', { url, secret_token: settings.webhookSecret, allowed_updates: allowedUpdates, max_connections: 40 }, 30_000);
    return taken === true ? { state: 'ready' } : { state: 'degraded', detail: `Telegram did not take the webhook: ${notTheirs.detail}` };
  } catch (error) {
    const { detail, code, retryAfterMs } = failureOf(error, [settings.token, settings.webhookSecret]);
    return { state: passing.includes(code) ? 'degraded' : 'failed', detail: `Telegram did not take the webhook: ${detail}`, restMs: retryAfterMs };
  }
}

export interface Timing {
  poll: PollTiming;
  send: SendTiming;
}

/** Makes the channel; `timing` is for tests. Wrong settings reject with a text that names the variable. */
export async function createTelegram(context: ChannelContext, timing: Timing = { poll: pollTiming, send: sendTiming }): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const secrets = [settings.token, settings.webhookSecret ?? ''];
  const client = createClient(settings);
  let health: Health = { state: 'stopped' };
  let refusedToken: Health | undefined;
  let poller: Poller | undefined;
  let retry: NodeJS.Timeout | undefined;

  /** Stops the button's spinner. Telegram refuses it for old presses; the event counts all the same. */
  const answerPress = (id: string) => {
    client.call('answerCallbackQuery', { callback_query_id: id }, 10_000).catch((error: unknown) => {
      context.log.debug({ channel: 'telegram', detail: failureOf(error, secrets).detail }, 'a press could not be answered');
    });
  };

  const typing = typingSoon((user) => {
    const { chat, topic } = placeOf(user);
    const place = { chat_id: chat, ...(topic === undefined ? {} : { message_thread_id: topic }) };
    client.call('sendChatAction', { ...place, action: 'typing' }, 5_000).catch(() => undefined);
  });

  const take = async (updates: unknown[]) => {
    for (const id of updates.map(callbackId)) if (id) answerPress(id);
    const events = updates.flatMap((update) => decode(update, { account: context.account, now: context.now() }));
    if (events.length > 0) await context.receive(events);
  };

  const webhookAgain = async (failures: number): Promise<void> => {
    const { restMs, ...next } = await registerWebhook(client, settings, context);
    if (health.state === 'stopped') return;
    health = next;
    if (next.state === 'ready') return;
    context.log.warn({ channel: 'telegram', detail: next.detail }, 'the webhook is not registered');
    if (!settings.webhookSecret || !context.publicUrl) return;
    retry = setTimeout(
      () => void webhookAgain(failures + 1),
      backOff(failures, { first: timing.poll.firstRefused, most: timing.poll.mostRefused }, restMs),
    ).unref();
  };

  return {
    name: 'telegram',
    capabilities,
    hookHead: (request) => hookHead(request, settings.webhookSecret),
    hook: (request, now) => hook(request, settings.webhookSecret, context.account, now),
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request, to) {
      typing.answered(to.user);
      const result = await send(request, { client, context, secrets, timing: timing.send });
      if (!result.ok && result.failure.code === 'unauthorized')
        refusedToken = { state: 'failed', detail: `Telegram refused the token: ${result.failure.detail}` };
      else if (result.ok) refusedToken = undefined;
      return result;
    },
    async start() {
      if (health.state !== 'stopped') return;
      health = { state: 'starting' };
      if (settings.mode === 'webhook') {
        void webhookAgain(0);
        return;
      }
      const state = (next: Health) => {
        health = next;
      };
      poller = createPoller({ client, timing: timing.poll, secrets, take, state, log: context.log, now: () => performance.now() });
      poller.start();
    },
    async stop() {
      clearTimeout(retry);
      typing.stop();
      await poller?.stop();
      poller = undefined;
      health = { state: 'stopped' };
    },
    health: () => (refusedToken && health.state !== 'stopped' ? refusedToken : health),
    download: (media) => download(media, client, settings),
    /** https://core.telegram.org/bots/features#deep-linking */
    async entrance(source) {
      try {
        const me = z.object({ username: z.string().min(1) }).safeParse(await client.own('getMe', {}, 10_000));
        return me.success
          ? { ok: true, url: `https://t.me/${me.data.username}?start=${source}` }
          : { ok: false, detail: 'Telegram did not tell the name of the bot' };
      } catch (error) {
        return { ok: false, detail: failureOf(error, secrets).detail };
      }
    },
    async typing(to) {
      typing.soon(to.user);
    },
  };
}
