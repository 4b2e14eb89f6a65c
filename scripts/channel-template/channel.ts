/** The running channel: webhooks, sending, health. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import { capabilities } from './capabilities.ts';
import { createClient } from './client.ts';
import { encode } from './encode.ts';
import { failureOf } from './failure.ts';
import { send } from './send.ts';
import { readSettings } from './settings.ts';
import { hook, hookHead } from './webhook.ts';

/** Makes the channel. Wrong settings reject with a text that names the variable. */
export async function createSampleChannel(context: ChannelContext): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const client = createClient(settings);
  const secrets = [settings.token, settings.webhookSecret];
  const open: Health = context.publicUrl ? { state: 'ready' } : { state: 'degraded', detail: 'PUBLIC_URL is not set, so no webhook can arrive' };
  let health: Health = { state: 'stopped' };
  let asking: AbortController | undefined;

  /** Asks whether the token is good, until the provider says that it is, or that it is not. */
  const ask = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        // REPLACE: a call that a good token alone answers. Register the webhook here too, where the API has a call for it.
        await client.call('GET', '/me', undefined, 20_000);
        if (!signal.aborted) health = open;
        return;
      } catch (error) {
        if (signal.aborted) return;
        const { code, detail, retryAfterMs } = failureOf(error, secrets);
        health = { state: code === 'unauthorized' ? 'failed' : 'degraded', detail };
        if (code === 'unauthorized') return;
        await pause(backOff(failures, { first: 1_000, most: 60_000 }, retryAfterMs), undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    name: 'sample-channel',
    capabilities,
    hookHead,
    hook: (request, now) => hook(request, settings.webhookSecret, context.account, now),
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request) {
      const result = await send(request, { client, context, secrets });
      if (health.state === 'stopped') return result;
      if (result.ok) health = open;
      else if (result.failure.code === 'unauthorized') health = { state: 'failed', detail: result.failure.detail };
      return result;
    },
    async start() {
      health = { state: 'starting' };
      asking = new AbortController();
      void ask(asking.signal);
    },
    async stop() {
      asking?.abort();
      health = { state: 'stopped' };
    },
    health: () => health,
  };
}
