/** Messages that no longer fit because their flow was stopped or the customer opted out: they do not go out any more. */

import type { Run } from '../../engine/model/session.ts';
import { stoppedBy } from '../../engine/model/stopped-by.ts';
import type { Draft } from './unit-of-work.ts';
import type { Withdrawal, WithdrawalReason } from './withdrawal.ts';

function withdraw(draft: Draft, reason: WithdrawalReason, fits: Withdrawal['fits']): void {
  draft.withdrawals.push({ reason, before: draft.items.length, fits });
}

/** What a run wrote that was stopped before its time. */
export function withdrawRun(draft: Draft, run: string): void {
  withdraw(draft, 'superseded', (item) => item.run === run);
}

/** The customer wants no promotions: none goes out, whatever wrote it. */
export function withdrawPromotions(draft: Draft): void {
  withdraw(draft, 'opted_out', (item) => item.message.class === 'promo' || item.stopOn?.includes('opted_out') === true);
}

/** What stops a flow also takes back what a run of it wrote that is over by now: a reminder held until morning after an order at night. */
export function withdrawStopped(draft: Draft, word: string): void {
  const { front, background } = draft.session;
  const alive = (id: string | undefined) => [front, ...background].some((run: Run | undefined) => run !== undefined && run.id === id);
  withdraw(draft, 'superseded', (item) => stoppedBy(item.stopOn, word) && !alive(item.run));
}
