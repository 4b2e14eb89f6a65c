/** The work of broadcasts: begins what is due, plans it, releases recipients at the pace of their channels, ends it. In one process at a time. */
import type { Capabilities, Channel } from '../../channel.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { Logger } from '../../logger.ts';
import type { OutboundMessage } from '../../message.ts';
import { accountId, parseConversationId } from '../../message.ts';
import { type ContactRow, type ConversationRow, conversations, type InboxEvent, notices, type SettingRow, settings } from '../../store/collections.ts';
import type { Op, Store } from '../../store/store.ts';
import { contactAtRelease } from '../consent/ledger.ts';
import type { Policy } from '../gate.ts';
import { isOneTooAlike, isRationed, type RationUse, rationLeft, rationSetting, rationUse, rationUsed, takesOfRation, tierOf } from './account-ration.ts';
import { noticeText } from './broadcast-notice.ts';
import type { Broadcasts } from './broadcasts.ts';
import { candidateIds, candidatesOf } from './candidates.ts';
import { type Content, printOf } from './content.ts';
import { accountOf, decideRelease, type Release } from './decide-release.ts';
import { firstAccounts, madeAddress, noteAddress } from './first-contact.ts';
import { type HeldBack, stopsAll } from './held-back.ts';
import { nextAddress } from './outcome.ts';
import { type ByNumber, planPage } from './plan.ts';
import { type PlanSettings, waitingFor } from './planned-recipient.ts';
import { rulesOf } from './provider-rules.ts';
import { type Repeats, turnSeries } from './recurring.ts';
import { type BroadcastRow, broadcasts, type Exclusion, messageKey, type RecipientRow, recipientId, recipients } from './rows.ts';
import type { RunningBroadcasts } from './running.ts';

/** A broadcast made ready to be sent; a problem when what it names is gone meanwhile. */
export type Opened = { content: Content; settings: Omit<PlanSettings, 'now' | 'accounts' | 'id'>; winner?: string; budget?: Budget } | { problem: string };

export interface Budget {
  /** Tells whether one more message to this recipient fits, and notes it. */
  take(recipient: RecipientRow, conversation: string): boolean;
}

/** An event for a conversation; `id` is its key of deduplication. */
export interface Entry {
  conversation: string;
  event: InboxEvent;
  id: string;
}

export interface ReleaserOptions {
  store: Store;
  running: RunningBroadcasts;
  broadcasts: Pick<Broadcasts, 'pause'>;
  channels: ReadonlyMap<string, Channel>;
  policy: Policy;
  clock: Clock;
  log: Logger;
  /** ISO 3166, of phone numbers without country code. */
  country?: string | undefined;
  /** Language of notices for the merchant. */
  lang: 'en' | 'zh';
  open(row: BroadcastRow, now: number): Promise<Opened>;
  /** Puts messages into conversations in one write with `ops`. */
  enterAll(entries: readonly Entry[], ops: readonly Op[]): Promise<void>;
  /** Time of the person's last order since `since`, epoch ms. */
  orderedAt(contact: ContactRow, since: number): Promise<number | undefined>;
  /** Returns the repetition of the broadcast; null for one that comes once. */
  repeats?(row: BroadcastRow): Repeats | null;
  /** Returns what the provider keeps back of the account now. */
  heldBack(account: string): readonly HeldBack[];
  /** 0 up to 1, varies pauses; Math.random unless given. */
  random?(): number;
  notify(notice: { conversation: string; to: string; text: string }): void;
}

/** Pause between two looks while something is sent, and while nothing is, ms. */
const busyPause = 250;
const idlePause = 5_000;
/** Time of planning between two looks at the pace of others, ms. */
const planSlice = 150;
/** Seconds of an account's rate that are released ahead of what is out. */
const lead = 1.5;
/** A released message that is not out after this does not hold up others, ms. */
const outstandingMs = 30_000;
/** A broadcast that should have begun longer ago is paused instead, ms: nobody wants the greeting of the morning in the afternoon. */
const missedMs = 60 * 60_000;
const pageSize = 500;
/** Pause of a recipient whose other address has its ration used up, ms. */
const rationPause = 30 * 60_000;
/** Pause of a recipient of the better text while it is not known yet, ms. */
const winnerPause = 5 * 60_000;

export class Releaser {
  readonly #given: ReleaserOptions;
  /** Released recipients that are not out yet, by account, and when they were released on the monotonic clock. */
  readonly #outstanding = new Map<string, Map<string, number>>();
  /** Rations of accounts as they are with what is being released; read anew with each look. */
  readonly #rations = new Map<string, { use: RationUse | undefined; left: number; taken: number; prints: string[] }>();
  /** Time before which an account sends no further promotion, on the monotonic clock. */
  readonly #restUntil = new Map<string, number>();
  #cancel = (): void => {};
  #over = false;
  #again = false;
  /** A broadcast has people left to plan. */
  #planning = false;
  #working: Promise<void> | undefined;

  constructor(options: ReleaserOptions) {
    this.#given = options;
  }

  /** Looks from now on. */
  start(): void {
    this.#over = false;
    this.wake();
  }

  /** Looks at once: something changed. */
  wake(): void {
    if (this.#over) return;
    this.#cancel();
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = this.#look();
  }

  /** Resolves when the look at work is done; none follows. */
  async stop(): Promise<void> {
    this.#over = true;
    this.#cancel();
    await this.#working;
  }

  async #look(): Promise<void> {
    let busy = false;
    try {
      busy = await this.step();
    } catch (error) {
      this.#given.log.warn({ err: error }, 'broadcasts could not be worked on; tried again soon');
    }
    this.#working = undefined;
    if (this.#over) return;
    if (this.#again) {
      this.#again = false;
      this.wake();
      return;
    }
    this.#cancel = this.#given.clock.after(this.#planning ? 0 : busy ? busyPause : idlePause, () => this.wake());
  }

  /** One look at all broadcasts; resolves to whether more is to be done soon. */
  async step(): Promise<boolean> {
    const { store, running, clock } = this.#given;
    await running.read(store);
    this.#planning = false;
    const rows = store.collection(broadcasts);
    const due = await rows.find({ where: { state: 'scheduled', startAt: { lte: clock.now() } }, sort: { by: 'startAt' }, limit: 50 });
    for (const row of due) await this.#begin(row);
    const sending = await rows.find({ where: { state: 'sending' }, limit: 200 });
    for (const row of sending) await this.#send(row);
    const stopped = await rows.find({ where: { state: 'stopped' }, limit: 200 });
    let more = sending.length > 0;
    for (const row of stopped) more = (await this.#clear(row._id)) || more;
    const next = await rows.find({ where: { state: 'scheduled', startAt: { lte: clock.now() + idlePause } }, limit: 1 });
    return more || next.length > 0;
  }

  async #begin(row: BroadcastRow): Promise<void> {
    const { store, running, clock, broadcasts: all } = this.#given;
    const now = clock.now();
    const repeats = this.#given.repeats?.(row);
    if (repeats) return this.#turn(row, repeats);
    if (row.startAt !== undefined && now - row.startAt > missedMs) {
      await all.pause(row._id, 'missed');
      await this.#tell(row, 'missed');
      return;
    }
    const stored = await store.collection(broadcasts).replace({ ...row, state: 'sending', startedAt: now, updatedAt: now });
    if (stored) running.note(row._id, 'sending');
  }

  /** Makes the occurrence that is due. The guard is the series, so that each is made once, whatever crashes or races. */
  async #turn(row: BroadcastRow, repeats: Repeats): Promise<void> {
    const { store, running, clock } = this.#given;
    const { series, rows, missed } = turnSeries(row, repeats, clock.now(), missedMs);
    const ops = rows.map((one): Op => ({ op: 'insert', in: broadcasts.name, row: one }));
    if ((await store.write(ops, { in: broadcasts.name, row: { ...series, v: row.v + 1 }, was: row })) !== 'done') return;
    for (const one of [series, ...rows]) running.note(one._id, one.state);
    if (missed > 0) await this.#tell({ ...series, detail: String(missed) }, 'missed_occurrence');
  }

  async #send(given: BroadcastRow): Promise<void> {
    const { store, running, clock, broadcasts: all } = this.#given;
    const opened = await this.#given.open(given, clock.now());
    if ('problem' in opened) {
      await all.pause(given._id, 'problem', opened.problem);
      await this.#tell({ ...given, detail: opened.problem }, 'problem');
      return;
    }
    let row: BroadcastRow | null = given;
    const until = clock.monotonic() + planSlice;
    const byNumber = this.#byNumber(opened.content);
    while (row && !row.plan?.done) {
      const settings: PlanSettings = { ...opened.settings, id: row._id, accounts: new Set(this.#given.channels.keys()), now: row.plan?.at ?? clock.now() };
      row = await planPage(store, row, opened.content, settings, byNumber);
      if (clock.monotonic() < until) continue;
      this.#planning = row?.plan?.done === false;
      return;
    }
    if (!row) return;
    let left = false;
    for (const [account, channel] of this.#given.channels) left = (await this.#release(row, account, channel.capabilities.rate, opened)) || left;
    left = (await this.#release(row, '', undefined, opened)) || left;
    if (left || !running.isSending(row._id)) return;
    const rows = store.collection(recipients);
    const open = (await rows.count({ broadcast: row._id, state: 'waiting' })) + (await rows.count({ broadcast: row._id, state: 'released' }));
    if (open > 0) return;
    const now = clock.now();
    const done = await store.collection(broadcasts).replace({ ...row, state: 'completed', endedAt: now, updatedAt: now });
    if (!done) return;
    running.note(row._id, 'completed');
    await this.#tell(row, 'completed');
  }

  /** Accounts on which the content may be the first message to a number. */
  #byNumber(content: Content): ByNumber {
    const { channels, country } = this.#given;
    return { accounts: firstAccounts(channels, content), country };
  }

  /** Releases what is due on an account, as far as its pace allows; resolves to whether some that is due is left. An empty account: those whose address failed. */
  async #release(row: BroadcastRow, account: string, rate: Capabilities['rate'] | undefined, opened: Exclude<Opened, { problem: string }>): Promise<boolean> {
    const { store, clock, running, broadcasts: all } = this.#given;
    const held = account === '' ? [] : this.#given.heldBack(account);
    const stop = held.find(stopsAll);
    if (stop) {
      await all.pause(row._id, stop.code, stop.detail);
      await this.#tell({ ...row, detail: stop.detail ?? stop.code }, stop.code);
      return true;
    }
    if (held.length > 0) return true;
    const room = Math.min(rate ? await this.#room(account, rate) : pageSize, await this.#allowed(account));
    if (room <= 0) return true;
    const waiting = account === '' ? nextAddress(row._id) : waitingFor(row._id, account);
    const due = await store.collection(recipients).find({ where: { waiting, at: { lte: clock.now() } }, sort: { by: 'at' }, limit: Math.min(room, pageSize) });
    if (due.length === 0 || !running.isSending(row._id)) return due.length > 0;
    const released = await Promise.all(due.map((recipient) => this.#one(row, recipient, opened)));
    await this.#given.enterAll(
      released.flatMap(({ entry }) => entry ?? []),
      [...released.flatMap(({ ops }) => ops), ...this.#rationOps()],
    );
    return true;
  }

  async #one(
    row: BroadcastRow,
    recipient: RecipientRow,
    { content, settings, winner, budget }: Exclude<Opened, { problem: string }>,
  ): Promise<{ ops: Op[]; entry?: Entry }> {
    const { store, clock, channels, policy } = this.#given;
    const now = clock.now();
    const undecided = settings.ab !== undefined && winner === undefined && recipient.variant === undefined;
    if (undecided) return { ops: [{ op: 'patch', in: recipients.name, id: recipient._id, set: { at: now + winnerPause } }] };
    const contact = await contactAtRelease(store, recipient.contact);
    const tried =
      recipient.attempt !== undefined && recipient.reason !== undefined && recipient.conversation
        ? [...(recipient.tried ?? []), recipient.conversation]
        : (recipient.tried ?? []);
    const merged = contact !== null && contact._id !== recipient.contact;
    const twin = merged && (await store.collection(recipients).get(recipientId(row._id, contact._id))) !== null;
    const made = contact ? await madeAddress(store, contact, recipient.conversation) : undefined;
    const ids = contact ? candidateIds(contact, channels, new Set(tried), made) : [];
    const rows = new Map((await store.collection(conversations).getMany(ids)).map((one: ConversationRow) => [one._id, one]));
    const candidates = candidatesOf(ids, rows, channels, content);
    const orderedAt = contact ? await this.#given.orderedAt(contact, now - 24 * 3_600_000) : undefined;
    const decided: Release = decideRelease({
      recipient: { ...recipient, tried },
      contact,
      twin,
      candidates,
      policy,
      ...(orderedAt !== undefined && { orderedAt }),
      overBudget: false,
      now,
    });
    const patch = (set: Record<string, unknown>): Op => ({ op: 'patch', in: recipients.name, id: recipient._id, set });
    const waits = (at: number, reason: Exclusion) => ({ at, ...(recipient.attempt === undefined && { reason }) });
    if (decided.do === 'later') return { ops: [patch(waits(decided.at, 'quiet_hours'))] };
    if (decided.do === 'exclude') {
      const failed = tried.length > 0;
      const set = { state: failed ? 'failed' : 'excluded', reason: failed ? (recipient.reason ?? decided.reason) : decided.reason, waiting: null, tried };
      return { ops: [patch(set)] };
    }
    const target = accountOf(decided.conversation) ?? '';
    const address = parseConversationId(decided.conversation);
    if (!address || !channels.has(accountId(address))) return { ops: [patch({ at: now + idlePause })] };
    const rules = rulesOf(address.channel);
    const ration = takesOfRation(rules, decided.asTemplate) ? this.#rations.get(target) : undefined;
    if (ration && ration.left <= ration.taken) return { ops: [patch(waits(now + rationPause, 'daily_limit'))] };
    const variant = recipient.variant ?? winner;
    const { flow, ...said } = content.said({ ...recipient, ...(variant !== undefined && { variant }) }, address.channel);
    const print = rules.alike ? printOf(said, recipient.vars) : undefined;
    if (print !== undefined && isOneTooAlike(rules, ration?.use, ration?.prints ?? [], print, now))
      return { ops: [patch(waits(now + rationPause, 'too_alike'))] };
    if (budget && !budget.take(recipient, decided.conversation)) {
      await this.#given.broadcasts.pause(row._id, 'budget');
      await this.#tell(row, 'budget');
      return { ops: [] };
    }
    const message: OutboundMessage = { ...said, key: messageKey(recipient._id, recipient.attempt ?? 1), to: address, class: 'promo' };
    const account = accountId(address);
    if (ration) ration.taken += 1;
    if (ration && print !== undefined) ration.prints.push(print);
    const { pause } = rules;
    if (pause) this.#restUntil.set(account, clock.monotonic() + pause.from + (this.#given.random ?? Math.random)() * (pause.to - pause.from));
    this.#outstandingOf(account).set(recipient._id, clock.monotonic());
    return {
      entry: { conversation: decided.conversation, event: { type: 'broadcast', message, ...(flow && { flow }) }, id: message.key },
      ops: [
        ...(contact && decided.conversation === made ? [noteAddress(decided.conversation, contact._id, now)] : []),
        patch({
          state: 'released',
          waiting: null,
          reason: null,
          releasedAt: now,
          conversation: decided.conversation,
          tried,
          ...(variant !== undefined && { variant }),
        }),
      ],
    };
  }

  /** Number of recipients that may be released on the account now. */
  async #room(account: string, rate: Capabilities['rate']): Promise<number> {
    const { store, clock } = this.#given;
    const outstanding = this.#outstandingOf(account);
    const now = clock.monotonic();
    for (const [id, since] of outstanding) if (now - since > outstandingMs) outstanding.delete(id);
    const ids = [...outstanding.keys()];
    const rows = ids.length > 0 ? await store.collection(recipients).getMany(ids) : [];
    const released = new Set(rows.filter((row) => row.state === 'released' || row.state === 'waiting').map((row) => row._id));
    for (const id of ids) if (!released.has(id)) outstanding.delete(id);
    return Math.max(2, Math.ceil(rate.account * lead)) - outstanding.size;
  }

  /** Number of promotions that the provider's ration allows the account now. An empty account: rations of all are read, for the next address may be anywhere. */
  async #allowed(account: string): Promise<number> {
    const { store, clock, channels } = this.#given;
    this.#rations.clear();
    for (const [name, channel] of channels) {
      const rules = rulesOf(channel.name);
      if ((account !== '' && name !== account) || !isRationed(rules)) continue;
      const kept = rationUse.safeParse((await store.collection(settings).get(rationSetting(name)))?.value).data;
      this.#rations.set(name, { use: kept, left: rationLeft(rules, kept, clock.now(), tierOf(channel.newPeople?.())), taken: 0, prints: [] });
    }
    if (account === '') return pageSize;
    if ((this.#restUntil.get(account) ?? 0) > clock.monotonic()) return 0;
    const rules = rulesOf(channels.get(account)?.name ?? '');
    const left = takesOfRation(rules, false) ? (this.#rations.get(account)?.left ?? pageSize) : pageSize;
    // Where each one is followed by a pause, they are released one by one.
    return rules.pause ? Math.min(left, 1) : left;
  }

  /** Returns the steps that note what was taken of rations, to be written with the release. */
  #rationOps(): Op[] {
    const now = this.#given.clock.now();
    return [...this.#rations].flatMap(([account, { use, taken, prints }]): Op[] =>
      taken === 0
        ? []
        : [{ op: 'put', in: settings.name, row: { _id: rationSetting(account), v: 1, value: rationUsed(use, taken, now, prints) } as SettingRow }],
    );
  }

  #outstandingOf(account: string): Map<string, number> {
    let found = this.#outstanding.get(account);
    if (!found) {
      found = new Map();
      this.#outstanding.set(account, found);
    }
    return found;
  }

  /** Marks who still waits in a stopped broadcast, a page at a time; true while there are more. */
  async #clear(id: string): Promise<boolean> {
    const { store } = this.#given;
    const rows = await store.collection(recipients).find({ where: { broadcast: id, state: 'waiting' }, limit: pageSize });
    if (rows.length === 0) return false;
    await store.write(rows.map((row): Op => ({ op: 'patch', in: recipients.name, id: row._id, set: { state: 'stopped', waiting: null } })));
    return true;
  }

  /** Tells the merchant once what became of it. */
  async #tell(row: BroadcastRow, what: string): Promise<void> {
    const { store, clock, lang, notify } = this.#given;
    const text = noticeText(row, what, lang);
    const notice = { conversation: '', to: 'team', text };
    const id = `broadcast:${row._id}:${what}:${row.updatedAt}`;
    if ((await store.collection(notices).insert({ _id: id, ...notice, at: clock.now(), unread: 1 })) === 'done') notify(notice);
  }
}
