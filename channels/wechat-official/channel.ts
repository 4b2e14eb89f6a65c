/** The running channel: callbacks, sending, menu, templates, health. */
import { z } from 'zod';
import type { Channel, ChannelContext, Health, ProviderTemplate } from '../../src/channel.ts';
import type { ApiError } from '../../src/channel-kit/wechat/api-result.ts';
import { restOf } from '../../src/channel-kit/wechat/api-result.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import { capabilities, passiveReplyMs } from './capabilities.ts';
import { type ClientTiming, clientTiming, createClient } from './client.ts';
import { encode } from './encode.ts';
import { accountProblem, failureOf } from './failure.ts';
import { downloadMedia } from './media.ts';
import { publishMenu } from './menu.ts';
import { options as optionsSchema } from './options.ts';
import { createReplies, type ReplyTiming } from './replies.ts';
import { send } from './send.ts';
import { readSettings } from './settings.ts';
import { withProviderName } from './template.ts';
import { readTemplates } from './templates.ts';
import { hook, hookHead } from './webhook.ts';

export interface Timing {
  client: ClientTiming;
  replies: ReplyTiming;
  /** First and longest pause before the account is asked again, and how often templates are read anew, ms. */
  retry: { first: number; most: number };
  templatesEvery: number;
}
const timing: Timing = {
  client: clientTiming,
  replies: { holdMs: passiveReplyMs, writtenMs: 3_000, settleMs: 150, keptMs: 30_000 },
  retry: { first: 10_000, most: 300_000 },
  templatesEvery: 6 * 3_600_000,
};

const noPublicUrl = 'PUBLIC_URL is not set: WeChat needs a public address to call, see the page of this channel';

/** Makes the channel; `given` is for tests. Wrong settings reject with a text that names the variable. */
export async function createWeChatOfficial(context: ChannelContext, given: Partial<Timing> = {}): Promise<Channel> {
  const times = { ...timing, ...given };
  const read = readSettings(context.settings);
  if (!read.ok) throw new Error(read.problem);
  const { settings } = read;
  const options = optionsSchema.parse(context.options ?? {});
  const { api, token } = createClient(settings, context, times.client);
  const replies = createReplies(times.replies);
  let health: Health = { state: 'stopped' };
  let mismatch: string | null = null;
  let templates: readonly ProviderTemplate[] = [];
  let timer: NodeJS.Timeout | undefined;
  const running = () => health.state !== 'stopped';

  const healthOf = (error: ApiError): Health => {
    const problem = accountProblem(error);
    return problem ? { state: 'failed', detail: problem } : { state: 'degraded', detail: `WeChat could not be reached: ${failureOf(error).detail}` };
  };

  /** A refusal while sending concerns the account only where its keys or addresses are refused. */
  const refused = (error: ApiError) => {
    if (health.state !== 'ready' || !accountProblem(error)) return;
    health = healthOf(error);
    again(0);
  };

  function again(failures: number, waitMs = backOff(failures, times.retry)): void {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(failures + 1), waitMs).unref();
  }

  /** Proves the keys by getting a token, then brings the menu up to date. Asked again until it works. */
  async function connect(failures: number): Promise<void> {
    const got = await token.get();
    if (!running()) return;
    const menu = got.ok ? await publishMenu(options, api, context.memory).catch(() => undefined) : undefined;
    if (!running()) return;
    if (!got.ok) health = healthOf(got.error);
    else if (menu && !menu.ok) health = { state: 'degraded', detail: `WeChat did not take the menu: ${failureOf(menu.error).detail}` };
    else health = { state: 'ready' };
    if (health.state === 'ready') return void readTemplatesNow();
    const error = got.ok ? (menu && !menu.ok ? menu.error : undefined) : got.error;
    const againInMs = backOff(failures, times.retry, error && restOf(error).retryAfterMs);
    context.log.warn({ channel: 'wechat-official', detail: health.detail, againInMs }, 'the account is not ready');
    again(failures, againInMs);
  }

  /** What was read before holds while they cannot be read; then they are asked for sooner. */
  async function readTemplatesNow(): Promise<void> {
    const read = await readTemplates(api, options.templates);
    templates = read ?? templates;
    if (!running() || health.state !== 'ready') return;
    clearTimeout(timer);
    timer = setTimeout(() => void readTemplatesNow(), read ? times.templatesEvery : Math.min(times.retry.most, times.templatesEvery)).unref();
  }

  const parts = { api, context, replies, timing: times.client, refused };
  return {
    name: 'wechat-official',
    capabilities,
    hookHead: (request, now) => hookHead(request, now, settings),
    hook: (request, now) => {
      const told = (problem: string | null) => {
        mismatch = problem;
      };
      return hook(request, now, { settings, account: context.account, replies, mismatch: told });
    },
    encode: (message) => encode(withProviderName(message, options.templates), { account: context.account, publicUrl: context.publicUrl }),
    send: (request, to, key, kind) => send(request, to, key, kind, parts),
    async start() {
      if (running()) return;
      health = { state: 'starting' };
      void connect(0);
    },
    async stop() {
      clearTimeout(timer);
      health = { state: 'stopped' };
      replies.stop();
    },
    health() {
      const detail = mismatch ?? (context.publicUrl ? null : noPublicUrl);
      return detail !== null && health.state === 'ready' ? { state: 'degraded', detail } : health;
    },
    download: (media) => downloadMedia(media, api, settings.apiRoot, times.client.uploadMs),
    async typing(to) {
      await api.call({ path: '/cgi-bin/message/custom/typing', json: { touser: to.user, command: 'Typing' } }, z.unknown());
    },
    /** A permanent QR code with a parameter: https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html */
    async entrance(source) {
      const json = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: source } } };
      const made = await api.call({ path: '/cgi-bin/qrcode/create', json }, z.object({ url: z.string().min(1) }));
      return made.ok ? { ok: true, url: made.value.url } : { ok: false, detail: failureOf(made.error).detail };
    },
    templates: () => templates,
  };
}
