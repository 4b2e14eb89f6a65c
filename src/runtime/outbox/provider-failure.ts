/** Effects of a provider's failure beyond the one message, wherever it is reported: in the answer to sending, or later in a receipt. */

import type { SendFailure } from '../../channel.ts';
import { errorTexts } from '../../errors.ts';
import { type Address, accountId, conversationId } from '../../message.ts';
import { notices } from '../../store/collections.ts';
import { isChinese } from '../../understanding/language-fallbacks.ts';
import type { Deps } from '../deps/deps.ts';
import { type AccountHold, believedPause, type PauseScope } from '../pace/account-holds.ts';

/** The dependencies that this file's functions use. */
type ProviderFailureDeps = Pick<Deps, 'clock' | 'enter' | 'holds' | 'hooks' | 'langs' | 'log' | 'pacer' | 'store'>;

/** Rest of an account when the provider names none, ms. */
const usualPause = 60_000;

/**
 * Acts on a failure that concerns more than its message: a refusal of marketing goes into the ledger of consent, and an account hold begins and is
 * reported to the merchant. Resolves to the hold, during which the message is to be kept. `key` is unique for the failed try.
 */
export async function applyProviderFailure(deps: ProviderFailureDeps, to: Address, key: string, failure: SendFailure): Promise<AccountHold | undefined> {
  const { code, detail, scope } = failure;
  if (failure.refusedMarketing) {
    const words = [`${to.channel}: ${code}`, detail].filter(Boolean).join(' · ').slice(0, 300);
    await deps.enter(conversationId(to), { type: 'refused', words }, `refused:${key}`);
  }
  if (scope !== 'account' && scope !== 'promotions') return undefined;
  const now = deps.clock.now();
  const account = accountId(to);
  const pause: AccountHold = { scope, until: now + (believedPause(failure.retryAfterMs) ?? usualPause), code, detail };
  if (code === 'rate_limited') deps.pacer.slow(account);
  if (deps.holds.begin(account, pause)) {
    deps.log.warn(
      { account, scope, code, detail, waitMs: pause.until - now },
      'the provider keeps messages of this account back; they wait and are tried again',
    );
    await tellMerchant(deps, to, pause, now);
  }
  return pause;
}

/** Reports a hold to the merchant, once a day for each account and reason, however often and in how many processes it is met. */
async function tellMerchant(deps: Pick<Deps, 'hooks' | 'langs' | 'store'>, to: Address, pause: AccountHold, now: number): Promise<void> {
  const account = accountId(to);
  const conversation = conversationId(to);
  const day = new Date(now).toISOString().slice(0, 10);
  const text = noticeText(account.replace(/:main$/, ''), pause.scope, pause, deps.langs[0] ?? 'en');
  const row = { _id: `pause:${account}:${pause.scope}:${pause.code}:${day}`, conversation, to: 'team', text, at: now, unread: 1 as const };
  if ((await deps.store.collection(notices).insert(row)) === 'done') deps.hooks.notify?.({ conversation, to: 'team', text });
}

function noticeText(account: string, scope: PauseScope, { code, detail }: AccountHold, lang: string): string {
  if (isChinese(lang)) {
    const what = scope === 'promotions' ? '推广消息已暂停发送，其他消息照常' : '该账号已暂停发送';
    return `${account}：${errorTexts[code].zh}${what}；待发的消息都留着，稍后自动重试。${detail ? `平台原话：${detail}` : ''}`;
  }
  const what = scope === 'promotions' ? 'Promotions rest, other messages go out as usual' : 'Nothing is sent through this account for now';
  return `${account}: ${errorTexts[code].en} ${what}; what waits is kept and tried again by itself.${detail ? ` The provider says: ${detail}` : ''}`;
}
