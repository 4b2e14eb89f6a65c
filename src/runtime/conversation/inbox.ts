/** Events on their way into conversations: stored once, in order of arrival, before anything is acknowledged. */
import type { Logger } from '../../logger.ts';
import { accountId, conversationId, type InboundEvent } from '../../message.ts';
import { type InboxEvent, type InboxRow, inbox } from '../../store/collections.ts';
import type { Collection, Op, Store } from '../../store/store.ts';

/** Returns the event as it is stored, and logs values of the provider that make no sense. */
export function withoutOdd(event: InboundEvent, log: Pick<Logger, 'warn'>): InboundEvent {
  if (!event.odd) return event;
  const { odd, ...sound } = event;
  const { channel, account } = event.from;
  log.warn({ channel, account, event: event.id, odd }, 'the provider told what makes no sense; another value was taken');
  return sound;
}

export class Inbox {
  readonly #store: Store;
  readonly #rows: Collection<InboxRow>;
  readonly #now: () => number;
  #last = 0;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#rows = store.collection(inbox);
    this.#now = now;
  }

  /** Stores what was not there yet; resolves to the rows that are new, in order. Typing is not stored. */
  async storeAll(events: readonly InboundEvent[]): Promise<InboxRow[]> {
    const rows = events
      .filter((event) => event.type !== 'typing')
      .map((event) => this.#row(conversationId(event.from), event, `${accountId(event.from)}:${event.id}`));
    return rows.length === 0 ? [] : this.#insert(rows);
  }

  /** Stores one event under an id of ours; null when it was there already. */
  async store(conversation: string, event: InboxEvent, id: string): Promise<InboxRow | null> {
    const [row] = await this.#insert([this.#row(conversation, event, id)]);
    return row ?? null;
  }

  /** Stores events under ids of ours that are new for certain, in one write with other steps. */
  async storeWith(entries: readonly { conversation: string; event: InboxEvent; id: string }[], ops: readonly Op[]): Promise<InboxRow[]> {
    const rows = entries.map(({ conversation, event, id }) => this.#row(conversation, event, id));
    await this.#store.write([...rows.map((row): Op => ({ op: 'insert', in: inbox.name, row })), ...ops]);
    return rows;
  }

  /** Reads the oldest events of a conversation that were not worked on, in order. */
  pendingOf(conversation: string, limit: number): Promise<InboxRow[]> {
    return this.#rows.find({ where: { pending: conversation }, sort: { by: 'seq' }, limit });
  }

  /** Walks over every conversation with events that were not worked on, each once. */
  async *conversations(): AsyncGenerator<string> {
    let after = '';
    for (;;) {
      const [row] = await this.#rows.find({ where: { pending: { gt: after } }, sort: { by: 'pending' }, limit: 1 });
      if (row?.pending === undefined || row.pending === null) return;
      after = row.pending;
      yield after;
    }
  }

  /** Lists the same, at most `limit` of them. */
  async waiting(limit: number): Promise<string[]> {
    const found: string[] = [];
    for await (const id of this.conversations()) {
      if (found.push(id) >= limit) break;
    }
    return found;
  }

  async #insert(rows: InboxRow[]): Promise<InboxRow[]> {
    const fresh = await this.#store.insertNew(inbox.name, rows);
    return fresh.every(Boolean) ? rows : rows.filter((_, n) => fresh[n]);
  }

  #row(conversation: string, event: InboxEvent, id: string): InboxRow {
    const now = this.#now();
    this.#last = Math.max(this.#last + 1, now * 1000);
    return { _id: id, v: 1, conversation, seq: this.#last, at: now, event, pending: conversation };
  }
}
