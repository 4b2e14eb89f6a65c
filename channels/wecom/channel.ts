/** The running channel: settings, pulling, sending, hand-over, health. */

import { z } from 'zod';
import type { Channel, ChannelContext, Health, SendFailure } from '../../src/channel.ts';
import type { SendTiming } from '../../src/channel-kit/send-timing.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import type { InboundEvent } from '../../src/message.ts';
import { listAccounts } from './accounts.ts';
import { customerAddress } from './address.ts';
import { capabilities } from './capabilities.ts';
import { createClient } from './client.ts';
import { createCodes } from './codes.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { failureOf } from './failure.ts';
import { createUploads, download } from './media.ts';
import { markFailed } from './message-id.ts';
import { optionsSchema } from './options.ts';
import { type Item, readItem } from './payload.ts';
import { createPuller, type PullTiming, pullTiming } from './pull.ts';
import { send, sendTiming } from './send.ts';
import { handOver } from './service-state.ts';
import { readSettings } from './settings.ts';
import { hook, hookHead } from './webhook.ts';

export interface Timing {
  pull: PullTiming;
  send: SendTiming;
}

/** A code counts from when it was fetched, so that clocks may differ, unless the event is older than this, ms. */
const fresh = 60_000;

const noPublicUrl = 'PUBLIC_URL is not set: WeCom needs a public address to call, see the page of this channel';

/** Makes the channel; `timing` is for tests. Wrong settings reject with a text that names the variable. */
export async function createWecom(context: ChannelContext, timing: Timing = { pull: pullTiming, send: sendTiming }): Promise<Channel> {
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const { memory, log, now } = context;
  const options = optionsSchema.parse(context.options ?? {});
  const api = createClient(settings, context, timing.send.text);
  const codes = createCodes(memory, now);
  const uploads = createUploads(api, memory, timing.send.upload);
  /** Aborted by a stop; each start has its own. */
  let run = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  let state: Health = { state: 'stopped' };
  let refused: SendFailure | undefined;
  let known: string[] = [];
  let sweep: NodeJS.Timeout | undefined;

  /** Keeps what an event gives beside itself: a code for one more message, and that an id is used up. */
  async function remember({ account, customer, time: { at }, event }: Item): Promise<void> {
    const user = customerAddress(account, customer);
    if (!event || !user) return;
    const from = now() - at > fresh ? at : now();
    if (event.welcome_code) await codes.keep(user, event.welcome_code, 'welcome', from);
    if (event.msg_code) await codes.keep(user, event.msg_code, event.change_type === 3 ? 'end' : 'queue', from);
    if (event.fail_msgid) await markFailed(memory, event.fail_msgid);
  }

  async function take(items: unknown[], since: number): Promise<void> {
    const events: InboundEvent[] = [];
    let old = 0;
    for (const raw of items) {
      const item = readItem(raw, now());
      if (!item) continue;
      if (item.time.at < since) {
        old++;
        continue;
      }
      await remember(item);
      events.push(...decode(raw, { account: context.account, now: now() }));
    }
    if (old > 0) log.info({ channel: 'wecom', count: old }, 'messages from before the channel was connected are left to people');
    if (events.length > 0) await context.receive(events);
  }

  const puller = createPuller({ api, memory, timing: timing.pull, log, now, take });

  /** Looks which accounts there are and fetches from each; again after a while, because a callback may be lost. */
  async function look({ signal }: AbortController, failures: number): Promise<void> {
    const found = settings.openKfId ? { ok: true as const, value: [settings.openKfId] } : await listAccounts(api, timing.pull.call, signal);
    if (signal.aborted) return;
    let wait = timing.pull.sweep;
    if (!found.ok) {
      const failure = failureOf(found.error);
      wait = backOff(failures, timing.pull, failure.retryAfterMs);
      state = { state: failure.code === 'unauthorized' ? 'failed' : 'degraded', detail: failure.detail };
      log.warn({ channel: 'wecom', code: failure.code, detail: failure.detail, againInMs: wait }, 'the customer-service accounts could not be listed');
    } else {
      known = found.value;
      for (const account of known) puller.want(account);
      await puller.idle();
      if (signal.aborted) return;
      state =
        known.length > 0
          ? { state: 'ready' }
          : { state: 'degraded', detail: 'no customer-service account is handed to this application; see "managed by API" in the administration' };
    }
    sweep = setTimeout(() => {
      looking = look(run, found.ok ? 0 : failures + 1);
    }, wait).unref();
  }

  async function wantPull(token: string | undefined, account: string | undefined): Promise<void> {
    const { openKfId } = settings;
    if (openKfId && account && account !== openKfId) return;
    const only = openKfId ?? account;
    if (only) return puller.want(only, token);
    if (known.length === 0) {
      const found = await listAccounts(api, timing.pull.call);
      if (found.ok) known = found.value;
    }
    for (const each of known) puller.want(each, token);
  }

  return {
    name: 'wecom',
    capabilities,
    hookHead,
    hook: (request, at) => hook(request, settings, at, (token, account) => void wantPull(token, account)),
    encode: (message) => encode(message, { account: context.account, publicUrl: context.publicUrl }),
    async send(request, _to, key) {
      const result = await send(request, key, { api, context, codes, uploads, timing: timing.send, account: settings.openKfId });
      if (result.ok) refused = undefined;
      else if (result.failure.code === 'unauthorized') refused = result.failure;
      return result;
    },
    async start() {
      if (state.state !== 'stopped') return;
      state = { state: 'starting' };
      run = new AbortController();
      looking = look(run, 0);
    },
    async stop() {
      run.abort();
      clearTimeout(sweep);
      await Promise.all([looking, puller.stop()]);
      state = { state: 'stopped' };
    },
    health() {
      if (state.state === 'stopped') return state;
      if (refused) return { state: 'failed', detail: refused.detail };
      const trouble = puller.trouble();
      if (trouble) return { state: trouble.refused ? 'failed' : 'degraded', detail: trouble.detail };
      return state.state === 'ready' && !context.publicUrl ? { state: 'degraded', detail: noPublicUrl } : state;
    },
    /** https://developer.work.weixin.qq.com/document/path/94665 */
    async entrance(source) {
      const account = settings.openKfId ?? known[0];
      if (account === undefined) return { ok: false, detail: 'no customer-service account is handed to this application' };
      const json = { open_kfid: account, scene: source };
      const made = await api.call({ path: '/cgi-bin/kf/add_contact_way', json, timeoutMs: timing.pull.call }, z.object({ url: z.string().min(1) }));
      return made.ok ? { ok: true, url: made.value.url } : { ok: false, detail: failureOf(made.error).detail };
    },
    download: (media) => download(media, api, timing.send.upload),
    handover: (to, owner) => handOver(to, owner, { api, codes, options, log, now, timeoutMs: timing.send.text, account: settings.openKfId }),
  };
}
