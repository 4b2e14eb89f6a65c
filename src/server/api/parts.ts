import type { Channel } from '../../channel.ts';
import type { ApiKeys } from '../../console/api-keys.ts';
import type { Live } from '../../console/live.ts';
import type { Staff } from '../../console/staff.ts';
import type { Flow, FlowSet, Problem } from '../../flow-tree/flow-tree.ts';
import type { Runtime, Templates } from '../../runtime/deps/runtime-options.ts';
import type { Store } from '../../store/store.ts';
import type { CallRooms } from '../../video-calls/call-rooms.ts';
import type { ChannelCallDesk } from '../../video-calls/channel-calls.ts';
import type { GroupRooms } from '../../video-calls/livekit-rooms.ts';

/** Dependencies of the API in the running program. */
export interface ApiParts {
  store: Store;
  runtime: Pick<Runtime, 'enter' | 'receive' | 'update' | 'takeOver' | 'handBack' | 'close' | 'say' | 'resend' | 'contacts' | 'erase' | 'rests'>;
  flows: { set(): Pick<FlowSet, 'live' | 'faqs'>; problems(): Problem[] };
  channels: ReadonlyMap<string, Channel>;
  /** Risks of a channel, by its name. */
  risks?: ReadonlyMap<string, { zh: string; en: string }>;
  templates?: Templates;
  /** Stops a channel and starts it again; `elsewhere` when it runs in another process. */
  restart?(id: string): Promise<'done' | 'elsewhere'>;
  /** Calls with picture and sound, where they are on. */
  calls?: CallRooms;
  /** Calls of the channels' own kinds. */
  voice?: ChannelCallDesk;
  /** Rooms for several people, where a LiveKit server is set. */
  groups?: GroupRooms;
  /** Address of the program as customers reach it, without a slash at the end. */
  publicUrl?: string;
  /** Country of the shop, ISO 3166, for phones without country code. */
  country?: string;
  now(): number;
}

/** Dependencies of the routes of the console: the people who sign in, and what its pages are told at once. */
export interface ConsoleParts extends ApiParts {
  staff: Staff;
  keys: ApiKeys;
  live: Live;
}

/** Returns the place of a frame as a person would look for it. */
export function placeIn(flow: Flow | undefined, at: string): { at: string; verb?: string; line?: number } {
  const step = flow?.steps.get(at);
  return { at, ...(step ? { verb: step.verb, line: step.position.line } : {}) };
}
