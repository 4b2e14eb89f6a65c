/** The API of the merchant with all that its routes ask for. */
import type { Router } from 'express';
import type { Channel } from '../channel.ts';
import { drawQr } from '../channel-host/draw-qr.ts';
import type { Config } from '../config/schema.ts';
import type { ApiKeys } from '../console/api-keys.ts';
import type { Live } from '../console/live.ts';
import type { Staff } from '../console/staff.ts';
import { createFlowDesk } from '../flow-desk/flow-desk.ts';
import type { Logger } from '../logger.ts';
import type { Door } from '../server/api/caller.ts';
import { apiRouter } from '../server/api/express-routes.ts';
import type { ApiParts } from '../server/api/parts.ts';
import type { Route } from '../server/api/route.ts';
import { type AllParts, apiRoutes } from '../server/api/routes.ts';
import { apiStreams } from './api-streams.ts';
import type { Core } from './core.ts';
import { firstStepParts } from './first-steps.ts';
import { fileRoutes } from './imports.ts';
import { modelDeskOf } from './model-desk.ts';
import type { OpenedChannelCalls } from './open-channel-calls.ts';
import { countryOf, shopBase } from './shop-base.ts';
import { openSimulatedShop } from './simulated-shop.ts';

export interface MerchantApiParts {
  core: Core;
  config: Config;
  channels: ReadonlyMap<string, Channel>;
  risks: NonNullable<ApiParts['risks']>;
  restart: NonNullable<ApiParts['restart']>;
  /** Address of the program, without a slash at the end. */
  address: string;
  settings: AllParts['settings'];
  staff: Staff;
  keys: ApiKeys;
  live: Live;
  push: AllParts['push'];
  /** Calls of the channels' own kinds, and groups. */
  voice: OpenedChannelCalls['api'];
  asked: { isToken(given: string): boolean; door: Door; version: string; now(): number; log: Logger };
}

export function merchantApi({ core, config, channels, address, live, staff, asked, voice, ...parts }: MerchantApiParts): { routes: Route[]; router: Router } {
  const { store, flows, runtime, media } = core;
  const { now } = asked;
  const calls = core.videoCalls && { calls: core.videoCalls };
  const routes = apiRoutes({
    ...parts,
    ...calls,
    ...voice,
    store,
    runtime,
    flows,
    channels,
    live,
    staff,
    templates: config.templates,
    publicUrl: address,
    now,
    shop: shopBase(config),
    recommend: core.recommend,
    coupons: core.coupons,
    drawQr: (text) => drawQr(text, 'svg'),
    broadcasting: core.broadcasting,
    reports: core.reports,
    flowDesk: createFlowDesk({ store, flows, shop: shopBase(config), openShop: (at) => openSimulatedShop(config, at), now }),
    firstSteps: firstStepParts(config),
    ...modelDeskOf(core, config, now),
    country: countryOf(config.shop),
  });
  const router = apiRouter(routes, {
    ...asked,
    shop: address,
    files: fileRoutes({ store, runtime, media, config, now }),
    streams: apiStreams({ store, media, live, staff, keys: parts.keys, config, channels, ...calls, now }),
  });
  return { routes, router };
}
