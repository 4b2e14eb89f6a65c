/** Ladders of carts in the running program. */
import { randomBytes } from 'node:crypto';
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { Ladders } from '../marketing/carts/ladders.ts';
import { eraseLadders } from '../marketing/carts/open-ladders.ts';
import { eraseSlots } from '../marketing/carts/person-slots.ts';
import type { Policy } from '../marketing/gate.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ShopAdapter } from '../shop/adapter.ts';
import { personKeysOf } from '../shop/rows/erase-customer.ts';
import type { Store } from '../store/store.ts';
import { cartCoupon, ladderRules } from './coupon-rules.ts';
import { countryOf } from './shop-base.ts';

export interface CartLadderParts {
  config: Config;
  store: Store;
  shop: ShopAdapter;
  runtime: Pick<Runtime, 'enter' | 'contacts'>;
  channels: ReadonlyMap<string, Channel>;
  policy: Policy;
  log: Logger;
  now(): number;
}

/** Makes them where the config switches them on. */
export function cartLadders({ config, store, shop, runtime, channels, policy, log, now }: CartLadderParts): Ladders | undefined {
  if (!config.carts.on) return undefined;
  const coupon = cartCoupon(config);
  return new Ladders({
    store,
    products: shop.products,
    find: (key) => runtime.contacts.find(key),
    channels,
    rules: ladderRules(config),
    langs: config.shop.langs,
    country: countryOf(config.shop),
    ...(coupon && { coupon: { ...coupon, prefix: config.shop.coupon_prefix, isPushed: shop.pushes.coupons, random: randomBytes } }),
    policy,
    enter: runtime.enter,
    clock: realClock(now),
    log,
  });
}

/** Forgets the ladders of contacts who are erased. */
export async function forgetLadders(store: Store, contacts: readonly string[], country: string | undefined): Promise<void> {
  await eraseLadders(store, await personKeysOf(store, contacts, country));
  await eraseSlots(store, contacts);
}
