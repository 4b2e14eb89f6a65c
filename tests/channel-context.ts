/** The context that the program gives to a channel, for tests: nothing is kept on disk, nothing is logged, what is received goes nowhere unless given. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelContext, ChannelMemory } from '../src/channel.ts';

const quiet = () => undefined;

/** A memory of one process, nothing sealed; `kept` may be shared by two of them. Times are those of `now`. */
export function testMemory(now: () => number = Date.now, kept = new Map<string, { value: string; until: number }>()): ChannelMemory {
  const under = new Map<string, Promise<unknown>>();
  return {
    async get(key) {
      const found = kept.get(key);
      return found && found.until > now() ? found.value : null;
    },
    async set(key, value, ttlMs = Number.POSITIVE_INFINITY) {
      kept.set(key, { value, until: now() + ttlMs });
    },
    alone(key, work) {
      const mine = (under.get(key) ?? Promise.resolve()).then(work, work);
      under.set(
        key,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}

/** `options` are those of a config file that says nothing unless given. */
export function testContext(module: { name: string; options?: { parse(value: unknown): unknown } }, given: Partial<ChannelContext> = {}): ChannelContext {
  return {
    account: 'main',
    settings: {},
    options: module.options?.parse({}),
    memory: testMemory(given.now),
    tell: quiet,
    hear: quiet,
    shared: false,
    hears: () => true,
    folder: join(tmpdir(), 'zhanggui-tests', module.name, String(process.pid)),
    receive: async () => undefined,
    media: async () => ({ bytes: Buffer.from('x'), mime: 'image/png' }),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    now: Date.now,
    ...given,
  };
}
