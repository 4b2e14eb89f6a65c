/** A call of the channel's own kind (WhatsApp): what its webhooks make of the row. Pure. */
import { createHash } from 'node:crypto';
import type { CallSignal } from '../channel-calls.ts';
import { conversationId } from '../message.ts';
import type { CallRow } from '../store/call-rows.ts';
import { ending } from './call-state.ts';

/** A call that is told so late is over: WhatsApp rings for 30 to 60 seconds. */
const staleMs = 90_000;

/** Returns our id of a call of the provider's: the same for each telling, whatever process hears it. */
export const channelCallId = (via: string, call: string): string =>
  createHash('sha256').update(`${via}|${call}`).digest().subarray(0, 12).toString('base64url');

type Heard = Exclude<CallSignal, { type: 'permission' }>;
type NewCall = Omit<CallRow, 'v'>;

/**
 * Returns the call after this signal, `row` being null for one that is not known; null when nothing changes: told twice, too late, or of a call that
 * somebody else made. Whatever order the webhooks come in, the end is the same.
 */
export function afterSignal(row: CallRow | null, signal: Heard, via: string, now: number): CallRow | NewCall | null {
  if (!row) return firstHeard(signal, via, now);
  if (row.via !== via) return null;
  const at = Math.min(signal.at, now);
  switch (signal.type) {
    case 'offer':
      return null;
    case 'answer':
      return row.out && row.over === undefined && row.sdp === undefined ? { ...row, provider: signal.call, sdp: signal.sdp } : null;
    case 'state':
      return row.out ? afterState({ ...row, provider: signal.call }, signal.state, at) : null;
    case 'over': {
      const ended = ending(row, now);
      return ended ? { ...ended, gone: 1 } : row.gone ? null : { ...row, gone: 1 };
    }
  }
}

function afterState(row: CallRow, state: Extract<Heard, { type: 'state' }>['state'], at: number): CallRow | null {
  if (row.over !== undefined) return null;
  if (state === 'rejected') return withEnd(row, at);
  if (state === 'ringing') return row.rings || row.state === 'talking' ? null : { ...row, state: 'ringing', rang: row.rang ?? at, rings: 1 };
  return row.state === 'talking' ? null : { ...row, state: 'talking', talked: at, seen: Math.max(at, row.seen ?? 0) };
}

const withEnd = (row: CallRow, at: number): CallRow | null => {
  const ended = ending(row, at);
  return ended && { ...ended, gone: 1 };
};

function firstHeard(signal: Heard, via: string, now: number): NewCall | null {
  if (signal.type !== 'offer' && (signal.type !== 'over' || signal.out)) return null;
  const at = Math.min(signal.at, now);
  const base: NewCall = {
    _id: channelCallId(via, signal.call),
    conversation: conversationId(signal.from),
    state: 'ringing',
    at,
    links: {},
    // Nobody holds the key of this seat: the customer has no page.
    seats: { customer: { hash: '', at } },
    rang: at,
    seen: at,
    via,
    provider: signal.call,
  };
  if (signal.type === 'offer' && now - at < staleMs) return { ...base, sdp: signal.sdp };
  return { ...base, state: 'missed', over: now, untold: 1, gone: 1 };
}

/** Returns how many calls of the shop in a row nobody took, the newest first in `rows`: after 2 WhatsApp asks the customer anew, after 4 it takes the permission back. */
export function unanswered(rows: readonly Pick<CallRow, 'out' | 'over' | 'talked'>[]): number {
  const over = rows.filter((row) => row.over !== undefined);
  const reached = over.findIndex((row) => row.talked !== undefined);
  return over.slice(0, reached < 0 ? undefined : reached).filter((row) => row.out).length;
}
