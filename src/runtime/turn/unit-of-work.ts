/** Unit of work of a turn: its changes, gathered while its events are worked on and written in one go afterwards. */

import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { Session } from '../../engine/model/session.ts';
import type { ContactRow, ConversationRow, MessageRow, OutboxItem, PendingCall, TraceRow } from '../../store/collections.ts';
import type { DayTally } from '../../store/conversation-days.ts';
import { whenCustomerWrote } from '../../store/planned-act.ts';
import type { Op } from '../../store/store.ts';
import { newContact } from '../rows/contact-change.ts';
import { isNonBlocking } from '../rows/due.ts';
import { syncDue } from './conversation-owner.ts';
import { tallyOps } from './day-tally.ts';
import { reasonToWithdraw, type Withdrawal } from './withdrawal.ts';

/** Ids of inbox rows that are remembered in the row: more than one write can hold. */
const seenKept = 16;

export interface UnitOfWork {
  /** Time at which it began, epoch ms. */
  now: number;
  base: ConversationRow;
  contact: ContactRow;
  /** Applied to the contact as it is when the turn is written. */
  contactChanges: ((contact: ContactRow) => ContactRow)[];
  session: Session;
  owner: string;
  state: ConversationRow['state'];
  timers: ConversationRow['timers'];
  calls: PendingCall[];
  /** Reads that were made at once and have not answered. */
  open: Map<string, Promise<CallOutcome>>;
  items: { item: OutboxItem; row: Omit<MessageRow, 'status'> }[];
  withdrawals: Withdrawal[];
  /** Messages that go out once more: their rows are there already. */
  again: OutboxItem[];
  /** Message rows of the customer and other rows of their own. */
  ops: Op[];
  messages: number;
  /** Rows that the turn was about, to be marked as done. */
  done: string[];
  lastInAt: number;
  waits: ConversationRow['waits'];
  /** A person answered. */
  answered: boolean;
  /** A person closed it or gave it back: nothing of it is put off any more. */
  settled: boolean;
  /** Why people were called in this turn. */
  cause?: string;
  /** True when the customer wrote: the quota of the channel starts again. */
  inbound: boolean;
  window: ConversationRow['window'];
  told: ConversationRow['told'];
  /** The provider keeps a state of who has the conversation. */
  tells: boolean;
  reachable: boolean;
  album: ConversationRow['album'];
  broadcast: ConversationRow['broadcast'];
  /** Its day with what the turn adds, for the reports. */
  today?: DayTally;
  /** Flows of which steps were run. */
  ran: Set<string>;
  /** Name of the person from whom it is taken, as they did not answer. */
  lost?: string;
  preview: string;
  lastAt: number;
  advances: number;
  problems: number;
  /** Trace of the event that is being worked on. */
  trace?: TraceRow;
  /** Notices for people, sent once they are stored. */
  notices: { to: string; text: string }[];
}

/** Creates a unit of work without changes; a contact that has no row gets a new one with it. */
export function newUnitOfWork(base: ConversationRow, contact: ContactRow | null, now: number): UnitOfWork {
  const { session, owner, state, timers, calls, messages, lastInAt, waits, window, told, reachable, album, broadcast, preview, lastAt } = base;
  return {
    now,
    base,
    contact: contact ?? newContact(base.contact, now),
    contactChanges: [],
    session,
    owner,
    state,
    timers,
    calls,
    open: new Map(),
    items: [],
    withdrawals: [],
    again: [],
    ops: [],
    messages,
    done: [],
    lastInAt,
    waits,
    answered: false,
    settled: false,
    inbound: false,
    window,
    told,
    tells: false,
    reachable,
    album,
    broadcast,
    ran: new Set(),
    preview,
    lastAt,
    advances: 0,
    problems: 0,
    notices: [],
  };
}

/** Changes the contact in this turn: at once for the events that follow, and for good when the turn is written. */
export function changeContact(work: UnitOfWork, change: (contact: ContactRow) => ContactRow): void {
  const next = change(work.contact);
  if (next === work.contact) return;
  work.contact = next;
  work.contactChanges.push(change);
}

/**
 * Applies the unit of work to the row and returns it with the steps of the write. Null when the row is no longer the one that the work began with
 * (another process worked on it). Messages that are tried at once are written as `sending`, so that no second write is needed; `instanceId` is the instance
 * id of the process that sends, null where another one does.
 */
export function applyUnitOfWork(work: UnitOfWork, row: ConversationRow, instanceId: string | null): { row: ConversationRow; ops: Op[] } | null {
  if (row.session !== work.base.session && !sameWork(row, work.base)) return null;
  const ops = [...work.ops, ...tallyOps(work.base._id, work.base.today, work.today)];
  const { withdrawals } = work;
  const outbox = row.outbox.filter((item) => {
    const why = reasonToWithdraw(withdrawals, item);
    if (why) ops.push({ op: 'patch', in: 'messages', id: item.message.key, set: { status: 'withdrawn', trouble: null, reason: why } });
    return !why;
  });
  // The customer wrote: what waited for the reply window goes out first.
  for (const [n, item] of work.inbound ? outbox.entries() : []) {
    if (item.state !== 'held' || item.reason !== 'window_closed') continue;
    outbox[n] = { ...item, state: 'queued', reason: undefined };
    ops.push({ op: 'patch', in: 'messages', id: item.message.key, set: { status: 'queued', trouble: null, reason: null } });
  }
  for (const item of work.again) if (!outbox.some((one) => one.message.key === item.message.key)) outbox.push(item);
  let straight = instanceId !== null && outbox.every((one) => (one.state === 'sending' && one.boot === instanceId) || isNonBlocking(one));
  for (const [index, { item, row: message }] of work.items.entries()) {
    const why = reasonToWithdraw(withdrawals, item, index);
    if (why) {
      ops.push({ op: 'insert', in: 'messages', row: { ...message, status: 'withdrawn', reason: why } as MessageRow });
      continue;
    }
    const atOnce = straight && item.message.class !== 'promo';
    straight = atOnce;
    outbox.push(atOnce && instanceId !== null ? { ...item, state: 'sending', boot: instanceId } : item);
    ops.push({ op: 'insert', in: 'messages', row: { ...message, status: atOnce ? 'sending' : 'queued' } as MessageRow });
  }
  for (const id of work.done) ops.push({ op: 'patch', in: 'inbox', id, set: { pending: null } });
  const { session, owner, state, timers, calls, messages, lastInAt, waits, reachable, album, broadcast, preview, lastAt } = work;
  const seen = work.done.length > 0 ? [...row.seen, ...work.done].slice(-seenKept) : row.seen;
  const told = work.told === work.base.told ? row.told : work.told;
  return {
    row: {
      ...laterOf(row, work),
      contact: row.contact === work.base.contact ? work.contact._id : row.contact,
      session,
      owner,
      state,
      timers,
      calls,
      messages,
      lastInAt,
      // The bot answers at once; only people are waited for.
      waits: state === 'handoff' ? waits : undefined,
      reachable: work.inbound || reachable !== work.base.reachable ? reachable : row.reachable,
      album,
      broadcast,
      ...(work.today && { today: work.today }),
      preview,
      lastAt,
      seen,
      outbox,
      sentSince: work.inbound ? 0 : row.sentSince,
      window: work.inbound ? work.window : row.window,
      told,
      tell: syncDue({ owner, session, told, tell: row.tell }, work.tells, work.now),
    },
    ops,
  };
}

/** What is planned and put off, after what happened in the turn; of the row as it is now, where people may have planned something meanwhile. */
function laterOf(row: ConversationRow, { inbound, answered, settled, cause, lost }: UnitOfWork): ConversationRow {
  const before = cause === undefined && lost === undefined ? row : { ...row, ...(cause !== undefined && { cause }), ...(lost !== undefined && { lost }) };
  const heard = inbound ? whenCustomerWrote(before) : before;
  if (settled) return { ...heard, later: undefined, waited: undefined, cause: undefined };
  return answered && (heard.waited !== undefined || heard.silent) ? { ...heard, waited: undefined, silent: undefined } : heard;
}

function sameWork(row: ConversationRow, base: ConversationRow): boolean {
  return row.session.turn === base.session.turn && row.messages === base.messages && row.seen.at(-1) === base.seen.at(-1);
}
