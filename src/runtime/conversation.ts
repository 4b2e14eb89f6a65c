/**
 * Conversation rows: read, kept in a bounded cache, and changed by guarded writes. Changes of one conversation are made
 * one after another; those that come while a write is under way share the next one.
 */
import type { Logger } from '../channel.ts';
import { newSession } from '../engine/session.ts';
import { type Address, parseConversationId } from '../message.ts';
import { type ConversationRow, conversations } from '../store/collections.ts';
import type { Collection, Op, Store } from '../store/store.ts';
import { Lru } from './lru.ts';

/** The row as it shall be, and what goes with it in the same write. The same row object: the row itself does not change. */
export interface Change {
  row: ConversationRow;
  ops?: Op[];
}
/** Pure: it is called again on the row as it is then when another process was faster. Null: nothing to do after all. */
export type Mutation = (row: ConversationRow) => Change | null;

interface Waiting {
  mutate: Mutation;
  resolve(row: ConversationRow): void;
  reject(error: unknown): void;
}

/** Conflicts in a row before it is an error: each means that another process wrote. */
const attempts = 20;

export class Conversations {
  readonly #store: Store;
  readonly #rows: Collection<ConversationRow>;
  readonly #cache: Lru<ConversationRow>;
  readonly #writers = new Map<string, Waiting[]>();
  readonly #now: () => number;
  readonly #due: (row: ConversationRow, now: number) => number | undefined;
  readonly #log: Logger;

  constructor(options: { store: Store; cached: number; now: () => number; due: (row: ConversationRow, now: number) => number | undefined; log: Logger }) {
    this.#store = options.store;
    this.#rows = options.store.collection(conversations);
    this.#cache = new Lru(options.cached);
    this.#now = options.now;
    this.#due = options.due;
    this.#log = options.log;
  }

  get cached(): number {
    return this.#cache.size;
  }

  /** The row as last written here, when it is in memory. */
  peek(id: string): ConversationRow | undefined {
    return this.#cache.get(id);
  }

  /** Null when the conversation was never written. */
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
  }

  /** Changes the row, which is made when it does not exist. Resolves to the row as written. Rejects when `mutate` throws or the store fails. */
  update(id: string, mutate: Mutation): Promise<ConversationRow> {
    return new Promise((resolve, reject) => {
      const waiting = { mutate, resolve, reject };
      const queue = this.#writers.get(id);
      if (queue) queue.push(waiting);
      else {
        const first = [waiting];
        this.#writers.set(id, first);
        void this.#work(id, first);
      }
    });
  }

  async #work(id: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0);
      try {
        const row = await this.#write(id, batch);
        for (const one of batch) one.resolve(row);
      } catch (error) {
        this.#cache.delete(id);
        for (const one of batch) one.reject(error);
      }
    }
    this.#writers.delete(id);
  }

  async #write(id: string, batch: Waiting[]): Promise<ConversationRow> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = (await this.get(id)) ?? newConversation(id, this.#now());
      let row = before;
      const ops: Op[] = [];
      for (const one of [...batch]) {
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
      const due = this.#due(row, this.#now());
      const next: ConversationRow = { ...row, v: before.v + 1, due };
      if ((await this.#store.write(ops, { in: conversations.name, row: next })) === 'done') {
        this.#cache.set(id, next);
        return next;
      }
      this.#cache.delete(id);
      this.#log.debug({ conversation: id, attempt }, 'conversation was written elsewhere; doing it again');
    }
    throw new Error(`conversation ${id}: no write got through in ${attempts} tries`);
  }
}

/** A conversation that nothing was written of yet (`v` 0). Throws when the id is none. */
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
