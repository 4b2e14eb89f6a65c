/** The loop around the engine: events in, turns, messages out; nothing that was stored is lost, doubled or reordered. */

import { randomUUID } from 'node:crypto';
import { advance } from '../engine/advance.ts';
import { realClock } from '../event-loop/clock.ts';
import { within } from '../event-loop/within.ts';
import { accountId, type InboundEvent, type Part, type TemplateUse } from '../message.ts';
import { type ConversationRow, conversations as conversationSpec, type InboxEvent, type InboxRow } from '../store/collections.ts';
import { steadyClock } from '../store/steady-clock.ts';
import { aloneCluster } from './base/cluster.ts';
import { Lru } from './base/lru.ts';
import { defaultLimits } from './base/runtime-limits.ts';
import { Calls } from './calls/calls.ts';
import { ConversationActor } from './conversation/conversation-actor.ts';
import { Inbox, withoutOdd } from './conversation/inbox.ts';
import { recover } from './conversation/recovery.ts';
import { Scheduler } from './conversation/scheduler.ts';
import { isAhead } from './conversation/set-back.ts';
import { enterShopEvent } from './conversation/shop-events.ts';
import { Timers } from './conversation/timers.ts';
import type { Deps } from './deps/deps.ts';
import type { Gauges, Runtime, RuntimeOptions } from './deps/runtime-options.ts';
import { erase } from './erase.ts';
import { AccountHolds } from './pace/account-holds.ts';
import { Pacer } from './pace/pacer.ts';
import { Contacts } from './rows/contacts.ts';
import { Conversations } from './rows/conversations.ts';
import { dueAt, lease } from './rows/due.ts';
import { shopFacts } from './turn/facts.ts';
import { resend } from './turn/resend.ts';

/** Conversations at work above which timers and recovery wait for some to rest. */
const actorsMost = 2000;
/** Keys of sent messages remembered, in case a conversation's row has to be read again before it was written. */
const arrivedKept = 5000;
/** Timers due within this time are looked after by the process that wrote them, ms. */
const ownTimers = 60_000;
/** Wait after the store failed, ms. */
const retryPause = 1000;

/** Makes the runtime; nothing runs before `start`. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const deps: Deps = { ...partsOf(options), enter: (...given) => enter(...given) };
  const { store, conversations, contacts, clock, limits, log, cluster, hooks } = deps;
  const inbox = new Inbox(store, clock.now);
  const scheduler = new Scheduler(limits.inFlight);
  const actors = new Map<string, ConversationActor>();
  const newId = options.newId ?? randomUUID;
  let state: 'new' | 'recovering' | 'running' | 'stopped' = 'new';
  /** True once the runtime stops: work that still waits is left for the next start. */
  let stopping = false;
  let storing = 0;
  let idlers: (() => void)[] = [];

  const isIdle = (): boolean => actors.size === 0 && storing === 0 && !timers.firing && state !== 'recovering';
  const checkIdle = (): void => {
    if (idlers.length === 0 || !isIdle()) return;
    if (conversations.amended) {
      void whileStoring(() => conversations.flush());
      return;
    }
    for (const resolve of idlers.splice(0)) resolve();
  };
  const host = {
    wake(actor: ConversationActor): void {
      if (state !== 'stopped' && state !== 'new') scheduler.wake(actor);
    },
    rested(actor: ConversationActor): void {
      if (!actor.idle) return;
      actors.delete(actor.id);
      checkIdle();
    },
    due(id: string, at: number): void {
      if (!cluster.shared) return timers.note(at);
      timers.see();
      // The leader finds what is due later, and what this process does not live to see.
      const wait = at - clock.now();
      if (wait < ownTimers) clock.after(Math.max(wait, 50), () => wakeAnew(id));
    },
  };
  const actorOf = (id: string): ConversationActor => {
    let actor = actors.get(id);
    if (!actor) {
      actor = new ConversationActor(deps, host, inbox, id);
      actors.set(id, actor);
      // Whatever wakes it first, what waits since the last run comes before.
      if (state === 'recovering') actor.backlog.look();
    }
    return actor;
  };
  /** Looks at a conversation that others may have written to; in this process. */
  const wakeAnew = (id: string): void => {
    if (state === 'new' || state === 'stopped') return;
    const actor = actorOf(id);
    actor.refresh();
    host.wake(actor);
  };
  const timers = new Timers(
    deps,
    (id) => {
      if (cluster.shared) cluster.wake(id, 'turn', null);
      else if (actors.size >= actorsMost && !actors.has(id)) return false;
      else host.wake(actorOf(id));
      return true;
    },
    checkIdle,
  );
  const deliver = (row: InboxRow): void => {
    if (cluster.shared) return cluster.wake(row.conversation, 'turn', null);
    if (state === 'new' || state === 'stopped') return;
    const actor = actorOf(row.conversation);
    if (state === 'recovering') actor.backlog.look();
    else actor.backlog.add(row);
    host.wake(actor);
  };
  const whileStoring = async <T>(work: () => Promise<T>): Promise<T> => {
    storing += 1;
    try {
      return await work();
    } finally {
      storing -= 1;
      checkIdle();
    }
  };
  const enter = (conversation: string, event: InboxEvent, id: string): Promise<'stored' | 'duplicate'> =>
    whileStoring(async () => {
      const row = await inbox.store(conversation, event, id);
      if (row) deliver(row);
      return row ? 'stored' : 'duplicate';
    });
  const staff = async (conversation: string, who: string, action: 'take' | 'back' | 'close'): Promise<'stored' | 'unknown'> => {
    if (!(await conversations.get(conversation))) return 'unknown';
    const id = newId();
    await enter(conversation, { type: 'staff', who, action, id }, `staff:${action}:${id}`);
    return 'stored';
  };

  const room = async (): Promise<void> => {
    while (actors.size >= actorsMost && state !== 'stopped') await new Promise<void>((resolve) => clock.after(20, resolve));
  };
  const take = (id: string, events: boolean): void => {
    const actor = actorOf(id);
    if (events) actor.backlog.look();
    host.wake(actor);
  };
  const recoverAll = async (): Promise<void> => {
    const stopped = () => stopping || state === 'stopped';
    while (!stopped()) {
      try {
        await recover({ store, inbox, clock, scheduler, room, take, stopped });
        break;
      } catch (error) {
        if (stopped()) break;
        log.error({ err: error }, 'what waits since the last run could not be read; tried again soon');
        hooks.fault?.('store');
        await new Promise<void>((resolve) => clock.after(retryPause, resolve));
      }
    }
    if (state === 'recovering') state = 'running';
    checkIdle();
  };

  return {
    contacts,
    enter,
    enterAll: (entries, ops) =>
      whileStoring(async () => {
        for (const row of await inbox.storeWith(entries, ops)) deliver(row);
      }),
    receive: (events: readonly InboundEvent[]) =>
      whileStoring(async () => {
        const rows = await inbox.storeAll(events.map((event) => withoutOdd(event, log)));
        for (const row of rows) deliver(row);
        const [first] = events;
        const taken = events.filter((event) => event.type !== 'typing').length;
        if (first && taken > 0) hooks.received?.({ channel: first.from.channel, events: taken, duplicates: taken - rows.length });
      }),
    event: (event) => whileStoring(() => enterShopEvent(deps, inbox, event, deliver)),
    takeOver: (conversation, who) => staff(conversation, who, 'take'),
    handBack: (conversation, who) => staff(conversation, who, 'back'),
    close: (conversation, who) => staff(conversation, who, 'close'),
    async say(conversation: string, who: string, said: Part[], id = newId(), template?: TemplateUse) {
      if (!(await conversations.get(conversation))) return 'unknown';
      await enter(conversation, { type: 'staff', who, action: 'say', id, parts: said, ...(template && { template }) }, `staff:say:${id}`);
      return { message: `a:${id}` };
    },
    resend: (message) =>
      whileStoring(async () => {
        const result = await resend(deps, message);
        if (result.status === 'queued' && cluster.shared) cluster.wake(result.conversation, 'turn', null);
        else if (result.status === 'queued') host.wake(actorOf(result.conversation));
        return result.status;
      }),
    erase: (contact) => whileStoring(() => erase(deps, contact, newId, options.forget ?? (async () => {}))),
    async update(conversation: string, change: (row: ConversationRow) => ConversationRow) {
      if (!(await conversations.get(conversation))) return null;
      const row = await conversations.update(conversation, (one) => ({ row: change(one) }));
      const due = dueAt(row, clock.now());
      if (due !== undefined) host.due(conversation, due);
      return row;
    },
    async start() {
      state = 'recovering';
      await conversations.open();
      timers.start();
      if (cluster.shared) state = 'running';
      // Whoever writes now is served meanwhile.
      else void recoverAll();
    },
    async stop(graceMs) {
      stopping = true;
      timers.stop();
      const idle = new Promise<void>((resolve) => {
        idlers.push(resolve);
        checkIdle();
      });
      if (graceMs > 0) await within(clock, graceMs, idle, () => undefined);
      if (!isIdle()) log.warn({ conversations: actors.size }, 'stopped with work under way; it goes on at the next start');
      state = 'stopped';
      if (graceMs > 0) await conversations.flush();
      scheduler.stop();
      deps.calls.abort();
      idlers = [];
    },
    async work(conversation, mostMs) {
      if (state === 'stopped') return;
      wakeAnew(conversation);
      const actor = actorOf(conversation);
      await within(clock, mostMs, actor.atRest(), () => undefined);
    },
    async wants(conversation) {
      // Who is at it here finds out by itself.
      if (actors.has(conversation)) {
        wakeAnew(conversation);
        return false;
      }
      if (cluster.turns && (await inbox.pendingOf(conversation, 1)).length > 0) return true;
      const row = await conversations.again(conversation);
      if (!row || !cluster.sends(row.address)) return false;
      if (isAhead(row, clock.now()) || (row.tell && row.tell.at <= clock.now())) return true;
      return row.outbox.some((item) => item.state === 'queued' && item.at <= clock.now());
    },
    rests: (account) => deps.holds.list(account),
    pending: (limit) => inbox.waiting(limit),
    async unsent(limit) {
      const now = clock.now();
      // Whoever writes a message that is to be sent asks for a look at it within the lease.
      const rows = await store.collection(conversationSpec).find({ where: { due: { lte: now + lease } }, sort: { by: 'due' }, limit });
      return rows.filter((row) => row.outbox.some((item) => item.state !== 'held' || item.at <= now)).map((row) => row._id);
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve);
        checkIdle();
      }),
    gauges(): Gauges {
      let waiting = 0;
      let sending = 0;
      for (const actor of actors.values()) {
        waiting += actor.backlog.rows.length;
        if (actor.sending) sending += 1;
      }
      return { active: actors.size, turns: scheduler.working, inbox: waiting, sending, calls: deps.calls.running, cached: conversations.cached };
    },
  };
}

function partsOf(options: RuntimeOptions): Omit<Deps, 'enter'> {
  const { store, log, flows, channels, shop } = options;
  const cluster = options.cluster ?? aloneCluster(options.instanceId);
  const clock = options.clock ?? realClock(options.now);
  const limits = { ...defaultLimits, ...options.limits };
  const hooks = options.hooks ?? {};
  const conversations = new Conversations({
    store,
    cached: limits.cached,
    clock,
    due: dueAt,
    log,
    shared: cluster.shared,
    silentMs: options.silent?.ms ?? 0,
    follows: options.broadcasts?.follows,
  });
  const moved = async (id: string, contact: string): Promise<void> => {
    if (await conversations.get(id)) await conversations.update(id, (row) => ({ row: { ...row, contact } }));
  };
  return {
    store,
    log,
    cluster: cluster,
    flows,
    limits,
    hooks,
    clock,
    steady: steadyClock({ now: clock.now, monotonic: clock.monotonic, jumped() {} }),
    advance: options.advance ?? advance,
    conversations,
    contacts: new Contacts(store, moved, clock.now, options.exclusive, options.shop.country),
    calls: new Calls({ registry: options.calls, clock, log, hooks }),
    pacer: new Pacer(clock, cluster),
    holds: new AccountHolds(clock),
    arrived: new Lru(arrivedKept),
    served: new Map(),
    policy: { caps: [], zone: shop.zone, ...options.policy },
    isOver: options.isOver,
    broadcasts: options.broadcasts,
    templates: options.templates ?? {},
    langs: shop.langs,
    patience: options.patience,
    silent: options.silent,
    keep: options.keep,
    listen: options.listen,
    interpret: options.interpret,
    look: options.look,
    traces: options.traces ?? true,
    random: options.random ?? Math.random,
    shop: shopFacts(shop),
    channel: (to) => channels.get(accountId(to)),
  };
}
