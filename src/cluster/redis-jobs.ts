/**
 * Wake-ups between processes, by bull on Redis. A job's id is the conversation that it wakes, so that doubles collapse; what is to be done stands in the
 * store, so that a job that is lost, doubled or late does no harm. Nothing here rejects because Redis is away: see `ready`.
 */

import Bull from 'bull';
import { Redis, type RedisOptions } from 'ioredis';
import { backOff } from '../event-loop/back-off.ts';
import { realClock } from '../event-loop/clock.ts';
import { within } from '../event-loop/within.ts';
import type { Logger } from '../logger.ts';
import { leastGapShare, madeUpMs, opening, windowOf } from '../runtime/base/account-rate.ts';
import { takeScript } from './rate-script.ts';
import { dropRemnantScript } from './remnant-script.ts';

/** A job of a dead worker is somebody else's after the lock's time and one look, ms. */
const lock = { lockDuration: 6_000, lockRenewTime: 2_000, stalledInterval: 2_000, maxStalledCount: 1_000, retryProcessDelay: 1_000, drainDelay: 5 };
const prefix = '{zhanggui}';
const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };
/** Trouble with Redis is logged at most so often, ms. */
const noteEvery = 10_000;
/** An answer of Redis that takes longer never comes, ms; and how often it is asked whether it takes work. */
const answerMost = 2_000;
const askEvery = 1_000;
/** Connections are tried again after this, ms. */
const reconnect = { first: 100, most: 1_000 };

export interface JobWork {
  /** Looks after the conversation; must resolve within a second or so. */
  run(conversation: string): Promise<void>;
  /** Tells whether to run again. Asked once the job is gone: a wake-up that came while it ran was dropped. */
  again(conversation: string): Promise<boolean>;
}

export interface RedisJobs {
  /** Tells whether Redis is there now and takes work. */
  ready(): boolean;
  /** Returns why Redis takes no work, in its own words; null when it does, or is not there at all. */
  refuses(): string | null;
  /** Returns the error that its connection ended with; null while it is there, or when nothing is known. */
  lost(): string | null;
  /** Adds a job; false when Redis could not take it. */
  add(queue: string, conversation: string): Promise<boolean>;
  /** Works on a queue's jobs, so many at once; the answer ends it. */
  work(queue: string, atOnce: number, work: JobWork): () => Promise<void>;
  /** Counts one request against the shared rates; returns the ms to wait, 0 when it was taken or nobody counts. */
  take(account: string, conversation: string, rate: { account: number; conversation: number; burst: number }, promo: boolean): Promise<number>;
  pause(key: string, ms: number): void;
  /** Says something to every process, this one included. Best effort. */
  tell(topic: string, text: string): void;
  hear(topic: string, heard: (text: string) => void): void;
  /** Called each time Redis is there again. */
  onReady(run: () => void): void;
  /** Bull's own queues, for a look at them. */
  queues(names: readonly string[]): Bull.Queue[];
  close(): Promise<void>;
}

/** In Redis, `x:lock` and `x:logs` belong to job x, `x:pause` to the rate of x; a customer's id may end like that. */
const redisName = (id: string): string => (/(?::lock|:logs|:pause|;)$/.test(id) ? `${id};` : id);
const conversationOf = (name: string): string => name.replace(/;$/, '');

/** Settles as `work` does, or rejects when Redis leaves it open. */
function answered<T>(work: Promise<T>): Promise<T> {
  return within(realClock(), answerMost, work, () => {
    throw new Error(`no answer in ${answerMost} ms`);
  });
}

/** Opens the queues without waiting for Redis: everything works from the store until it is there. */
export function openRedisJobs({ url, log }: { url: string; log: Logger }): RedisJobs {
  let notedAt = Number.NEGATIVE_INFINITY;
  let hidden = 0;
  let lost: string | null = null;
  const trouble = (error: Error): void => {
    hidden += 1;
    if (performance.now() - notedAt < noteEvery) return;
    notedAt = performance.now();
    log.warn({ detail: error.message.slice(0, 300), times: hidden }, 'Redis is not there; work goes on from the store, more slowly');
    hidden = 0;
  };
  const connect = (options: RedisOptions): Redis => {
    const client = new Redis(url, {
      maxRetriesPerRequest: null,
      enableReadyCheck: false,
      // Else a connection that ends before Redis has heard who we are counts as ready for good, and is never made again (ioredis 5.11, connectHandler).
      disableClientInfo: true,
      connectTimeout: 3_000,
      retryStrategy: (times) => backOff(times, reconnect),
      ...options,
    });
    client.on('error', (error) => {
      lost = error.message.slice(0, 200);
      trouble(error);
    });
    return client;
  };
  const client = connect({ enableOfflineQueue: false, commandTimeout: answerMost });
  const own = [client];
  const shared = (options: RedisOptions): Redis => {
    const one = connect(options);
    own.push(one);
    return one;
  };
  const bull = { client: shared({}), subscriber: shared({}) };
  const listener = shared({});
  const heard = new Map<string, ((text: string) => void)[]>();
  listener.on('message', (topic, text) => {
    for (const run of heard.get(topic) ?? []) {
      try {
        run(text);
      } catch (error) {
        log.warn({ topic, err: error }, 'what another process said was not understood');
      }
    }
  });

  const queues = new Map<string, Bull.Queue>();
  const queueOf = (name: string): Bull.Queue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = new Bull(name, {
        prefix,
        settings: lock,
        defaultJobOptions: jobOptions,
        // What waits for work blocks its connection, so each queue has one of its own.
        createClient: (type) => (type === 'client' ? bull.client : type === 'subscriber' ? bull.subscriber : shared({})),
      });
      queue.on('error', trouble);
      queues.set(name, queue);
    }
    return queue;
  };
  // One that is full, read only, does not answer or ends each connection can be connected to all the same: it is none until it takes a write.
  let taken = false;
  let refusal: string | null = null;
  const readyAgain: (() => void)[] = [];
  const isConnected = (): boolean => client.status === 'ready' && bull.client.status === 'ready';
  const refused = (thrown: unknown): void => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    trouble(error);
    if (client.status !== 'ready') {
      lost ??= error.message.slice(0, 200);
      return;
    }
    taken = false;
    refusal = error.message.slice(0, 200);
  };
  // Each process has to know by itself: a worker may have nothing to add, and its part of the store's work is nobody else's.
  const askNow = async (): Promise<void> => {
    if (client.status !== 'ready') return;
    try {
      await client.set(`${prefix}:asked`, '1', 'PX', askEvery);
      refusal = null;
      lost = null;
      if (taken) return;
      taken = true;
      for (const run of readyAgain) run();
    } catch (error) {
      refused(error);
    }
  };
  client.on('ready', () => void askNow());
  client.on('close', () => {
    taken = false;
    refusal = null;
    lost ??= 'the connection was closed';
  });
  const asking = setInterval(() => void askNow(), askEvery).unref();
  const ready = (): boolean => taken && isConnected();
  const add = async (name: string, conversation: string): Promise<boolean> => {
    if (!ready()) return false;
    try {
      const queue = queueOf(name);
      const jobId = redisName(conversation);
      // Both at once: on one connection the first is done first.
      await answered(Promise.all([bull.client.eval(dropRemnantScript, 1, `${prefix}:${name}:${jobId}`), queue.add({}, { jobId })]));
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  };
  const key = (name: string): string => `${prefix}:rate:${redisName(name)}`;
  const topicOf = (topic: string): string => `zhanggui:${topic}`;

  return {
    ready,
    refuses: () => (client.status === 'ready' ? refusal : null),
    lost: () => lost,
    add,
    work(name, atOnce, { run, again }) {
      const queue = queueOf(name);
      const check = async (id: string): Promise<void> => {
        try {
          if (await again(id)) await add(name, id);
        } catch (error) {
          log.debug({ conversation: id, err: error }, 'left to the sweep');
        }
      };
      queue.on('completed', (job) => void check(conversationOf(String(job.id))));
      queue.on('failed', (job) => void check(conversationOf(String(job.id))));
      queue.process(atOnce, (job) => run(conversationOf(String(job.id)))).catch(trouble);
      return async () => {
        await queue.pause(true, true).catch(trouble);
      };
    },
    async take(account, conversation, rate, promo) {
      if (!ready()) return 0;
      const window = windowOf(rate.account);
      try {
        const wait: unknown = await client.eval(
          takeScript,
          2,
          key(account),
          key(conversation),
          window.most,
          window.ms,
          window.gap,
          madeUpMs,
          promo ? 1 : 0,
          rate.conversation,
          rate.burst,
          leastGapShare,
          window.idle,
          opening.ms,
          opening.lasts,
        );
        return typeof wait === 'number' ? wait : 0;
      } catch (error) {
        refused(error);
        return 0;
      }
    },
    pause(name, ms) {
      if (ready() && ms > 0) client.set(`${key(name)}:pause`, '1', 'PX', Math.ceil(ms)).catch(trouble);
    },
    tell(topic, text) {
      if (ready()) client.publish(topicOf(topic), text).catch(trouble);
    },
    hear(topic, run) {
      const name = topicOf(topic);
      const runs = heard.get(name);
      if (runs) runs.push(run);
      else {
        heard.set(name, [run]);
        listener.subscribe(name).catch(trouble);
      }
    },
    onReady(run) {
      readyAgain.push(run);
    },
    queues: (names) => names.map(queueOf),
    async close() {
      clearInterval(asking);
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(trouble)));
      for (const one of own) one.disconnect();
    },
  };
}
