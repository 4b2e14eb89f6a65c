/** One try of sending one message: encode, wait for the pace, send its requests in order. Changes nothing in the store. */

import type { Channel, ProviderRequest, SendFailure, SendResult } from '../../channel.ts';
import { within } from '../../event-loop/within.ts';
import { accountId, conversationId, type OutboundMessage } from '../../message.ts';
import type { OutboxItem } from '../../store/collections.ts';
import { StoreUnavailable } from '../../store/store.ts';
import type { Deps } from '../deps/deps.ts';

/** The dependencies that this file's functions use. */
type SendDeps = Pick<Deps, 'clock' | 'cluster' | 'hooks' | 'limits' | 'log' | 'pacer'>;

export interface Attempt {
  /** Requests that are with the provider now, those of earlier tries included. */
  done: number;
  refs: string[];
  /** Number of requests of this try that do not count towards the quota of the reply window. */
  free: number;
  failure?: SendFailure;
}

/** Puts the message into the provider's requests. A channel that throws is a fault of ours: null. */
export function encoded(deps: Pick<Deps, 'hooks' | 'log'>, channel: Channel, message: OutboundMessage): ProviderRequest[] | null {
  try {
    return channel.encode(message);
  } catch (error) {
    deps.log.error({ key: message.key, channel: channel.name, err: error }, 'a message could not be encoded');
    deps.hooks.fault?.('encode');
    return null;
  }
}

/** Sends the requests that were not sent yet. `progress` is called for each one that arrived when more follow. */
export async function attempt(
  deps: SendDeps,
  channel: Channel,
  requests: readonly ProviderRequest[],
  item: OutboxItem,
  progress: (done: Attempt) => void,
): Promise<Attempt> {
  const { message } = item;
  const { to } = message;
  const account = accountId(to);
  const result: Attempt = { done: item.done, refs: [...item.refs], free: 0 };
  const key = item.round ? `${message.key}~${item.round}` : message.key;
  for (let n = item.done; n < requests.length; n++) {
    const request = requests[n];
    if (!request) break;
    if (n > item.done) {
      const wait = deps.pacer.turn(account, conversationId(to), message.class, channel.capabilities.rate);
      if (wait) await wait;
    }
    // Checked at the last moment: a process that was paused for too long must not send what others took over meanwhile.
    if (!deps.cluster.alive()) throw new StoreUnavailable('this process gave no sign of life for too long; it goes on when it is known again');
    const at = deps.clock.monotonic();
    const sent = await sendInTime(deps, channel, request, item, n === 0 ? key : `${key}:${n}`);
    deps.pacer.answered(account, at);
    if (!sent.ok) return { ...result, failure: sent.failure };
    result.done = n + 1;
    if (sent.free) result.free += 1;
    if (sent.ref !== undefined) result.refs.push(sent.ref);
    if (n + 1 < requests.length) progress({ ...result, refs: [...result.refs] });
  }
  return result;
}

async function sendInTime(
  deps: Pick<Deps, 'clock' | 'hooks' | 'limits' | 'log'>,
  channel: Channel,
  request: ProviderRequest,
  item: OutboxItem,
  key: string,
): Promise<SendResult> {
  const late = (): SendResult => ({ ok: false, failure: { code: 'timeout' } });
  try {
    const sending = async () => channel.send(request, item.message.to, key, item.message.class);
    return await within(deps.clock, deps.limits.sendMs, sending(), late);
  } catch (error) {
    deps.log.error({ key, channel: channel.name, err: error }, 'a channel threw while sending');
    deps.hooks.fault?.('send');
    return { ok: false, failure: { code: 'provider', detail: error instanceof Error ? error.message.slice(0, 300) : undefined } };
  }
}
