/** Flows that start by the clock: at each due time the conversations hear of it, each once, also across restarts. */

import type { Clock } from '../../event-loop/clock.ts';
import type { FlowSet } from '../../flow-tree/flow-tree.ts';
import type { Logger } from '../../logger.ts';
import { conversationStates, conversations, type SettingRow, settings } from '../../store/collections.ts';
import { steadyClock } from '../../store/steady-clock.ts';
import type { Store } from '../../store/store.ts';
import type { Runtime } from '../deps/runtime-options.ts';
import { dueSchedules } from './due-schedules.ts';

export interface ScheduleParts {
  store: Store;
  flows: { set(): FlowSet };
  runtime: Pick<Runtime, 'enter'>;
  /** IANA zone of the shop. */
  zone: string;
  clock: Clock;
  log: Logger;
  /** Other work by the clock, called at each look. */
  each?: (now: number) => Promise<void>;
}

/** Setting that holds up to when schedules were raised, epoch ms. */
const mark = 'schedules-raised';
const every = 20_000;
const pageSize = 200;
/** A conversation that was silent for longer is not written to by the clock, ms: 180 days. */
const freshMs = 180 * 86_400_000;

/** The mark is written again after this time, ms, although nothing was due. */
const markEvery = 600_000;

/** Keeps the time up to which schedules were raised. */
export class Schedules {
  readonly #parts: ScheduleParts;
  readonly #steady: () => boolean;
  #raisedTo: number | undefined;
  #storedAt = 0;

  #cancel = (): void => {};
  #working: Promise<void> = Promise.resolve();
  #over = false;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
    this.#steady = steadyClock({ now: parts.clock.now, monotonic: parts.clock.monotonic, jumped() {} });
  }

  /** Looks for due schedules three times a minute from now on. */
  start(): void {
    const { clock, log } = this.#parts;
    this.#working = this.raise()
      .then((raised) => {
        if (raised > 0) log.info({ raised }, 'flows started by the clock');
      })
      .catch((error: unknown) => log.warn({ err: error }, 'schedules could not be raised; tried again soon'))
      .then(() => {
        if (!this.#over) this.#cancel = clock.after(every, () => this.start());
      });
  }

  /** Resolves when the look at work is done; none follows. */
  async stop(): Promise<void> {
    this.#over = true;
    this.#cancel();
    await this.#working;
  }

  /**
   * Raises what fell due since the last look; after a stop, since the mark in the store. Every reachable conversation of the
   * last 180 days gets the event, under an id of flow and time, so that raising it again after a crash changes nothing.
   * Resolves to how many events were new. For an hour after the clock jumped by more than a day nothing is raised: customers would
   * hear of it days too early, and nobody could take it back.
   */
  async raise(): Promise<number> {
    const { store, flows, zone, clock } = this.#parts;
    if (!this.#steady()) return 0;
    const now = clock.now();
    await this.#parts.each?.(now);
    if (this.#raisedTo === undefined) {
      const row = await store.collection(settings).get(mark);
      this.#raisedTo = typeof row?.value === 'number' ? row.value : now;
    }
    const due = dueSchedules(flows.set(), zone, this.#raisedTo, now);
    let raised = 0;
    for (const { flow, at } of due) raised += await this.#tell(flow, at, now);
    this.#raisedTo = now;
    if (due.length > 0 || Math.abs(now - this.#storedAt) >= markEvery) {
      const row: SettingRow = { _id: mark, v: 1, value: now };
      await store.write([{ op: 'put', in: settings.name, row }]);
      this.#storedAt = now;
    }
    return raised;
  }

  async #tell(flow: string, at: number, now: number): Promise<number> {
    const rows = this.#parts.store.collection(conversations);
    let raised = 0;
    let before = new Set<string>();
    for (let from = now - freshMs; ; ) {
      const page = await rows.find({ where: { state: { in: conversationStates }, lastAt: { gte: from } }, sort: { by: 'lastAt' }, limit: pageSize });
      const fresh = page.filter((one) => !before.has(one._id));
      for (const one of fresh) {
        const id = `schedule:${flow}:${at}:${one._id}`;
        if (!one.reachable) continue;
        const stored = await this.#parts.runtime.enter(one._id, { type: 'engine', event: { type: 'event', id, name: 'schedule', data: { flow } } }, id);
        if (stored === 'stored') raised += 1;
      }
      const last = page.at(-1)?.lastAt;
      if (fresh.length === 0 || page.length < pageSize || last === undefined) return raised;
      from = last;
      before = new Set(page.filter((one) => one.lastAt === last).map((one) => one._id));
    }
  }
}
