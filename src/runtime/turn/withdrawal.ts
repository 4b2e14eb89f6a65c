/** Messages of an earlier decision that do not go out any more. */
import type { OutboxItem } from '../../store/collections.ts';

export type WithdrawalReason = 'superseded' | 'opted_out';

export interface Withdrawal {
  reason: WithdrawalReason;
  /** Number of the messages of this turn itself that are covered: the first ones. */
  before: number;
  fits(item: OutboxItem): boolean;
}

/**
 * Returns the reason why a message is withdrawn, if it is. `index`: its place among those that this turn wrote. Replies are never withdrawn: the
 * customer asked for them.
 */
export function reasonToWithdraw(withdrawals: readonly Withdrawal[], item: OutboxItem, index = -1): WithdrawalReason | undefined {
  if (item.message.class === 'reply' || item.state === 'sending') return undefined;
  return withdrawals.find((one) => index < one.before && one.fits(item))?.reason;
}
