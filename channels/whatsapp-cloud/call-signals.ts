/** Webhooks of the field `calls` as signals of calls, and answers to requests to be called. Pure and total. A session that is too long is left out. */

import type { DecodeContext } from '../../src/channel.ts';
import type { CallSignal } from '../../src/channel-calls.ts';
import { toldTime } from '../../src/channel-kit/told-numbers.ts';
import { changesOf, permissionOf, personOf, type Scope } from './decode.ts';
import { callEvent, callStatus, envelope, message } from './payload.ts';

function eventSignals(raw: unknown, scope: Scope): CallSignal[] {
  const call = callEvent.safeParse(raw).data;
  if (!call) return [];
  const { id, session, direction, biz_opaque_callback_data: ours } = call;
  const { at } = toldTime(call.timestamp, scope.context.now);
  const known = { call: id, at, ...(ours ? { ours } : {}) };
  if (call.event === 'connect') {
    if (session?.sdp_type === 'answer') return [{ type: 'answer', ...known, sdp: session.sdp }];
    const person = session && personOf({ bsuid: call.from_user_id, phone: call.from }, scope);
    return person ? [{ type: 'offer', call: id, at, from: person.from, sdp: session.sdp }] : [];
  }
  const out = direction === 'BUSINESS_INITIATED';
  const person = personOf(out ? { bsuid: call.to_user_id, phone: call.to } : { bsuid: call.from_user_id, phone: call.from }, scope);
  return person ? [{ type: 'over', ...known, from: person.from, out }] : [];
}

const states = { RINGING: 'ringing', ACCEPTED: 'accepted', REJECTED: 'rejected' } as const;

function statusSignals(raw: unknown, scope: Scope): CallSignal[] {
  const told = callStatus.safeParse(raw).data;
  if (!told) return [];
  const { id, status, timestamp, biz_opaque_callback_data: ours } = told;
  return [{ type: 'state', call: id, ...(ours ? { ours } : {}), at: toldTime(timestamp, scope.context.now).at, state: states[status] }];
}

function permissionSignals(raw: unknown, scope: Scope): CallSignal[] {
  const told = message.safeParse(raw).data;
  const { at } = toldTime(told?.timestamp, scope.context.now);
  const permission = told && permissionOf(told, at);
  const person = permission && personOf({ bsuid: told.from_user_id, phone: told.from, parent: told.from_parent_user_id }, scope);
  return person ? [{ type: 'permission', id: told.id, from: person.from, at, ...permission }] : [];
}

/** Reads what a genuine webhook tells of calls with the number of the settings. */
export function callSignals(raw: unknown, context: DecodeContext): CallSignal[] {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) return [];
  return [...changesOf(parsed.data, context)].flatMap(({ found, scope }) => [
    ...found.calls.flatMap((each) => eventSignals(each, scope)),
    ...found.statuses.flatMap((each) => statusSignals(each, scope)),
    ...found.messages.flatMap((each) => permissionSignals(each, scope)),
  ]);
}
