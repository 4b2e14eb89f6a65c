/**
 * Calls over WhatsApp: what browser and phone must know of each other goes through the Graph API, the sound does not.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/
 */
import { z } from 'zod';
import type { CallPermission, CallRefusal, CallRefusalCode, ChannelCalls } from '../../src/channel-calls.ts';
import type { Address } from '../../src/message.ts';
import type { Client } from './client.ts';
import { failureOf, GraphError } from './failure.ts';
import { recipient } from './identity.ts';

/** Codes of https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/troubleshooting, and those of messages that a request can meet. */
const byCode: Readonly<Record<number, CallRefusalCode>> = {
  138000: 'off',
  // The number is set to SIP.
  131055: 'off',
  138001: 'unreachable',
  131026: 'unreachable',
  131030: 'unreachable',
  // 1,000 calls at once for the number; a call with this customer goes on.
  138002: 'busy',
  138003: 'busy',
  138004: 'again',
  138005: 'limited',
  138006: 'no_permission',
  138007: 'again',
  138009: 'limited',
  138012: 'limited',
  138013: 'limited',
  613: 'limited',
  130429: 'limited',
  131056: 'limited',
  131047: 'window_closed',
};

/** Translates a refusal. What may have arrived all the same, or never left, is `again`. */
export function callRefusal(error: unknown, secrets: readonly string[]): CallRefusal {
  const { code, detail = '' } = failureOf(error, secrets);
  const known = error instanceof GraphError && error.body ? byCode[error.body.code] : undefined;
  const passes = code === 'network' || code === 'timeout' || code === 'provider';
  return { ok: false, code: known ?? (passes ? 'again' : 'refused'), detail };
}

const started = z.object({ calls: z.array(z.object({ id: z.string().min(1).max(300) })).min(1) });
const done = z.object({ success: z.literal(true) });
const permissionAnswer = z.object({
  permission: z.object({ status: z.string(), expiration_time: z.number().optional().catch(undefined) }),
  actions: z.array(z.object({ action_name: z.string(), can_perform_action: z.boolean() })).catch([]),
});

/** Reads what Meta says of the permission. Its own word on what may be done now has all limits in it: 1 request in 24 hours and 2 in 7 days, 100 connected calls in 24 hours. */
function permissionIn(raw: unknown): CallPermission {
  const { permission, actions } = permissionAnswer.parse(raw);
  const may = (name: string) => actions.find((each) => each.action_name === name)?.can_perform_action;
  const status = permission.status === 'temporary' || permission.status === 'permanent' ? permission.status : 'none';
  return {
    status,
    ...(status === 'temporary' && permission.expiration_time !== undefined && { until: permission.expiration_time * 1_000 }),
    mayCall: status !== 'none' && (may('start_call') ?? true),
    mayAsk: may('send_call_permission_request') ?? true,
  };
}

export interface CallParts {
  client: Pick<Client, 'call'>;
  phoneId: string;
  secrets: readonly string[];
  /** Longest wait for an answer, ms. */
  timeoutMs: number;
}

/** Makes the calls of the number. */
export function createCalls({ client, phoneId, secrets, timeoutMs }: CallParts): ChannelCalls {
  const tried = async <T>(work: () => Promise<T>): Promise<T | CallRefusal> => work().catch((error: unknown) => callRefusal(error, secrets));
  const act = (body: object) =>
    tried(async () => {
      done.parse(await client.call('POST', `/${phoneId}/calls`, { messaging_product: 'whatsapp', ...body }, timeoutMs));
      return { ok: true as const };
    });
  const answer = (sdp: string) => ({ session: { sdp_type: 'answer', sdp } });
  /** `user_wa_id` is a number; whoever hides it is named as in messages, which is not tried against Meta. */
  const whose = ({ user }: Address) => new URLSearchParams('to' in recipient(user) ? { user_wa_id: user } : { recipient: user });
  return {
    start: (to, ours, sdp) =>
      tried(async () => {
        const body = { messaging_product: 'whatsapp', ...recipient(to.user), action: 'connect', session: { sdp_type: 'offer', sdp } };
        const made = started.parse(await client.call('POST', `/${phoneId}/calls`, { ...body, biz_opaque_callback_data: ours }, timeoutMs));
        return { ok: true as const, call: made.calls[0]?.id ?? '' };
      }),
    preAccept: (call, sdp) => act({ call_id: call, action: 'pre_accept', ...answer(sdp) }),
    accept: (call, sdp) => act({ call_id: call, action: 'accept', ...answer(sdp) }),
    end: (call, how) => act({ call_id: call, action: how }),
    permission: (to) =>
      tried(async () => ({
        ok: true as const,
        permission: permissionIn(await client.call('GET', `/${phoneId}/call_permissions?${whose(to)}`, undefined, timeoutMs)),
      })),
    ask: (to, text) =>
      tried(async () => {
        const interactive = { type: 'call_permission_request', action: { name: 'call_permission_request' }, body: { text } };
        const body = { messaging_product: 'whatsapp', recipient_type: 'individual', ...recipient(to.user), type: 'interactive', interactive };
        await client.call('POST', `/${phoneId}/messages`, body, timeoutMs);
        return { ok: true as const };
      }),
  };
}
