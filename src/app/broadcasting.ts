/** Broadcasts in the running program: their rows, the releaser, and what the runtime asks of them. */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../channel.ts';
import type { Leases } from '../cluster/leases.ts';
import { durationOf } from '../compiler/fixed-words.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import type { People } from '../marketing/audience/people.ts';
import { personsOf } from '../marketing/audience/person-facts.ts';
import { Broadcasts } from '../marketing/broadcast/broadcasts.ts';
import { follows, markOf } from '../marketing/broadcast/outcome.ts';
import { type Budget, type Opened, Releaser } from '../marketing/broadcast/releaser.ts';
import { type BroadcastRow, broadcasts } from '../marketing/broadcast/rows.ts';
import { RunningBroadcasts } from '../marketing/broadcast/running.ts';
import { wallClock } from '../marketing/broadcast/schedule.ts';
import { isDecided, sampleOf, winnerOf } from '../marketing/broadcast/winner.ts';
import { type Compiled, compileDraft, type ShopOfContent } from '../marketing/content/compile.ts';
import { budgetMoney } from '../marketing/content/draft.ts';
import { repeatsOf } from '../marketing/content/repeats.ts';
import type { Policy } from '../marketing/gate.ts';
import type { Spending } from '../marketing/report/cost.ts';
import { pricedAt, spendingOf } from '../marketing/report/spent.ts';
import type { Money } from '../message.ts';
import type { BroadcastHooks, Runtime } from '../runtime/deps/runtime-options.ts';

export interface BroadcastingParts {
  shop: ShopOfContent;
  people: People;
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
  policy: Policy;
  /** Counts segments. */
  people: People;
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
  const compile = compiledOnce(shop, clock);
  let releaser: Releaser | undefined;
  let over = false;
  let release: (() => Promise<void>) | undefined;
  let reading = (): void => {};
  const repeats = (row: BroadcastRow) => repeatsOf(row.draft, shop.zone);
  const all = new Broadcasts({
    store,
    running,
    now: clock.now,
    newId: () => randomBytes(6).toString('hex'),
    repeats,
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
    policy: parts.policy,
    people: parts.people,
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
        country: shop.country,
        repeats,
        open: (row, now) => opened(row, { shop, compile, now, budgets, lang: parts.lang }),
        enterAll: runtime.enterAll,
        orderedAt: async (contact, since) => {
          const names = new Set(['last_order']);
          const [person] = await personsOf({ store, currency: shop.currency, ...(shop.country && { country: shop.country }), names }, [contact]);
          const at = person?.last_order ?? 0;
          return at >= since ? at : undefined;
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

async function budgetOf(id: string, budget: Money, { store }: ShopOfContent, now: number, budgets: Map<string, Spending>): Promise<Budget> {
  const spending = budgets.get(id) ?? (await spendingOf(store, id, budget));
  budgets.set(id, spending);
  return { take: (_, conversation) => spending.take(pricedAt(conversation, now)) };
}

/** What a draft names may change while it is sent, a price or a segment: it is compiled again after this, ms. */
const compiledFor = 5_000;
/** Drafts that are kept compiled. */
const mostCompiled = 50;

/** Compiles drafts, and keeps what came of it for some seconds: the releaser looks several times a second. */
export function compiledOnce(shop: ShopOfContent, { monotonic }: Pick<Clock, 'monotonic'>): (row: BroadcastRow) => Promise<Compiled> {
  const known = new Map<string, { draft: string; at: number; compiled: Promise<Compiled> }>();
  return ({ _id, draft }) => {
    const written = JSON.stringify(draft);
    const last = known.get(_id);
    if (last?.draft === written && monotonic() - last.at < compiledFor) return last.compiled;
    if (known.size >= mostCompiled) known.clear();
    const compiled = compileDraft(draft, shop);
    known.set(_id, { draft: written, at: monotonic(), compiled });
    compiled.catch(() => known.delete(_id));
    return compiled;
  };
}

/** The broadcast compiled against the shop as it is now; the winner is chosen when its time has come. */
async function opened(
  row: BroadcastRow,
  {
    shop,
    compile,
    now,
    budgets,
    lang,
  }: { shop: ShopOfContent; compile(row: BroadcastRow): Promise<Compiled>; now: number; budgets: Map<string, Spending>; lang: 'en' | 'zh' },
): Promise<Opened> {
  const compiled = await compile(row);
  if (!compiled.ok) return { problem: compiled.problems.map((problem) => `${problem.field}: ${problem[lang]}`).join(lang === 'zh' ? '；' : '; ') };
  const { draft, content } = compiled;
  const variants = Object.keys(draft.ab?.variants ?? {});
  const afterMs = durationOf(draft.ab?.after ?? '') ?? 0;
  let { winner } = row;
  if (draft.ab && winner === undefined && now >= (row.startedAt ?? now) + afterMs) {
    const sample = await sampleOf(shop.store, row._id);
    if (isDecided(sample, row.startedAt ?? now, afterMs, now)) winner = await winnerOf(shop.store, row._id, variants, draft.ab.by, sample);
    if (winner !== undefined) await shop.store.write([{ op: 'patch', in: broadcasts.name, id: row._id, set: { winner } }]);
  }
  const at = draft.at === undefined ? undefined : wallClock(draft.at);
  const budget = draft.budget === undefined ? null : budgetMoney(draft.budget, shop.currency);
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
    ...(budget && { budget: await budgetOf(row._id, budget, shop, now, budgets) }),
  };
}
