/** Tells customers that the team has ended what they asked for: within a minute, once, also after a restart in between. */
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import { type RequestRow, requests } from '../shop/request-rows.ts';
import type { Store } from '../store/store.ts';

const page = 100;

/** Returns the event that the flow `request-closed` begins with. */
function closedEvent({ _id, kind, order, conversation, status, words }: RequestRow): Parameters<Runtime['event']>[0] {
  const request = { number: _id, kind, order: order ?? null, status, words: words ?? null };
  return { id: `request:${_id}`, name: 'request.closed', contact: { address: conversation }, data: { request } };
}

/** Returns what is called at each look at the clock. */
export function requestWatch(store: Store, runtime: Pick<Runtime, 'event'>): (now: number) => Promise<void> {
  return async (now) => {
    for (;;) {
      const due = await store.collection(requests).find({ where: { tellAt: { lte: now } }, limit: page });
      for (const row of due) {
        // The event's id is the same when the process ends here, and is taken in once.
        await runtime.event(closedEvent(row));
        await store.write([{ op: 'patch', in: requests.name, id: row._id, set: { tellAt: null } }]);
      }
      if (due.length < page) return;
    }
  };
}
