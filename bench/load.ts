/**
 * Open-loop load: messages come when they come, whether or not the ones before are answered, so that a stall shows in the times of all that came during it.
 * Times are by the clock, from the webhook's event to the first call of the provider that answers it; the provider answers at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openCore } from '../src/app/core.ts';
import type { Channel } from '../src/channel.ts';
import { configSchema } from '../src/config/schema.ts';
import type { InboundEvent } from '../src/message.ts';
import { Play, silent } from './turns.ts';

/** What customers write, one after the other. */
const lines = ['hello', 'how long does shipping take', 'do you have any discount codes?', 'thank you', 'what is your return policy', 'where is my order'];
/** Interval at which the event loop is looked at, ms. */
const resolution = 5;

export interface LoadFigures {
  /** Messages a second. */
  rate: number;
  p50: number;
  p99: number;
  p999: number;
  /** Longest time that the event loop did not turn, ms. */
  stallMs: number;
  answered: number;
}

type Core = Awaited<ReturnType<typeof openCore>>;

/** The program without its server, with customers and a provider that answers at once. */
class Shop {
  readonly #core: Core;
  readonly #folder: string;
  readonly #since = new Map<string, number>();
  readonly #lines = new Map<string, number>();
  readonly #customers: number;
  #next = 0;
  waits: number[] = [];
  /** Called when a customer's message is answered. */
  answered: (user: string) => void = () => {};

  constructor(core: Core, folder: string, customers: number, channels: Map<string, Channel>) {
    this.#core = core;
    this.#folder = folder;
    this.#customers = customers;
    const play = new Play([]);
    play.heard = (user) => {
      const since = this.#since.get(user);
      if (since === undefined) return;
      this.#since.delete(user);
      this.waits.push(performance.now() - since);
      this.answered(user);
    };
    channels.set('bench:main', play);
  }

  static async open(customers: number): Promise<Shop> {
    const folder = mkdtempSync(join(tmpdir(), 'zhanggui-load-'));
    const channels = new Map<string, Channel>();
    const flowsDir = fileURLToPath(new URL('../flows', import.meta.url));
    const core = await openCore({ dataDir: folder, flowsDir, config: configSchema.parse({}), channels, log: silent, now: Date.now });
    const shop = new Shop(core, folder, customers, channels);
    await core.runtime.start();
    return shop;
  }

  /** The next customer writes. */
  write(user = `u${this.#next++ % this.#customers}`): void {
    const at = this.#lines.get(user) ?? 0;
    this.#lines.set(user, at + 1);
    if (!this.#since.has(user)) this.#since.set(user, performance.now());
    const parts = [{ type: 'text' as const, text: lines[at % lines.length] ?? '' }];
    const from = { channel: 'bench', account: 'main', user };
    const event: InboundEvent = { type: 'message', id: `${user}.${at}`, from, at: Date.now(), parts, profile: { name: 'Li', lang: 'en' } };
    void this.#core.runtime.receive([event]);
  }

  /** Messages at random moments, so many a second. */
  async load(rate: number, seconds: number): Promise<LoadFigures> {
    this.waits = [];
    const loop = monitorEventLoopDelay({ resolution });
    loop.enable();
    const end = performance.now() + seconds * 1_000;
    let due = performance.now();
    while (due < end) {
      const now = performance.now();
      if (due > now) await pause(Math.min(due - now, 20));
      for (; due <= performance.now() && due < end; due += (-Math.log(1 - Math.random()) * 1_000) / rate) this.write();
    }
    await this.#core.runtime.idle();
    loop.disable();
    const waits = this.waits.toSorted((a, b) => a - b);
    const at = (part: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? Number.NaN;
    return { rate, p50: at(0.5), p99: at(0.99), p999: at(0.999), stallMs: Math.max(0, loop.max / 1e6 - resolution), answered: waits.length };
  }

  /** Messages a second when so many customers each write again as soon as they are answered, until `messages` are. */
  async most(atOnce: number, messages: number): Promise<number> {
    this.waits = [];
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      this.answered = (user) => {
        if (this.waits.length >= messages) resolve();
        else setImmediate(() => this.write(user));
      };
      for (let n = 0; n < atOnce; n++) this.write(`m${n}`);
    });
    const rate = (messages * 1_000) / (performance.now() - begun);
    this.answered = () => {};
    await this.#core.runtime.idle();
    return rate;
  }

  async close(): Promise<void> {
    await this.#core.close(5_000);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Load at these shares of the most that was measured just before. */
export async function benchLoad(
  seconds: number,
  progress?: (text: string) => void,
  shares = [0.25, 0.5, 0.75, 0.9],
): Promise<{ most: number; loads: LoadFigures[] }> {
  const shop = await Shop.open(3_000);
  try {
    progress?.('warming up');
    await shop.most(200, seconds * 150);
    const most = await shop.most(200, seconds * 150);
    const loads: LoadFigures[] = [];
    for (const share of shares) {
      progress?.(`${Math.round(share * 100)} % of ${Math.round(most)} messages a second`);
      loads.push(await shop.load(most * share, seconds));
    }
    return { most, loads };
  } finally {
    await shop.close();
  }
}

export interface SoakFigures {
  startMb: number;
  endMb: number;
  /** Growth of resident memory after the first sixth of the time, MB an hour, by least squares. */
  slope: number;
  messages: number;
}

/** 25 messages a second of 3,000 customers for so long; memory is looked at every 10 s. */
export async function benchSoak(seconds: number, progress?: (text: string) => void): Promise<SoakFigures> {
  const shop = await Shop.open(3_000);
  const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;
  const startMb = residentMb();
  const seen: [hours: number, mb: number][] = [];
  let messages = 0;
  try {
    for (let at = 0; at < seconds; at += 10) {
      messages += (await shop.load(25, Math.min(10, seconds - at))).answered;
      if (at >= seconds / 6) seen.push([at / 3_600, residentMb()]);
      if (at % 60 === 0) progress?.(`${at / 60} min: ${residentMb().toFixed(0)} MB`);
    }
    return { startMb, endMb: residentMb(), slope: slopeOf(seen), messages };
  } finally {
    await shop.close();
  }
}

function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  if (points.length < 2) return 0;
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
