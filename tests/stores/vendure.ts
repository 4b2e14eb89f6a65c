/**
 * The generic adapter against a real Vendure with an embedded database, by the mapping in docs/stores.md: `npx tsx tests/stores/vendure.ts`. Installs
 * @vendure/core and sql.js into a temporary folder (VENDURE_DIR: one where they are already), which takes minutes; says so and ends well where it cannot.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../../src/config/load.ts';
import { realClock } from '../../src/event-loop/clock.ts';
import type { CouponRow } from '../../src/shop/shop.ts';
import { createHttpStore } from '../../src/shop/stores/http/http-store.ts';

const version = '3.7.3';
const given = process.env.VENDURE_DIR;
const folder = given ?? mkdtempSync(join(tmpdir(), 'vendure-'));
const port = 30_000 + Math.floor(Math.random() * 20_000);
const base = `http://127.0.0.1:${port}`;

const server = `
require('reflect-metadata');
const { bootstrap, DefaultLogger, LogLevel, dummyPaymentHandler } = require('@vendure/core');
bootstrap({
  apiOptions: { port: ${port}, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: { tokenMethod: ['bearer'], superadminCredentials: { identifier: 'superadmin', password: 'superadmin' }, cookieOptions: { secret: 'try' } },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, logging: false, autoSave: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [],
}).then(() => console.log('READY'), (error) => { console.error(error); process.exit(1); });
`;

/** Returns false where it cannot be had. */
function install(): boolean {
  if (existsSync(join(folder, 'node_modules', '@vendure', 'core'))) return true;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  console.log(`Installing Vendure ${version} into ${folder} ...`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `@vendure/core@${version}`, 'sql.js@1'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 900_000,
  });
  return status === 0;
}

let token = '';
async function admin<T>(query: string, variables: object, shape: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${base}/admin-api`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  token = response.headers.get('vendure-auth-token') ?? token;
  const body = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() }).parse(await response.json());
  if (body.errors) throw new Error(`${query.slice(0, 60)}: ${body.errors.map(({ message }) => message).join('; ')}`);
  return shape.parse(body.data);
}
const id = z.object({ id: z.string() });
const any = z.unknown();
const one = <K extends string>(key: K) => z.object({ [key]: id } as Record<K, typeof id>);

/** A shop with two products, and three orders that are paid. Returns ids and codes of the orders. */
async function fill(): Promise<{ id: string; code: string }[]> {
  await admin('mutation { login(username: "superadmin", password: "superadmin") { __typename } }', {}, any);
  const country = await admin(
    'mutation { createCountry(input: { code: "DE", enabled: true, translations: [{ languageCode: en, name: "Germany" }] }) { id } }',
    {},
    one('createCountry'),
  );
  const zone = await admin(
    'mutation ($m: [ID!]) { createZone(input: { name: "Europe", memberIds: $m }) { id } }',
    { m: [country.createCountry.id] },
    one('createZone'),
  );
  const tax = await admin('mutation { createTaxCategory(input: { name: "Standard", isDefault: true }) { id } }', {}, one('createTaxCategory'));
  await admin(
    'mutation ($i: CreateTaxRateInput!) { createTaxRate(input: $i) { id } }',
    { i: { name: 'none', enabled: true, value: 0, categoryId: tax.createTaxCategory.id, zoneId: zone.createZone.id } },
    any,
  );
  const { activeChannel } = await admin('{ activeChannel { id } }', {}, one('activeChannel'));
  await admin(
    'mutation ($i: UpdateChannelInput!) { updateChannel(input: $i) { __typename } }',
    {
      i: {
        id: activeChannel.id,
        availableCurrencyCodes: ['EUR'],
        defaultCurrencyCode: 'EUR',
        pricesIncludeTax: true,
        defaultTaxZoneId: zone.createZone.id,
        defaultShippingZoneId: zone.createZone.id,
      },
    },
    any,
  );
  await admin(
    'mutation ($i: CreateShippingMethodInput!) { createShippingMethod(input: $i) { id } }',
    {
      i: {
        code: 'parcel',
        fulfillmentHandler: 'manual-fulfillment',
        checker: { code: 'default-shipping-eligibility-checker', arguments: [{ name: 'orderMinimum', value: '0' }] },
        calculator: {
          code: 'default-shipping-calculator',
          arguments: [
            { name: 'rate', value: '0' },
            { name: 'taxRate', value: '0' },
            { name: 'includesTax', value: 'auto' },
          ],
        },
        translations: [{ languageCode: 'en', name: 'Parcel', description: '' }],
      },
    },
    any,
  );
  const variants: string[] = [];
  for (const [name, sku] of [
    ['Green tea', 'TEA-S'],
    ['Black tea', 'TEA-B'],
  ] as const) {
    const made = await admin(
      'mutation ($i: CreateProductInput!) { createProduct(input: $i) { id } }',
      { i: { enabled: true, translations: [{ languageCode: 'en', name, slug: sku.toLowerCase(), description: '<p>Fresh</p>' }] } },
      one('createProduct'),
    );
    const found = await admin(
      'mutation ($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id } }',
      { i: [{ productId: made.createProduct.id, sku, price: 2_910, stockOnHand: 30, translations: [{ languageCode: 'en', name }] }] },
      z.object({ createProductVariants: z.array(id) }),
    );
    variants.push(found.createProductVariants[0]?.id ?? '');
  }
  const orders: { id: string; code: string }[] = [];
  for (let n = 1; n <= 3; n++) {
    const { createDraftOrder } = await admin(
      'mutation { createDraftOrder { id code } }',
      {},
      z.object({ createDraftOrder: z.object({ id: z.string(), code: z.string() }) }),
    );
    const o = createDraftOrder.id;
    const address = { fullName: 'Anna Vogel', streetLine1: `Hauptstr. ${n}`, city: 'Berlin', postalCode: '10115', countryCode: 'DE' };
    await admin(
      'mutation ($o: ID!, $v: ID!) { addItemToDraftOrder(orderId: $o, input: { productVariantId: $v, quantity: 2 }) { __typename } }',
      { o, v: variants[0] },
      any,
    );
    await admin(
      'mutation ($o: ID!, $i: CreateCustomerInput) { setCustomerForDraftOrder(orderId: $o, input: $i) { __typename } }',
      { o, i: { firstName: 'Anna', lastName: 'Vogel', emailAddress: `anna${n}@example.com` } },
      any,
    );
    await admin('mutation ($o: ID!, $a: CreateAddressInput!) { setDraftOrderShippingAddress(orderId: $o, input: $a) { id } }', { o, a: address }, any);
    const methods = await admin(
      'query ($o: ID!) { eligibleShippingMethodsForDraftOrder(orderId: $o) { id } }',
      { o },
      z.object({ eligibleShippingMethodsForDraftOrder: z.array(id) }),
    );
    await admin(
      'mutation ($o: ID!, $m: ID!) { setDraftOrderShippingMethod(orderId: $o, shippingMethodId: $m) { __typename } }',
      { o, m: methods.eligibleShippingMethodsForDraftOrder[0]?.id },
      any,
    );
    await admin(
      'mutation ($o: ID!) { transitionOrderToState(id: $o, state: "ArrangingPayment") { __typename ... on ErrorResult { message } } }',
      { o },
      z.object({ transitionOrderToState: z.object({ __typename: z.literal('Order') }) }),
    );
    await admin(
      'mutation ($i: ManualPaymentInput!) { addManualPaymentToOrder(input: $i) { __typename ... on ErrorResult { message } } }',
      { i: { orderId: o, method: 'card', transactionId: `t${n}`, metadata: {} } },
      z.object({ addManualPaymentToOrder: z.object({ __typename: z.literal('Order') }) }),
    );
    orders.push(createDraftOrder);
  }
  return orders;
}

let failed = 0;
function check(what: string, is: boolean, found?: unknown): void {
  console.log(`${is ? 'ok  ' : 'FAIL'} ${what}${is ? '' : `: ${JSON.stringify(found)}`}`);
  if (!is) failed += 1;
}

async function contract(orders: readonly { id: string; code: string }[]): Promise<void> {
  const page = readFileSync('docs/stores.md', 'utf8');
  const yaml = /### A store that speaks GraphQL[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const loaded = loadConfig(yaml, 'docs/stores.md');
  if (!loaded.ok || !loaded.value.shop.http) throw new Error(loaded.ok ? 'no mapping' : loaded.problems.join('\n'));
  const store = createHttpStore({
    mapping: { ...loaded.value.shop.http, base, paging: { by: 'offset', size: 2 } },
    token,
    statuses: {},
    clock: realClock(),
    timeoutMs: 30_000,
  });
  const [first] = orders;
  if (!first) throw new Error('no order');
  check('answers', (await store.ping()).ok);
  const pageOne = await store.orders({});
  check('orders come in pages', pageOne.ok && pageOne.value.items.length === 2 && pageOne.value.next !== undefined && pageOne.value.bad.length === 0, pageOne);
  const rest = pageOne.ok && pageOne.value.next !== undefined ? await store.orders({ cursor: pageOne.value.next }) : pageOne;
  check('all orders are read', rest.ok && rest.value.items.length === 1, rest);
  const read = await store.order({ ref: first.id });
  check(
    'an order by its id, with state, amounts, items and address',
    read.ok &&
      read.value.status === 'paid' &&
      read.value.total === 5_820 &&
      read.value.currency === 'EUR' &&
      read.value.items[0]?.sku === 'TEA-S' &&
      read.value.items[0]?.quantity === 2 &&
      read.value.address.includes('Hauptstr. 1'),
    read,
  );
  const byCode = await store.order({ number: first.code });
  check('an order by its number', byCode.ok && byCode.value.ref === first.id, byCode);
  check('no order for a number that nobody has', !(await store.order({ number: 'NO-SUCH-1' })).ok);
  const later = await store.orders({ since: Date.now() + 60_000 });
  check('only what changed since', later.ok && later.value.items.length === 0, later);
  const goods = await store.products({});
  check(
    'products with price and stock',
    goods.ok && goods.value.items.length === 2 && goods.value.items.every(({ price, variants }) => price === 2_910 && variants[0]?.stock === 30),
    goods,
  );
  const tea = goods.ok ? goods.value.items[0] : undefined;
  const alone = await store.product(tea?._id ?? '');
  check('one product', alone.ok && alone.value._id === tea?._id, alone);
  if (read.ok) check('cancels', (await store.change(read.value, { do: 'cancel' }, 'k-1')).ok);
  const gone = await store.order({ ref: first.id });
  check('and shows it', gone.ok && gone.value.status === 'cancelled', gone);
  if (gone.ok) check('a second time it is refused, and nothing else happens', !(await store.change(gone.value, { do: 'cancel' }, 'k-2')).ok);
  const coupon: CouponRow = {
    ...{ _id: 'YUN-TEST', v: 1, code: 'YUN-TEST', campaign: 'c', contact: 'x', claim: 'c:x', kind: 'percent', percent: 10, issuedAt: Date.now() },
    until: Date.now() + 86_400_000,
  };
  const told = await store.createCoupon(coupon, 'EUR');
  check('takes a coupon', told.ok, told);
  const kept = await admin(
    '{ promotions { items { couponCode actions { args { value } } } } }',
    {},
    z.object({
      promotions: z.object({
        items: z.array(z.object({ couponCode: z.string(), actions: z.array(z.object({ args: z.array(z.object({ value: z.string() })) })) })),
      }),
    }),
  );
  const made = kept.promotions.items[0];
  check('which is worth what it says', made?.couponCode === 'YUN-TEST' && Number(made.actions[0]?.args[0]?.value) === 10, made);
}

async function main(): Promise<number> {
  if (!install()) {
    console.log('Skipped: Vendure cannot be installed here (npm, or its registry, cannot be reached).');
    return 0;
  }
  const program = join(folder, 'try.cjs');
  writeFileSync(program, server);
  const child = spawn(process.execPath, [program], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('READY')) resolve();
      });
      child.once('exit', (code) => reject(new Error(`Vendure ended with ${code}`)));
    });
    console.log(`Vendure ${version} at ${base}`);
    await contract(await fill());
  } finally {
    child.kill('SIGKILL');
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  }
  console.log(failed === 0 ? 'All of it holds.' : `${failed} of it do not hold.`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
