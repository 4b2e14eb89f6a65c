/** Changes of customers in the running program: what a crash or a silent store left open is settled, people are told, the audit is kept. */
import { noteAudit } from '../console/audit.ts';
import type { Clock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { tellOfChange } from '../shop/changes/change-notices.ts';
import type { Changes, ChangeTools } from '../shop/changes/changes.ts';
import type { NoticeRow } from '../store/collections.ts';
import type { Store } from '../store/store.ts';

/** Pause between two looks, ms. */
const every = 10_000;

export interface ChangeWatch {
  start(): void;
  stop(): Promise<void>;
}

/** Returns who hears of changes: the team in its notices, and the audit log, where the customer's id stands as it does for what staff do. */
export function toldOfChanges(
  store: Store,
  lang: string,
  told: (notice: Pick<NoticeRow, 'conversation' | 'to' | 'text'>) => void,
): Pick<ChangeTools, 'tell' | 'audit'> {
  return {
    tell: (row, what) => tellOfChange(store, row, what, lang, told),
    audit: ({ contact, kind, state, order, why, difference, currency, endedAt }) =>
      noteAudit(store, {
        at: endedAt ?? 0,
        who: 'customer',
        from: '',
        what: `order ${kind} ${state}`,
        of: contact,
        after: { order, ...(why === undefined ? {} : { why }), ...(difference === 0 ? {} : { difference, currency }) },
      }),
  };
}

/** Looks after open changes until it is stopped. Several processes may: each step of a change is one that only one can make. */
export function watchChanges({ path, clock, log }: { path: Changes; clock: Clock; log: Pick<Logger, 'info' | 'warn'> }): ChangeWatch {
  let cancel: (() => void) | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;

  async function look(): Promise<void> {
    try {
      const count = await path.settleDue(clock.now());
      if (count > 0) log.info({ changes: count }, 'changes of customers that were left open were looked at');
    } catch (error) {
      log.warn({ err: error }, 'changes of customers that were left open could not be looked at; tried again');
    }
    if (!stopped) cancel = clock.after(every, () => (running = look()));
  }

  return {
    start() {
      stopped = false;
      running = look();
    },
    async stop() {
      stopped = true;
      cancel?.();
      await running;
    },
  };
}
