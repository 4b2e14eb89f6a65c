/** The events of one conversation that wait: the first ones in memory, the rest in the store, so that one customer cannot fill the memory. */
import type { InboxRow } from '../../store/collections.ts';
import { isUrgent } from '../turn/turn-event.ts';
import type { Inbox } from './inbox.ts';

/** Urgent rows kept in memory above the limit; what is more waits in the store. */
const urgentMost = 16;

export class Backlog {
  readonly #inbox: Inbox;
  readonly #conversation: string;
  readonly #most: number;
  rows: InboxRow[] = [];
  /** More may be in the store than in memory. */
  #more = false;
  #came = false;
  #reading = false;

  constructor(inbox: Inbox, conversation: string, most: number) {
    this.#inbox = inbox;
    this.#conversation = conversation;
    this.#most = most;
  }

  /** True when the store has to be asked: after a start, or when memory is empty and rows were left out. */
  get wantsRead(): boolean {
    return this.#more && this.rows.length === 0;
  }

  get empty(): boolean {
    return this.rows.length === 0 && !this.#more;
  }

  /** Adds a row that is in the store now. */
  add(row: InboxRow): void {
    if ((!this.#more && this.rows.length < this.#most) || (isUrgent(row) && this.rows.length < this.#most + urgentMost)) this.rows.push(row);
    else this.#leaveOut();
  }

  /** Forgets the rows in memory: others may have worked on them, so everything is read again. */
  forget(): void {
    this.rows = [];
    this.#leaveOut();
  }

  /** Has the store looked at again: something may be in the store. */
  look(): void {
    this.#leaveOut();
  }

  /** Takes out what was worked on. */
  remove(ids: readonly string[]): void {
    if (ids.length > 0) this.rows = this.rows.filter((row) => !ids.includes(row._id));
  }

  async read(): Promise<void> {
    this.#reading = true;
    this.#came = false;
    try {
      const rows = await this.#inbox.pendingOf(this.#conversation, this.#most);
      const known = new Set(this.rows.map((row) => row._id));
      this.rows.push(...rows.filter((row) => !known.has(row._id)));
      this.#more = this.#came || rows.length === this.#most;
    } finally {
      this.#reading = false;
    }
  }

  #leaveOut(): void {
    this.#more = true;
    if (this.#reading) this.#came = true;
  }
}
