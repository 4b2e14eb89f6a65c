/** The link to the store of `shop.source`: its adapter from the settings, what is mirrored, and what its webhooks bring. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config/schema.ts';
import { realClock } from '../event-loop/clock.ts';
import type { Logger } from '../logger.ts';
import { verifySignedEvent } from '../server/hooks/signed-event.ts';
import type { ShopAdapter } from '../shop/adapter.ts';
import { createHttpStore } from '../shop/stores/http/http-store.ts';
import type { StoreAdapter } from '../shop/stores/kit/store-adapter.ts';
import { storeVariables } from '../shop/stores/kit/store-variables.ts';
import { createMedusa } from '../shop/stores/medusa/medusa.ts';
import type { MirrorTools } from '../shop/stores/mirror/mirror-order.ts';
import { mirroredShop } from '../shop/stores/mirror/mirrored-shop.ts';
import { keepChange } from '../shop/stores/mirror/store-changes.ts';
import { createStoreSync, type StoreSync } from '../shop/stores/mirror/store-sync.ts';
import { createShopify } from '../shop/stores/shopify/shopify.ts';
import { createWooCommerce } from '../shop/stores/woocommerce/woocommerce.ts';

export type StoreSource = StoreAdapter['name'];

const stores: readonly string[] = ['shopify', 'woocommerce', 'medusa', 'http'] satisfies StoreSource[];
const isStore = (source: string | undefined): source is StoreSource => source !== undefined && stores.includes(source);

/** Returns the value as an address without slash at its end; https, but for this machine itself. */
function addressOf(name: string, value: string): { url: string } | { problem: string } {
  const whole = /^https?:\/\//.test(value) ? value : `https://${value}`;
  if (!URL.canParse(whole)) return { problem: `${name}: write an address such as https://your-shop.example` };
  const { protocol, hostname, origin, pathname } = new URL(whole);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !isHere) return { problem: `${name}: write it with https://, or the key could be read on its way` };
  return { url: `${origin}${pathname}`.replace(/\/+$/, '') };
}

export interface StoreSettings {
  shop: Pick<Config['shop'], 'source' | 'statuses' | 'http' | 'currency'>;
  /** Variables of stores that are set, by name, and EVENTS_SECRET. */
  values: Readonly<Record<string, string>>;
  now(): number;
}

export type StoreChoice = { ok: true; adapter: StoreAdapter | null } | { ok: false; problems: string[] };

/** Makes the adapter of the store; null where goods and orders are the program's own. Problems name what is missing and where to get it, never a value. */
export function storeOf({ shop: { source, statuses, http, currency }, values, now }: StoreSettings): StoreChoice {
  if (!isStore(source)) return { ok: true, adapter: null };
  const lacking = storeVariables.filter(({ store, need, name }) => store === source && need && !values[name]);
  if (lacking.length > 0)
    return {
      ok: false,
      problems: lacking.map(
        ({ name, en }) => `${name} is missing, and shop.source is ${source}: ${en}. Write it into .env; docs/stores.md shows where it stands`,
      ),
    };
  const clock = realClock(now);
  const text = (name: string): string => values[name] ?? '';
  if (source === 'http') {
    if (!http)
      return { ok: false, problems: ['shop.http is missing, and shop.source is http: describe the API of your store there; docs/stores.md has two examples'] };
    const base = addressOf('shop.http.base', http.base);
    if ('problem' in base) return { ok: false, problems: [base.problem] };
    const secret = values.SHOP_HTTP_WEBHOOK_SECRET;
    return {
      ok: true,
      adapter: createHttpStore({
        mapping: { ...http, base: base.url },
        token: text('SHOP_HTTP_TOKEN'),
        statuses,
        clock,
        ...(secret ? { webhookSecret: secret } : {}),
      }),
    };
  }
  const named = { shopify: 'SHOPIFY_SHOP', woocommerce: 'WOO_URL', medusa: 'MEDUSA_URL' }[source];
  const address = addressOf(named, source === 'shopify' && values.SHOPIFY_API_ROOT ? values.SHOPIFY_API_ROOT : text(named));
  if ('problem' in address) return { ok: false, problems: [address.problem] };
  const { url } = address;
  if (source === 'shopify') {
    const webhookSecret = values.SHOPIFY_WEBHOOK_SECRET;
    return { ok: true, adapter: createShopify({ root: url, token: text('SHOPIFY_TOKEN'), statuses, clock, ...(webhookSecret ? { webhookSecret } : {}) }) };
  }
  if (source === 'medusa')
    return {
      ok: true,
      adapter: createMedusa({
        url,
        token: text('MEDUSA_TOKEN'),
        currency,
        statuses,
        clock,
        verify: (headers, raw) => verifySignedEvent(headers, raw, values.EVENTS_SECRET, now()),
      }),
    };
  const webhookSecret = values.WOO_WEBHOOK_SECRET;
  return {
    ok: true,
    adapter: createWooCommerce({ url, key: text('WOO_KEY'), secret: text('WOO_SECRET'), statuses, clock, ...(webhookSecret ? { webhookSecret } : {}) }),
  };
}

/** Returns the values that no log may show. */
export function storeSecrets(values: Readonly<Record<string, string>>): string[] {
  return storeVariables.flatMap(({ name, secret }) => (secret && values[name] ? [values[name]] : []));
}

export interface StoreLink {
  source: StoreSource;
  /** The shop as flows see it. */
  shop: ShopAdapter;
  sync: StoreSync;
  /** Takes in a delivery of the store's webhooks. Rejects with StoreUnavailable. */
  take(headers: IncomingHttpHeaders, raw: Buffer): Promise<{ ok: true } | { ok: false; reason: string }>;
}

export function linkStore(
  adapter: StoreAdapter,
  own: ShopAdapter,
  tools: Omit<MirrorTools, 'source'>,
  { poll, currency }: Pick<Config['shop'], 'poll' | 'currency'>,
  log: Pick<Logger, 'info' | 'warn'>,
): StoreLink {
  const mirror: MirrorTools = { ...tools, source: adapter.name };
  const sync = createStoreSync({ adapter, tools: mirror, currency, pollMs: poll, clock: realClock(tools.now), log });
  return {
    source: adapter.name,
    shop: mirroredShop({
      own,
      adapter,
      tools: { ...mirror, pause: (ms) => new Promise((resolve) => realClock(tools.now).after(ms, resolve)) },
      failed: ({ code, detail }) => log.warn({ code, why: detail }, 'the store did not answer a customer’s request'),
    }),
    sync,
    async take(headers, raw) {
      const delivery = adapter.webhook(headers, raw);
      if (!delivery.ok) return delivery;
      if ((await keepChange(tools.store, adapter.name, delivery.id, delivery.change, tools.now())) === 'kept') sync.kick();
      return { ok: true };
    },
  };
}
