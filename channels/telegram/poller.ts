/**
 * Long polling with grammy's runner. Telegram keeps an update until a later offset is asked for, and the offset moves only
 * when the updates are stored: a crash at any point loses nothing, and what comes twice is dropped by its id.
 */

import { createRunner, createSource, type RunnerHandle } from '@grammyjs/runner';
import { GrammyError } from 'grammy';
import { z } from 'zod';
import type { Health } from '../../src/channel.ts';
import { backOff } from '../../src/event-loop/back-off.ts';
import type { Logger } from '../../src/logger.ts';
import type { Client } from './client.ts';
import { failureOf } from './failure.ts';
import { allowedUpdates } from './payload.ts';

/** All in ms. */
export interface PollTiming {
  /** Longest time for which Telegram may hold an empty answer. */
  hold: number;
  /** First pause after an error; doubles up to `most`. */
  first: number;
  most: number;
  /** First pause after a conflict or refused token, where only a person can help; doubles up to `mostRefused`. */
  firstRefused: number;
  mostRefused: number;
  /** Polling for this long without a conflict ends the back-off. */
  calm: number;
}

export const pollTiming: PollTiming = { hold: 30_000, first: 500, most: 15_000, firstRefused: 5_000, mostRefused: 300_000, calm: 60_000 };

export interface PollerParts {
  client: Client;
  timing: PollTiming;
  secrets: readonly string[];
  /** Stores what the updates say; resolves when that is durable. */
  take(updates: unknown[]): Promise<void>;
  state(health: Health): void;
  log: Logger;
  /** Ms since any moment, whatever the wall clock is set to. */
  now(): number;
}

export interface Poller {
  start(): void;
  /** Resolves when what was fetched is stored and the offset is confirmed. */
  stop(): Promise<void>;
}

const batch = z.array(z.looseObject({ update_id: z.int() }));
type Update = z.infer<typeof batch>[number];

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** Makes a poller of getUpdates; nothing is asked before `start`. What cannot be stored is asked for again; trouble is told by `state`. */
export function createPoller(parts: PollerParts): Poller {
  const { client, timing, log, secrets } = parts;
  const stopping = new AbortController();
  let offset = 0;
  let confirmed = 0;
  let runner: RunnerHandle | undefined;
  let finished: Promise<void> = Promise.resolve();
  let failures = 0;
  let refusals = 0;
  let refused = '';
  let pollingSince = 0;
  /** The first request of each start asks for no wait, so that health is known at once. */
  let proved = false;

  async function fetchUpdates(limit: number): Promise<Update[]> {
    const asked = offset;
    const timeout = proved ? Math.floor(timing.hold / 1000) : 0;
    const body = { offset, limit: Math.min(limit, 100), timeout, allowed_updates: allowedUpdates };
    const updates = batch.parse(await client.call('getUpdates', body, timing.hold + 15_000, stopping.signal));
    confirmed = asked;
    proved = true;
    failures = 0;
    if (parts.now() - pollingSince >= timing.calm) refusals = 0;
    working();
    return updates;
  }

  function working(): void {
    parts.state(refusals === 0 ? { state: 'ready' } : { state: 'degraded', detail: refused });
  }

  /** Stores one batch; while that fails nothing more is fetched and the offset stays. */
  async function handle(updates: Update[]): Promise<number> {
    for (let tries = 0; updates.length > 0 && !stopping.signal.aborted; tries++) {
      try {
        await parts.take(updates);
        offset = Math.max(offset, ...updates.map((update) => update.update_id + 1));
        if (tries > 0) working();
        break;
      } catch (error) {
        const { detail } = failureOf(error, secrets);
        log.error({ channel: 'telegram', detail }, 'updates could not be stored; Telegram keeps them and they are tried again');
        parts.state({ state: 'degraded', detail: 'messages cannot be stored' });
        await pause(backOff(tries, timing), stopping.signal);
      }
    }
    return 100;
  }

  /** Polls until something fails. */
  async function pollOnce(): Promise<void> {
    await client.own('getMe', {}, 30_000, stopping.signal);
    await client.own('deleteWebhook', {}, 30_000, stopping.signal);
    if (stopping.signal.aborted) return;
    pollingSince = parts.now();
    proved = false;
    const source = createSource<Update>({ supply: fetchUpdates });
    runner = createRunner(source, { handle, size: () => 0, snapshot: () => [] });
    runner.start();
    await runner.task();
  }

  function refusal(error: unknown): string | undefined {
    if (!(error instanceof GrammyError)) return undefined;
    if (error.error_code === 409) return 'another program fetches the messages of this bot; stop it, or give each its own bot';
    if (error.error_code === 401 || error.error_code === 404) return 'Telegram refuses the token; check TELEGRAM_BOT_TOKEN';
    return undefined;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await pollOnce();
      } catch (error) {
        if (stopping.signal.aborted) return;
        const why = refusal(error);
        if (why) refused = why;
        const failure = failureOf(error, secrets);
        const wait = why ? backOff(refusals++, { first: timing.firstRefused, most: timing.mostRefused }) : backOff(failures++, timing, failure.retryAfterMs);
        parts.state(why ? { state: 'failed', detail: why } : { state: 'degraded', detail: failure.detail });
        log.warn({ channel: 'telegram', code: failure.code, detail: failure.detail, againInMs: wait }, why ?? 'Telegram could not be reached; trying again');
        await pause(wait, stopping.signal);
      }
    }
  }

  return {
    start() {
      finished = loop();
    },
    async stop() {
      stopping.abort();
      try {
        await runner?.stop();
      } catch {
        // What ended the runner was already reported by the loop.
      }
      await finished;
      if (offset > confirmed) await client.call('getUpdates', { offset, limit: 1, timeout: 0, allowed_updates: allowedUpdates }, 3_000).catch(() => undefined);
    },
  };
}
