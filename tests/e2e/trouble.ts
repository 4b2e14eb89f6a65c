/** One trouble of a store from its beginning to its end, as everybody around the program sees it. */
import { expect } from 'vitest';
import { en } from '../../src/text/phrases/en.ts';
import type { Ask, TroubledShop } from './troubled-shop.ts';

/** Customers with a conversation that goes on through every trouble. */
const regulars = [501, 502, 503, 504, 505];
/** Of what is sent while it lasts, so much is sent at once. */
const mix = { hook: 130, event: 50, chat: 10, upload: 10 };
/** Ms. */
const backWithin = 60_000;
const noticedWithin = 20_000;

export interface Seen {
  readyz: { status: number; text: string; ms: number };
  statuses: Record<Ask['what'], number[]>;
  /** What the web chat was told with a 503. */
  words: string[];
  slowestMs: number;
  slowestHealthMs: number;
  /** By how much resident memory grew at most while it lasted, bytes. */
  grown: number;
  backMs: number;
}

export interface Troubles {
  /** What comes in while `begin` holds; after `end` whatever was acknowledged is answered, and the rest is sent again and answered. */
  run(begin: () => Promise<unknown>, end: () => Promise<unknown>, isTold: (readyz: { status: number; text: string }) => boolean): Promise<Seen>;
}

export function troubles(shop: TroubledShop): Troubles {
  let stranger = 10_000;
  const numbers = new Map(regulars.map((customer) => [customer, 0]));
  let going: Ask[] = [];
  const ok = (status: number): boolean => status >= 200 && status < 300;
  /** The customer's next message; the same one until it is acknowledged. */
  const writes = async (customer: number, times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      const number = (numbers.get(customer) ?? 0) + 1;
      const ask = shop.hook(customer, number);
      if (!ok((await ask.send()).status)) return;
      numbers.set(customer, number);
      going.push(ask);
    }
  };
  const several = (): Ask[] => [
    ...Array.from({ length: mix.hook }, () => shop.hook(++stranger, 1)),
    ...Array.from({ length: mix.event }, () => shop.event()),
    ...Array.from({ length: mix.chat }, () => shop.chat()),
    ...Array.from({ length: mix.upload }, () => shop.upload()),
  ];
  /** Those that were not answered once, and how often they were. */
  const open = async (asks: readonly Ask[]): Promise<string[]> => {
    const counts = await Promise.all(asks.map(async (ask) => ({ ask, count: await ask.answered() })));
    return counts.filter(({ count }) => count !== 1).map(({ ask, count }) => `${ask.what} of ${ask.of}: ${count}`);
  };
  /** Resolves when each was answered once; else tells how those stand that were not. */
  const allAnswered = async (asks: () => readonly Ask[]): Promise<void> => {
    try {
      await expect.poll(() => open(asks()), { timeout: backWithin, interval: 200 }).toEqual([]);
    } catch (error) {
      const counts = await Promise.all(asks().map(async (ask) => ({ ask, count: await ask.answered() })));
      const one = counts.find(({ count }) => count !== 1);
      throw one ? new Error(`${one.ask.what} of ${one.ask.of}: ${one.count}\n${await shop.account(one.ask.conversation)}`, { cause: error }) : error;
    }
  };

  return {
    async run(begin, end, isTold) {
      /** What `/readyz` says once it has noticed. */
      const told = async (): Promise<Seen['readyz']> => {
        for (const until = performance.now() + noticedWithin; ; ) {
          const readyz = await shop.get('/readyz');
          if (isTold(readyz) || performance.now() > until) return readyz;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      going = [];
      const statuses: Seen['statuses'] = { hook: [], event: [], chat: [], upload: [] };
      const seen: Seen = { readyz: { status: 0, text: '', ms: 0 }, statuses, words: [], slowestMs: 0, slowestHealthMs: 0, grown: 0, backMs: 0 };
      // Work is under way when it begins.
      await Promise.all(regulars.map((customer) => writes(customer, 2)));
      const before = shop.resident();
      let over = false;
      const health = (async () => {
        while (!over) {
          const { status, ms } = await shop.get('/healthz');
          if (status !== 200) throw new Error(`/healthz: ${status}`);
          seen.slowestHealthMs = Math.max(seen.slowestHealthMs, ms);
          seen.grown = Math.max(seen.grown, shop.resident() - before);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      health.catch(() => {});
      const [taken, refused]: [Ask[], Ask[]] = [[], []];
      const asked = several();
      await begin();
      const sending = asked.map(async (ask) => {
        const began = performance.now();
        const { status, text } = await ask.send();
        seen.slowestMs = Math.max(seen.slowestMs, performance.now() - began);
        statuses[ask.what].push(status);
        if (ask.what === 'chat' && status === 503) seen.words.push(text);
        (ok(status) ? taken : refused).push(ask);
      });
      const more = regulars.map((customer) => writes(customer, 1));
      seen.readyz = await told();
      await Promise.all([...sending, ...more]);
      over = true;
      await health;
      await end();
      const ended = performance.now();
      await allAnswered(() => [...taken, ...going]);
      seen.backMs = performance.now() - ended;
      const again = async (ask: Ask): Promise<boolean> => ok((await ask.send()).status);
      await expect.poll(async () => (await Promise.all(refused.map(again))).every(Boolean), { timeout: backWithin, interval: 500 }).toBe(true);
      await Promise.all(regulars.map((customer) => writes(customer, 1)));
      await allAnswered(() => [...asked, ...going]);
      await expect.poll(async () => (await shop.get('/readyz')).status, { timeout: backWithin, interval: 300 }).toBe(200);
      expect(shop.program.child.exitCode).toBeNull();
      return seen;
    },
  };
}

/** What customers of Telegram got that was not the next in its order: a double, a gap, or one before another. */
export function outOfOrder(shop: TroubledShop): string[] {
  const last = new Map<number, number>();
  /** The place after which a customer was told that it takes a moment. */
  const told = new Map<number, number>();
  const wrong: string[] = [];
  for (const { body } of shop.api.messages) {
    const customer = Number(body.chat_id);
    const before = last.get(customer) ?? 1;
    if (body.text === en.one_moment && before % 2 === 0 && told.get(customer) !== before) {
      // A lookup that waits for the store says so, once, between "got" and "done".
      told.set(customer, before);
      continue;
    }
    const [, word, number] = /^(got|done) m(\d+)$/.exec(String(body.text)) ?? [];
    const place = Number(number) * 2 + (word === 'done' ? 1 : 0);
    const expected = before + 1;
    if (place !== expected) wrong.push(`${customer}: ${body.text}, place ${place} where ${expected} was due`);
    last.set(customer, Math.max(before, place));
  }
  return wrong;
}

/** What was seen, in one line: for who runs a test with FIGURES. */
export function shown({ readyz, statuses, slowestMs, slowestHealthMs, grown, backMs }: Seen): string {
  const counts = (list: readonly number[]) => [...new Set(list)].map((status) => `${list.filter((one) => one === status).length} x ${status}`).join(', ');
  const answers = Object.entries(statuses).map(([what, list]) => `${what} ${counts(list)}`);
  const ms = Object.entries({ slowestMs, slowestHealthMs, readyzMs: readyz.ms, backMs }).map(([name, value]) => `${name} ${Math.round(value)}`);
  return [...answers, ...ms, `resident + ${(grown / 1e6).toFixed(1)} MB`, readyz.text.replace(/"disk".*?(?="jobs")/, '')].join('; ');
}
