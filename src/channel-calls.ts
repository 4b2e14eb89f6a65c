/** Calls of a channel's own kind (WhatsApp): the channel carries what browser and customer must know of each other; sound never comes through here. */
import type { Address } from './message.ts';

/** What a webhook tells of a call. `call` is the provider's id, `ours` the word that we gave with a call of our own; `at` is epoch ms. `sdp` is a stranger's text. */
export type CallSignal =
  /** The customer calls. */
  | { type: 'offer'; call: string; from: Address; at: number; sdp: string }
  /** Answer to a call of ours. */
  | { type: 'answer'; call: string; ours?: string; at: number; sdp: string }
  | { type: 'state'; call: string; ours?: string; at: number; state: 'ringing' | 'accepted' | 'rejected' }
  /** Over, whoever ended it. `out`: the shop had called. */
  | { type: 'over'; call: string; ours?: string; from: Address; out: boolean; at: number }
  /** The customer allowed calls or took that back. `until` is epoch ms; none for good. */
  | { type: 'permission'; id: string; from: Address; at: number; granted: boolean; until?: number };

/** Longest description of a session, characters: what browsers and WhatsApp write is 1 to 9 KB. */
export const sdpMost = 24_000;

/**
 * Why the provider refuses. `off`: calls are not switched on there. `no_permission`: the customer did not allow it. `limited`: too often. `busy`: a call goes
 * on. `window_closed`: a text may not be sent now. `unreachable`: the customer cannot be called. `again`: may work a moment later. `refused`: anything else.
 */
export type CallRefusalCode = 'off' | 'no_permission' | 'limited' | 'busy' | 'window_closed' | 'unreachable' | 'again' | 'refused';
export interface CallRefusal {
  ok: false;
  code: CallRefusalCode;
  /** For the merchant; never holds SDP or a secret. */
  detail: string;
}

export interface CallPermission {
  status: 'none' | 'temporary' | 'permanent';
  /** End of a temporary one, epoch ms. */
  until?: number;
  mayCall: boolean;
  mayAsk: boolean;
}

/** What a channel with calls can do. Nothing rejects. */
export interface ChannelCalls {
  /** Calls the customer with the browser's offer; `ours` comes back in webhooks. */
  start(to: Address, ours: string, sdp: string): Promise<{ ok: true; call: string } | CallRefusal>;
  /** Lets the sound be connected before the call is taken; afterwards `accept` takes it, with the same answer. */
  preAccept(call: string, sdp: string): Promise<{ ok: true } | CallRefusal>;
  accept(call: string, sdp: string): Promise<{ ok: true } | CallRefusal>;
  /** `reject`: a call that nobody took; `terminate`: one that goes on, or of our own. */
  end(call: string, how: 'reject' | 'terminate'): Promise<{ ok: true } | CallRefusal>;
  permission(to: Address): Promise<{ ok: true; permission: CallPermission } | CallRefusal>;
  /** Asks the customer whether the shop may call. */
  ask(to: Address, text: string): Promise<{ ok: true } | CallRefusal>;
}
