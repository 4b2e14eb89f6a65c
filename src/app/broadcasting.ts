/** Broadcasts in the running program: their rows, the releaser, and what the runtime asks of them. */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../channel.ts';
import type { Leases } from '../cluster/leases.ts';
import { durationOf } from '../compiler/fixed-words.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { factsOf } from '../marketing/audience/person-facts.ts';
import { Broadcasts } from '../marketing/broadcast/broadcasts.ts';
import { follows, markOf } from '../marketing/broadcast/outcome.ts';
import { type Budget, type Opened, Releaser } from '../marketing/broadcast/releaser.ts';
import { type BroadcastRow, broadcasts } from '../marketing/broadcast/rows.ts';
import { RunningBroadcasts } from '../marketing/broadcast/running.ts';
import { wallClock } from '../marketing/broadcast/schedule.ts';
import { winnerOf } from '../marketing/broadcast/winner.ts';
import { compileDraft, type ShopOfContent } from '../marketing/content/compile.ts';
import type { Policy } from '../marketing/gate.ts';
import type { Spending } from '../marketing/report/cost.ts';
import { pricedAt, spendingOf } from '../marketing/report/spent.ts';
import type { BroadcastHooks, Runtime } from '../runtime/deps/runtime-options.ts';

export interface BroadcastingParts {
  shop: ShopOfContent;
  channels: ReadonlyMap<string, Channel>;
  policy: Policy;
  leases: Leases;
  /** Other processes hear of a change by it. */
  tell?: (text: string) => void;
  clock: Clock;
  log: Logger;
  lang: 'en' | 'zh';
  notify(notice: { conversation: string; to: string; text: string }): void;
}

export interface Broadcasting {
  broadcasts: Broadcasts;
  shop: ShopOfContent;
  hooks: BroadcastHooks;
  /** Another process changed a broadcast. */
  heard(): void;
  start(runtime: Pick<Runtime, 'enterAll' | 'rests'>): void;
  stop(): Promise<void>;
}

/** Where several processes share the work, states of broadcasts are read anew after this while one is sent, and while none is, ms. */
const readEvery = { busy: 500, idle: 5_000 };

export function createBroadcasting(parts: BroadcastingParts): Broadcasting {
  const { shop, clock, log } = parts;
  const { store } = shop;
  const running = new RunningBroadcasts();
  const budgets = new Map<string, Spending>();
  let releaser: Releaser | undefined;
  let over = false;
  let release: (() => Promise<void>) | undefined;
  let reading = (): void => {};
  const all = new Broadcasts({
    store,
    running,
    now: clock.now,
    newId: () => randomBytes(6).toString('hex'),
    changed(id, state) {
      parts.tell?.(`${id} ${state}`);
      releaser?.wake();
    },
  });
  const readStates = (): void => {
    void running
      .read(store)
      .catch((error: unknown) => log.warn({ err: error }, 'states of broadcasts could not be read; tried again soon'))
      .then(() => {
        if (!over && parts.tell) reading = clock.after(running.busy ? readEvery.busy : readEvery.idle, readStates);
      });
  };
  return {
    broadcasts: all,
    shop,
    hooks: {
      mayGo: (key) => running.mayGo(key),
      follows: (ops) => follows(ops, clock.now(), (id) => running.isSending(id)),
      replied: (key, _contact, at) => markOf(key, 'replied', at),
      optedOut: (key, _contact, at) => markOf(key, 'opted_out', at),
    },
    heard: () => void running.read(store).then(() => releaser?.wake()),
    start(runtime) {
      const made = new Releaser({
        store,
        running,
        broadcasts: all,
        channels: parts.channels,
        policy: parts.policy,
        clock,
        log,
        lang: parts.lang,
        open: (row, now) => opened(row, shop, now, budgets),
        enterAll: runtime.enterAll,
        orderedAt: async (contact, since) => {
          const names = new Set(['last_order']);
          const [facts] = await factsOf({ store, currency: shop.currency, ...(shop.country && { country: shop.country }), names }, [contact]);
          const at = facts?.last_order;
          return typeof at === 'number' && at >= since ? at : undefined;
        },
        heldBack: (account) => runtime.rests(account),
        notify: parts.notify,
      });
      readStates();
      void parts.leases
        .hold('broadcasts', () => !over)
        .then((lease) => {
          if (!lease || over) return lease?.release();
          releaser = made;
          release = () => lease.release();
          made.start();
          void lease.over.then(() => made.stop());
          return undefined;
        });
    },
    async stop() {
      over = true;
      reading();
      await releaser?.stop();
      await release?.();
    },
  };
}

async function budgetOf(id: string, budget: number, { store, currency }: ShopOfContent, now: number, budgets: Map<string, Spending>): Promise<Budget> {
  const spending = budgets.get(id) ?? (await spendingOf(store, id, budget, currency));
  budgets.set(id, spending);
  return { take: (_, conversation) => spending.take(pricedAt(conversation, now)) };
}

/** The broadcast compiled against the shop as it is now; the winner is chosen when its time has come. */
async function opened(row: BroadcastRow, shop: ShopOfContent, now: number, budgets: Map<string, Spending>): Promise<Opened> {
  const compiled = await compileDraft(row.draft, shop);
  if (!compiled.ok) return { problem: compiled.problems.map(({ field, en }) => `${field}: ${en}`).join('; ') };
  const { draft, content } = compiled;
  const variants = Object.keys(draft.ab?.variants ?? {});
  const afterMs = durationOf(draft.ab?.after ?? '') ?? 0;
  let { winner } = row;
  if (draft.ab && winner === undefined && now >= (row.startedAt ?? now) + afterMs) {
    winner = await winnerOf(shop.store, row._id, variants, draft.ab.by);
    if (winner !== undefined) await shop.store.write([{ op: 'patch', in: broadcasts.name, id: row._id, set: { winner } }]);
  }
  const at = draft.at === undefined ? undefined : wallClock(draft.at);
  return {
    content,
    settings: {
      ...(at && { at }),
      zone: draft.zone,
      shopZone: shop.zone,
      holdOut: draft.hold_out,
      ...(draft.ab && { ab: { variants, sample: draft.ab.sample, afterMs } }),
    },
    ...(winner !== undefined && { winner }),
    ...(draft.budget !== undefined && { budget: await budgetOf(row._id, draft.budget, shop, now, budgets) }),
  };
}
