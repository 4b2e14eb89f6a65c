/**
 * Conversation rows: read, kept in a bounded cache, and changed by guarded writes. Changes of one conversation are made
 * one after another; those that come while a write is under way share the next one.
 */
import { z } from 'zod';
import { newSession } from '../../engine/model/session.ts';
import type { Clock } from '../../event-loop/clock.ts';
import type { Logger } from '../../logger.ts';
import { type Address, parseConversationId } from '../../message.ts';
import { type ConversationRow, conversations, settings } from '../../store/collections.ts';
import { giveTime } from '../../store/planned-act.ts';
import type { Collection, Op, Store } from '../../store/store.ts';
import { Lru } from '../base/lru.ts';

/** The row as it shall be, and what goes with it in the same write. The same row object: the row itself does not change. */
export interface Change {
  row: ConversationRow;
  ops?: Op[];
}
/** Pure: it is called again on the row as it is then when another process was faster. Null: nothing to do after all. */
export type Mutation = (row: ConversationRow) => Change | null;

interface Waiting {
  mutate: Mutation;
  /** Makes the row when there is none; the changes of others then come to nothing. */
  makes?: boolean;
  /** Work that runs by itself instead of a change, before those that came later. */
  alone?: () => Promise<ConversationRow>;
  resolve(row: ConversationRow): void;
  reject(error: unknown): void;
}

/** Conflicts in a row before it is an error: each means that another process wrote. */
const attempts = 20;
/**
 * Time after which an amended row is written unless another write includes it first, ms: most customers write again sooner. Sent messages are marked
 * in their own rows at once, and a process that finds the older row looks there, so that a kill in between leaves nothing in doubt. Well below the
 * lease.
 */
const flushAfter = 5000;
/** Same time where other processes ask, ms: what they read saves them a question. */
const flushShared = 250;

/** Counters from which new conversations count on: above all that was removed, so that no key and no number comes twice. */
const countedSchema = z.object({ turn: z.int().default(0), messages: z.int().default(0) });
type Counted = z.infer<typeof countedSchema>;
/** The setting that keeps it. */
const countedSetting = 'conversations_counted';

export class Conversations {
  readonly #store: Store;
  readonly #rows: Collection<ConversationRow>;
  readonly #cache: Lru<ConversationRow>;
  readonly #writers = new Map<string, Waiting[]>();
  readonly #clock: Clock;
  /** Rows in memory that are ahead of the store: since when on the monotonic clock, and as they are there. Oldest first. */
  readonly #writeBehind = new Map<string, { since: number; stored: ConversationRow }>();
  readonly #mostBehind: number;
  #sweeping = false;
  #counted: Counted = { turn: 0, messages: 0 };
  readonly #due: (row: ConversationRow, now: number) => number | undefined;
  readonly #log: Logger;
  readonly #shared: boolean;
  readonly #silentMs: number;
  readonly #follows: (ops: readonly Op[]) => Op[];

  /** `silentMs`: time after which who has a conversation and does not answer loses it; 0 and unset: never. `shared`: other processes write conversations too. `follows`: steps that go with others in the same write. */
  constructor(options: {
    store: Store;
    cached: number;
    clock: Clock;
    due: (row: ConversationRow, now: number) => number | undefined;
    log: Logger;
    shared: boolean;
    silentMs?: number;
    follows?: (ops: readonly Op[]) => Op[];
  }) {
    this.#shared = options.shared;
    this.#silentMs = options.silentMs ?? 0;
    this.#follows = options.follows ?? (() => []);
    this.#store = options.store;
    this.#rows = options.store.collection(conversations);
    this.#cache = new Lru(options.cached, (id) => this.#writeBehind.has(id));
    this.#mostBehind = options.cached / 2;
    this.#clock = options.clock;
    this.#due = options.due;
    this.#log = options.log;
  }

  get cached(): number {
    return this.#cache.size;
  }

  /** Returns the row as last written here, when it is in memory. */
  peek(id: string): ConversationRow | undefined {
    return this.#cache.get(id);
  }

  /** Reads the row; null when the conversation was never written. */
  async get(id: string): Promise<ConversationRow | null> {
    const kept = this.#cache.get(id);
    if (kept) return kept;
    const row = await this.#rows.get(id);
    const newer = this.#cache.get(id);
    if (newer) return newer;
    if (row) this.#cache.set(id, row);
    return row;
  }

  /** Forgets what is in memory, so that the next read comes from the store. */
  forget(id: string): void {
    this.#cache.delete(id);
    this.#writeBehind.delete(id);
  }

  /** Reads the row again, after what was amended here is written. Null when there is none. */
  async again(id: string): Promise<ConversationRow | null> {
    if (this.#writeBehind.has(id)) await this.update(id, (row) => ({ row: { ...row } }));
    else if (!this.#writers.has(id)) this.#cache.delete(id);
    return this.get(id);
  }

  /** Reads what removed conversations left behind: to be done before anything else, and before each new conversation where others remove some too. */
  async open(): Promise<void> {
    const kept = await this.#store.collection(settings).get(countedSetting);
    this.#counted = countedSchema.parse(kept?.value ?? {});
  }

  /** Makes the row as it begins; not written yet (`v` 0). Throws when the id is none. */
  fresh(id: string): ConversationRow {
    const row = newConversation(id, this.#clock.now());
    return { ...row, messages: this.#counted.messages, session: { ...row.session, turn: this.#counted.turn } };
  }

  /** Changes the row. Resolves to the row as written; without a change (`v` 0) when there is none. Rejects when `mutate` throws or the store fails. */
  update(id: string, mutate: Mutation): Promise<ConversationRow> {
    return this.#enqueue(id, { mutate });
  }

  /** Changes the row, which is made when it does not exist. */
  make(id: string, mutate: Mutation): Promise<ConversationRow> {
    return this.#enqueue(id, { mutate, makes: true });
  }

  /**
   * Removes the row, then what `others` removes; nothing else of this conversation is written meanwhile, and a change that was on
   * its way finds no row. May be repeated.
   */
  async remove(id: string, others: () => Promise<void>): Promise<void> {
    const alone = async (): Promise<ConversationRow> => {
      const row = await this.get(id);
      if (row) {
        const { turn, messages } = this.#counted;
        const counted = { turn: Math.max(turn, row.session.turn + 1), messages: Math.max(messages, row.messages) };
        this.#counted = counted;
        const setting = { _id: countedSetting, v: 1, value: counted };
        await this.#store.write([
          { op: 'put', in: settings.name, row: setting },
          { op: 'delete', in: conversations.name, id },
        ]);
      }
      this.forget(id);
      await others();
      this.forget(id);
      return this.fresh(id);
    };
    await this.#enqueue(id, { mutate: () => null, alone });
  }

  #enqueue(id: string, change: Pick<Waiting, 'mutate' | 'makes' | 'alone'>): Promise<ConversationRow> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { ...change, resolve, reject };
      const queue = this.#writers.get(id);
      if (queue) queue.push(waiting);
      else {
        const first = [waiting];
        this.#writers.set(id, first);
        void this.#work(id, first);
      }
    });
  }

  /**
   * Takes a change into the row in memory and writes only its steps now; the row itself goes with the next write, at the
   * latest after `flushAfter`. Only for what the steps alone tell a process that finds the older row.
   */
  async writeBehind(id: string, mutate: Mutation): Promise<void> {
    const row = this.#cache.get(id);
    if (!row || this.#writers.has(id) || this.#writeBehind.size >= this.#mostBehind) {
      await this.update(id, mutate);
      return;
    }
    const change = mutate(row);
    if (!change) return;
    this.#cache.set(id, change.row);
    if (!this.#writeBehind.has(id)) this.#writeBehind.set(id, { since: this.#clock.monotonic(), stored: row });
    this.#sweepLater();
    try {
      const ops = change.ops ?? [];
      await this.#store.write([...ops, ...this.#follows(ops)]);
    } catch (error) {
      this.forget(id);
      throw error;
    }
  }

  /** True when rows were amended and not written since. */
  get amended(): boolean {
    return this.#writeBehind.size > 0;
  }

  /** Writes the rows that were amended before `until` on the monotonic clock. A row that cannot be written now is read again when it is needed. */
  async flush(until = Number.POSITIVE_INFINITY): Promise<void> {
    const ids = [...this.#writeBehind].filter(([, { since }]) => since <= until).map(([id]) => id);
    await Promise.all(ids.map((id) => this.update(id, (row) => ({ row: { ...row } })).catch(() => undefined)));
  }

  #sweepLater(): void {
    if (this.#sweeping) return;
    this.#sweeping = true;
    const wait = this.#shared ? flushShared : flushAfter;
    this.#clock.after(wait, () => {
      this.#sweeping = false;
      void this.flush(this.#clock.monotonic() - wait / 2).then(() => {
        if (this.#writeBehind.size > 0) this.#sweepLater();
      });
    });
  }

  async #work(id: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const alone = queue[0]?.alone;
      const next = queue.findIndex((one) => one.alone);
      const batch = queue.splice(0, alone ? 1 : next < 0 ? queue.length : next);
      try {
        const row = alone ? await alone() : await this.#write(id, batch);
        for (const one of batch) one.resolve(row);
      } catch (error) {
        this.forget(id);
        for (const one of batch) one.reject(error);
      }
    }
    this.#writers.delete(id);
  }

  async #write(id: string, batch: Waiting[]): Promise<ConversationRow> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const found = await this.get(id);
      if (!found && this.#shared) await this.open();
      const before = found ?? this.fresh(id);
      let row = before;
      const ops: Op[] = [];
      for (const one of [...batch]) {
        if (row.v === 0 && row === before && !one.makes) continue;
        try {
          const change = one.mutate(row);
          if (!change) continue;
          row = change.row;
          if (change.ops) ops.push(...change.ops);
        } catch (error) {
          one.reject(error);
          batch.splice(batch.indexOf(one), 1);
        }
      }
      if (row === before && ops.length === 0) return row;
      ops.push(...this.#follows(ops));
      const timed = giveTime(row, this.#silentMs, this.#clock.now());
      const due = this.#due(timed, this.#clock.now());
      const next: ConversationRow = { ...timed, v: before.v + 1, due };
      const was = this.#writeBehind.get(id)?.stored ?? before;
      if ((await this.#store.write(ops, { in: conversations.name, row: next, was })) === 'done') {
        this.#cache.set(id, next);
        this.#writeBehind.delete(id);
        return next;
      }
      this.forget(id);
      this.#log.debug({ conversation: id, attempt }, 'conversation was written elsewhere; doing it again');
    }
    throw new Error(`conversation ${id}: no write got through in ${attempts} tries`);
  }
}

/** Makes a conversation that nothing was written of yet (`v` 0). Throws when the id is none. */
export function newConversation(id: string, now: number): ConversationRow {
  const address: Address | null = parseConversationId(id);
  if (!address) throw new Error(`"${id}" is no conversation id (channel:account:user)`);
  return {
    _id: id,
    v: 0,
    address,
    contact: id,
    session: newSession(),
    owner: 'bot',
    state: 'open',
    seen: [],
    outbox: [],
    calls: [],
    timers: [],
    messages: 0,
    lastInAt: 0,
    sentSince: 0,
    reachable: true,
    lastAt: now,
    preview: '',
    createdAt: now,
  };
}
