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
import type { SendFailure } from '../channel.ts';
import { type ErrorCode, errorTexts } from '../errors.ts';
import { gate } from '../marketing/gate.ts';
import { accountId, conversationId } from '../message.ts';
import { type ContactRow, type ConversationRow, type MessageRow, messages, type OutboxItem } from '../store/collections.ts';
import type { Op } from '../store/store.ts';
import type { Mutation } from './conversation.ts';
import { moveElsewhere, templateOn } from './elsewhere.ts';
import { isAside, type Parts } from './parts.ts';
import { believedPause, type Pause } from './pauses.ts';
import { heed } from './provider-trouble.ts';
import { type Attempt, attempt, encoded } from './send.ts';

/** Promotions remembered at the contact for the frequency cap. */
const promosKept = 50;
/** Back-off: the first pause, doubled with each try, up to the longest, ms; each varied by half, so that a minute is the most. */
const backOff = { first: 1000, longest: 40_000 };
/** One that waits for the reply window is looked at again after this: another address of the customer may have become open, ms. */
const windowPause = 30 * 60_000;
/** A message whose channel does not run is looked at again after this, ms. */
const notRunningPause = 5000;

/**
 * Sends what can be sent now; `elsewhere` when another process is sending what comes first. Rejects when the store fails, or this process may not send
 * for the moment; then what was not marked is found in doubt at the next try.
 */
export async function drain(parts: Parts, id: string): Promise<'done' | 'elsewhere'> {
  let elsewhere = false;
  const finished = new Set<string>();
  const marks: Promise<unknown>[] = [];
  const noted = (mark: Promise<unknown>): void => {
    marks.push(mark);
    // Awaited in the end; when something else fails before, this must not count as nobody's.
    mark.catch(() => undefined);
  };
  for (;;) {
    const row = parts.conversations.peek(id) ?? (await parts.conversations.get(id));
    const item = row && nextItem(row, finished, parts.clock.now());
    if (!row || !item) break;
    if (await isElsewhere(parts, item)) {
      elsewhere = true;
      break;
    }
    const mutation = await handle(parts, row, item, (mark) => noted(parts.conversations.update(id, mark)));
    if (mutation.pipelined) {
      finished.add(item.message.key);
      noted(parts.conversations.amend(id, mutation.mutate));
    } else {
      await parts.conversations.update(id, mutation.mutate);
    }
  }
  await Promise.all(marks);
  return elsewhere ? 'elsewhere' : 'done';
}

/** Another process is sending it, and lives. */
async function isElsewhere({ fleet, store }: Parts, { state, boot, message }: OutboxItem): Promise<boolean> {
  if (!fleet.shared || state !== 'sending' || boot === undefined || boot === fleet.boot() || (await fleet.isOver(boot))) return false;
  return !(await arrivedBefore({ store }, message.key));
}

/** The message whose turn it is; undefined when none can be sent now. */
export function nextItem(row: ConversationRow, finished: ReadonlySet<string>, now: number): OutboxItem | undefined {
  for (const item of row.outbox) {
    if (finished.has(item.message.key)) continue;
    if (item.at <= now || item.state !== 'held') return item;
    if (!isAside(item)) return undefined;
  }
  return undefined;
}

/** What became of one message, as a change of the row; `pipelined`: those behind it need not wait for that write. */
interface Handled {
  mutate: Mutation;
  pipelined: boolean;
}

async function handle(parts: Parts, row: ConversationRow, stored: OutboxItem, mark: (mutation: Mutation) => void): Promise<Handled> {
  let item = stored.aside ? { ...stored, aside: undefined } : stored;
  const { message } = item;
  const now = parts.clock.now();
  const boot = parts.fleet.boot();
  const channel = parts.channel(message.to);
  if (parts.arrived.get(message.key) || (item.state === 'sending' && item.boot !== boot && (await arrivedBefore(parts, message.key)))) {
    return { pipelined: false, mutate: (row) => ({ row: without(row, message.key) }) };
  }
  if (now - (item.since ?? now) > parts.limits.outboxAgeMs && parts.steady())
    return failed(parts, item, { code: item.reason === 'window_closed' ? 'window_closed' : 'gave_up' });
  if (!channel) return held(parts, item, now + notRunningPause, 'not_running');
  const promo = message.class === 'promo';
  const repeatable = channel.capabilities.idempotentSend;
  if (item.state === 'sending' && item.boot !== boot && !repeatable) {
    if (promo) return unknown(parts, item);
    item = { ...item, doubled: true };
  }
  const contact = promo ? await promoted(parts, row.contact, now) : null;
  const person = message.key.startsWith('a:');
  const template = templateOn(parts, message, message.to);
  const candidate = { class: message.class, template: template !== undefined, person, closed: item.asTemplate === true };
  const verdict = gate(candidate, contact, parts.policy, row, channel.capabilities, now);
  if ('refuse' in verdict) return verdict.refuse === 'window_closed' ? windowClosed(parts, row, item) : failed(parts, item, { code: verdict.refuse });
  if ('hold' in verdict) return held(parts, item, verdict.hold, verdict.reason);
  const resting = parts.pauses.of(accountId(item.message.to), message.class);
  if (resting) return keptBack(parts, item, resting);
  const { template: _, ...plain } = message;
  const requests = encoded(parts, channel, verdict.template && template ? { ...plain, template } : plain);
  if (!requests) return failed(parts, item, { code: 'rejected' });
  const wait = parts.pacer.turn(accountId(message.to), row._id, message.class, channel.capabilities.rate);
  if (wait) await wait;
  if (await isOver(parts, row, item)) return withdrawn(item);
  if (item.state !== 'sending' || item.boot !== boot) {
    item = { ...item, state: 'sending', boot, reason: undefined };
    const claimed = await parts.conversations.update(row._id, claim(item, stored));
    if (!claimed.outbox.some((one) => one.message.key === message.key && one.state === 'sending' && one.boot === boot))
      return { pipelined: false, mutate: () => null };
  }
  const result = await attempt(parts, channel, requests, item, (done) => mark(change(item, { done: done.done, refs: done.refs })));
  if (!result.failure) {
    if (promo) await rememberPromo(parts, row.contact, parts.clock.now());
    return sent(parts, item, result);
  }
  return notSent(parts, row, { ...item, done: result.done, refs: result.refs }, result.failure, repeatable);
}

/** Whether what it is about came to its end, whatever was told of that. */
async function isOver(parts: Parts, { contact }: ConversationRow, { message, stopOn, about, since, at }: OutboxItem): Promise<boolean> {
  if (message.class === 'reply' || !stopOn || !parts.isOver) return false;
  return parts.isOver({ contact, stopOn, ...(about ?? { since: since ?? at }) });
}

/** The message row is marked at once, the conversation's row a little later: what stands there as being sent may be sent already. */
async function arrivedBefore(parts: Pick<Parts, 'store'>, key: string): Promise<boolean> {
  const status = (await parts.store.collection(messages).get(key))?.status;
  return status === 'sent' || status === 'delivered' || status === 'read';
}

/** Its template or another address is left, else it waits until the customer writes again; what has no template is too late. */
async function windowClosed(parts: Parts, row: ConversationRow, item: OutboxItem, detail?: string): Promise<Handled> {
  const { message } = item;
  if (!message.template) return failed(parts, item, { code: 'window_closed', detail });
  if (!item.asTemplate && templateOn(parts, message, message.to)) {
    return { pipelined: false, mutate: change(item, { ...item, state: 'queued', asTemplate: true, done: 0, refs: [] }) };
  }
  const target = message.class === 'reply' || item.movedFrom !== undefined ? undefined : await moveElsewhere(parts, row, item);
  if (target !== undefined) {
    parts.log.info({ key: message.key, to: target }, 'moved to another address of the customer: the reply window is closed');
    const set = { status: 'moved', movedTo: target, trouble: null, reason: 'window_closed', detail: null };
    return { pipelined: false, mutate: (row) => ({ row: without(row, message.key), ops: isIn(row, message.key) ? [patch(message.key, set)] : [] }) };
  }
  const now = parts.clock.now();
  return held(parts, item, Math.min(now + windowPause, (item.since ?? now) + parts.limits.outboxAgeMs + 1), 'window_closed', detail);
}

/** The account rests. Promotions that the provider keeps back hold up nothing else. */
function keptBack(parts: Parts, item: OutboxItem, { until, code, detail, scope }: Pause): Handled {
  return held(parts, { ...item, aside: scope === 'promotions' ? true : undefined }, until, code, detail);
}

async function notSent(parts: Parts, row: ConversationRow, item: OutboxItem, failure: SendFailure, repeatable: boolean): Promise<Handled> {
  const now = parts.clock.now();
  const { message } = item;
  const resting = await heed(parts, message.to, `${message.key}~${item.round ?? 0}`, failure);
  if (resting) return keptBack(parts, item, resting);
  if (failure.code === 'window_closed') return windowClosed(parts, row, item, failure.detail);
  if (!errorTexts[failure.code].retryable) return failed(parts, item, failure);
  const inDoubt = (failure.code === 'timeout' || failure.code === 'network') && !failure.notTaken && !repeatable;
  if (inDoubt && message.class === 'promo') return unknown(parts, item);
  const before = item.failed ?? { times: 0, at: now };
  const served = parts.served.get(accountId(item.message.to));
  const servesOthers = served !== undefined && now - (parts.clock.monotonic() - served) > before.at;
  const tries = item.tries + (inDoubt || (failure.code === 'provider' && servesOthers) ? 1 : 0);
  if (tries >= parts.limits.tries) return failed(parts, item, { code: 'gave_up', detail: failure.detail });
  const pause = failure.code === 'not_running' ? notRunningPause : Math.min(backOff.longest, backOff.first * 2 ** before.times) * (0.5 + parts.random());
  const asked = believedPause(failure.retryAfterMs);
  const wait = asked ?? pause;
  if (asked !== undefined) {
    const channel = parts.channel(message.to);
    if (channel) parts.pacer.pause(accountId(message.to), conversationId(message.to), wait, channel.capabilities.rate);
  }
  parts.log.warn({ key: message.key, code: failure.code, detail: failure.detail, tries, waitMs: Math.round(wait) }, 'not sent; tried again later');
  const next = { ...item, tries, failed: { times: before.times + 1, at: now }, doubled: item.doubled ?? (inDoubt ? true : undefined) };
  return held(parts, next, now + Math.ceil(wait), failure.code, failure.detail);
}

function sent(parts: Parts, item: OutboxItem, result: Attempt): Handled {
  const { message } = item;
  const now = parts.clock.now();
  parts.arrived.set(message.key, true);
  parts.served.set(accountId(item.message.to), parts.clock.monotonic());
  // Trouble of an earlier try was taken back when this one was claimed.
  const set = { status: 'sent', ref: result.refs.at(-1) ?? null, ...(item.doubled && { doubled: true }) };
  parts.hooks.sent?.({
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

/** What it is about is over: it never goes out. */
function withdrawn({ message: { key } }: OutboxItem): Handled {
  const set = { status: 'withdrawn', trouble: null, reason: 'superseded' };
  return { pipelined: false, mutate: (row) => ({ row: without(row, key), ops: isIn(row, key) ? [patch(key, set)] : [] }) };
}

/** Failed for good: out of the outbox, visible among the messages, and can be sent again by hand. */
function failed(parts: Parts, item: OutboxItem, failure: SendFailure): Handled {
  const { message } = item;
  parts.hooks.notSent?.({
    conversation: conversationId(item.message.to),
    key: message.key,
    class: message.class,
    channel: message.to.channel,
    code: failure.code,
  });
  parts.log.warn({ key: message.key, code: failure.code, detail: failure.detail }, 'not sent');
  const set = { status: 'failed', trouble: 'failed', reason: failure.code, detail: failure.detail ?? null, undelivered: message };
  return {
    pipelined: false,
    mutate: (row) => {
      const reachable = failure.code === 'blocked' ? false : row.reachable;
      return { row: { ...without(row, message.key), reachable }, ops: isIn(row, message.key) ? [patch(message.key, set)] : [] };
    },
  };
}

function unknown(parts: Parts, item: OutboxItem): Handled {
  const { message } = item;
  parts.hooks.notSent?.({
    conversation: conversationId(item.message.to),
    key: message.key,
    class: message.class,
    channel: message.to.channel,
    code: 'in_doubt',
  });
  const set = { status: 'unknown', trouble: 'unknown', reason: 'in_doubt', undelivered: message };
  return { pipelined: false, mutate: (row) => ({ row: without(row, message.key), ops: [patch(message.key, set)] }) };
}

/** Waits until `at`. Those behind it were written as being sent at once; they are not now. */
function held(parts: Parts, item: OutboxItem, at: number, reason: ErrorCode, detail?: string): Handled {
  const { key } = item.message;
  const set = parts.clock.now();
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

/** `seen`: the item as this process found it. Who was faster keeps it. */
function claim(item: OutboxItem, seen: OutboxItem): Mutation {
  const { key } = item.message;
  return (row) => {
    const now = row.outbox.find((one) => one.message.key === key);
    if (!now || (isOthers(now, item) && isOthers(now, seen))) return null;
    return { ...change(item, item)(row), ops: [patch(key, { status: 'sending', trouble: null, reason: null })] };
  };
}

/** Another process than the one of `item` is sending it. */
function isOthers(now: OutboxItem, item: OutboxItem): boolean {
  return now.state === 'sending' && now.boot !== item.boot;
}

function change(item: OutboxItem, set: Partial<OutboxItem>): (row: ConversationRow) => { row: ConversationRow } {
  const { key } = item.message;
  return (row) => ({ row: { ...row, outbox: row.outbox.map((one) => (one.message.key === key ? { ...one, ...set } : one)) } });
}

/** Not any more when it was withdrawn in the meantime. */
function isIn(row: ConversationRow, key: string): boolean {
  return row.outbox.some((item) => item.message.key === key);
}

function without(row: ConversationRow, key: string): ConversationRow {
  return { ...row, outbox: row.outbox.filter((one) => one.message.key !== key) };
}

function patch(id: string, set: Partial<Record<keyof MessageRow, unknown>>): Op {
  return { op: 'patch', in: 'messages', id, set };
}

/** The contact, with no promotion in a time that is to come: the clock was set back since, and the frequency cap would hold until then. */
async function promoted(parts: Parts, id: string, now: number): Promise<ContactRow | null> {
  const row = await parts.contacts.get(id);
  if (!row?.promos.some((at) => at > now)) return row;
  await parts.contacts.update(row._id, (one) => ({ ...one, promos: one.promos.map((at) => Math.min(at, now)) }));
  return parts.contacts.get(id);
}

async function rememberPromo(parts: Parts, contact: string, at: number): Promise<void> {
  const row = await parts.contacts.get(contact);
  if (row) await parts.contacts.update(row._id, (one) => ({ ...one, promos: [...one.promos, at].slice(-promosKept) }));
}
