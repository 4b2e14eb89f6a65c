/** Messages that no longer fit because their flow was stopped or the customer opted out: they do not go out any more. */
import type { Run } from '../engine/session.ts';
import { stoppedBy } from '../engine/stopped-by.ts';
import type { OutboxItem } from '../store/collections.ts';
import type { Draft } from './draft.ts';

type Reason = 'superseded' | 'opted_out';

export interface Withdrawal {
  reason: Reason;
  /** Of the messages that this turn itself wrote, only the first so many are meant. */
  before: number;
  fits(item: OutboxItem): boolean;
}

function withdraw(draft: Draft, reason: Reason, fits: Withdrawal['fits']): void {
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

/** Why a message is taken back, if it is. `index`: its place among those that this turn wrote. Replies never are: the customer asked for them. */
export function reasonToWithdraw(withdrawals: readonly Withdrawal[], item: OutboxItem, index = -1): Reason | undefined {
  if (item.message.class === 'reply' || item.state === 'sending') return undefined;
  return withdrawals.find((one) => index < one.before && one.fits(item))?.reason;
}
