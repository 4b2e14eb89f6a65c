/** Opens the calls of the channels' own kinds (WhatsApp), where the config has them on. */
import type { CallHours, Channel, ChannelContext } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import { notes } from '../console/rows.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { type ChannelCallDesk, createChannelCalls } from '../video-calls/channel-calls.ts';

export interface OpenChannelCalls {
  store: Store;
  rooms: CallRooms | undefined;
  channels: ReadonlyMap<string, Channel>;
  config: Config;
  lang: string;
  log: Logger;
  now(): number;
}

export interface OpenedChannelCalls {
  desk?: ChannelCallDesk;
  /** What an account's context has of it. */
  contextOf(account: string): Pick<ChannelContext, 'calls'>;
}

/** Nothing is on where calls are off. */
export function openChannelCalls({ store, rooms, channels, config, lang, log, now }: OpenChannelCalls): OpenedChannelCalls {
  if (!rooms) return { contextOf: () => ({}) };
  const desk = createChannelCalls({
    store,
    rooms,
    channels,
    lang,
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
  return { desk, contextOf };
}
