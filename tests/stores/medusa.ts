/**
 * The adapter of Medusa against a real Medusa v2 with a PostgreSQL of its own: `npx tsx tests/stores/medusa.ts`. Installs Medusa into a temporary folder
 * (MEDUSA_DIR: one where it is already), which takes minutes; needs the programs of PostgreSQL; says so and ends well where it cannot.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { realClock } from '../../src/event-loop/clock.ts';
import type { CouponRow } from '../../src/shop/shop.ts';
import type { StoreAdapter, StoreOrder } from '../../src/shop/stores/kit/store-adapter.ts';
import { createMedusa } from '../../src/shop/stores/medusa/medusa.ts';

const version = '2.21.2';
const given = process.env.MEDUSA_DIR;
const folder = given ?? mkdtempSync(join(tmpdir(), 'medusa-'));
const data = mkdtempSync(join(tmpdir(), 'medusa-data-'));
const [port, dbPort] = [30_000, 50_000].map((from) => from + Math.floor(Math.random() * 10_000));
const base = `http://127.0.0.1:${port}`;
const login = { email: 'admin@example.com', password: 'supersecret' };
const env = { ...process.env, MEDUSA_DISABLE_TELEMETRY: '1', NODE_ENV: 'production' };

const settings = `
const { defineConfig } = require('@medusajs/framework/utils');
const cors = 'http://127.0.0.1';
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: 'postgres://medusa@127.0.0.1:${dbPort}/postgres',
    databaseDriverOptions: { connection: { ssl: false } },
    http: { storeCors: cors, adminCors: cors, authCors: cors, jwtSecret: 'try', cookieSecret: 'try' },
  },
  admin: { disable: true },
});
`;

/** Returns false where it cannot be had. */
function install(): boolean {
  if (existsSync(join(folder, 'node_modules', '@medusajs', 'medusa'))) return true;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  console.log(`Installing Medusa ${version} into ${folder} ...`);
  const packages = ['framework', 'medusa', 'cli'].map((name) => `@medusajs/${name}@${version}`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 900_000,
  });
  return status === 0;
}

/** Folder of PostgreSQL's programs; undefined where there are none. */
function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((name) => join(debian, name, 'bin')) : [];
  return [...versions, ...(process.env.PATH ?? '').split(':')].find((path) => ['initdb', 'postgres'].every((name) => existsSync(join(path, name))));
}

/** Starts an empty database. It refuses to run as root, so root starts it as the user that Debian's package makes. */
function startDatabase(programs: string): ChildProcess {
  const isRoot = process.getuid?.() === 0;
  const number = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const as = isRoot ? { uid: number('-u'), gid: number('-g') } : {};
  if (as.uid !== undefined) chownSync(data, as.uid, as.gid);
  const cluster = join(data, 'cluster');
  const made = spawnSync(join(programs, 'initdb'), ['-D', cluster, '-A', 'trust', '-U', 'medusa', '--no-sync'], { ...as, cwd: data, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const fast = ['fsync=off', 'listen_addresses=127.0.0.1'].flatMap((setting) => ['-c', setting]);
  return spawn(join(programs, 'postgres'), ['-D', cluster, '-p', String(dbPort), '-k', data, ...fast], { ...as, cwd: data, stdio: 'ignore' });
}

function medusa(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules', '.bin', 'medusa'), args, { cwd: folder, env, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`medusa ${args.join(' ')}: ${stdout.slice(-2_000)} ${stderr.slice(-2_000)}`);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 300_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 300)))
    if (await isSo().catch(() => false)) return;
  throw new Error(`${what} did not begin`);
}

let authorization = '';
async function call<T>(path: string, body: object | undefined, shape: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${base}/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
  return shape.parse(JSON.parse(text));
}
const id = z.object({ id: z.string() });
const any = z.unknown();
const one = <K extends string>(key: K) => z.object({ [key]: id } as Record<K, typeof id>);
const first = <K extends string>(key: K) => z.object({ [key]: z.array(id).min(1) } as Record<K, z.ZodArray<typeof id>>);

/** A shop with two products of two sizes, and orders that are paid. Returns a key and the orders' ids. */
async function fill(orders: number): Promise<{ token: string; orders: string[] }> {
  const { token } = await call('auth/user/emailpass', login, z.object({ token: z.string() }));
  authorization = `Bearer ${token}`;
  const { sales_channels } = await call('admin/sales-channels', undefined, first('sales_channels'));
  const { shipping_profiles } = await call('admin/shipping-profiles', undefined, first('shipping_profiles'));
  const [channel, profile] = [sales_channels[0]?.id ?? '', shipping_profiles[0]?.id ?? ''];
  const { region } = await call('admin/regions', { name: 'Germany', currency_code: 'eur', countries: ['de'], automatic_taxes: false }, one('region'));
  const { stock_location } = await call('admin/stock-locations', { name: 'Store' }, one('stock_location'));
  await call(`admin/stock-locations/${stock_location.id}/sales-channels`, { add: [channel] }, any);
  const variants: string[] = [];
  for (const [title, code] of [
    ['Green tea', 'TEA'],
    ['Black tea', 'BLACK'],
  ] as const) {
    const sizes = ['S', 'M'].map((size) => ({
      title: size,
      sku: `${code}-${size}`,
      options: { Size: size },
      manage_inventory: true,
      prices: [{ amount: 29.1, currency_code: 'eur' }],
    }));
    const product = {
      ...{ title, status: 'published', description: 'Fresh', shipping_profile_id: profile, sales_channels: [{ id: channel }], variants: sizes },
      options: [{ title: 'Size', values: ['S', 'M'] }],
    };
    const made = await call('admin/products', product, z.object({ product: z.object({ variants: z.array(id.extend({ sku: z.string() })) }) }));
    for (const variant of made.product.variants) {
      const { inventory_items } = await call(`admin/inventory-items?sku=${variant.sku}`, undefined, first('inventory_items'));
      const level = { location_id: stock_location.id, stocked_quantity: 200 };
      await call(`admin/inventory-items/${inventory_items[0]?.id}/location-levels`, level, any);
      if (variant.sku === 'TEA-S') variants.push(variant.id);
    }
  }
  const ids: string[] = [];
  for (let n = 1; n <= orders; n++) {
    const address = { first_name: 'Anna', last_name: 'Vogel', address_1: `Hauptstr. ${n}`, city: 'Berlin', postal_code: '10115', country_code: 'de' };
    const items = [{ variant_id: variants[0], quantity: 2, unit_price: 29.1 }];
    const draft = {
      email: `anna${n}@example.com`,
      region_id: region.id,
      sales_channel_id: channel,
      shipping_address: address,
      billing_address: address,
      items,
    };
    const { draft_order } = await call('admin/draft-orders', draft, one('draft_order'));
    await call(`admin/draft-orders/${draft_order.id}/convert-to-order`, {}, any);
    const { payment_collection } = await call('admin/payment-collections', { order_id: draft_order.id, amount: 58.2 }, one('payment_collection'));
    await call(`admin/payment-collections/${payment_collection.id}/mark-as-paid`, { order_id: draft_order.id }, any);
    ids.push(draft_order.id);
  }
  const { api_key } = await call('admin/api-keys', { title: 'Zhanggui', type: 'secret' }, z.object({ api_key: z.object({ token: z.string() }) }));
  return { token: api_key.token, orders: ids };
}

let failed = 0;
function check(name: string, isSo: boolean, seen?: unknown): void {
  if (!isSo) failed += 1;
  console.log(`${isSo ? 'ok' : 'FAILED'}: ${name}${isSo ? '' : ` ${JSON.stringify(seen)?.slice(0, 2_000)}`}`);
}

const storeWith = (token: string): StoreAdapter =>
  createMedusa({ url: base, token, currency: 'EUR', verify: () => ({ ok: false, reason: 'none' }), statuses: {}, clock: realClock(), timeoutMs: 30_000 });

async function orderOf(store: StoreAdapter, ref: string): Promise<StoreOrder> {
  const found = await store.order({ ref });
  if (!found.ok) throw new Error(found.detail);
  return found.value;
}

async function contract(token: string, refs: readonly string[]): Promise<void> {
  const store = storeWith(token);
  check('is reached', (await store.ping()).ok);
  const refused = await storeWith('sk_wrong_key').ping();
  check('a wrong key is refused, and the key is in no word of it', !refused.ok && !JSON.stringify(refused).includes('sk_wrong_key'), refused);
  const page = await store.orders({});
  check('orders come in pages of 50', page.ok && page.value.items.length === 50 && page.value.next !== undefined && page.value.bad.length === 0, page);
  const rest = page.ok && page.value.next !== undefined ? await store.orders({ cursor: page.value.next }) : page;
  check('all orders are read', rest.ok && rest.value.items.length === refs.length - 50, rest);
  const [ref = '', second = '', third = ''] = refs;
  const read = await orderOf(store, ref);
  const [item] = read.items;
  check(
    'an order by its id, with state, amounts, items and address',
    read.status === 'paid' && read.total === 5_820 && read.currency === 'EUR' && item?.sku === 'TEA-S' && item.quantity === 2 && item.price === 2_910,
    read,
  );
  check('with its address and customer', read.address.includes('Hauptstr. 1') && read.customer.email === 'anna1@example.com', read);
  const byNumber = await store.order({ number: read.number });
  check('an order by its number', byNumber.ok && byNumber.value.ref === ref, byNumber);
  check('no order for a number that nobody has', !(await store.order({ number: '990017' })).ok);
  const own = await store.ordersOf({ email: 'anna2@example.com' });
  check('the orders of one customer', own.ok && own.value.length === 1 && own.value[0]?.ref === second, own);
  const later = await store.orders({ since: Date.now() + 60_000 });
  check('only what changed since', later.ok && later.value.items.length === 0, later);
  const goods = await store.products({});
  const tea = goods.ok ? goods.value.items.find(({ variants }) => variants.some(({ sku }) => sku === 'TEA-S')) : undefined;
  check('products with price', goods.ok && goods.value.items.length === 2 && goods.value.items.every(({ price }) => price === 2_910), goods);
  const stock = tea?.variants.find(({ sku }) => sku === 'TEA-M')?.stock;
  check('variants with stock', tea?.variants.length === 2 && stock === 200, tea);
  const alone = await store.product(tea?._id ?? '');
  check('one product', alone.ok && alone.value._id === tea?._id, alone);

  check('cancels', (await store.change(read, { do: 'cancel' }, 'k-1')).ok);
  const gone = await orderOf(store, ref);
  check('and shows it', gone.status === 'cancelled', gone);
  check('a second time nothing happens', (await store.change(gone, { do: 'cancel' }, 'k-2')).ok);
  const moved = await store.change(await orderOf(store, second), { do: 'change_address', address: '10117 Berlin, Neue Str. 5' }, 'k-3');
  check('changes the address', moved.ok, moved);
  check('and shows it', (await orderOf(store, second)).address.includes('Neue Str. 5'), await orderOf(store, second));
  const before = await orderOf(store, third);
  const other = { sku: 'TEA-M', title: { en: 'Green tea' }, quantity: 2, price: 2_910 };
  const swapped = await store.change(before, { do: 'change_items', from: 'TEA-S', to: other, count: 2, total: 5_820 }, 'k-4');
  check('changes an item', swapped.ok, swapped);
  const now = await orderOf(store, third);
  check('and shows it, at the same price', now.total === 5_820 && now.items.map(({ sku, quantity }) => `${sku} ${quantity}`).join() === 'TEA-M 2', now);

  const coupon: CouponRow = {
    ...{ _id: 'YUN-TEST', v: 1, code: 'YUN-TEST', campaign: 'c', contact: 'x', claim: 'c:x', kind: 'percent', percent: 10, issuedAt: Date.now() },
    until: Date.now() + 86_400_000,
  };
  const told = await store.createCoupon(coupon, 'EUR');
  check('takes a coupon', told.ok, told);
  check('and the same again', (await store.createCoupon(coupon, 'EUR')).ok);
  const narrow = await store.createCoupon({ ...coupon, _id: 'YUN-TEA', code: 'YUN-TEA', products: ['TEA-S'] }, 'EUR');
  check('and one for certain products', narrow.ok, narrow);
  const promotion = z.object({ code: z.string(), application_method: z.object({ value: z.coerce.number(), target_type: z.string() }) });
  const { promotions } = await call('admin/promotions?fields=*application_method', undefined, z.object({ promotions: z.array(promotion) }));
  const kept = promotions.map(({ code, application_method: { value, target_type } }) => `${code} ${value} ${target_type}`).sort();
  check('which are worth what they say', kept.join() === 'YUN-TEA 10 items,YUN-TEST 10 order', kept);
}

async function main(): Promise<number> {
  const programs = postgresPrograms();
  if (!programs || !install()) {
    console.log(`Skipped: ${programs ? 'Medusa cannot be installed here (npm, or its registry, cannot be reached)' : 'there is no PostgreSQL here'}.`);
    return 0;
  }
  writeFileSync(join(folder, 'medusa-config.js'), settings);
  const database = startDatabase(programs);
  let shop: ChildProcess | undefined;
  try {
    await until('PostgreSQL', async () => existsSync(join(data, `.s.PGSQL.${dbPort}`)));
    medusa('db:migrate');
    medusa('user', '-e', login.email, '-p', login.password);
    shop = spawn(process.execPath, [join(folder, 'node_modules', '@medusajs', 'cli', 'cli.js'), 'start', '--host', '127.0.0.1', '--port', String(port)], {
      ...{ cwd: folder, env, stdio: 'ignore' },
    });
    await until('Medusa', async () => (await fetch(`${base}/health`)).ok);
    console.log(`Medusa ${version} at ${base}`);
    const { token, orders } = await fill(52);
    await contract(token, orders);
  } finally {
    shop?.kill('SIGKILL');
    // Fast shutdown.
    database.kill('SIGINT');
    await new Promise((resolve) => database.once('exit', resolve));
    rmSync(data, { recursive: true, force: true });
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  }
  console.log(failed === 0 ? 'All of it holds.' : `${failed} of it do not hold.`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
