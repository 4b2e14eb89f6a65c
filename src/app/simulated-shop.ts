/** The shop that a simulated talk asks: the demo shop in memory, the same at every start, gone at the end. Nothing of it reaches the live shop or a provider. */
import type { Config } from '../config/schema.ts';
import { seed } from '../demo/seed/seed.ts';
import type { SimulatedShop } from '../flow-desk/simulated-shop.ts';
import { shopCalls } from '../shop/calls/calls.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import { allCollections } from './open-store.ts';
import { countryOf, orderForm, shopTerms } from './shop-base.ts';

/** Orders of the demo shop are so old at this moment as they are told to be, epoch ms. */
export async function openSimulatedShop(config: Config, now: number): Promise<SimulatedShop> {
  const store = await openSqlite({ file: ':memory:', specs: allCollections, now: () => now, log: { info() {}, warn() {} } });
  await seed(store, now);
  let codes = 0;
  const calls = new Map(
    shopCalls(store, {
      currency: config.shop.currency,
      country: countryOf(config.shop),
      ...orderForm(config),
      couponPrefix: config.shop.coupon_prefix,
      terms: shopTerms(config.shop),
      // The same code at the same place of the same talk.
      random: (bytes) => Uint8Array.from({ length: bytes }, (_, at) => (++codes * 37 + at * 11) % 256),
    }).map((call) => [call.name, call]),
  );
  const never = new AbortController().signal;
  return {
    async ask({ name, args, id, now: at, lang }) {
      const call = calls.get(name);
      if (!call) return { ok: false, code: 'unavailable', text: 'not asked in the simulator' };
      const address = { channel: 'webchat', account: 'main', user: 'simulated' };
      return call.run(args, { conversation: 'webchat:main:simulated', address, contact: { id: 'contact-1', tags: [] }, lang, key: id, now: at, signal: never });
    },
    close: () => store.close(),
  };
}
