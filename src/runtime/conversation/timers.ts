/** Wakes conversations when their time has come: one timeout, set for the earliest `due` in the store. */
import { type ConversationRow, conversationStates, conversations } from '../../store/collections.ts';
import type { Collection } from '../../store/store.ts';
import type { Deps } from '../deps/deps.ts';
import { rowsByDue } from './rows-by-due.ts';
import { isAhead, slack } from './set-back.ts';

/** The store is asked at least this often, ms; where other processes write, for what they did not live to look after. */
const longest = { alone: 30_000, shared: 2_000 };
const page = 200;

export class Timers {
  readonly #deps: Pick<Deps, 'clock' | 'cluster' | 'log' | 'store'>;
  readonly #rows: Collection<ConversationRow>;
  readonly #wake: (id: string) => boolean;
  readonly #rested: () => void;
  /** The latest time that something was put off at, epoch ms; none before the store was asked. */
  #seen: number | undefined;
  #next = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #running = false;
  #firing = false;

  /** `wake` answers false when the conversation cannot be taken in now; it is asked again soon. */
  constructor(deps: Pick<Deps, 'clock' | 'cluster' | 'log' | 'store'>, wake: (id: string) => boolean, rested: () => void) {
    this.#rested = rested;
    this.#deps = deps;
    this.#rows = deps.store.collection(conversations);
    this.#wake = wake;
  }

  get #longest(): number {
    return this.#deps.cluster.shared ? longest.shared : longest.alone;
  }

  /** True while the store is asked who is due. */
  get firing(): boolean {
    return this.#firing;
  }

  start(): void {
    this.#running = true;
    this.note(this.#deps.clock.now());
  }

  stop(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Takes note that something was written that is put off: should the clock be set back, it is looked for. */
  see(): void {
    if (this.#seen !== undefined) this.#seen = Math.max(this.#seen, this.#deps.clock.now());
  }

  /** Notes that somebody has to be woken at `at`, epoch ms. */
  note(at: number): void {
    this.see();
    if (!this.#running || at >= this.#next) return;
    this.#cancel?.();
    this.#next = at;
    const now = this.#deps.clock.now();
    this.#cancel = this.#deps.clock.after(Math.min(this.#longest, Math.max(0, at - now)), () => void this.#fire());
  }

  async #fire(): Promise<void> {
    this.#cancel = undefined;
    this.#next = Number.POSITIVE_INFINITY;
    this.#firing = true;
    const now = this.#deps.clock.now();
    try {
      this.#seen ??= await this.#latest();
      if (this.#seen > now + slack) await this.#wakeAhead(now);
      this.#seen = now;
      if (!this.#deps.cluster.leads()) return this.note(now + this.#longest);
      const due = await this.#rows.find({ where: { due: { lte: now } }, sort: { by: 'due' }, limit: page });
      const taken = due.filter((row) => this.#wake(row._id)).length;
      if (due.length === page || taken < due.length) return this.note(this.#deps.clock.now() + (taken > 0 ? 20 : 200));
      const [next] = await this.#rows.find({ where: { due: { gt: now } }, sort: { by: 'due' }, limit: 1 });
      this.note(Math.min(next?.due ?? Number.POSITIVE_INFINITY, now + this.#longest));
    } catch (error) {
      this.#deps.log.error({ err: error }, 'due conversations could not be read; tried again soon');
      this.note(this.#deps.clock.now() + 1000);
    } finally {
      this.#firing = false;
      this.#rested();
    }
  }

  /** Returns when a conversation was last touched, epoch ms: in the future if the clock was set back while the program was down. */
  async #latest(): Promise<number> {
    const tops = await Promise.all(conversationStates.map((state) => this.#rows.find({ where: { state }, sort: { by: 'lastAt', desc: true }, limit: 1 })));
    return Math.max(0, ...tops.flat().map((row) => row.lastAt));
  }

  /** Wakes what was put off while the clock was ahead, or it would sleep until that time comes: nobody asks for it before. */
  async #wakeAhead(now: number): Promise<void> {
    for await (const rows of rowsByDue(this.#rows, page, now)) {
      if (!this.#running) return;
      await this.#wakeAll(rows, now);
    }
  }

  async #wakeAll(rows: readonly ConversationRow[], now: number): Promise<void> {
    for (const row of rows) {
      while (this.#running && isAhead(row, now) && !this.#wake(row._id)) await new Promise<void>((resolve) => this.#deps.clock.after(20, resolve));
    }
  }
}
