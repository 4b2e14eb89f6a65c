/** Opens the calls that others carry: of the channels' own kinds (WhatsApp), where the config has them on, and rooms of a LiveKit server. */
import type { CallHours, Channel, ChannelContext } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import { notes } from '../console/rows.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { type ChannelCallDesk, createChannelCalls } from '../video-calls/channel-calls.ts';
import { createLiveKitRooms, type GroupRooms, type LiveKitSettings } from '../video-calls/livekit-rooms.ts';

export interface OpenChannelCalls {
  store: Store;
  rooms: CallRooms | undefined;
  channels: ReadonlyMap<string, Channel>;
  config: Config;
  liveKit: LiveKitSettings | undefined;
  lang: string;
  log: Logger;
  now(): number;
}

export interface OpenedChannelCalls {
  desk?: ChannelCallDesk;
  /** What the routes of the API have of it. */
  api: { voice?: ChannelCallDesk; groups?: GroupRooms };
  /** What an account's context has of it. */
  contextOf(account: string): Pick<ChannelContext, 'calls'>;
}

/** Nothing is on where calls are off. */
export function openChannelCalls({ store, rooms, channels, config, liveKit, lang, log, now }: OpenChannelCalls): OpenedChannelCalls {
  const groups = liveKit && { groups: createLiveKitRooms(liveKit, config.calls.link, now) };
  if (!rooms) return { api: { ...groups }, contextOf: () => ({}) };
  const desk = createChannelCalls({
    store,
    rooms,
    channels,
    lang,
    zone: config.shop.zone,
    tellPeople: (conversation, { id, ...line }) => store.collection(notes).insert({ _id: id, conversation, ...line }),
    log,
    now,
  });
  const { shop, calls } = config;
  const hours: CallHours = { ...shop.hours, closed: shop.closed_on };
  const contextOf = (account: string): Pick<ChannelContext, 'calls'> =>
    calls.whatsapp && account.startsWith('whatsapp-cloud:')
      ? { calls: { heard: (signals) => desk.heard(account, signals), zone: shop.zone, ...(calls.whatsapp_hours && { hours }) } }
      : {};
  return { desk, api: { voice: desk, ...groups }, contextOf };
}
