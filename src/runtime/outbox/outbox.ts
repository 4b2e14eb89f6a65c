/**
 * Brings the messages of one conversation to its channel, in order. A message that cannot be sent now holds up those
 * behind it; one that failed for good, or that waits for a reason of its own (until morning, for the reply window), does not.
 *
 * In doubt (the program died, or the answer was lost, between sending and knowing): a reply or service message is sent
 * again and marked `doubled`; a promotion is not, and becomes `unknown`; where the provider refuses a repeated key,
 * everything is sent again.
 *
 * A channel that cannot be reached is tried until the message is too old: only tries that may have arrived, and those
 * that failed while the channel served others, are counted and end in giving up.
 */
import type { SendFailure } from '../../channel.ts';
import type { ErrorCode } from '../../errors.ts';
import { accountId, conversationId, type OutboundMessage } from '../../message.ts';
import { type ContactRow, type ConversationRow, type MessageRow, messages, type OutboxItem } from '../../store/collections.ts';
import type { Op } from '../../store/store.ts';
import type { Deps } from '../deps/deps.ts';
import type { AccountHold } from '../pace/account-holds.ts';
import { reached } from '../rows/contact-change.ts';
import type { Mutation } from '../rows/conversations.ts';
import { isNonBlocking } from '../rows/due.ts';
import { type Decision, decide, decideAfterFailure } from './decision.ts';
import { moveElsewhere, templateOn } from './fallback-address.ts';
import { applyProviderFailure } from './provider-failure.ts';
import { type Attempt, attempt, encoded } from './send.ts';

/** The dependencies that this file's functions use. */
type OutboxDeps = Pick<
  Deps,
  | 'arrived'
  | 'broadcasts'
  | 'channel'
  | 'clock'
  | 'cluster'
  | 'contacts'
  | 'conversations'
  | 'enter'
  | 'holds'
  | 'hooks'
  | 'isOver'
  | 'langs'
  | 'limits'
  | 'log'
  | 'pacer'
  | 'policy'
  | 'random'
  | 'served'
  | 'steady'
  | 'store'
  | 'templates'
>;

/** Promotions remembered at the contact for the frequency cap. */
const promosKept = 50;
/** A message whose broadcast rests is looked at again after this, ms. */
const restPause = 5_000;
/** One that waits for the reply window is looked at again after this: another address of the customer may have become open, ms. */
const windowPause = 30 * 60_000;

/**
 * Sends what can be sent now; `elsewhere` when another process is sending what comes first. Rejects when the store fails, or this process may not send
 * for the moment; then what was not marked is found in doubt at the next try.
 */
export async function drain(deps: OutboxDeps, id: string): Promise<'done' | 'elsewhere'> {
  let elsewhere = false;
  const finished = new Set<string>();
  const marks: Promise<unknown>[] = [];
  const noted = (mark: Promise<unknown>): void => {
    marks.push(mark);
    // Awaited in the end; when something else fails before, this must not count as nobody's.
    mark.catch(() => undefined);
  };
  for (;;) {
    const row = deps.conversations.peek(id) ?? (await deps.conversations.get(id));
    const item = row && nextItem(row, finished, deps.clock.now());
    if (!row || !item) break;
    if (await isElsewhere(deps, item)) {
      elsewhere = true;
      break;
    }
    const mutation = await handle(deps, row, item, (mark) => noted(deps.conversations.update(id, mark)));
    if (mutation.pipelined) {
      finished.add(item.message.key);
      noted(deps.conversations.writeBehind(id, mutation.mutate));
    } else {
      await deps.conversations.update(id, mutation.mutate);
    }
  }
  await Promise.all(marks);
  return elsewhere ? 'elsewhere' : 'done';
}

/** Another process is sending it, and lives. */
async function isElsewhere({ cluster, store }: Pick<Deps, 'cluster' | 'store'>, { state, boot, message }: OutboxItem): Promise<boolean> {
  if (!cluster.shared || state !== 'sending' || boot === undefined || boot === cluster.instanceId() || (await cluster.isDead(boot))) return false;
  return !(await arrivedBefore({ store }, message.key));
}

/** Picks the message whose turn it is; undefined when none can be sent now. */
export function nextItem(row: ConversationRow, finished: ReadonlySet<string>, now: number): OutboxItem | undefined {
  for (const item of row.outbox) {
    if (finished.has(item.message.key)) continue;
    if (item.at <= now || item.state !== 'held') return item;
    if (!isNonBlocking(item)) return undefined;
  }
  return undefined;
}

/** Result for one message, as a change of the row; `pipelined`: the messages behind it need not wait for that write. */
interface Handled {
  mutate: Mutation;
  pipelined: boolean;
}

async function handle(deps: OutboxDeps, row: ConversationRow, stored: OutboxItem, mark: (mutation: Mutation) => void): Promise<Handled> {
  let item = stored.aside ? { ...stored, aside: undefined } : stored;
  const { message } = item;
  const now = deps.clock.now();
  const instance = deps.cluster.instanceId();
  const channel = deps.channel(message.to);
  const account = accountId(message.to);
  const promo = message.class === 'promo';
  const isAnothers = item.state === 'sending' && item.boot !== instance;
  if (item.state === 'held' && deps.broadcasts?.mayGo(message.key) === 'hold') return resting(deps, item);
  const template = templateOn(deps, message, message.to);
  const { decision, doubled } = decide({
    item,
    arrived: deps.arrived.get(message.key) === true || (isAnothers && (await arrivedBefore(deps, message.key))),
    steady: now - (item.since ?? now) > deps.limits.outboxAgeMs && deps.steady(),
    maxAge: deps.limits.outboxAgeMs,
    capabilities: channel?.capabilities,
    instance,
    conversation: row,
    contact: promo ? await promoted(deps, row.contact, now) : null,
    policy: deps.policy,
    template: template !== undefined,
    hold: deps.holds.of(account, message.class),
    now,
  });
  if (doubled) item = { ...item, doubled: true };
  if (decision.do !== 'send') return carryOut(deps, row, item, decision);
  if (!channel) return { pipelined: false, mutate: () => null };
  const { template: _, ...plain } = message;
  const requests = encoded(deps, channel, decision.asTemplate && template ? { ...plain, template } : plain);
  if (!requests) return failed(deps, item, { code: 'rejected' });
  const turned = promo ? await deps.pacer.toClaim(account, channel.capabilities.rate) : undefined;
  if (item.state !== 'sending' || item.boot !== instance) {
    item = { ...item, state: 'sending', boot: instance, reason: undefined };
    const claimed = await deps.conversations.update(row._id, claim(item, stored));
    if (!claimed.outbox.some((one) => one.message.key === message.key && one.state === 'sending' && one.boot === instance)) {
      turned?.();
      return { pipelined: false, mutate: () => null };
    }
  }
  // From its turn on nothing waits for the store, where nothing has to be asked there: the provider counts when it arrives.
  const wait = deps.pacer.turn(account, row._id, message.class, channel.capabilities.rate);
  if (wait) await wait;
  turned?.();
  if (await isOver(deps, row, item)) return withdrawn(item);
  if (promo && wait && (await deps.contacts.get(row.contact))?.consent.marketing === false) return withdrawn(item, 'opted_out');
  const broadcast = deps.broadcasts?.mayGo(message.key) ?? 'go';
  if (broadcast === 'withdraw') return withdrawn(item);
  if (broadcast === 'hold') return resting(deps, item);
  const result = await attempt(deps, channel, requests, item, (done) => mark(change(item, { done: done.done, refs: done.refs })));
  if (!result.failure) {
    if (promo) await rememberPromo(deps, row.contact, deps.clock.now());
    return sent(deps, item, result);
  }
  return notSent(deps, row, { ...item, done: result.done, refs: result.refs }, result.failure, channel.capabilities.idempotentSend);
}

/** Does what was decided instead of a try. */
async function carryOut(deps: OutboxDeps, row: ConversationRow, item: OutboxItem, decision: Decision): Promise<Handled> {
  switch (decision.do) {
    case 'drop':
      return { pipelined: false, mutate: (one) => ({ row: without(one, item.message.key) }) };
    case 'fail':
      return failed(deps, item, decision);
    case 'give-up-in-doubt':
      return unknown(deps, item);
    case 'hold':
      return held(deps, item, decision.until, decision.reason, decision.detail);
    case 'window-closed':
      return windowClosed(deps, row, item, decision.detail);
    case 'keep-back':
      return keptBack(deps, item, decision.hold);
  }
}

/** Tells whether the subject of the message is over, whether or not an event said so. */
async function isOver(deps: Pick<Deps, 'isOver'>, { contact }: ConversationRow, { message, stopOn, about, since, at }: OutboxItem): Promise<boolean> {
  if (message.class === 'reply' || !stopOn || !deps.isOver) return false;
  return deps.isOver({ contact, stopOn, ...(about ?? { since: since ?? at }) });
}

/**
 * Tells whether the message was sent already. Its message row is marked at once, the conversation's row a little later, so an item that is still
 * `sending` there may be sent.
 */
async function arrivedBefore(deps: Pick<Deps, 'store'>, key: string): Promise<boolean> {
  const status = (await deps.store.collection(messages).get(key))?.status;
  return status === 'sent' || status === 'delivered' || status === 'read';
}

/** Its template or another address is left, else it waits until the customer writes again; what has no template is too late. */
async function windowClosed(deps: OutboxDeps, row: ConversationRow, item: OutboxItem, detail?: string): Promise<Handled> {
  const { message } = item;
  if (!message.template) return failed(deps, item, { code: 'window_closed', detail });
  if (!item.asTemplate && templateOn(deps, message, message.to)) {
    return { pipelined: false, mutate: change(item, { ...item, state: 'queued', asTemplate: true, done: 0, refs: [] }) };
  }
  const target = message.class === 'reply' || item.movedFrom !== undefined ? undefined : await moveElsewhere(deps, row, item);
  if (target !== undefined) {
    deps.log.info({ key: message.key, to: target }, 'moved to another address of the customer: the reply window is closed');
    const set = { status: 'moved', movedTo: target, trouble: null, reason: 'window_closed', detail: null };
    return { pipelined: false, mutate: (row) => ({ row: without(row, message.key), ops: isIn(row, message.key) ? [patch(message.key, set)] : [] }) };
  }
  const now = deps.clock.now();
  return held(deps, item, Math.min(now + windowPause, (item.since ?? now) + deps.limits.outboxAgeMs + 1), 'window_closed', detail);
}

/** Holds a message whose broadcast rests; the time that it rests does not count towards its age. */
function resting(deps: Pick<Deps, 'clock'>, item: OutboxItem): Handled {
  const now = deps.clock.now();
  return held(deps, { ...item, since: now }, now + restPause, 'broadcast_rests');
}

/** Holds the message because the account is held. Promotions that the provider holds back block nothing else. */
function keptBack(deps: Pick<Deps, 'clock'>, item: OutboxItem, { until, code, detail, scope }: AccountHold): Handled {
  return held(deps, { ...item, aside: scope === 'promotions' ? true : undefined }, until, code, detail);
}

async function notSent(deps: OutboxDeps, row: ConversationRow, item: OutboxItem, failure: SendFailure, repeatable: boolean): Promise<Handled> {
  const { message } = item;
  const account = accountId(message.to);
  const now = deps.clock.now();
  const hold = await applyProviderFailure(deps, message.to, `${message.key}~${item.round ?? 0}`, failure);
  const served = deps.served.get(account);
  const decision = decideAfterFailure({
    item,
    failure,
    hold,
    repeatable,
    servedAt: served === undefined ? undefined : now - (deps.clock.monotonic() - served),
    mostTries: deps.limits.tries,
    random: deps.random(),
    now,
  });
  if (failure.code === 'blocked' && decision.do === 'fail') await noteUnreachable(deps, row);
  if (decision.do !== 'retry') return carryOut(deps, row, item, decision);
  const { askedMs, waitMs, reason } = decision;
  if (askedMs !== undefined) {
    const channel = deps.channel(message.to);
    if (channel) deps.pacer.pause(account, conversationId(message.to), askedMs, channel.capabilities.rate);
  }
  const { tries } = decision.item;
  deps.log.warn({ key: message.key, code: reason, detail: failure.detail, tries, waitMs: Math.round(waitMs) }, 'not sent; tried again later');
  return held(deps, decision.item, decision.until, reason, failure.detail);
}

function sent(deps: Pick<Deps, 'arrived' | 'clock' | 'hooks' | 'served'>, item: OutboxItem, result: Attempt): Handled {
  const { message } = item;
  const now = deps.clock.now();
  deps.arrived.set(message.key, true);
  deps.served.set(accountId(item.message.to), deps.clock.monotonic());
  // Trouble of an earlier try was taken back when this one was claimed.
  const set = { status: 'sent', ref: result.refs.at(-1) ?? null, ...(item.doubled && { doubled: true }) };
  deps.hooks.sent?.({
    conversation: conversationId(item.message.to),
    key: message.key,
    class: message.class,
    channel: message.to.channel,
    ms: Math.max(0, now - (item.since ?? now)),
  });
  return {
    pipelined: true,
    mutate: (row) => ({ row: { ...without(row, message.key), sentSince: row.sentSince + result.done - result.free }, ops: [patch(message.key, set)] }),
  };
}

/** Withdraws a message whose subject is over, or whose customer opted out while it waited for its turn: it never goes out. */
function withdrawn({ message: { key } }: OutboxItem, reason: 'superseded' | 'opted_out' = 'superseded'): Handled {
  const set = { status: 'withdrawn', trouble: null, reason };
  return { pipelined: false, mutate: (row) => ({ row: without(row, key), ops: isIn(row, key) ? [patch(key, set)] : [] }) };
}

function tellNotSent(deps: Pick<Deps, 'hooks'>, { key, to, class: kind }: OutboundMessage, code: ErrorCode): void {
  deps.hooks.notSent?.({ conversation: conversationId(to), key, class: kind, channel: to.channel, code });
}

/** Failed for good: out of the outbox, visible among the messages, and can be sent again by hand. */
function failed(deps: Pick<Deps, 'hooks' | 'log'>, item: OutboxItem, failure: SendFailure): Handled {
  const { message } = item;
  tellNotSent(deps, message, failure.code);
  deps.log.warn({ key: message.key, code: failure.code, detail: failure.detail }, 'not sent');
  const set = { status: 'failed', trouble: 'failed', reason: failure.code, detail: failure.detail ?? null, undelivered: message };
  return {
    pipelined: false,
    mutate: (row) => {
      const reachable = failure.code === 'blocked' ? false : row.reachable;
      return { row: { ...without(row, message.key), reachable }, ops: isIn(row, message.key) ? [patch(message.key, set)] : [] };
    },
  };
}

function unknown(deps: Pick<Deps, 'hooks'>, item: OutboxItem): Handled {
  const { message } = item;
  tellNotSent(deps, message, 'in_doubt');
  const set = { status: 'unknown', trouble: 'unknown', reason: 'in_doubt', undelivered: message };
  return { pipelined: false, mutate: (row) => ({ row: without(row, message.key), ops: [patch(message.key, set)] }) };
}

/** Waits until `at`. Those behind it were written as being sent at once; they are not now. */
function held(deps: Pick<Deps, 'clock'>, item: OutboxItem, at: number, reason: ErrorCode, detail?: string): Handled {
  const { key } = item.message;
  const set = deps.clock.now();
  return {
    pipelined: false,
    mutate: (row) =>
      isIn(row, key)
        ? {
            row: {
              ...row,
              outbox: row.outbox.map((one) => {
                if (one.message.key === key && !isOthers(one, item)) return { ...item, state: 'held', at, set, reason };
                return one.state === 'sending' && one.boot === item.boot ? { ...one, state: 'queued' } : one;
              }),
            },
            ops: [patch(key, { status: 'held', trouble: 'held', reason, detail: detail ?? null })],
          }
        : null,
  };
}

/** Claims the item for this process. `seen`: the item as this process found it. A process that was faster keeps it. */
function claim(item: OutboxItem, seen: OutboxItem): Mutation {
  const { key } = item.message;
  return (row) => {
    const now = row.outbox.find((one) => one.message.key === key);
    if (!now || (isOthers(now, item) && isOthers(now, seen))) return null;
    return { ...change(item, item)(row), ops: [patch(key, { status: 'sending', trouble: null, reason: null })] };
  };
}

/** Tells whether another process than that of `item` is sending it. */
function isOthers(now: OutboxItem, item: OutboxItem): boolean {
  return now.state === 'sending' && now.boot !== item.boot;
}

function change(item: OutboxItem, set: Partial<OutboxItem>): (row: ConversationRow) => { row: ConversationRow } {
  const { key } = item.message;
  return (row) => ({ row: { ...row, outbox: row.outbox.map((one) => (one.message.key === key ? { ...one, ...set } : one)) } });
}

/** Tells whether the message is still in the outbox; it is not when it was withdrawn in the meantime. */
function isIn(row: ConversationRow, key: string): boolean {
  return row.outbox.some((item) => item.message.key === key);
}

function without(row: ConversationRow, key: string): ConversationRow {
  return { ...row, outbox: row.outbox.filter((one) => one.message.key !== key) };
}

function patch(id: string, set: Partial<Record<keyof MessageRow, unknown>>): Op {
  return { op: 'patch', in: 'messages', id, set };
}

/** Reads the contact, with promotions in the future moved to now: the clock was set back since, and the frequency cap would hold until then. */
async function promoted(deps: Pick<Deps, 'contacts'>, id: string, now: number): Promise<ContactRow | null> {
  const row = await deps.contacts.get(id);
  if (!row?.promos.some((at) => at > now)) return row;
  await deps.contacts.update(row._id, (one) => ({ ...one, promos: one.promos.map((at) => Math.min(at, now)) }));
  return deps.contacts.get(id);
}

/** Notes at the contact that this address cannot be written to; it can again once they write from there. */
async function noteUnreachable(deps: Pick<Deps, 'contacts'>, { _id, contact }: ConversationRow): Promise<void> {
  const row = await deps.contacts.get(contact);
  if (row) await deps.contacts.update(row._id, (one) => reached(one, _id, false));
}

async function rememberPromo(deps: Pick<Deps, 'contacts'>, contact: string, at: number): Promise<void> {
  const row = await deps.contacts.get(contact);
  if (row) await deps.contacts.update(row._id, (one) => ({ ...one, promos: [...one.promos, at].slice(-promosKept) }));
}
