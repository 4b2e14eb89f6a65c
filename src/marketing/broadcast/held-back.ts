/** Messages of an account that its provider keeps back, and the rest of a broadcast for it. Pure. */
import type { ErrorCode } from '../../errors.ts';

/** Reason for which promotions of an account, or all its messages, are kept back. */
export interface HeldBack {
  scope: 'account' | 'promotions';
  code: ErrorCode;
  /** The provider's words. */
  detail?: string | undefined;
}

/** Failures of the provider that end a broadcast until a person has looked. */
const stopping: ReadonlySet<ErrorCode> = new Set(['spam_limited', 'promotions_off', 'template_refused', 'unauthorized']);

/** Tells whether it ends a broadcast until a person has looked. A quota that holds back the whole account is a payment that failed; one of promotions only comes back by itself. */
export function stopsAll({ code, scope }: HeldBack): boolean {
  return stopping.has(code) || (code === 'quota' && scope === 'account');
}
