/** A QR code that nobody scans is renewed: by the puppet, else by building the bot anew. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Program } from '../../src/channel-host/supervision/serve.ts';
import { keepLinked, linkTiming } from './link.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const puppets: EventEmitter[] = [];
  const shown: { qr?: string; lives?: number }[] = [];
  const states: string[] = [];
  const nothing = () => undefined;
  const program = {
    state: (state: string) => states.push(state),
    pairing: (one: { qr?: string; lives?: number }) => shown.push(one),
    leave: (why: string) => states.push(`left: ${why}`),
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  } as unknown as Program;
  const build = () => {
    const puppet: EventEmitter & { ding?(): void } = new EventEmitter();
    puppet.ding = () => void puppet.emit('dong');
    puppets.push(puppet);
    return Object.assign(new EventEmitter(), { puppet, init: async () => {}, start: async () => {}, stop: async () => {} }) as never;
  };
  const link = keepLinked({ program, timing: linkTiming, build, onMessage: nothing, onFriendship: nothing, install: '' });
  const scan = (qrcode: string, status = 2) => puppets.at(-1)?.emit('scan', { qrcode, status });
  return { link, puppets, shown, states, scan };
}

it('tells how long a code is good, once for each', async () => {
  const { link, shown, scan } = open();
  await vi.advanceTimersByTimeAsync(0);
  for (const code of ['one', 'one', 'two']) scan(code);
  expect(shown).toEqual([
    { qr: 'one', lives: linkTiming.code },
    { qr: 'two', lives: linkTiming.code },
  ]);
  // Scanned and not confirmed: the same one is asked for again.
  scan('', 3);
  scan('two');
  expect(shown).toHaveLength(3);
  await link.stop();
});

it('builds the bot anew where a code is over and the puppet brings no other', async () => {
  const { link, puppets, states, scan } = open();
  await vi.advanceTimersByTimeAsync(0);
  scan('one');
  await vi.advanceTimersByTimeAsync(linkTiming.code);
  scan('two');
  await vi.advanceTimersByTimeAsync(linkTiming.code + 10_000);
  expect(puppets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(linkTiming.code + 10_000);
  expect(puppets).toHaveLength(2);
  expect(states).toContain('degraded');
  await link.stop();
});

it('leaves whoever scanned it alone', async () => {
  const { link, puppets, scan } = open();
  await vi.advanceTimersByTimeAsync(0);
  scan('one');
  scan('', 3);
  puppets[0]?.emit('login');
  await vi.advanceTimersByTimeAsync(3 * linkTiming.code);
  expect(puppets).toHaveLength(1);
  await link.stop();
});
