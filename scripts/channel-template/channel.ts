/** The running channel: webhooks, sending, health. */
import type { Channel, ChannelContext, Health } from '../../src/channel.ts';
import { capabilities } from './capabilities.ts';
import { createClient } from './client.ts';
import { encode } from './encode.ts';
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
    // REPLACE: ask the provider here whether the token is good, and register the webhook where it can be registered.
    async start() {
      health = open;
    },
    async stop() {
      health = { state: 'stopped' };
    },
    health: () => health,
  };
}
