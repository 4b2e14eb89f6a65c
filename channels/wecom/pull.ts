/**
 * Fetches what callbacks only announce: `sync_msg`, from the stored cursor on. For each customer-service account one pull runs and one
 * more is remembered, however many callbacks arrive; over all processes one runs. What was fetched is stored before the cursor is, so that
 * after a crash it is fetched again and dropped as known. https://developer.work.weixin.qq.com/document/path/94670
 */

import { z } from 'zod';
import type { ChannelMemory, SendFailure } from '../../src/channel.ts';
import type { WeChatApi } from '../../src/channel-kit/wechat/api.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import type { Logger } from '../../src/logger.ts';
import { pullLimit, pullTokenLife } from './capabilities.ts';
import { failureOf, pullTokenOver } from './failure.ts';

export interface PullTiming {
  /** First pause after a failure and the longest one, ms; doubled each time. */
  first: number;
  most: number;
  /** Pause between looks without a callback, ms: one may have been lost. WeCom limits this strictly. */
  sweep: number;
  /** What was sent longer before the first pull of all is not answered any more, ms: WeCom gives three days of old messages. */
  grace: number;
  call: number;
}
export const pullTiming: PullTiming = { first: 2_000, most: 300_000, sweep: 600_000, grace: 3_600_000, call: 20_000 };

export interface PullerParts {
  api: WeChatApi;
  memory: ChannelMemory;
  timing: PullTiming;
  log: Logger;
  now(): number;
  /** Stores what was fetched, older than `since` left out. */
  take(items: unknown[], since: number): Promise<void>;
}

export interface Puller {
  /** Asks for a pull; `token` is that of the callback. Returns at once. */
  want(account: string, token?: string): void;
  /** Reason that keeps an account from being fetched now. */
  trouble(): { detail: string; refused: boolean } | undefined;
  /** Resolves when no pull runs. */
  idle(): Promise<void>;
  /** Begins nothing more and waits for no answer; resolves when what was fetched is stored. A later {@link want} begins anew. */
  stop(): Promise<void>;
}

const page = z.object({ errcode: z.literal(0), next_cursor: z.string().optional(), has_more: z.int().catch(0), msg_list: z.array(z.unknown()).catch([]) });

interface Account {
  id: string;
  wanted: boolean;
  token?: { value: string; until: number };
  running?: Promise<void>;
  retry?: NodeJS.Timeout;
  failures: number;
  /** The last failed pull had no token, which WeCom limits more strictly. */
  bare: boolean;
  trouble?: { detail: string; refused: boolean };
}

/** Ends a pull; what WeCom or the network said. */
class PullFailure extends Error {
  readonly failure: SendFailure;
  constructor(failure: SendFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** Makes a puller of `sync_msg`; nothing is asked before {@link Puller.want}. */
export function createPuller(parts: PullerParts): Puller {
  const { api, memory, timing, log, now } = parts;
  const accounts = new Map<string, Account>();
  let stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;

  function tokenOf(account: Account): string | undefined {
    const left = (account.token?.until ?? 0) - now();
    // More left than it ever had: the clock was set back since.
    return left > 0 && left <= pullTokenLife ? account.token?.value : undefined;
  }

  /** From when on messages are answered: fixed at the first pull of all. */
  async function since(account: Account, cursor: string | null): Promise<number> {
    const kept = await memory.get(`since:${account.id}`);
    // Fixed while the clock was ahead it would leave every message to people until that time comes.
    if (kept !== null) return Math.min(Number(kept), now() - timing.grace);
    const from = cursor === null ? now() - timing.grace : 0;
    await memory.set(`since:${account.id}`, String(from));
    return from;
  }

  async function fetchPage(account: Account, cursor: string | null): Promise<z.infer<typeof page>> {
    const token = tokenOf(account);
    account.bare = token === undefined;
    const limit = account.failures > 0 ? pullLimit.afterFailure : pullLimit.usual;
    const json = { ...(cursor && { cursor }), ...(token && { token }), limit, voice_format: 0, open_kfid: account.id };
    const answer = await api.call({ path: '/cgi-bin/kf/sync_msg', json, timeoutMs: timing.call, signal: stopping.signal }, page);
    if (answer.ok) return answer.value;
    const { error } = answer;
    if (error.kind !== 'refused' || error.errcode !== pullTokenOver || token === undefined) throw new PullFailure(failureOf(error));
    if (account.token?.value === token) account.token = undefined;
    return fetchPage(account, cursor);
  }

  async function pull(account: Account): Promise<void> {
    while (!stopped()) {
      const cursor = await memory.get(`cursor:${account.id}`);
      const from = await since(account, cursor);
      const { next_cursor: next, has_more: more, msg_list: items } = await fetchPage(account, cursor);
      if (items.length > 0) await parts.take(items, from);
      if (next && next !== cursor) await memory.set(`cursor:${account.id}`, next);
      if (more !== 1) return;
      if (!next || next === cursor) throw new PullFailure({ code: 'provider', detail: 'WeCom says that there is more, but gives no further cursor' });
    }
  }

  function again(account: Account, error: unknown): void {
    account.wanted = true;
    if (stopped()) return;
    const failure: SendFailure = error instanceof PullFailure ? error.failure : { code: 'provider', detail: 'messages cannot be stored' };
    if (!(error instanceof PullFailure))
      log.error({ channel: 'wecom', account: account.id, err: error }, 'what was fetched could not be stored; it is fetched again');
    const wait = backOff(account.failures++, timing, failure.retryAfterMs);
    account.trouble = { detail: failure.detail ?? failure.code, refused: failure.code === 'unauthorized' };
    log.warn(
      { channel: 'wecom', account: account.id, code: failure.code, detail: failure.detail, againInMs: wait },
      'messages could not be fetched; trying again',
    );
    account.retry = setTimeout(() => {
      account.retry = undefined;
      run(account);
    }, wait).unref();
  }

  async function work(account: Account): Promise<void> {
    while (account.wanted && !stopped()) {
      account.wanted = false;
      try {
        await memory.alone(`pull:${account.id}`, () => pull(account));
        account.failures = 0;
        account.trouble = undefined;
      } catch (error) {
        again(account, error);
        return;
      }
    }
  }

  function run(account: Account): void {
    if (account.running || account.retry || stopped()) return;
    account.running = work(account).finally(() => {
      account.running = undefined;
      if (account.wanted) run(account);
    });
  }

  return {
    want(id, token) {
      if (stopped()) stopping = new AbortController();
      const account: Account = accounts.get(id) ?? { id, wanted: false, failures: 0, bare: false };
      accounts.set(id, account);
      account.wanted = true;
      if (token) {
        account.token = { value: token, until: now() + pullTokenLife };
        if (account.retry && account.bare) {
          clearTimeout(account.retry);
          account.retry = undefined;
        }
      }
      run(account);
    },
    trouble: () => [...accounts.values()].find((account) => account.trouble)?.trouble,
    async idle() {
      await Promise.all([...accounts.values()].map((account) => account.running));
    },
    async stop() {
      stopping.abort();
      for (const account of accounts.values()) {
        clearTimeout(account.retry);
        account.retry = undefined;
      }
      await Promise.all([...accounts.values()].map((account) => account.running));
    },
  };
}
