/** Messages that no longer fit because their flow was stopped or the customer opted out: they do not go out any more. */

import type { Run } from '../../engine/model/session.ts';
import { stoppedBy } from '../../flow-tree/stopped-by.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { Withdrawal, WithdrawalReason } from './withdrawal.ts';

function withdraw(work: UnitOfWork, reason: WithdrawalReason, fits: Withdrawal['fits']): void {
  work.withdrawals.push({ reason, before: work.items.length, fits });
}

/** Withdraws the messages of a run that was stopped before its time. */
export function withdrawRun(work: UnitOfWork, run: string): void {
  withdraw(work, 'superseded', (item) => item.run === run);
}

/** Withdraws all promotions, whatever wrote them, because the customer wants none. */
export function withdrawPromotions(work: UnitOfWork): void {
  withdraw(work, 'opted_out', (item) => item.message.class === 'promo' || item.stopOn?.includes('opted_out') === true);
}

/** Withdraws messages of runs that are already over when something stops their flow: a reminder held until morning after an order at night. */
export function withdrawStopped(work: UnitOfWork, word: string): void {
  const { front, background } = work.session;
  const alive = (id: string | undefined) => [front, ...background].some((run: Run | undefined) => run !== undefined && run.id === id);
  withdraw(work, 'superseded', (item) => stoppedBy(item.stopOn, word) && !alive(item.run));
}
