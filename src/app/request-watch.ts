/** Tells customers that the team has ended what they asked for: within a minute, once, also after a restart in between. */
import type { Logger } from '../logger.ts';
import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { type RequestRow, requests } from '../shop/request-rows.ts';
import { notices } from '../store/collections.ts';
import type { Store } from '../store/store.ts';
import { bilingual } from '../understanding/language-fallbacks.ts';

const page = 100;
/** Whoever cannot be written to is tried again after so long, and for so long, ms: a channel may be switched off for an hour. */
const againMs = 15 * 60_000;
const tryMs = 24 * 3_600_000;

const untoldTexts = {
  zh: (number: string) => `待办 ${number} 已办结，但一天内都没能通知到顾客：对话所在的渠道不在了，或者发不到。请用别的方式告诉顾客。`,
  en: (number: string) =>
    `Request ${number} has ended, and for a day its customer could not be told: the channel of the conversation is gone, or nothing reaches them. Please tell them another way.`,
};

/** Returns the event that the flow `request-closed` begins with. */
function closedEvent({ _id, kind, order, conversation, status, words }: RequestRow): Parameters<Runtime['event']>[0] {
  const request = { number: _id, kind, order: order ?? null, status, words: words ?? null };
  return { id: `request:${_id}`, name: 'request.closed', contact: { address: conversation }, data: { request } };
}

export interface RequestWatchParts {
  store: Store;
  runtime: Pick<Runtime, 'event'>;
  /** Language of notices to the team. */
  lang: 'en' | 'zh';
  told(notice: Parameters<NonNullable<RuntimeHooks['notify']>>[0]): void;
  log: Pick<Logger, 'warn'>;
}

/** Returns what is called at each look at the clock. */
export function requestWatch({ store, runtime, lang, told, log }: RequestWatchParts): (now: number) => Promise<void> {
  async function giveUp({ _id, conversation }: RequestRow, untold: 'unknown' | 'unreachable', now: number): Promise<void> {
    log.warn({ request: _id, status: untold }, 'the customer could not be told that a request has ended');
    const notice = { conversation, to: 'team', text: bilingual(untoldTexts, lang)(_id) };
    const done = await store.collection(notices).insert({ _id: `request-untold:${_id}`, ...notice, at: now, unread: 1 });
    if (done === 'done') told(notice);
    await store.write([{ op: 'patch', in: requests.name, id: _id, set: { tellAt: null, untold } }]);
  }
  return async (now) => {
    for (;;) {
      const due = await store.collection(requests).find({ where: { tellAt: { lte: now } }, limit: page });
      for (const row of due) {
        // The event's id is the same when the process ends here, and is taken in once.
        const { status } = await runtime.event(closedEvent(row));
        const isTold = status === 'stored' || status === 'duplicate';
        if (!isTold && now - (row.closedAt ?? now) >= tryMs) await giveUp(row, status, now);
        else await store.write([{ op: 'patch', in: requests.name, id: row._id, set: { tellAt: isTold ? null : now + againMs } }]);
      }
      if (due.length < page) return;
    }
  };
}
