/** What models cost: counted by day and by conversation, and capped by both. */
import type { ModelUse } from '../message.ts';
import { dayOf } from '../store/conversation-days.ts';
import { type ModelCount, type ModelDayRow, type ModelTask, modelDays, noCount, plus, totalOf } from '../store/model-days.ts';
import type { Store } from '../store/store.ts';

/** Millionths of a minor unit in one. */
export const millionth = 1_000_000;

export interface Prices {
  /** Minor units of the shop's currency for a million tokens. */
  embeddings: number;
  chatIn: number;
  chatOut: number;
}

export interface Caps {
  /** Minor units of the shop's currency a day: for one conversation, and for all. */
  conversation: number;
  day: number;
}

export interface SpendingOptions {
  store: Store;
  zone: string;
  prices: Prices;
  caps: Caps;
  now(): number;
}

export class Spending {
  readonly #options: SpendingOptions;
  /** The day as far as this process knows it: what it read at first, and its own requests since. */
  #today: { day: string; cost: number } | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: SpendingOptions) {
    this.#options = options;
  }

  /** Reads what was spent today before this start. */
  async open(): Promise<void> {
    const day = this.#day();
    const row = await this.#options.store.collection(modelDays).get(day);
    this.#today = { day, cost: row ? totalOf(row).cost : 0 };
  }

  /** Returns the cap that forbids another request; null for none. `spent`: what the conversation cost today, in millionths. */
  cap(spent: number): 'conversation' | 'day' | null {
    const { caps } = this.#options;
    if (this.#spentToday() >= caps.day * millionth) return 'day';
    return spent >= caps.conversation * millionth ? 'conversation' : null;
  }

  /** Counts a request, and returns what it cost. */
  note(task: ModelTask, tokens: { in: number; out: number }): ModelUse {
    const { prices } = this.#options;
    const cost = task === 'phrases' || task === 'vectors' ? tokens.in * prices.embeddings : tokens.in * prices.chatIn + tokens.out * prices.chatOut;
    const count = { calls: 1, in: tokens.in, out: tokens.out, cost };
    const day = this.#day();
    this.#today = { day, cost: this.#spentToday() + cost };
    this.#writing = this.#writing.then(() => this.#write(day, task, count)).catch(() => undefined);
    return count;
  }

  /** Resolves when all that was counted is stored. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Returns the last days, the newest first. */
  async days(most: number): Promise<ModelDayRow[]> {
    await this.#writing;
    return this.#options.store.collection(modelDays).find({ sort: { by: '_id', desc: true }, limit: most });
  }

  #day(): string {
    return dayOf(this.#options.now(), this.#options.zone);
  }

  #spentToday(): number {
    return this.#today?.day === this.#day() ? this.#today.cost : 0;
  }

  /** Adds to the row; another process may do so at the same moment. */
  async #write(day: string, task: ModelTask, count: ModelCount): Promise<void> {
    const rows = this.#options.store.collection(modelDays);
    for (let tries = 0; tries < 10; tries++) {
      const row = await rows.get(day);
      if (!row && (await rows.insert({ _id: day, at: this.#options.now(), tasks: { [task]: count } })) === 'done') return;
      if (!row) continue;
      const after = await rows.replace({ ...row, tasks: { ...row.tasks, [task]: plus(row.tasks[task] ?? noCount, count) } });
      if (!after) continue;
      // What other processes spent counts for the cap too.
      if (this.#today?.day === day) this.#today.cost = Math.max(this.#today.cost, totalOf(after).cost);
      return;
    }
  }
}
