/** Routes of the API that answer by a stream: news for the console, and everything of one person. */
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import type { ApiKeys } from '../console/api-keys.ts';
import type { Live } from '../console/live.ts';
import type { Staff } from '../console/staff.ts';
import { shopNames } from '../data-rights/export-person.ts';
import { consoleStream } from '../server/api/console-stream.ts';
import { exportContact, exportPath, exportRoute } from '../server/api/export-contact.ts';
import type { ApiOptions } from '../server/api/express-routes.ts';
import { ringingNow } from '../server/api/video-calls.ts';
import type { MediaStore } from '../store/media-store.ts';
import type { Store } from '../store/store.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { countryOf, shopName } from './shop-base.ts';

export interface StreamParts {
  store: Store;
  media: MediaStore;
  live: Live;
  staff: Staff;
  keys: ApiKeys;
  config: Config;
  calls?: CallRooms;
  channels: ReadonlyMap<string, Channel>;
  now(): number;
}

export function apiStreams({ store, media, live, staff, keys, config, calls, channels, now }: StreamParts): NonNullable<ApiOptions['streams']> {
  const shop = shopNames(shopName(config.shop));
  const states = (): string => JSON.stringify([...channels].map(([id, one]) => [id, one.health(), one.pairing?.()?.at]));
  return [
    { path: '/console/stream', handle: consoleStream({ store, live, staff, keys, ...(calls && { ringing: () => ringingNow(calls) }), channels: states }) },
    { path: exportPath, described: exportRoute, handle: exportContact({ store, media, country: countryOf(config.shop), shop, now }) },
  ];
}
