/** Every call that flows may make in the running program. */
import type { Call } from '../call.ts';
import type { Channel } from '../channel.ts';
import type { Config } from '../config/schema.ts';
import type { Logger } from '../logger.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { RuntimeHooks } from '../runtime/base/runtime-hooks.ts';
import { httpCalls } from '../runtime/calls/http-call.ts';
import type { Runtime } from '../runtime/deps/runtime-options.ts';
import type { ShopAdapter } from '../shop/adapter.ts';
import { shopCalls } from '../shop/calls/calls.ts';
import type { Changes } from '../shop/changes/changes.ts';
import type { CouponRule } from '../shop/orders/coupons.ts';
import { codesAlarm, guessAlarm } from '../shop/proof/guess-alarm.ts';
import type { Store } from '../store/store.ts';
import type { CallRooms } from '../video-calls/call-rooms.ts';
import { linkCall } from '../video-calls/link-call.ts';
import { guestWays } from './guest-ways.ts';
import { countryOf, orderForm, shopAppointments, shopName, shopTerms } from './shop-base.ts';

export interface CallParts {
  store: Store;
  config: Config;
  /** The shop's own tables, or the store of somebody else. */
  shop: ShopAdapter;
  /** The one path of changes. */
  path: Changes;
  /** Rules of coupons. */
  rules: ReadonlyMap<string, CouponRule>;
  channels: ReadonlyMap<string, Channel>;
  /** Asked for at each use: the runtime is made with these calls. */
  runtime(): Runtime;
  videoCalls?: CallRooms;
  publicUrl: string | undefined;
  mailer: Mailer | undefined;
  log: Logger;
  hooks?: RuntimeHooks;
}

/** Returns the calls by their names. */
export function openCalls({ store, config, shop, path, rules, channels, runtime, videoCalls, publicUrl, mailer, log, hooks }: CallParts): Map<string, Call> {
  const all = [
    ...shopCalls(store, {
      shop,
      path,
      country: countryOf(config.shop),
      ...orderForm(config),
      couponPrefix: config.shop.coupon_prefix,
      couponRules: rules,
      appointments: shopAppointments(config.shop),
      zone: config.shop.zone,
      closed_on: config.shop.closed_on,
      terms: shopTerms(config.shop),
      wrongProofs: config.limits.wrong_proofs,
      alarm: guessAlarm(store, config.shop.langs[0] ?? 'zh', (notice) => {
        log.warn(
          { limit: config.limits.wrong_proofs },
          'too many wrong proofs of orders: somebody guesses. Strangers need the whole phone number or the e-mail for now',
        );
        hooks?.notify?.(notice);
        hooks?.fault?.('guessing');
      }),
      guests: guestWays({
        ...{ channels, mailer, log, runtime },
        shop: shopName(config.shop),
        crowded: codesAlarm(store, config.shop.langs[0] ?? 'zh', (notice) => {
          log.warn({}, 'more codes for guests were asked for than the shop sends');
          hooks?.notify?.(notice);
        }),
      }),
      merge: (into, from) => runtime().contacts.merge(into, from),
    }),
    ...httpCalls(config.http_calls),
    linkCall(videoCalls, publicUrl ?? 'http://127.0.0.1:3000'),
  ];
  return new Map(all.map((call) => [call.name, call]));
}
