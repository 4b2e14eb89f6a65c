/** Everything that goes on in one conversation: its events in order, its calls, its messages on their way. Lives only while there is something to do. */
import type { CallOutcome } from '../../engine/model/engine-turn.ts';
import type { ConversationRow, InboxRow, PendingCall } from '../../store/collections.ts';
import type { Op } from '../../store/store.ts';
import type { Deps } from '../deps/deps.ts';
import { drain, nextItem } from '../outbox/outbox.ts';
import { difference, newContact } from '../rows/contact-change.ts';
import { dueAt, isNonBlocking } from '../rows/due.ts';
import { syncOwner } from '../turn/conversation-owner.ts';
import { languageOf } from '../turn/facts.ts';
import { passOn } from '../turn/receipts.ts';
import { runTurn } from '../turn/turn.ts';
import { isCustomers, isUrgent, succeeds, type TurnEvent, tellsOfOthers, waitsForCall } from '../turn/turn-event.ts';
import { applyUnitOfWork, type UnitOfWork } from '../turn/unit-of-work.ts';
import { albumOf } from './albums.ts';
import { Backlog } from './backlog.ts';
import { identify } from './identity.ts';
import type { Inbox } from './inbox.ts';
import { Interpreting } from './interpreting.ts';
import { Lanes } from './lanes.ts';
import { doPlanned } from './planned.ts';
import { Recordings, waitsToBeHeard } from './recordings.ts';
import type { Actor } from './scheduler.ts';
import { isAhead, setBack } from './set-back.ts';
import { leave, succession } from './succession.ts';
import { showTyping } from './typing.ts';

const nothing: ReadonlySet<string> = new Set();
/** Number of opt-outs that are answered above the limit of the outbox. */
const urgentMost = 10;
/** Wait after the store failed, ms. */
const retryPause = 1000;
/** Wait before the next look at a conversation that another process is working on, ms. */
const elsewherePause = 200;

/** Callbacks of an actor to the runtime. */
export interface ActorHost {
  wake(actor: ConversationActor): void;
  rested(actor: ConversationActor): void;
  /** Asks for the conversation to be looked at again at `at`, epoch ms. */
  due(conversation: string, at: number): void;
}

export class ConversationActor implements Actor {
  readonly id: string;
  readonly backlog: Backlog;
  scheduled: Actor['scheduled'] = 'no';
  readonly #deps: Deps;
  readonly #host: ActorHost;
  #results: { call: string; outcome: CallOutcome }[] = [];
  #slow: string[] = [];
  /** What goes on behind the conversation: `send`, `sync`, and one lane for each call by its id. */
  readonly #work = new Lanes();
  /** What it waits for: `retry` after a failure, `elsewhere` while another process is at it, `album` while pictures are still to come. */
  readonly #pauses = new Lanes();
  readonly #resting: (() => void)[] = [];
  /** Others may have changed what stands in memory. */
  #old: boolean;
  readonly #recordings: Recordings;
  readonly #interpreting: Interpreting;

  constructor(deps: Deps, host: ActorHost, inbox: Inbox, id: string) {
    this.#deps = deps;
    this.#host = host;
    this.id = id;
    this.backlog = new Backlog(inbox, id, deps.limits.queue);
    this.#old = deps.cluster.shared;
    this.#recordings = new Recordings(deps);
    this.#interpreting = new Interpreting(deps);
  }

  /** Has the row read again at the next step: something was written by another process, or may have been. */
  refresh(): void {
    this.#old = true;
  }

  get sending(): boolean {
    return this.#work.busy('send');
  }

  get idle(): boolean {
    const { backlog } = this;
    const open = !this.#work.idle || !this.#pauses.idle || this.#recordings.busy || this.#interpreting.busy || this.#results.length > 0;
    return this.scheduled === 'no' && !open && (backlog.empty || !this.#deps.cluster.turns);
  }

  /** Resolves when there is nothing to do here any more. */
  atRest(): Promise<void> {
    return this.idle ? Promise.resolve() : new Promise((resolve) => this.#resting.push(resolve));
  }

  rested(): void {
    if (this.idle) for (const resolve of this.#resting.splice(0)) resolve();
    this.#host.rested(this);
  }

  async step(): Promise<boolean> {
    const { conversations, clock, cluster } = this.#deps;
    try {
      const renew = this.#old && cluster.shared;
      this.#old = false;
      // The row before its events: what others worked on in between makes the row's version lose, where the reverse would do an event twice.
      if (renew) {
        await conversations.again(this.id);
        this.backlog.forget();
      }
      if (this.backlog.wantsRead && cluster.turns) await this.backlog.read();
      let row = conversations.peek(this.id) ?? (await conversations.get(this.id)) ?? conversations.fresh(this.id);
      if (isAhead(row, clock.now())) row = await conversations.update(this.id, (one) => ({ row: setBack(one, clock.now()) }));
      if (cluster.turns && row.v > 0) row = await doPlanned(this.#deps, row);
      const events = this.#pick(row);
      if (events.length > 0) await this.#turn(row, events);
      let now = conversations.peek(this.id) ?? row;
      if (cluster.turns) await this.#startCalls(now);
      this.#startDrain(now);
      this.#startTelling(now);
      if (cluster.turns && events.length === 0 && now.v > 0 && this.#work.idle && now.due !== undefined && now.due <= clock.now()) {
        now = await conversations.update(this.id, (one) => ({ row: { ...one } }));
      }
      if (this.#pick(now).length > 0 || (this.backlog.wantsRead && cluster.turns) || isAhead(now, clock.now())) return true;
      const due = this.#work.busy('send') || this.#work.busy('sync') ? undefined : dueAt(this.#shareOf(now), clock.now());
      if (due !== undefined) this.#host.due(this.id, due);
    } catch (error) {
      this.#deps.log.error({ conversation: this.id, err: error }, 'a conversation could not be worked on; tried again soon');
      this.#deps.hooks.fault?.('store');
      this.#retry();
    }
    return false;
  }

  /** Returns the events that can be worked on now, in order: answers of calls first, then timers and events by time. */
  #pick(row: ConversationRow): TurnEvent[] {
    const { limits, clock, cluster } = this.#deps;
    const events: TurnEvent[] = [];
    if (!cluster.turns) return events;
    // What was asked for in a conversation that was removed meanwhile is nobody's answer.
    if (this.#results.length > 0) this.#results = this.#results.filter(({ call }) => row.calls.some((one) => one.id === call));
    for (const { call, outcome } of this.#results) events.push({ from: 'result', call, outcome });
    for (const call of this.#slow) if (row.calls.some((one) => one.id === call)) events.push({ from: 'slow', call });
    const blocked = waitsForCall(row);
    const unsent = row.outbox.filter((item) => !isNonBlocking(item)).length;
    const full = unsent >= limits.outbox;
    const now = clock.now();
    const timed = row.timers.filter((timer) => timer.at <= now).map((timer) => ({ from: 'timer' as const, ...timer }));
    if (timed.length > 1) timed.sort((a, b) => a.at - b.at);
    const apart = this.#deps.channel(row.address)?.capabilities.pictures === 'apart';
    const taken = new Set<string>();
    let gathering = false;
    for (const inboxRow of this.backlog.rows) {
      if (events.length >= limits.batch) break;
      if (taken.has(inboxRow._id) || !this.#eligible(inboxRow, row, blocked || gathering, full, unsent >= limits.outbox + urgentMost)) continue;
      // What the customer says behind a recording or a picture is worked on behind it.
      if (waitsToBeHeard(inboxRow, this.#deps) && !row.seen.includes(inboxRow._id)) {
        gathering = true;
        this.#listen(inboxRow, row);
        continue;
      }
      const late = inboxRow.event.type === 'message' && inboxRow.event.album !== undefined && inboxRow.event.album === row.album;
      const album = late ? null : albumOf(inboxRow, this.backlog.rows, apart, now);
      if (album && !album.ready) {
        gathering = true;
        this.#gather(album.at - now);
        continue;
      }
      if (!album && this.#interpreting.wants(inboxRow, row)) {
        gathering = true;
        // What it means depends on what comes before it.
        if (events.length === 0 && timed.length === 0) this.#interpret(inboxRow, row);
        continue;
      }
      while (timed[0] && timed[0].at < inboxRow.at) events.push(...timed.splice(0, 1));
      if (album) for (const one of album.rows) taken.add(one._id);
      events.push({ from: 'inbox', row: inboxRow, ...(album && album.rows.length > 1 && { album: album.rows }) });
    }
    events.push(...timed);
    return events;
  }

  #eligible(row: InboxRow, conversation: ConversationRow, blocked: boolean, full: boolean, overfull: boolean): boolean {
    if (row.event.type === 'receipt') return !this.sending && !this.#sentElsewhere(conversation);
    if (isCustomers(row)) return (!blocked && !full) || (isUrgent(row) && !overfull);
    return !(full && row.event.type === 'engine');
  }

  /** Tells whether another process is sending, and looks again later if so: it has not noted yet which message a receipt is about. */
  #sentElsewhere(row: ConversationRow): boolean {
    if (!this.#deps.cluster.shared || !row.outbox.some(({ state }) => state === 'sending')) return false;
    this.#lookLater();
    return true;
  }

  /** Looks again when the pictures that belong together should all be here. */
  #gather(wait: number): void {
    this.#pauses.pause('album', this.#deps.clock, Math.max(wait, 1), () => this.#host.wake(this));
  }

  #listen(row: InboxRow, { session, contact }: ConversationRow): void {
    this.#recordings.listen(row, { session, contact }, this.backlog).then(
      (heard) => heard && this.#host.wake(this),
      (error: unknown) => {
        this.#deps.log.error({ conversation: this.id, err: error }, 'what was heard could not be kept; tried again soon');
        this.#retry();
      },
    );
  }

  #interpret(inbox: InboxRow, row: ConversationRow): void {
    this.#interpreting.interpret(inbox, row, this.backlog).then(
      (done) => done && this.#host.wake(this),
      (error: unknown) => this.#failed(error, 'what a message means could not be kept; tried again soon'),
    );
  }

  #lookLater(): void {
    this.#pauses.pause('elsewhere', this.#deps.clock, elsewherePause, () => this.#wakeAnew());
  }

  /** Tries again after a failure of the store, or of what goes on behind the conversation. */
  #retry(): void {
    this.#pauses.pause('retry', this.#deps.clock, retryPause, () => this.#wakeAnew());
  }

  #wakeAnew(): void {
    this.refresh();
    this.#host.wake(this);
  }

  async #turn(row: ConversationRow, events: readonly TurnEvent[]): Promise<void> {
    const started = performance.now();
    const goesOn = events.some(succeeds);
    if (goesOn) await identify(this.#deps, row, events);
    const before = goesOn ? await succession(this.#deps, row, events) : null;
    if (row.v === 0 && !before && events.every(tellsOfOthers)) return this.#pass(events);
    showTyping(this.#deps, row, events);
    if (!goesOn) await identify(this.#deps, row, events);
    const contact = await this.#deps.contacts.get(row.contact);
    const work = await runTurn(this.#deps, row, contact, events, before?.row);
    const results = new Set(events.map((event) => (event.from === 'result' ? event.call : '')));
    for (const [id, answer] of work.open) {
      const call = work.calls.find((one) => one.id === id);
      if (call) this.#follow(call, answer);
    }
    if (!(await this.#write(work, contact === null || row.v === 0))) {
      this.#deps.conversations.forget(this.id);
      this.refresh();
      return;
    }
    if (before) await leave(this.#deps, before.from);
    this.backlog.remove(work.done);
    this.#results = this.#results.filter((one) => !results.has(one.call));
    const told = new Set(events.map((event) => (event.from === 'slow' ? event.call : '')));
    this.#slow = this.#slow.filter((call) => !told.has(call) && row.calls.some((one) => one.id === call));
    const { hooks } = this.#deps;
    for (const notice of work.notices) {
      this.#deps.log.info({ conversation: this.id, to: notice.to }, 'a notice for people of the shop: GET /api/notices');
      hooks.notify?.({ conversation: this.id, ...notice });
    }
    hooks.turn?.({ conversation: this.id, ms: performance.now() - started, advances: work.advances, problems: work.problems });
  }

  /** Handles events of a conversation that does not exist. They create none; a receipt may belong to a message in another conversation. */
  async #pass(events: readonly TurnEvent[]): Promise<void> {
    for (const one of events) if (one.from === 'inbox' && one.row.event.type === 'receipt') await passOn(this.#deps, one.row.event, one.row._id);
    const ids = events.flatMap((event) => (event.from === 'inbox' ? [event.row._id] : []));
    await this.#deps.store.write(ids.map((id) => ({ op: 'patch', in: 'inbox', id, set: { pending: null } })));
    this.backlog.remove(ids);
  }

  /** Writes all changes of the turn in one go; false when another process was faster. */
  async #write(work: UnitOfWork, newcomer: boolean): Promise<boolean> {
    const { conversations, contacts, cluster } = this.#deps;
    const instanceId = cluster.sends(work.base.address) ? cluster.instanceId() : null;
    let stale = false;
    const write = async (first: Op[]): Promise<void> => {
      await conversations.make(this.id, (row) => {
        const applied = applyUnitOfWork(work, row, instanceId);
        stale = applied === null;
        return applied && { row: applied.row, ops: [...first, ...applied.ops] };
      });
    };
    if (!newcomer && work.contactChanges.length === 0) await write([]);
    else {
      const { _id } = work.contact;
      await contacts.locked(_id, async () => {
        const before = await contacts.get(_id);
        const after = work.contactChanges.reduce((contact, change) => change(contact), before ?? newContact(_id, this.#deps.clock.now()));
        const set = before ? difference(before, after) : {};
        if (!before) await write([{ op: 'insert', in: 'contacts', row: after }]);
        else await write(Object.keys(set).length > 0 ? [{ op: 'patch', in: 'contacts', id: before._id, set }] : []);
      });
    }
    return !stale;
  }

  async #startCalls(row: ConversationRow): Promise<void> {
    const { cluster } = this.#deps;
    for (const call of row.calls) {
      if (this.#work.busy(call.id) || this.#results.some((one) => one.call === call.id)) continue;
      if (call.boot !== undefined && call.boot !== cluster.instanceId() && !(await cluster.isDead(call.boot))) continue;
      this.#follow(call, this.#make(row, call));
    }
  }

  async #make(row: ConversationRow, call: PendingCall): Promise<CallOutcome> {
    const contact = await this.#deps.contacts.get(row.contact);
    return this.#deps.calls.make(call, row, contact, languageOf(row.session, contact, this.#deps.langs));
  }

  #follow(call: PendingCall, answer: Promise<CallOutcome>): void {
    const wake = (): void => this.#host.wake(this);
    const cancel = this.#deps.clock.after(this.#deps.limits.slowMs, () => {
      this.#slow.push(call.id);
      wake();
    });
    this.#work.run(
      call.id,
      answer,
      (outcome) => {
        cancel();
        this.#results.push({ call: call.id, outcome });
        wake();
      },
      (error) => {
        cancel();
        this.#failed(error, 'a call could not be made; tried again soon', { call: call.name });
      },
    );
  }

  #failed(error: unknown, message: string, about: { call?: string } = {}): void {
    this.#deps.log.error({ conversation: this.id, ...about, err: error }, message);
    this.#retry();
  }

  #startDrain(row: ConversationRow): void {
    if (this.sending || this.#pauses.busy('elsewhere') || !nextItem(row, nothing, this.#deps.clock.now())) return;
    const { cluster } = this.#deps;
    if (!cluster.sends(row.address)) return cluster.wake(this.id, 'send', row.address);
    this.#work.run(
      'send',
      drain(this.#deps, this.id),
      (outcome) => {
        if (outcome === 'elsewhere') this.#lookLater();
        this.#host.wake(this);
      },
      (error) => {
        this.#deps.hooks.fault?.('store');
        this.#failed(error, 'what was sent could not be marked; tried again soon');
      },
    );
  }

  /** Returns the part of the row that this process looks after. */
  #shareOf(row: ConversationRow): ConversationRow {
    const { cluster } = this.#deps;
    const mine = cluster.turns ? row : { ...row, timers: [], calls: [] };
    return row.tell && !cluster.sends(row.address) ? { ...mine, tell: undefined } : mine;
  }

  /** Starts the sync of the owner in a process that sends for the account: its connection may be there alone. */
  #startTelling({ tell, address }: ConversationRow): void {
    if (this.#work.busy('sync') || this.#pauses.busy('elsewhere') || !tell || tell.at > this.#deps.clock.now()) return;
    const { cluster } = this.#deps;
    if (!cluster.sends(address)) return cluster.wake(this.id, 'send', address);
    const row = this.#deps.conversations.peek(this.id);
    if (!row) return this.#retry();
    this.#work.run(
      'sync',
      syncOwner(this.#deps, row),
      () => this.#host.wake(this),
      (error) => this.#failed(error, 'what the provider was told could not be noted; tried again soon'),
    );
  }
}
