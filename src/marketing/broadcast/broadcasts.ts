/** Broadcasts by hand and by program: made, changed, started, paused, resumed, stopped. Every change of state is one guarded write. */
import type { Store } from '../../store/store.ts';
import { accountOf } from './decide-release.ts';
import { nextAddress } from './outcome.ts';
import { canPass } from './passing-reasons.ts';
import { lateMs, waitingFor } from './planned-recipient.ts';
import { nextOccurrence, type Repeats } from './recurring.ts';
import { type BroadcastRow, type BroadcastState, broadcasts, type RecipientRow, type RecipientState, recipients } from './rows.ts';
import type { RunningBroadcasts } from './running.ts';
import { type Action, isAllowed, overWords, refusalOf } from './states.ts';

export type Done<T> = { ok: true; value: T } | { ok: false; code: 'not_found' | 'not_possible' | 'past'; en: string; zh: string };

/** States of recipients to whom it may be sent again when a broadcast is resumed. */
export const resumable = ['pending', 'failed'] as const;
export type Resumable = (typeof resumable)[number];

export interface BroadcastsOptions {
  store: Store;
  running: RunningBroadcasts;
  now(): number;
  newId(): string;
  /** Returns the repetition of the broadcast; null for one that comes once. */
  repeats?(row: BroadcastRow): Repeats | null;
  /** Called after each change of state, so that the releaser looks at once and other processes hear of it. */
  changed(id: string, state: BroadcastState): void;
}

const isOver = (state: BroadcastState): boolean => state === 'completed' || state === 'stopped';

const conflicts = 20;
const pageSize = 500;

export class Broadcasts {
  readonly #given: BroadcastsOptions;

  constructor(options: BroadcastsOptions) {
    this.#given = options;
  }

  /** Keeps a draft that was checked. */
  async create(name: string, draft: unknown): Promise<BroadcastRow> {
    const { store, now, newId } = this.#given;
    const at = now();
    const row: Omit<BroadcastRow, 'v'> = { _id: newId(), name, state: 'draft', draft, createdAt: at, updatedAt: at };
    await store.collection(broadcasts).insert(row);
    return { ...row, v: 1 };
  }

  get(id: string): Promise<BroadcastRow | null> {
    return this.#given.store.collection(broadcasts).get(id);
  }

  /** The newest first, those made before `before` (epoch ms). */
  list(limit: number, before?: number): Promise<BroadcastRow[]> {
    return this.#given.store
      .collection(broadcasts)
      .find({ ...(before !== undefined && { where: { createdAt: { lt: before } } }), sort: { by: 'createdAt', desc: true }, limit });
  }

  change(id: string, name: string, draft: unknown): Promise<Done<BroadcastRow>> {
    return this.#act(id, 'change', (row) => ({ ...row, name, draft }));
  }

  /** Removes a draft, or one that is over, with its recipients; their marks stay with the contacts' history until those are erased. */
  async remove(id: string): Promise<Done<null>> {
    const { store } = this.#given;
    const row = await this.get(id);
    if (!row) return notFound;
    if (!isAllowed('remove', row.state)) return { ok: false, code: 'not_possible', ...refusalOf('remove', row.state) };
    for (;;) {
      const rows = await store.collection(recipients).find({ where: { broadcast: id }, limit: pageSize });
      if (rows.length === 0) break;
      await store.write(rows.map((one) => ({ op: 'delete' as const, in: recipients.name, id: one._id })));
    }
    await store.collection(broadcasts).delete(id);
    return { ok: true, value: null };
  }

  /**
   * Begins it: at once, or at `span.from` (epoch ms) when that is still to come. Refused when its time is over for everybody. One that comes again
   * begins with its next occurrence.
   */
  async start(id: string, span?: { from: number; to: number }): Promise<Done<BroadcastRow>> {
    const now = this.#given.now();
    const repeats = await this.#repeatsOf(id);
    const next = repeats && nextOccurrence(repeats, now);
    if (repeats) return next ? this.#act(id, 'start', (row) => ({ ...row, state: 'scheduled', startAt: next.at, occurrences: 0 })) : past;
    if (span && span.to < now - lateMs) return past;
    const startAt = Math.max(now, span?.from ?? now);
    return this.#act(id, 'start', (row) => ({ ...row, state: startAt > now ? 'scheduled' : 'sending', startAt, ...(startAt <= now && { startedAt: now }) }));
  }

  /** `why` and `detail` tell the merchant the reason when the program did it. What a series has under way rests with it. */
  async pause(id: string, why = 'person', detail?: string): Promise<Done<BroadcastRow>> {
    const done = await this.#act(id, 'pause', (row) => ({ ...row, state: 'paused', why, detail }));
    if (done.ok) for (const one of await this.#occurrences(done.value, ['sending', 'awaiting_staff'])) await this.pause(one._id, 'series');
    return done;
  }

  /** Goes on with what is pending, with what failed, or both. Resolves to how many were taken up again of those that had failed. */
  async resume(id: string, only: readonly Resumable[] = ['pending']): Promise<Done<{ row: BroadcastRow; again: number }>> {
    const row = await this.get(id);
    if (!row) return notFound;
    if (isOver(row.state) && !only.includes('failed')) return { ok: false, code: 'not_possible', ...overWords(row.state) };
    if (!isAllowed('resume', row.state)) return { ok: false, code: 'not_possible', ...refusalOf('resume', row.state) };
    if (isOver(row.state) && row.occurrences === undefined) {
      const held = await this.#hold(id, 'resume');
      if (!held.ok) return held;
    }
    const again = only.includes('failed') ? await this.#takeUp(id) : 0;
    const now = this.#given.now();
    if (row.occurrences !== undefined) return this.#resumeSeries(row, now);
    const done = await this.#act(id, 'resume', (one) => ({
      ...one,
      state: one.plan === undefined && one.startAt !== undefined && one.startAt > now ? 'scheduled' : 'sending',
      why: undefined,
      detail: undefined,
      endedAt: undefined,
    }));
    return done.ok ? { ok: true, value: { row: done.value, again } } : done;
  }

  /**
   * Sends again to those alone who failed for a reason that can pass, each at its own address. One that was stopped stays stopped for everybody else. Resolves
   * to how many that are; refused when there are none. Consent and all the rest is asked anew when each is released.
   */
  async retry(id: string): Promise<Done<{ row: BroadcastRow; again: number }>> {
    const row = await this.get(id);
    if (!row) return notFound;
    if (!isAllowed('retry', row.state)) return { ok: false, code: 'not_possible', ...refusalOf('retry', row.state) };
    if (!(await this.#hasPassing(id))) return nothingPassed;
    if (row.state === 'stopped') {
      // What is in outboxes is taken back first: it would go out with the others.
      if ((await this.#given.store.collection(recipients).count({ broadcast: id, state: 'released' })) > 0) return takenBack;
      await this.#leaveOut(id);
    }
    if (isOver(row.state)) {
      const held = await this.#hold(id, 'retry', true);
      if (!held.ok) return held;
    }
    const again = await this.#takeUpPassing(id);
    const done = await this.#act(id, isOver(row.state) ? 'resume' : 'retry', (one) => {
      const { why: _, detail: __, endedAt: ___, ...same } = one;
      return { ...same, state: 'sending' };
    });
    return done.ok ? { ok: true, value: { row: done.value, again } } : done;
  }

  /**
   * Rests while failed ones are put in line: a stopped one takes out who waits, and one that is over looks at nobody, so that whoever stood in line when the
   * process ended would never be sent it. `isPlanned`: nobody new is planned.
   */
  #hold(id: string, action: Action, isPlanned = false): Promise<Done<BroadcastRow>> {
    return this.#act(id, action, (one) => ({ ...one, state: 'paused', why: 'person', ...(isPlanned && one.plan && { plan: { ...one.plan, done: true } }) }));
  }

  /** Ends it for good, and what a series has under way. */
  async stop(id: string): Promise<Done<BroadcastRow>> {
    const done = await this.#act(id, 'stop', (row) => ({ ...row, state: 'stopped', endedAt: this.#given.now() }));
    if (done.ok) for (const one of await this.#occurrences(done.value, ['sending', 'awaiting_staff', 'paused'])) await this.stop(one._id);
    return done;
  }

  /** Goes on with the next occurrence; what fell into the pause is not made up for. */
  async #resumeSeries(row: BroadcastRow, now: number): Promise<Done<{ row: BroadcastRow; again: number }>> {
    const repeats = this.#given.repeats?.(row);
    const next = repeats ? nextOccurrence(repeats, now) : null;
    if (!next) return past;
    const done = await this.#act(row._id, 'resume', (one) => {
      const { why: _, detail: __, endedAt: ___, ...same } = one;
      return { ...same, state: 'scheduled', startAt: next.at };
    });
    if (!done.ok) return done;
    for (const one of await this.#occurrences(done.value, ['paused'])) if (one.why === 'series') await this.resume(one._id);
    return { ok: true, value: { row: done.value, again: 0 } };
  }

  async #repeatsOf(id: string): Promise<Repeats | null> {
    const row = this.#given.repeats ? await this.get(id) : null;
    return (row && this.#given.repeats?.(row)) ?? null;
  }

  /** Occurrences of a series in some states; of any other broadcast none. */
  async #occurrences({ _id, occurrences }: BroadcastRow, states: readonly BroadcastState[]): Promise<BroadcastRow[]> {
    if (!occurrences) return [];
    const rows = this.#given.store.collection(broadcasts);
    const found = await Promise.all(states.map((state) => rows.find({ where: { state }, limit: 1_000 })));
    return found.flat().filter(({ series }) => series?.of === _id);
  }

  /** Recipients in a state, in the order of their ids, those behind `after`. */
  recipients(id: string, state: RecipientState | undefined, after: string, limit: number): Promise<RecipientRow[]> {
    const where = { broadcast: id, ...(state !== undefined && { state }), _id: { gt: after } };
    return this.#given.store.collection(recipients).find({ where, sort: { by: '_id' }, limit });
  }

  /** Number of recipients in each state. */
  async counts(id: string, states: readonly RecipientState[]): Promise<Partial<Record<RecipientState, number>>> {
    const rows = this.#given.store.collection(recipients);
    const found = await Promise.all(states.map(async (state) => [state, await rows.count({ broadcast: id, state })] as const));
    return Object.fromEntries(found);
  }

  /** Puts what failed in line again, each at the address after the one that refused it. */
  async #takeUp(id: string): Promise<number> {
    const { store, now } = this.#given;
    let count = 0;
    for (;;) {
      const rows = await this.recipients(id, 'failed', '', pageSize);
      if (rows.length === 0) return count;
      await store.write(
        rows.map((row) => {
          const account = row.conversation === undefined ? null : accountOf(row.conversation);
          const set = {
            state: 'waiting',
            at: now(),
            attempt: (row.attempt ?? 1) + 1,
            tried: null,
            waiting: account === null ? nextAddress(id) : waitingFor(id, account),
          };
          return { op: 'patch' as const, in: recipients.name, id: row._id, set };
        }),
      );
      count += rows.length;
    }
  }

  /** Pages of those that failed, in the order of their ids. */
  async *#failed(id: string): AsyncGenerator<RecipientRow[]> {
    for (let after = ''; ; ) {
      const rows = await this.recipients(id, 'failed', after, pageSize);
      yield rows.filter(({ reason }) => reason !== undefined && canPass(reason));
      after = rows.at(-1)?._id ?? '';
      if (rows.length < pageSize) return;
    }
  }

  async #hasPassing(id: string): Promise<boolean> {
    for await (const rows of this.#failed(id)) if (rows.length > 0) return true;
    return false;
  }

  /** Puts those in line again whose reason can pass; without the reason, so that the address which failed is not left out. */
  async #takeUpPassing(id: string): Promise<number> {
    const { store, now } = this.#given;
    let count = 0;
    for await (const rows of this.#failed(id)) {
      const again = ({ conversation, attempt = 1 }: RecipientRow) => {
        const account = conversation === undefined ? null : accountOf(conversation);
        const waiting = account === null ? nextAddress(id) : waitingFor(id, account);
        return { state: 'waiting', at: now(), attempt: attempt + 1, tried: null, reason: null, detail: null, waiting };
      };
      await store.write(rows.map((row) => ({ op: 'patch' as const, in: recipients.name, id: row._id, set: again(row) })));
      count += rows.length;
    }
    return count;
  }

  /** Takes out who still waits in one that was stopped. */
  async #leaveOut(id: string): Promise<void> {
    const { store } = this.#given;
    for (;;) {
      const rows = await this.recipients(id, 'waiting', '', pageSize);
      if (rows.length === 0) return;
      await store.write(rows.map((row) => ({ op: 'patch' as const, in: recipients.name, id: row._id, set: { state: 'stopped', waiting: null } })));
    }
  }

  async #act(id: string, action: Action, change: (row: BroadcastRow) => BroadcastRow): Promise<Done<BroadcastRow>> {
    const { store, running, now, changed } = this.#given;
    for (let tries = 0; tries < conflicts; tries++) {
      const row = await this.get(id);
      if (!row) return notFound;
      if (!isAllowed(action, row.state)) return { ok: false, code: 'not_possible', ...refusalOf(action, row.state) };
      const next = { ...change(row), updatedAt: now() };
      // What is about to rest rests at once, also while the write is under way.
      if (next.state !== 'sending') running.note(id, next.state);
      const stored = await store.collection(broadcasts).replace(next);
      if (!stored) continue;
      running.note(id, stored.state);
      changed(id, stored.state);
      return { ok: true, value: stored };
    }
    return { ok: false, code: 'not_possible', en: 'The broadcast is being changed elsewhere; try again.', zh: '这条群发正在被别处修改，请重试。' };
  }
}

const notFound = { ok: false, code: 'not_found', en: 'There is no such broadcast.', zh: '没有这条群发。' } as const;
const nothingPassed = {
  ok: false,
  code: 'not_possible',
  en: 'Nobody is left to whom it failed for a reason that can pass. The list of those who did not get it tells why for each.',
  zh: '没有可以重发的：失败原因都不是暂时的。每位没收到的原因见名单。',
} as const;
const takenBack = {
  ok: false,
  code: 'not_possible',
  en: 'It was stopped just now, and what was on its way is being taken back. Try again in a moment.',
  zh: '刚刚停止，正在撤回途中的消息，请稍后再试。',
} as const;
const past = {
  ok: false,
  code: 'past',
  en: 'The time at which it should go out is over. Give it a later one.',
  zh: '设定的发送时间已经过去，请改成以后的时间。',
} as const;
